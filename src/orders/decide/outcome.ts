import { lasts, mayBeCheaper, stepsOf, targetOf } from '../../acts/act.ts';
import { monthlyCents } from '../../acts/worth.ts';
import { type Attempt, lacksNumber, quotedMonthCents } from '../attempt.ts';
import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import { actOf, attemptOf, type Order, type OrderIn, termsOfAttempt } from '../order.ts';
import { nextLookAt, nextWatchAt, tellOfUnfamiliarAt } from '../schedule.ts';
import { atVendor, lacksVendorId, type OrderAtVendor, runsAtVendor, vendorOrderIdsOf } from '../standing/at-vendor.ts';
import { hasNextStep, makesWhatLasts } from '../standing/steps.ts';
import {
  isUnsent,
  knowing,
  otherAsSent,
  otherUnproven,
  pendingFrom,
  placedFrom,
  presentAsSent,
  presentNumber,
  type Sent,
  stands,
  turnedUpBeside,
  unsentAsSent,
  withAlsoFound,
} from './attempts.ts';
import { accept, acceptAs, type Decision, effectAt, refuse } from './decision.ts';
import { isSought, lookOnEffects } from './looks.ts';
import { alarmOfTwice, decideSecondFound } from './second-order.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
type Proof = EventOf<'vendor_confirmed' | 'vendor_could_not_charge' | 'vendor_order_found'>;

/** What the paid call's answer means, or that an order of ours stands in the vendor's list. */
export function decideOutcome(order: Order, event: Proof | EventOf<'outcome_unclear'>, now: Date): Decision {
  if (event.type === 'outcome_unclear') return decideUnclear(order, event, now);
  const number = event.attempt ?? presentNumber(order);
  if (stands(order) && otherUnproven(order, number)) return decideSecondFound(order, asSecond(event, number), now);
  if (event.type === 'vendor_order_found' && lacksVendorId(order) && order.attempt === number) {
    return numberFound(order, event, now);
  }
  const isKnown = event.type === 'vendor_order_found' && atVendor(order).vendorOrderId === event.vendorOrderId;
  if (isKnown && runsAtVendor(order)) return moreFound(order, event, now);
  const done = event.type === 'vendor_order_found' ? stepDoneBefore(order, number) : undefined;
  if (event.type === 'vendor_order_found' && done) return stepNumbered(order, event, done);
  const sent = sentAs(order, event, now);
  if (!sent) return refuse('does_not_apply');
  switch (event.type) {
    case 'vendor_confirmed':
      return confirmed(sent, event, now);
    case 'vendor_could_not_charge':
      return notCharged(sent, event, now);
    case 'vendor_order_found':
      return found(withAlsoFound(sent, event.also, now), event, now);
  }
}

/** A step that is known to be done and lacks its number, of an order that is at a later one, or ended before that. */
const stepDoneBefore = (order: Order, number: number): Attempt | undefined =>
  stands(order)
    ? undefined
    : order.attempts.find(
        (each) =>
          each.number === number &&
          each.known === 'proven' &&
          each.turnedUpAt === undefined &&
          lacksNumber(each) &&
          each.step < stepsOf(termsOfAttempt(order, each).act),
      );

/** It gets its number, and nothing else: where the order is stays as it was. */
function stepNumbered(order: Order, event: EventOf<'vendor_order_found'>, { number }: Attempt): Decision {
  const { vendorOrderId, amountCents: vendorAmountCents } = event;
  return accept({ ...order, attempts: knowing(order.attempts, number, { vendorOrderId, vendorAmountCents }) });
}

function asSecond(event: Proof, attempt: number): EventOf<'second_order_found'> {
  const second = { type: 'second_order_found', attempt } as const;
  switch (event.type) {
    case 'vendor_confirmed':
      // A number in the answer is a hint only; the list has it.
      return { ...second, vendorOrderId: null, amountCents: null };
    case 'vendor_could_not_charge':
      return { ...second, vendorOrderId: null, amountCents: null, message: event.message };
    case 'vendor_order_found': {
      const { vendorOrderId, amountCents, namedBy } = event;
      return { ...second, vendorOrderId, amountCents, ...(namedBy === undefined ? {} : { namedBy }) };
    }
  }
}

/**
 * The order by the call that an event is about; null when the event does not apply, or says what is known. An order that
 * was given up, or of whose call our store knows nothing, is moved only by an event that names the attempt, or by the list.
 */
function sentAs(order: Order, event: Proof, now: Date): Sent | null {
  const number = event.attempt ?? presentNumber(order);
  if (order.state === 'placing' || order.state === 'outcome_unknown') {
    return order.attempt === number ? presentAsSent(order) : null;
  }
  if (order.state === 'refused' && order.attempt === number) {
    const isNamed = event.attempt !== undefined || event.type === 'vendor_order_found';
    return isNamed ? presentAsSent(order) : null;
  }
  if (isUnsent(order) && event.attempt === presentNumber(order)) return unsentAsSent(order, now);
  const other = stands(order) ? undefined : otherUnproven(order, number);
  return other ? otherAsSent(order, other) : null;
}

/** Effects of everything that people should see at once. */
function shown(event: OrderEvent, now: Date): EffectIntent[] {
  return [effectAt(now, { type: 'redraw' }), effectAt(now, { type: 'note', event, at: now })];
}

function confirmed(sent: Sent, event: EventOf<'vendor_confirmed'>, now: Date): Decision {
  const placed = placedFrom(sent, now, { answer: 'confirmed', ...numberOfTarget(sent) });
  if (hasNextStep(placed)) {
    return stepAccepted(placed, now, effectAt(now, { type: 'reconcile' }), ...twiceAlarm(placed, now));
  }
  return accept(
    placed,
    ...shown(event, now),
    effectAt(now, { type: 'reconcile' }),
    effectAt(nextWatchAt(now), { type: 'watch' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'placed' }),
    ...twiceAlarm(placed, now),
    effectAt(now, { type: 'erase_logins' }),
  );
}

/** Steps follow: people hear of the whole once it is done, and the next one is sent when this one is proven to be done. */
const stepAccepted = (order: Order, now: Date, ...looked: readonly EffectIntent[]): Decision =>
  accept(order, effectAt(now, { type: 'redraw' }), ...looked, effectAt(now, { type: 'watch' }));

/** An act that works on a vendor order has its number from the beginning. */
function numberOfTarget(sent: Sent): { vendorOrderId?: string } {
  const target = targetOf(termsOfAttempt(sent, attemptOf(sent)).act);
  return target === null ? {} : { vendorOrderId: target };
}

function notCharged(sent: Sent, event: EventOf<'vendor_could_not_charge'>, now: Date): Decision {
  const pending = pendingFrom(sent, event.message, { answer: 'not_charged' });
  return accept(
    pending,
    ...shown(event, now),
    effectAt(now, { type: 'reconcile' }),
    effectAt(nextWatchAt(now), { type: 'watch' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'payment_pending' }),
    effectAt(now, { type: 'tell', to: 'approvers', notice: 'payment_pending' }),
    ...twiceAlarm(pending, now),
    effectAt(now, { type: 'erase_logins' }),
  );
}

function found(sent: Sent, event: EventOf<'vendor_order_found'>, now: Date): Decision {
  const { vendorOrderId, amountCents: vendorAmountCents } = event;
  const placed = placedFrom(sent, now, { vendorOrderId, vendorAmountCents });
  if (hasNextStep(placed)) return stepAccepted(placed, now, ...lookOnEffects(placed, now), ...twiceAlarm(placed, now));
  // What does not go on there is done with the proof that it happened: people are told that at once.
  const isToBeFollowed = lasts(actOf(placed));
  return accept(
    placed,
    ...shown(event, now),
    ...(isToBeFollowed ? [effectAt(now, { type: 'tell', to: 'requester', notice: 'placed' } as const)] : []),
    effectAt(isToBeFollowed ? nextWatchAt(now) : now, { type: 'watch' }),
    ...lookOnEffects(placed, now),
    ...twiceAlarm(placed, now),
    effectAt(now, { type: 'erase_logins' }),
    ...alertOf(sent, event, now),
  );
}

/** An earlier attempt turned up before: what only might be is certain now, and told once more. */
const twiceAlarm = (placed: Order & Sent, now: Date): EffectIntent[] =>
  turnedUpBeside(placed, placed.attempt) ? alarmOfTwice(placed, now) : [];

/** An order that stands there gets its number. */
function numberFound(order: OrderAtVendor, event: EventOf<'vendor_order_found'>, now: Date): Decision {
  const { vendorOrderId, amountCents: vendorAmountCents } = event;
  const { attempts: all } = withAlsoFound(presentAsSent(order), event.also, now);
  const attempts = knowing(all, order.attempt, { known: 'proven', vendorOrderId, vendorAmountCents });
  const { unread: _read, ...seen } = order;
  const numbered = { ...seen, question: null, attempts };
  return accept(
    numbered,
    ...(hasNextStep(order) ? [effectAt(now, { type: 'redraw' } as const)] : shown(event, now)),
    ...lookOnEffects(numbered, now),
    // What does not go on there is done with this proof.
    ...(makesWhatLasts(order) ? [] : [effectAt(now, { type: 'watch' })]),
    ...(event.also ? twiceAlarm(numbered, now) : []),
    ...alertOf(order, event, now),
  );
}

/** Further orders of ours stand there beside the one whose number is known: an alarm for those that are news. */
function moreFound(order: OrderAtVendor, event: EventOf<'vendor_order_found'>, now: Date): Decision {
  const known = vendorOrderIdsOf(order);
  const also = (event.also ?? []).filter(({ vendorOrderId }) => !known.includes(vendorOrderId));
  if (also.length === 0) return refuse('does_not_apply');
  const next = { ...order, question: null, attempts: withAlsoFound(presentAsSent(order), also, now).attempts };
  return acceptAs(
    next,
    { ...event, also },
    ...lookOnEffects(next, now),
    ...shown(event, now),
    ...twiceAlarm(next, now),
  );
}

/**
 * An amount that nobody approved is told; one that had fallen before the call was made is not, nor a lower one with a coupon.
 * Source: docs/vendor/notes.md, "Placing an order safely", step 6.
 */
function alertOf(sent: Sent, { amountCents }: EventOf<'vendor_order_found'>, now: Date): EffectIntent[] {
  const attempt = attemptOf(sent);
  const { act, worth } = termsOfAttempt(sent, attempt);
  if (targetOf(act) !== null) return [];
  const approvedCents = monthlyCents(worth);
  const isExpected =
    amountCents === null ||
    amountCents === approvedCents ||
    amountCents === quotedMonthCents(attempt) ||
    (amountCents < approvedCents && mayBeCheaper(act));
  return isExpected ? [] : [effectAt(now, { type: 'tell', to: 'approvers', notice: 'amount_differs' })];
}

function decideUnclear(order: Order, event: EventOf<'outcome_unclear'>, now: Date): Decision {
  if (order.state === 'placing' && (event.attempt ?? order.attempt) === order.attempt) {
    return unclear(order, event, now);
  }
  return late(order, event, now);
}

/** It is not known what the call did. One that was answered in a shape that we do not know is looked for at once. */
export function unclear(order: OrderIn<'placing'>, event: EventOf<'outcome_unclear'>, now: Date): Decision {
  const sent = presentAsSent(order);
  const answer = event.reason === 'interrupted' ? null : event.reason;
  const unknown: OrderIn<'outcome_unknown'> = {
    ...sent,
    state: 'outcome_unknown',
    attempts: knowing(sent.attempts, sent.attempt, { known: 'unproven', answer }),
    reason: event.reason,
    vendorMessage: event.message,
    looks: 0,
  };
  const redraw = effectAt(now, { type: 'redraw' });
  const note = { type: 'note', event, at: now } as const;
  const tell = { type: 'tell', to: 'requester', notice: 'outcome_unknown' } as const;
  if (event.reason === 'unfamiliar') {
    const toldAt = tellOfUnfamiliarAt(now);
    return accept(
      unknown,
      redraw,
      effectAt(now, { type: 'reconcile' }),
      effectAt(toldAt, note),
      effectAt(toldAt, tell),
    );
  }
  const look = effectAt(nextLookAt(0, now), { type: 'reconcile' });
  return accept(
    unknown,
    redraw,
    effectAt(now, note),
    look,
    ...(event.reason === 'rejected' ? [] : [effectAt(now, tell)]),
  );
}

/** An unclear answer to an attempt that had been given up proves nothing; it is kept, and looked into. */
function late(order: Order, event: EventOf<'outcome_unclear'>, now: Date): Decision {
  const isGivenUp =
    event.attempt !== undefined &&
    (otherUnproven(order, event.attempt) !== undefined ||
      (order.state === 'refused' && order.attempt === event.attempt));
  if (!isGivenUp) return refuse('does_not_apply');
  return acceptAs(order, { ...event, isLate: true }, ...(isSought(order) ? [] : lookOnEffects(order, now)));
}
