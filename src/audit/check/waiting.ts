import { addDays } from 'date-fns/addDays';
import { lasts } from '../../acts/act.ts';
import type { EffectType } from '../../orders/effect.ts';
import { actOf, type Order, type OrderState } from '../../orders/order.ts';
import { lacksVendorId } from '../../orders/standing/at-vendor.ts';
import { surfaceOf } from '../../orders/surface.ts';
import type { AuditedOrder } from '../replay/audited-order.ts';
import { unless, type Violation } from './violation.ts';

/**
 * What keeps an order going in each state: an order that waits for people still ends by itself, one under way is looked
 * after. An order that has ended needs nothing. A new state does not compile before somebody says here what keeps it going.
 */
const KEPT_GOING_BY: Readonly<Record<OrderState, readonly EffectType[]>> = {
  awaiting_approval: ['expire'],
  approved: ['place'],
  placing: ['reconcile'],
  outcome_unknown: ['reconcile'],
  payment_pending: ['watch'],
  placed: ['watch'],
  active: ['watch'],
  cancelled: [],
  refused: [],
  declined: [],
  withdrawn: [],
  expired: [],
};

/** Nothing is ever put off for longer than the week after which an order expires; a day on top for a late start. */
const LONGEST_WAIT_DAYS = 8;

/** Nothing waits forever: what an open order needs is among its effects, and due within the longest wait. */
export function checkWaiting({ order, effects }: AuditedOrder, now: Date): Violation[] {
  const latest = addDays(now, LONGEST_WAIT_DAYS);
  return neededBy(order).flatMap((type) => {
    const due = effects.filter(({ task }) => task.type === type).map(({ dueAt }) => dueAt);
    const sentence =
      due.length === 0
        ? `It is ${order.state}, but nothing keeps it going: no “${type}” is due.`
        : `It is ${order.state}, but “${type}” is not due before ${due[0]?.toISOString()}.`;
    return unless(
      due.some((dueAt) => dueAt <= latest),
      'waits_forever',
      sentence,
    );
  });
}

function neededBy(order: Order): readonly EffectType[] {
  // What goes on at the vendor is watched for its end; what is done for good needs nothing.
  const isOver = order.state === 'active' && !lasts(actOf(order));
  const needed = isOver ? [] : [...KEPT_GOING_BY[order.state]];
  const isAnnounced = surfaceOf(order, 'card') !== null;
  // What nobody approves is announced all the same.
  const isToAnnounce =
    order.state === 'awaiting_approval' || (order.state === 'approved' && order.asked.rule === 'free');
  if (isToAnnounce && !isAnnounced) needed.push('announce');
  if (lacksVendorId(order)) needed.push('reconcile');
  return needed;
}
