import { accept, carryOn, type Decision, effectAt, refuse } from './decision.ts';
import type { EffectIntent } from './effect.ts';
import type { OrderEvent } from './event.ts';
import { type Attempt, attemptsLookedFor, type LostAttempt, type Order, type OrderIn } from './order.ts';
import { LOOKS_BEFORE_ASKING, LOOKS_BEFORE_REFUSED, lookUntil, nextLookAt, nextWatchAt } from './schedule.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
type OutcomeEvent = EventOf<
  'vendor_confirmed' | 'vendor_could_not_charge' | 'outcome_unclear' | 'vendor_order_found' | 'vendor_order_absent'
>;
type Unsettled = OrderIn<'placing'> | OrderIn<'outcome_unknown'>;

/** What the paid call's answer, or a look into the vendor's list, means for the order. */
export function decideOutcome(order: Order, event: OutcomeEvent, now: Date): Decision {
  switch (event.type) {
    case 'vendor_confirmed':
      return isUnsettled(order) ? confirmed(order, event, now) : refuse('does_not_apply');
    case 'vendor_could_not_charge':
      return isUnsettled(order) ? notCharged(order, event, now) : refuse('does_not_apply');
    case 'outcome_unclear':
      return order.state === 'placing' ? unclear(order, event, now) : refuse('does_not_apply');
    case 'vendor_order_found':
      return found(order, event, now);
    case 'vendor_order_absent':
      return absent(order, event, now);
  }
}

function isUnsettled(order: Order): order is Unsettled {
  return order.state === 'placing' || order.state === 'outcome_unknown';
}

/** Whether the order stands at the vendor, but was not seen in its list yet. */
function lacksVendorId(order: Order): order is OrderIn<'placed' | 'active' | 'payment_pending'> {
  const isThere = order.state === 'placed' || order.state === 'active' || order.state === 'payment_pending';
  return isThere && order.vendorOrderId === null;
}

/** Effects of everything that people should see at once. */
function shown(event: OrderEvent, now: Date): EffectIntent[] {
  return [effectAt(now, { type: 'redraw' }), effectAt(now, { type: 'note', event, at: now })];
}

type Sent = Pick<OrderIn<'placed'>, 'facts' | 'terms' | 'messages' | 'approvals' | 'attempt'>;

function placedFrom(order: Sent, now: Date): OrderIn<'placed'> {
  const { facts, terms, messages, approvals, attempt } = order;
  const progress = { ready: [], changedAt: now, isStuck: false };
  const unknown = { vendorOrderId: null, vendorAmountCents: null, looks: 0 };
  return { state: 'placed', facts, terms, messages, approvals, attempt, placedAt: now, progress, ...unknown };
}

function confirmed(order: Unsettled, event: EventOf<'vendor_confirmed'>, now: Date): Decision {
  return accept(
    placedFrom(order, now),
    ...shown(event, now),
    effectAt(now, { type: 'reconcile' }),
    effectAt(nextWatchAt(now), { type: 'watch' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'placed' }),
    effectAt(now, { type: 'erase_logins' }),
  );
}

function notCharged(order: Unsettled, event: EventOf<'vendor_could_not_charge'>, now: Date): Decision {
  const { facts, terms, messages, approvals, attempt } = order;
  const unknown = { vendorOrderId: null, vendorAmountCents: null, looks: 0 };
  return accept(
    { state: 'payment_pending', facts, terms, messages, approvals, attempt, vendorMessage: event.message, ...unknown },
    ...shown(event, now),
    effectAt(now, { type: 'reconcile' }),
    effectAt(nextWatchAt(now), { type: 'watch' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'payment_pending' }),
    effectAt(now, { type: 'tell', to: 'approvers', notice: 'payment_pending' }),
    effectAt(now, { type: 'erase_logins' }),
  );
}

function unclear(order: OrderIn<'placing'>, event: EventOf<'outcome_unclear'>, now: Date): Decision {
  const { facts, terms, messages, approvals, attempt } = order;
  const looks = 0;
  return accept(
    {
      state: 'outcome_unknown',
      facts,
      terms,
      messages,
      approvals,
      attempt,
      reason: event.reason,
      vendorMessage: event.message,
      looks,
    },
    ...shown(event, now),
    effectAt(nextLookAt(looks, now), { type: 'reconcile' }),
    ...(event.reason === 'rejected'
      ? []
      : [effectAt(now, { type: 'tell', to: 'requester', notice: 'outcome_unknown' })]),
  );
}

function found(order: Order, event: EventOf<'vendor_order_found'>, now: Date): Decision {
  const { vendorOrderId, amountCents: vendorAmountCents } = event;
  const attempt = attemptsLookedFor(order).find(({ number }) => number === (event.attempt ?? order.terms.attempt));
  if (!attempt) return refuse('does_not_apply');
  const sent = asSent(order, attempt);
  const differs = vendorAmountCents !== null && vendorAmountCents !== sent.terms.quote.totalCents;
  const wasQuoted = vendorAmountCents === attempt.quotedCents;
  const alert =
    differs && !wasQuoted ? [effectAt(now, { type: 'tell', to: 'approvers', notice: 'amount_differs' })] : [];
  if (lacksVendorId(order)) {
    return accept({ ...order, vendorOrderId, vendorAmountCents }, ...shown(event, now), ...alert);
  }
  return accept(
    { ...placedFrom(sent, now), vendorOrderId, vendorAmountCents },
    ...shown(event, now),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'placed' }),
    effectAt(nextWatchAt(now), { type: 'watch' }),
    effectAt(now, { type: 'erase_logins' }),
    ...alert,
  );
}

/** The order as it was when the call was made: one that was given up for lost had other terms and approvals. */
function asSent(order: Order, attempt: Attempt): Sent {
  const { facts, messages, terms } = order;
  const lost = terms.lostAttempts ?? [];
  const index = lost.findIndex((each) => each.attempt.number === attempt.number);
  const earlier: LostAttempt | undefined = lost[index];
  if (earlier) {
    const before = index === 0 ? {} : { lostAttempts: lost.slice(0, index) };
    return { facts, messages, attempt, approvals: earlier.approvals, terms: { ...earlier.terms, ...before } };
  }
  return { facts, messages, attempt, terms, approvals: 'approvals' in order ? order.approvals : [] };
}

/** Absence is never proof, but for a "no" of the vendor's that leaves no trace. */
function absent(order: Order, event: EventOf<'vendor_order_absent'>, now: Date): Decision {
  if (order.state === 'placing')
    return unclear(order, { type: 'outcome_unclear', reason: 'interrupted', message: null }, now);
  if (attemptsLookedFor(order).length === 0) return refuse('does_not_apply');
  if (order.state === 'refused') return stillMissing({ ...order, looks: order.looks + 1 }, order.refusedAt, now);
  if (order.state === 'declined' || order.state === 'withdrawn' || order.state === 'expired')
    return stillMissing(order, order.at, now);
  if (order.state !== 'outcome_unknown' && !lacksVendorId(order))
    return carryOn(order, effectAt(nextLookAt(LOOKS_BEFORE_ASKING, now), { type: 'reconcile' }));
  const looks = order.looks + 1;
  if (order.state === 'outcome_unknown' && order.reason === 'rejected' && looks >= LOOKS_BEFORE_REFUSED) {
    return refusedByVendor({ ...order, looks }, event, now);
  }
  const again = effectAt(nextLookAt(looks, now), { type: 'reconcile' });
  if (looks !== LOOKS_BEFORE_ASKING) return carryOn({ ...order, looks }, again);
  const ask = effectAt(now, { type: 'tell', to: 'approvers', notice: 'cannot_find' });
  return accept({ ...order, looks }, again, ...shown(event, now), ask);
}

function refusedByVendor(
  order: OrderIn<'outcome_unknown'>,
  event: EventOf<'vendor_order_absent'>,
  now: Date,
): Decision {
  const { facts, terms, messages, approvals, attempt, looks } = order;
  const vendorMessage = order.vendorMessage ?? '';
  return accept(
    { state: 'refused', facts, terms, messages, approvals, attempt, vendorMessage, refusedAt: now, looks },
    ...shown(event, now),
    effectAt(nextLookAt(looks, now), { type: 'reconcile' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'refused' }),
    effectAt(now, { type: 'erase_logins' }),
  );
}

/** An order that ended is looked for a while longer: should it turn up after all, people are told the truth. */
function stillMissing(order: Order, endedAt: Date, now: Date): Decision {
  const looks = 'looks' in order ? order.looks : LOOKS_BEFORE_ASKING;
  const nextAt = nextLookAt(looks, now);
  return carryOn(order, ...(nextAt < lookUntil(endedAt) ? [effectAt(nextAt, { type: 'reconcile' })] : []));
}
