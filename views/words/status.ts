import { domainNames } from '../../src/acts/custom_order/custom-order.ts';
import { maySettleAbsent } from '../../src/orders/decide/settle-absent.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import type { Order, OrderState } from '../../src/orders/order.ts';

/** How a state is shown everywhere: one emoji, and a few words. */
export interface Status {
  readonly emoji: string;
  readonly words: string;
}

/** Yellow waits for people, blue is under way, orange needs a look, green is good, red and grey ended. */
const STATUS: Readonly<Record<OrderState, Status>> = {
  awaiting_approval: { emoji: '🟡', words: 'Waiting for approval' },
  approved: { emoji: '🔵', words: 'Approved' },
  placing: { emoji: '🔵', words: 'Being placed' },
  outcome_unknown: { emoji: '🟠', words: 'Checking with ScaledMail' },
  payment_pending: { emoji: '🟠', words: 'Payment needs confirming' },
  placed: { emoji: '🟢', words: 'Placed' },
  active: { emoji: '✅', words: 'All working' },
  cancelled: { emoji: '⚫', words: 'Cancelled' },
  refused: { emoji: '🔴', words: 'Refused by ScaledMail' },
  declined: { emoji: '🔴', words: 'Declined' },
  withdrawn: { emoji: '⚪', words: 'Withdrawn' },
  expired: { emoji: '⚪', words: 'Expired' },
};

/** The status of an order as people see it. An order held, or stuck, says so. */
export function statusOf(order: Order): Status {
  const status = STATUS[order.state];
  const isAsked = questionOf(order) !== null;
  if (isAsked && ['approved', 'outcome_unknown', 'refused'].includes(order.state)) {
    return { emoji: '🟠', words: QUESTION };
  }
  if (order.state === 'approved' && order.hold) return { ...status, words: 'Approved, on hold' };
  if (order.state === 'refused' && order.declaredAbsentBy !== undefined) return { ...status, words: 'Given up' };
  if (order.state === 'outcome_unknown' && maySettleAbsent(order)) return { ...status, words: 'Not found yet' };
  if (order.state === 'placed' && order.progress.isStuck) return { ...status, words: 'Placed, taking long' };
  return status;
}

/** What people are asked about a vendor order that may be this one. */
export const QUESTION = 'Is it this one?';

/** How many of an order's domains work. */
export interface DomainProgress {
  readonly ready: number;
  readonly total: number;
}

/** Null for orders that are not being set up. */
export function progressOf(order: Order): DomainProgress | null {
  if (order.state !== 'placed' && order.state !== 'active') return null;
  return { ready: order.progress.ready.length, total: domainNames(order.facts.purchase).length };
}

/** Segments of a progress bar. */
const BAR_LENGTH = 10;

/** `▰▰▰▰▰▰▰▱▱▱ 7 of 9 domains ready`. The bar is full only when all are. */
export function progressBar({ ready, total }: DomainProgress): string {
  const share = Math.floor((BAR_LENGTH * ready) / Math.max(total, 1));
  const filled = Math.min(BAR_LENGTH, ready > 0 ? Math.max(share, 1) : 0);
  const noun = total === 1 ? 'domain' : 'domains';
  return `${'▰'.repeat(filled)}${'▱'.repeat(BAR_LENGTH - filled)} ${ready} of ${total} ${noun} ready`;
}
