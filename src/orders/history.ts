import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../values/canonical-json.ts';
import { Fingerprint, Instant } from '../values/ids.ts';
import { OrderEvent } from './event.ts';

/** One accepted event. `hash` covers the entry and `previousHash`, so that no entry can be changed or lost unseen. */
export const HistoryEntry = z.object({
  /** Counts from 1 within an order. */
  sequence: z.int().positive(),
  at: Instant,
  event: OrderEvent,
  /** Fingerprint of the terms in force after the event. */
  fingerprint: Fingerprint,
  previousHash: z.string(),
  hash: z.string().regex(/^[0-9a-f]{64}$/),
});
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** The newest entry's number and hash; what the next entry is chained to. */
export const HistoryHead = HistoryEntry.pick({ sequence: true, hash: true });
export type HistoryHead = z.infer<typeof HistoryHead>;

/** `previousHash` of an order's first entry. */
export const NO_PREVIOUS_HASH = '';

/** Makes the entry that follows `head` (null for the first). */
export function nextEntry(
  head: HistoryHead | null,
  event: OrderEvent,
  fingerprint: Fingerprint,
  at: Date,
): HistoryEntry {
  const content = {
    sequence: (head?.sequence ?? 0) + 1,
    at,
    event,
    fingerprint,
    previousHash: head?.hash ?? NO_PREVIOUS_HASH,
  };
  return { ...content, hash: hashOf(content) };
}

/** Number of the first entry that does not follow from the one before it; null when the whole chain holds. */
export function firstBrokenEntry(entries: readonly HistoryEntry[]): number | null {
  let previousHash = NO_PREVIOUS_HASH;
  for (const [index, { hash, ...content }] of entries.entries()) {
    const follows = content.sequence === index + 1 && content.previousHash === previousHash && hash === hashOf(content);
    if (!follows) return index + 1;
    previousHash = hash;
  }
  return null;
}

function hashOf(content: Omit<HistoryEntry, 'hash'>): string {
  return createHash('sha256').update(canonicalJson(content)).digest('hex');
}
