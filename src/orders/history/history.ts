import { createHash } from 'node:crypto';
import { z } from 'zod';
import { canonicalJson } from '../../values/canonical-json.ts';
import { Fingerprint, Instant } from '../../values/ids.ts';
import { OrderEvent } from '../event.ts';
import { erasedIn, type PrivateParts, privatePartsOf, withoutPrivateParts } from './private-parts.ts';

const HASH = z.string().regex(/^[0-9a-f]{64}$/);

const link = {
  /** Counts from 1 within an order. */
  sequence: z.int().positive(),
  at: Instant,
  event: OrderEvent,
  /** Fingerprint of the terms in force after the event. */
  fingerprint: Fingerprint,
  previousHash: z.string(),
  hash: HASH,
};

/** An entry of the first form, whose event has been read as one of today's. `hash` covers `original`, as it was written. */
export const FirstFormEntry = z.object({ ...link, form: z.literal(1), original: z.unknown() });

/**
 * One accepted event. `hash` covers the entry and `previousHash`, so that no entry can be changed or lost unseen. Names and
 * words of people are covered by their salted hashes: once `salt` and they are erased, `erased` holds those, and the chain
 * still holds.
 */
export const SaltedEntry = z.object({
  ...link,
  form: z.literal(2),
  salt: z.string(),
  erased: z.record(z.string(), HASH).exactOptional(),
});

export type SaltedEntry = z.infer<typeof SaltedEntry>;

export const HistoryEntry = z.discriminatedUnion('form', [FirstFormEntry, SaltedEntry]);
export type HistoryEntry = z.infer<typeof HistoryEntry>;

/** The newest entry's number and hash; what the next entry is chained to. */
export const HistoryHead = z.object({ sequence: link.sequence, hash: link.hash });
export type HistoryHead = z.infer<typeof HistoryHead>;

/** `previousHash` of an order's first entry. */
export const NO_PREVIOUS_HASH = '';

/** What an entry says; `salt` is random, and belongs to it alone. */
export interface News {
  readonly event: OrderEvent;
  readonly fingerprint: Fingerprint;
  readonly at: Date;
  readonly salt: string;
}

/** Makes the entry that follows `head` (null for the first). */
export function nextEntry(head: HistoryHead | null, { event, fingerprint, at, salt }: News): HistoryEntry {
  const content = {
    form: 2 as const,
    sequence: (head?.sequence ?? 0) + 1,
    at,
    // What is not part of the event is not kept, so it must not be covered either.
    event: OrderEvent.parse(event),
    fingerprint,
    salt,
    previousHash: head?.hash ?? NO_PREVIOUS_HASH,
  };
  return { ...content, hash: hashOf(content) };
}

/** The entry without names and words of people. Its hash, and so the chain, stays as it was. One of the first form is kept. */
export function withoutPeople(entry: HistoryEntry): HistoryEntry {
  if (entry.form === 1 || entry.erased) return entry;
  const erased = hashesOf(privatePartsOf(entry.event), entry.salt);
  return { ...entry, event: erasedIn(entry.event), salt: '', erased };
}

/** Number of the first entry that does not follow from the one before it; null when the whole chain holds. */
export function firstBrokenEntry(entries: readonly HistoryEntry[]): number | null {
  let previousHash = NO_PREVIOUS_HASH;
  for (const [index, entry] of entries.entries()) {
    const follows = entry.sequence === index + 1 && entry.previousHash === previousHash && isIntact(entry);
    if (!follows) return index + 1;
    previousHash = entry.hash;
  }
  return null;
}

function isIntact(entry: HistoryEntry): boolean {
  if (entry.form === 1) return entry.hash === sha256(canonicalJson(entry.original)) && isAsWritten(entry);
  return entry.hash === hashOf(entry) && (entry.erased === undefined || isErased(entry.event, entry.erased));
}

const Written = z.object({ sequence: z.int(), at: Instant, fingerprint: z.string(), previousHash: z.string() });

/** Whether what was read of an entry of the first form is what was written. */
function isAsWritten({ original, sequence, at, fingerprint, previousHash }: z.infer<typeof FirstFormEntry>): boolean {
  const written = Written.safeParse(original);
  const read = { sequence, at, fingerprint, previousHash };
  return written.success && canonicalJson(written.data) === canonicalJson(read);
}

/** Whether nobody stands in the place of the people who were erased: their hashes say nothing about the event's own text. */
function isErased(event: OrderEvent, erased: Readonly<Record<string, string>>): boolean {
  const names = Object.keys(privatePartsOf(event));
  const isOfThese = names.length === Object.keys(erased).length && names.every((name) => name in erased);
  return isOfThese && canonicalJson(event) === canonicalJson(erasedIn(event));
}

function hashOf(entry: Omit<SaltedEntry, 'hash'>): string {
  const { form, sequence, at, event, fingerprint, previousHash, salt } = entry;
  const people = entry.erased ?? hashesOf(privatePartsOf(event), salt);
  return sha256(
    canonicalJson({ form, sequence, at, event: withoutPrivateParts(event), fingerprint, previousHash, people }),
  );
}

const hashesOf = (parts: PrivateParts, salt: string): Record<string, string> =>
  Object.fromEntries(Object.entries(parts).map(([name, text]) => [name, sha256(`${salt} ${name} ${text}`)]));

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
