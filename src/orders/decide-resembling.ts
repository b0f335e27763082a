import { accept, carryOn, type Decision, effectAt, refuse } from './decision.ts';
import type { EffectIntent } from './effect.ts';
import type { OrderEvent } from './event.ts';
import { attemptsLookedFor, type Order, type OrderIn } from './order.ts';
import { nextLookAt, nextWatchAt } from './schedule.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
type Questionable = OrderIn<'approved' | 'outcome_unknown' | 'payment_pending' | 'placed' | 'active'>;

/** Whether people can be asked about a vendor order: ours is about to be sent, or was sent and not found. */
function isQuestionable(order: Order): order is Questionable {
  if (order.state === 'approved' || order.state === 'outcome_unknown') return true;
  const isThere = order.state === 'payment_pending' || order.state === 'placed' || order.state === 'active';
  return isThere && order.vendorOrderId === null;
}

/** People are asked once about each vendor order. Nothing is sent before they have answered. */
export function decideResembling(order: Order, event: EventOf<'resembling_found'>, now: Date): Decision {
  const { resembling } = event;
  if (!isQuestionable(order) || order.terms.ruledOut?.includes(resembling.vendorOrderId)) {
    return refuse('does_not_apply');
  }
  const terms = { ...order.terms, resembling };
  const asked: Questionable =
    order.state === 'approved'
      ? { ...order, terms, hold: 'resembling_order' }
      : { ...order, terms, looks: order.looks + 1 };
  const again = lookAgain(asked, now);
  if (order.terms.resembling?.vendorOrderId === resembling.vendorOrderId) return carryOn(asked, again);
  return accept(
    asked,
    again,
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'tell', to: 'approvers', notice: 'resembling_order' }),
  );
}

function lookAgain(order: Questionable, now: Date): EffectIntent {
  return order.state === 'approved'
    ? effectAt(nextWatchAt(now), { type: 'place' })
    : effectAt(nextLookAt(order.looks, now), { type: 'reconcile' });
}

/**
 * A person says that the vendor order which they were asked about is another one: the order goes on without it. As their
 * word may lead to a payment, it has to be somebody else's than the requester's.
 */
export function decideRuledOut(order: Order, event: EventOf<'ruled_out'>, now: Date): Decision {
  const { resembling, ruledOut = [], ...rest } = order.terms;
  if (resembling?.vendorOrderId !== event.vendorOrderId || !isQuestionable(order)) return refuse('does_not_apply');
  if (event.by === order.facts.requestedBy) return refuse('own_order');
  const terms = { ...rest, ruledOut: [...ruledOut, event.vendorOrderId] };
  const shown = [effectAt(now, { type: 'redraw' }), effectAt(now, { type: 'note', event, at: now })];
  if (order.state === 'approved') {
    return accept({ ...order, terms, hold: null }, effectAt(now, { type: 'place' }), ...shown);
  }
  const isLookedFor = attemptsLookedFor(order).length > 0;
  return accept({ ...order, terms }, ...(isLookedFor ? [effectAt(now, { type: 'reconcile' })] : []), ...shown);
}
