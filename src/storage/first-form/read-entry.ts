import { z } from 'zod';
import type { Act } from '../../acts/act.ts';
import type { HistoryEntry } from '../../orders/history/history.ts';
import { Fingerprint, Instant } from '../../values/ids.ts';
import { parseStored } from '../rows/stored-json.ts';
import { FirstFormEvent } from './event.ts';
import { readFirstFormEvent } from './read-event.ts';

const Entry = z.object({
  sequence: z.int().positive(),
  at: Instant,
  event: FirstFormEvent,
  fingerprint: Fingerprint,
  previousHash: z.string(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
/** All but the hash is what the hash covers, whatever it is. */
const Covered = z.record(z.string(), z.unknown()).transform(({ hash: _hash, ...original }) => original);

/** Reads an entry of the first form. Throws `StoredRowBroken`; `what` names it. */
export function readFirstFormEntry(value: unknown, purchase: Act | null, what: string): HistoryEntry {
  const { event, ...link } = parseStored(Entry, value, what);
  const original = parseStored(Covered, value, what);
  return { form: 1, ...link, event: readFirstFormEvent(event, purchase), original };
}
