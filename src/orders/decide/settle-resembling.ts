import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import type { Order, Resembling } from '../order.ts';
import { nextWatchAt } from '../schedule.ts';
import { attemptsLookedFor } from '../standing/at-vendor.ts';
import { accept, carryOn, type Decision, effectAt, refuse } from './decision.ts';
import { released } from './hold.ts';
import { isSought, nextLostLookAt } from './looks.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
type Questionable = Exclude<Order, { state: 'awaiting_approval' | 'placing' }>;

/**
 * Whether people can be asked about a vendor order: ours is about to be sent, or was sent by an attempt that is not found,
 * whatever became of the order since. While people still have to approve, it is asked about before the call.
 */
export function isQuestionable(order: Order): order is Questionable {
  if (order.state === 'awaiting_approval' || order.state === 'placing') return false;
  return order.state === 'approved' || attemptsLookedFor(order).length > 0;
}

/** The vendor order of which people are asked now whether it is this one; null when there is no question. */
export const questionOf = (order: Order): Resembling | null => (isQuestionable(order) ? order.question : null);

/**
 * People are asked once about each vendor order. Nothing is sent before they have answered. A look that ends with a
 * question was not in vain, so it is not counted.
 */
export function decideResembling(order: Order, event: EventOf<'resembling_found'>, now: Date): Decision {
  const { resembling } = event;
  if (!isQuestionable(order) || order.ruledOut.includes(resembling.vendorOrderId)) {
    return refuse('does_not_apply');
  }
  const isAsked = order.question?.vendorOrderId === resembling.vendorOrderId;
  const again = nextLooks(order, now);
  if (isAsked && (order.state !== 'approved' || order.hold === 'resembling_order')) return carryOn(order, ...again);
  return accept(
    order.state === 'approved'
      ? { ...released(order), question: resembling, hold: 'resembling_order' }
      : { ...order, question: resembling },
    ...again,
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    ...(isAsked ? [] : [effectAt(now, { type: 'tell', to: 'approvers', notice: 'resembling_order' })]),
  );
}

/** An order waits for its answer, and is looked for meanwhile: an approved one by placing, its earlier attempts as ever. */
function nextLooks(order: Questionable, now: Date): EffectIntent[] {
  const place = order.state === 'approved' ? [effectAt(nextWatchAt(now), { type: 'place' })] : [];
  if (attemptsLookedFor(order).length === 0) return place;
  const isSoughtNow = order.state === 'approved' || isSought(order);
  const lookAt = isSoughtNow ? nextWatchAt(now) : nextLostLookAt(order, now);
  return [...place, ...(lookAt ? [effectAt(lookAt, { type: 'reconcile' })] : [])];
}

/**
 * A person says that the vendor order which they were asked about is another one: the order goes on without it. As their
 * word may lead to a payment, it has to be somebody else's than the requester's.
 */
export function decideRuledOut(order: Order, event: EventOf<'ruled_out'>, now: Date): Decision {
  if (order.question?.vendorOrderId !== event.vendorOrderId || !isQuestionable(order)) return refuse('does_not_apply');
  if (event.by === order.facts.requestedBy) return refuse('own_order');
  const answered = { question: null, ruledOut: [...order.ruledOut, event.vendorOrderId] };
  const shown = [effectAt(now, { type: 'redraw' }), effectAt(now, { type: 'note', event, at: now })];
  if (order.state === 'approved') {
    return accept({ ...released(order), ...answered }, effectAt(now, { type: 'place' }), ...shown);
  }
  return accept({ ...order, ...answered }, effectAt(now, { type: 'reconcile' }), ...shown);
}
