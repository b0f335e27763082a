import { labelOf } from '../../acts/act.ts';
import { vendorTag } from '../../acts/custom_order/tag.ts';
import type { EffectIntent } from '../effect.ts';
import type { AlsoFound } from '../event.ts';
import type { Attempt, LostAttempt, Order, OrderIn, Terms } from '../order.ts';
import { nextWatchAt } from '../schedule.ts';
import { accept, type Decision, effectAt } from './decision.ts';
import { lookOnEffects } from './looks.ts';

/** An order as it was when one of its calls was made. */
export type Sent = Pick<OrderIn<'placed'>, 'facts' | 'terms' | 'messages' | 'approvals' | 'attempt'>;

/** An order that stands at the vendor or may, or stood there, by its newest attempt. */
export type Standing = OrderIn<'placing' | 'outcome_unknown' | 'placed' | 'active' | 'payment_pending' | 'cancelled'>;

/** Whether the newest attempt stands at the vendor, may stand there, or stood there: an earlier one is then a second order. */
export function stands(order: Order): order is Standing {
  switch (order.state) {
    case 'placing':
    case 'outcome_unknown':
    case 'placed':
    case 'active':
    case 'payment_pending':
    case 'cancelled':
      return true;
    default:
      return false;
  }
}

/** Terms without the question about a vendor order that may be this one: it was answered, or is over. */
export function withoutQuestion({ resembling: _answered, ...terms }: Terms): Terms {
  return terms;
}

/** The lost attempt of this number that is not seen in the vendor's list yet. */
export const unprovenLoss = ({ terms }: Order, number: number): LostAttempt | undefined =>
  terms.lostAttempts?.find((lost) => lost.attempt.number === number && lost.vendorOrderId === undefined);

/** The newest lost attempt that is known to stand at the vendor after all. */
export const turnedUpLoss = ({ terms }: Pick<Order, 'terms'>): LostAttempt | undefined =>
  terms.lostAttempts?.findLast(({ turnedUpAt }) => turnedUpAt !== undefined);

/** The order by its present attempt, whose call was made. */
export function presentAsSent({ facts, terms, messages, approvals, attempt }: Sent): Sent {
  return { facts, terms: withoutQuestion(terms), messages, approvals, attempt };
}

/** An order whose present attempt was not sent, as far as our store knows. */
export type Unsent = OrderIn<'awaiting_approval' | 'approved' | 'declined' | 'withdrawn' | 'expired'>;

/** Whether our store knows no call of the present attempt, and nobody said what became of one. */
export function isUnsent(order: Order): order is Unsent {
  return !stands(order) && order.state !== 'refused';
}

/**
 * The order by an attempt of which our store knows no call, though its order stands at the vendor: the store went back in
 * time. What was sent then is what is approved now: the tag of an attempt names its terms. The order may have ended in the
 * moment in which it was found.
 */
export function unsentAsSent(order: Unsent, now: Date): Sent {
  const { facts, terms, messages } = order;
  const approvals = 'approvals' in order ? order.approvals : [];
  const attempt: Attempt = {
    number: terms.attempt,
    tag: vendorTag(labelOf(facts.purchase), facts.reference, terms.attempt),
    startedAt: now,
    quotedCents: terms.quote.totalCents,
    knownOrderIds: [],
  };
  return { facts, terms: withoutQuestion(terms), messages, approvals, attempt };
}

/** The order with further ones of it that stand at the vendor: each as an attempt that turned up beside this one. */
export function withAlsoFound(sent: Sent, also: readonly AlsoFound[] = [], now: Date): Sent {
  if (also.length === 0) return sent;
  const { facts, attempt, approvals } = sent;
  const { lostAttempts = [], ...terms } = sent.terms;
  const seconds = also.map(({ vendorOrderId, amountCents: vendorAmountCents, attempt: number }): LostAttempt => {
    const tag = vendorTag(labelOf(facts.purchase), facts.reference, number);
    const turnedUp = { declaredAbsentAt: now, turnedUpAt: now, vendorOrderId, vendorAmountCents };
    return { attempt: { ...attempt, number, tag }, terms, approvals, ...turnedUp };
  });
  return { ...sent, terms: { ...terms, lostAttempts: [...lostAttempts, ...seconds] } };
}

/** The order by an attempt that was given up: on its terms and approvals of then. All other attempts stay looked for. */
export function lostAsSent(order: Order, lost: LostAttempt): Sent {
  const { facts, messages, terms } = order;
  const others = (terms.lostAttempts ?? []).filter((each) => each !== lost);
  const remaining = [...others, ...presentAsLost(order)];
  return {
    facts,
    messages,
    attempt: lost.attempt,
    approvals: lost.approvals,
    terms: {
      ...withoutQuestion(lost.terms),
      ...(terms.ruledOut ? { ruledOut: terms.ruledOut } : {}),
      ...(remaining.length > 0 ? { lostAttempts: remaining } : {}),
    },
  };
}

/** The attempt of an order that was refused or given up is as lost as the ones before it. */
function presentAsLost(order: Order): LostAttempt[] {
  if (order.state !== 'refused') return [];
  const { attempt, approvals, declaredAbsentBy, refusedAt } = order;
  const { lostAttempts: _earlier, ...terms } = withoutQuestion(order.terms);
  const by = declaredAbsentBy === undefined ? {} : { declaredAbsentBy };
  return [{ attempt, terms, approvals, ...by, declaredAbsentAt: refusedAt }];
}

/** The order as placed by a call: nothing is known yet of its number and progress. */
export function placedFrom(sent: Sent, now: Date): OrderIn<'placed'> {
  const progress = { ready: [], changedAt: now, isStuck: false };
  const unknown = { vendorOrderId: null, vendorAmountCents: null, looks: 0 };
  return { state: 'placed', ...sent, placedAt: now, progress, ...unknown };
}

/** The order as made by a call whose card was not charged. */
export function pendingFrom(sent: Sent, vendorMessage: string): OrderIn<'payment_pending'> {
  return { state: 'payment_pending', ...sent, vendorMessage, vendorOrderId: null, vendorAmountCents: null, looks: 0 };
}

/**
 * The newest attempt came to nothing, while an earlier one stands at the vendor: that one is the order. `order` is as it
 * is to be remembered, the newest attempt among those that are lost; `shown` are effects of what happened.
 */
export function placedByEarlier(
  order: Order,
  lost: LostAttempt,
  now: Date,
  ...shown: readonly EffectIntent[]
): Decision {
  const sent = lostAsSent(order, lost);
  const made = lost.notCharged === undefined ? placedFrom(sent, now) : pendingFrom(sent, lost.notCharged);
  const { vendorOrderId = null, vendorAmountCents = null } = lost;
  const next = { ...made, vendorOrderId, vendorAmountCents };
  const notice = next.state === 'placed' ? 'placed' : 'payment_pending';
  return accept(
    next,
    ...shown,
    effectAt(now, { type: 'tell', to: 'requester', notice }),
    effectAt(nextWatchAt(now), { type: 'watch' }),
    ...lookOnEffects(next, now),
    effectAt(now, { type: 'erase_logins' }),
  );
}
