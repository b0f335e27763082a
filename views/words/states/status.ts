import { namesOf } from '../../../src/acts/act.ts';
import { isFreeByRule } from '../../../src/orders/approval/free-by-rule.ts';
import { maySettleAbsent } from '../../../src/orders/decide/settle-absent.ts';
import { questionOf } from '../../../src/orders/decide/settle-resembling.ts';
import { actOf, attemptOf, type Order, type OrderState } from '../../../src/orders/order.ts';
import { hasNextStep, makesWhatLasts } from '../../../src/orders/standing/steps.ts';
import { keepsFromWorking } from '../../../src/values/mail-record.ts';
import { halfDoneOf } from '../../acts/act-views.ts';
import { bar } from '../bar.ts';
import { type ByEffect, effectOfOrder } from '../effect.ts';
import { givenUpBy } from '../order-text.ts';

/** How a state is shown everywhere: one emoji, and a few words. */
export interface Status {
  readonly emoji: string;
  readonly words: string;
}

/** Alike for every effect. */
const COMMON = {
  awaiting_approval: { emoji: '🟡', words: 'Waiting for approval' },
  approved: { emoji: '🔵', words: 'Approved' },
  outcome_unknown: { emoji: '🟠', words: 'Checking with ScaledMail' },
  payment_pending: { emoji: '🟠', words: 'Payment needs confirming' },
  cancelled: { emoji: '⚫', words: 'Cancelled' },
  refused: { emoji: '🔴', words: 'Refused by ScaledMail' },
  declined: { emoji: '🔴', words: 'Declined' },
  withdrawn: { emoji: '⚪', words: 'Withdrawn' },
  expired: { emoji: '⚪', words: 'Expired' },
} as const;

/** Yellow waits for people, blue is under way, orange needs a look, green is good, red and grey ended. */
const STATUS: ByEffect<Readonly<Record<OrderState, Status>>> = {
  spend: {
    ...COMMON,
    placing: { emoji: '🔵', words: 'Being placed' },
    placed: { emoji: '🟢', words: 'Placed' },
    active: { emoji: '✅', words: 'All working' },
  },
  buy: {
    ...COMMON,
    placing: { emoji: '🔵', words: 'Being placed' },
    placed: { emoji: '🟢', words: 'Placed' },
    active: { emoji: '✅', words: 'Bought' },
  },
  cancel: {
    ...COMMON,
    placing: { emoji: '🔵', words: 'Being cancelled' },
    payment_pending: COMMON.outcome_unknown,
    placed: { emoji: '🟢', words: 'Cancelling, accepted' },
    active: { emoji: '✅', words: 'Cancelled' },
  },
  write: {
    ...COMMON,
    placing: { emoji: '🔵', words: 'Being sent' },
    payment_pending: COMMON.outcome_unknown,
    placed: { emoji: '🟢', words: 'Sent, ScaledMail applies it' },
    active: { emoji: '✅', words: 'Done' },
  },
};

/** What is said instead once our own looks came to nothing, and when it takes longer than usual. */
const LATER: ByEffect<{ readonly lookedInVain: string; readonly late: string }> = {
  spend: { lookedInVain: 'Not found yet', late: 'Placed, taking long' },
  buy: { lookedInVain: 'Not found yet', late: 'Placed, taking long' },
  cancel: { lookedInVain: 'Not confirmed yet', late: 'Cancelling, taking long' },
  write: { lookedInVain: 'Not confirmed yet', late: 'Sent, taking long' },
};

/** States in which nothing is under way: that the first steps are done is what people have to know. */
const IS_HALF_DONE: ReadonlySet<OrderState> = new Set([
  'awaiting_approval',
  'refused',
  'declined',
  'withdrawn',
  'expired',
]);

/** The status of an order as people see it. An order held, or stuck, says so. */
export function statusOf(order: Order): Status {
  const effect = effectOfOrder(order);
  const status = STATUS[effect][order.state];
  const isAsked = questionOf(order) !== null;
  if (isAsked && (order.state === 'approved' || order.state === 'outcome_unknown')) {
    return { emoji: '🟠', words: QUESTION };
  }
  const half = halfDoneOf(order);
  if (half !== null && IS_HALF_DONE.has(order.state)) return { emoji: '🟠', words: half.status };
  switch (order.state) {
    case 'approved':
      // Nobody approved what is free by rule.
      if (isFreeByRule(order)) return order.hold ? { ...status, words: 'On hold' } : STATUS[effect].placing;
      return order.hold ? { ...status, words: 'Approved, on hold' } : status;
    case 'refused':
      return givenUpBy(order) === undefined ? status : { ...status, words: 'Given up' };
    case 'outcome_unknown':
      return maySettleAbsent(order) ? { ...status, words: LATER[effect].lookedInVain } : status;
    case 'placed':
      if (hasNextStep(order)) return STATUS[effect].placing;
      // Found done at the vendor: nothing was accepted that is still to come.
      if (effect !== 'spend' && attemptOf(order).answer !== 'confirmed') return STATUS[effect].active;
      return order.progress.isStuck ? { ...status, words: LATER[effect].late } : status;
    default:
      return status;
  }
}

/** What people are asked about a vendor order that may be this one. */
export const QUESTION = 'Is it this one?';

/** How many of an order's domains work. */
export interface DomainProgress {
  readonly ready: number;
  readonly total: number;
  /** Those of which nobody knows whether they work; absent: none. */
  readonly unread?: number;
  /** Those that ScaledMail calls ready, and that our own look at DNS holds back; absent: none. */
  readonly lacking?: number;
}

/** Null for orders that are not being set up: what ends, or only changes something, has no part of it ready. */
export function progressOf(order: Order): DomainProgress | null {
  if (!makesWhatLasts(order)) return null;
  if (order.state !== 'placed' && order.state !== 'active') return null;
  const { ready, unread = [], lacking = [] } = order.progress;
  const total = namesOf(actOf(order)).length;
  return { ready: ready.length, total, unread: unread.length, lacking: lacking.filter(keepsFromWorking).length };
}

/** `▰▰▰▰▰▰▰▱▱▱ 7 of 9 domains ready, 1 not known yet, 1 waits for DNS`. The bar is full only when all are ready. */
export function progressBar({ ready, total, unread = 0, lacking = 0 }: DomainProgress): string {
  const noun = total === 1 ? 'domain' : 'domains';
  const unknown = unread > 0 ? `, ${unread} not known yet` : '';
  const held = lacking > 0 ? `, ${lacking} ${lacking === 1 ? 'waits' : 'wait'} for DNS` : '';
  return `${bar(ready, total)} ${ready} of ${total} ${noun} ready${unknown}${held}`;
}
