import { type Act, chargedAtStep, paidOnceAtStep, stepsOf, tagOf, tagOfStep } from '../../acts/act.ts';
import type { Attempt } from '../attempt.ts';
import { lacksNumber } from '../attempt.ts';
import type { EffectIntent } from '../effect.ts';
import type { AlsoFound } from '../event.ts';
import {
  attemptOf,
  type Common,
  commonOf,
  hasAttempt,
  newestTerms,
  type Order,
  type OrderIn,
  termsOfAttempt,
} from '../order.ts';
import { madeSince, nextWatchAt } from '../schedule.ts';
import { stepOf } from '../standing/steps.ts';
import { accept, type Decision, effectAt } from './decision.ts';
import { lookOnEffects } from './looks.ts';

/** An order by one of its attempts, in whatever state it goes on from there. */
export type Sent = Common & { readonly attempt: number };

/** An order that stands at the vendor or may, or stood there, by the attempt that it has. */
export type Standing = OrderIn<'placing' | 'outcome_unknown' | 'placed' | 'active' | 'payment_pending' | 'cancelled'>;

/** Whether the present attempt stands at the vendor, may stand there, or stood there: another one is then a second order. */
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

/** An order whose present attempt was not sent, as far as our store knows. */
export type Unsent = OrderIn<'awaiting_approval' | 'approved' | 'declined' | 'withdrawn' | 'expired'>;

/** Whether our store knows no call of the present attempt, and nobody said what became of one. */
export function isUnsent(order: Order): order is Unsent {
  return !stands(order) && order.state !== 'refused';
}

/** Number of the attempt that is made next: one that was surely not sent is made again under its number. */
export const nextAttemptNumber = ({ attempts }: Pick<Order, 'attempts'>): number =>
  Math.max(0, ...attempts.filter(({ known }) => known !== 'not_sent').map(({ number }) => number)) + 1;

/** Number of the attempt that an event means when it names none: the one that the order has, else the next. */
export const presentNumber = (order: Order): number => (hasAttempt(order) ? order.attempt : nextAttemptNumber(order));

/** An attempt that the order does not stand by, and whose order at the vendor has no number yet. */
export const otherUnproven = (order: Order, number: number): Attempt | undefined =>
  hasAttempt(order) && order.attempt === number
    ? undefined
    : order.attempts.find((each) => each.number === number && lacksNumber(each));

/** The newest attempt that the order does not stand by and that is known to stand at the vendor after all. */
export const turnedUpBeside = ({ attempts }: Pick<Order, 'attempts'>, present: number): Attempt | undefined =>
  attempts.findLast((each) => each.number !== present && each.turnedUpAt !== undefined);

/** The attempts with what is known now of one of them. */
export const knowing = (attempts: readonly Attempt[], number: number, news: Partial<Attempt>): Attempt[] =>
  attempts.map((each) => (each.number === number ? { ...each, ...news } : each));

/** The attempts with a new one, in the place of a try under its number that was surely not sent. */
export const withAttempt = (attempts: readonly Attempt[], attempt: Attempt): Attempt[] => [
  ...attempts.filter(({ number }) => number !== attempt.number),
  attempt,
];

/** The order by its present attempt, without the question whether a vendor order is it. */
export const presentAsSent = (order: Order & { readonly attempt: number }): Sent => ({
  ...commonOf(order),
  question: null,
  attempt: order.attempt,
});

/**
 * The order by an attempt of which our store knows no call, though its order stands at the vendor: the store went back in
 * time. What was sent then is what is asked for now. The order may have ended in the moment in which it was found: nobody
 * wants it then, so that what was found brings no further call by itself.
 */
export function unsentAsSent(order: Unsent, now: Date): Sent {
  const { number: terms, act, tag, worth } = newestTerms(order);
  const number = nextAttemptNumber(order);
  const step = stepOf(order);
  const attempt: Attempt = {
    number,
    step,
    terms,
    tag: tagOfStep(act, tag, step),
    startedAt: now,
    lookFrom: madeSince(order.facts.requestedAt),
    quotedCents: worth.effect === 'spend' ? chargedAtStep(act, worth, step) : null,
    ...paidOnceAtStep(act, worth, step),
    sentHash: null,
    known: 'unproven',
    answer: null,
    vendorOrderId: null,
    vendorAmountCents: null,
    ...(order.state === 'approved' || step === stepsOf<Act['kind']>(act) ? {} : { givenUpAt: now }),
  };
  return { ...commonOf(order), question: null, attempts: withAttempt(order.attempts, attempt), attempt: number };
}

/**
 * The order with further ones of it that stand at the vendor: each is an attempt that turned up beside this one, by the number
 * that its tag names; the attempt of that number when it was looked for, else one that the store does not know.
 */
export function withAlsoFound(sent: Sent, also: readonly AlsoFound[] = [], now: Date): Sent {
  const present = attemptOf(sent);
  const { act } = termsOfAttempt(sent, present);
  const { step, terms, startedAt, lookFrom, quotedCents, nowCents, sentHash } = present;
  const once = nowCents === undefined ? {} : { nowCents };
  const alike = { step, terms, startedAt, lookFrom, quotedCents, ...once, sentHash, answer: null };
  let { attempts } = sent;
  for (const { vendorOrderId, amountCents: vendorAmountCents, attempt: named } of also) {
    const same = attempts.find((each) => each.number === named);
    const turnedUp = { known: 'proven', vendorOrderId, vendorAmountCents, turnedUpAt: now } as const;
    if (same && same !== present && lacksNumber(same)) {
      attempts = knowing(attempts, named, { ...turnedUp, turnedUpAt: same.turnedUpAt ?? now });
      continue;
    }
    const number = same ? nextAttemptNumber({ attempts }) : named;
    const tag = tagOf(act, sent.facts.reference, named);
    attempts = withAttempt(attempts, { ...alike, number, tag, ...turnedUp });
  }
  return { ...sent, attempts };
}

/** The order by an attempt that was given up: on its terms and approvals. All other attempts stay looked for. */
export const otherAsSent = (order: Order, attempt: Attempt): Sent => ({
  ...commonOf(order),
  question: null,
  attempt: attempt.number,
});

/** The order as placed by its attempt: nothing is known yet of its progress. */
export function placedFrom(sent: Sent, now: Date, news: Partial<Attempt> = {}): OrderIn<'placed'> {
  const attempts = knowing(sent.attempts, sent.attempt, { known: 'proven', ...news });
  const progress = { ready: [], changedAt: now, isStuck: false };
  return { ...sent, state: 'placed', attempts, placedAt: now, progress, looks: 0, ...confirming(sent) };
}

/**
 * A card that needs confirming leaves the vendor's order Active, so nobody sees it there.
 * Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 9.
 */
function confirming(sent: Sent): { mayAskToConfirm?: true } {
  const { worth } = termsOfAttempt(sent, attemptOf(sent));
  return worth.effect === 'spend' ? { mayAskToConfirm: true } : {};
}

/** The order as made by a call whose card was not charged. */
export function pendingFrom(
  sent: Sent,
  vendorMessage: string,
  news: Partial<Attempt> = {},
): OrderIn<'payment_pending'> {
  const attempts = knowing(sent.attempts, sent.attempt, { known: 'proven', ...news });
  return { ...sent, state: 'payment_pending', attempts, vendorMessage, looks: 0 };
}

/**
 * The present attempt came to nothing, while an earlier one stands at the vendor: that one is the order. `order` is as it is
 * to be remembered; `shown` are effects of what happened.
 */
export function placedByEarlier(
  order: Order,
  earlier: Attempt,
  now: Date,
  ...shown: readonly EffectIntent[]
): Decision {
  const sent = otherAsSent(order, earlier);
  const next = earlier.notCharged === undefined ? placedFrom(sent, now) : pendingFrom(sent, earlier.notCharged);
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
