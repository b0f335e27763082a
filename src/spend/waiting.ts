import type { OwnOrder } from './own-order.ts';
import { type Sum, sumOf } from './sum.ts';

/** What all orders that wait would change, were they approved and placed. */
export interface Waiting {
  readonly orders: number;
  /** Charged once. */
  readonly nowCents: number;
  /** More a month. */
  readonly monthCents: number;
  /** Less a month; of some the vendor does not say it. */
  readonly ends: Sum;
}

/**
 * What waits for approval or for its call. An order of which nobody knows whether it was made waits until it is seen at the vendor:
 * `seen` are those that were.
 */
export function waitingOf(own: readonly OwnOrder[], seen: ReadonlySet<string> = new Set()): Waiting {
  const waiting = own.filter(({ stage, reference }) => stage === 'waits' && !seen.has(reference));
  return {
    orders: waiting.length,
    nowCents: sumOf(waiting.map(({ nowCents }) => nowCents)).known,
    monthCents: sumOf(waiting.map(({ monthCents }) => monthCents)).known,
    ends: sumOf(waiting.map(({ endsCents }) => endsCents)),
  };
}

/** What is charged a month when all that waits is approved; never less than nothing. */
export const monthWhenApproved = (month: Sum, { monthCents, ends }: Waiting): Sum => ({
  known: Math.max(0, month.known + monthCents - ends.known),
  unknown: month.unknown + ends.unknown,
});
