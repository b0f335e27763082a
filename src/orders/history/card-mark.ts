import type { HistoryHead } from './history.ts';

/** From which entry of an order's history a card was drawn. Kept outside the store, so that a store that went back in time is noticed. */
export interface CardMark {
  /** The entry's number. */
  readonly sequence: number;
  /** The first 16 hex digits of its hash. */
  readonly hash: string;
  readonly drawnAt: Date;
}

/** Hex digits of a hash that a card carries: 64 bits, which two histories of one order do not share by chance. */
export const MARK_HASH_DIGITS = 16;

/** The mark of a card that is drawn from an order with this head of its history. */
export const markOf = ({ sequence, hash }: HistoryHead, drawnAt: Date): CardMark => ({
  sequence,
  hash: hash.slice(0, MARK_HASH_DIGITS),
  drawnAt,
});

/**
 * Whether the store went back in time since a card was drawn: the order's history, as the store has it, has no such entry, or
 * another one in its place. Histories only grow, and entries are never changed, so a card that is merely older is no sign.
 */
export function hasGoneBack(entries: readonly HistoryHead[], { sequence, hash }: CardMark): boolean {
  const entry = entries.find((each) => each.sequence === sequence);
  return entry?.hash.slice(0, MARK_HASH_DIGITS) !== hash;
}
