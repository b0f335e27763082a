import { subDays } from 'date-fns/subDays';
import { isRefusedByVendorAlone } from '../decide/looks.ts';
import { questionOf } from '../decide/settle-resembling.ts';
import type { Effect } from '../effect.ts';
import type { Order } from '../order.ts';
import { isLookedFor } from '../standing/at-vendor.ts';
import { isOver } from '../standing/ends.ts';

/** When an order came to its end; null while it has none. */
export function endedAt(order: Order): Date | null {
  if (!isOver(order)) return null;
  switch (order.state) {
    case 'cancelled':
      return order.cancelledAt;
    case 'refused':
      return order.refusedAt;
    case 'active':
      return order.activeAt;
    case 'declined':
    case 'withdrawn':
    case 'expired':
      return order.at;
    default:
      return null;
  }
}

/**
 * Whether an order may be taken out of the store: it ended so many days ago, and nothing of it goes on. Kept is whatever is still
 * looked for at the vendor, may run there beside what ended, waits for somebody, or has something left to do. What the vendor
 * refused is looked for until its word is believed; what a person gave up is looked for as long as it is kept, so it is kept.
 */
export function isArchivable(
  { order, effects, lease }: { readonly order: Order; readonly effects: readonly Effect[]; readonly lease: unknown },
  { now, keepDays }: { readonly now: Date; readonly keepDays: number },
): boolean {
  const ended = endedAt(order);
  if (ended === null || ended > subDays(now, keepDays)) return false;
  const isLeftAlone = effects.length === 0 && lease === null && questionOf(order) === null;
  return isLeftAlone && (!isLookedFor(order) || isRefusedByVendorAlone(order)) && !hasMore(order);
}

/** Whether the vendor has, or may have, more of the order than what came to its end: a second one of the same step. */
function hasMore({ state, attempts }: Order): boolean {
  const made = attempts.filter(({ vendorOrderId }) => vendorOrderId !== null);
  if (state !== 'cancelled' && state !== 'active') return made.length > 0;
  return new Set(made.map(({ step }) => step)).size < made.length;
}
