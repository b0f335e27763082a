import { type Act, effectOf, lasts, loginIdsOf, openHoursOf, stepsOf } from '../../acts/act.ts';
import { askedOfPeople, canBeFree } from '../approval/free-by-rule.ts';
import type { EffectIntent } from '../effect.ts';
import type { Moved, OrderEvent } from '../event.ts';
import { actOf, commonOf, hasEnoughApprovals, type Order, type OrderIn, termsOf } from '../order.ts';
import { expiresAt, remindAt } from '../schedule.ts';
import { hasNextStep } from '../standing/steps.ts';
import { knowing, placedByEarlier, presentAsSent, turnedUpBeside } from './attempts.ts';
import { accept, type Decision, effectAt, refuse } from './decision.ts';
import { isAskedAbout, nextSoughtLookAt } from './looks.ts';
import { termsAfter } from './placing.ts';
import { questionOf } from './settle-resembling.ts';

type DeclaredAbsent = Extract<OrderEvent, { type: 'declared_absent' }>;
type Settled = OrderIn<'outcome_unknown' | 'placed'>;

/**
 * A person says that the order is not at the vendor. Only somebody else than the requester may, only after our own looks
 * came to nothing, and only about the attempt that they looked for. The order is then given up, or may be sent again: as a
 * new attempt with a tag of its own, once it is approved anew; what costs and destroys nothing at once, under the same
 * approvals. What charges something and was accepted is never sent again. It goes on being looked for: their word is no proof. A
 * question about a vendor order is answered first; and when an earlier attempt turned up meanwhile, the order is that one,
 * whatever was asked for.
 */
export function decideDeclaredAbsent(order: Order, event: DeclaredAbsent, now: Date): Decision {
  if (order.state !== 'outcome_unknown' && order.state !== 'placed') return refuse('does_not_apply');
  if (order.state === 'placed' && !mayComeToNothing(order)) return refuse('does_not_apply');
  if (event.by === order.facts.requestedBy) return refuse('own_order');
  if (event.fingerprint !== termsOf(order).fingerprint) return refuse('terms_have_moved');
  if (questionOf(order)) return refuse('does_not_apply');
  if (!maySettleAbsent(order)) return refuse('still_looking');
  if (event.again && !maySendAgain(order)) return refuse('does_not_apply');
  const given = { ...order, attempts: withPresentGivenUp(order, event, now) };
  const earlier = turnedUpBeside(order, order.attempt);
  if (earlier) return placedByEarlier(given, earlier, now, ...told(event, now));
  if (event.again && goesAgainAtOnce(order)) return sentAgain(given, event, now);
  if (event.again) return askedAnew(given, event, event.again, now);
  return givenUp(given, event, now);
}

/**
 * Whether our own looks came to nothing, so that people are asked: nobody knows what the call did, or the vendor accepted it
 * long ago and shows nothing of it.
 */
export function maySettleAbsent(order: Order): order is Settled {
  if (order.state === 'outcome_unknown') return isAskedAbout(order);
  return order.state === 'placed' && order.progress.isStuck && mayComeToNothing(order);
}

/** Whether what was accepted is over, or waits for its next call, only once the vendor shows it. What runs there does not. */
const mayComeToNothing = (order: OrderIn<'placed'>): boolean => !lasts(actOf(order)) || hasNextStep(order);

/**
 * Whether a second try can be asked for. What the vendor accepted and charges for would be paid twice, and the logins of what
 * it accepted are erased. Where it took all of several calls, nobody knows which of them is missing: only the last would go again.
 */
export function maySendAgain(order: Settled): boolean {
  if (order.state === 'outcome_unknown') return true;
  const act = actOf(order);
  if (effectOf(act) === 'spend' || loginIdsOf(act).length > 0) return false;
  return stepsOf<Act['kind']>(act) === 1 || hasNextStep(order);
}

/** Whether a second try goes at the click that asks for it: what could be free by rule does, under the approvals that it has. */
export const goesAgainAtOnce = (order: Settled): boolean => canBeFree(termsOf(order)) && hasEnoughApprovals(order);

const told = (event: DeclaredAbsent, now: Date): EffectIntent[] => [
  effectAt(now, { type: 'redraw' }),
  effectAt(now, { type: 'note', event, at: now }),
];

function followed(order: Settled, event: DeclaredAbsent, now: Date): EffectIntent[] {
  return [...told(event, now), effectAt(nextSoughtLookAt(order, now), { type: 'reconcile' })];
}

/** The attempts with the present one given up by somebody's word: it is without a number, so that it goes on being looked for. */
const withPresentGivenUp = (order: Settled, { by }: DeclaredAbsent, now: Date) =>
  knowing(order.attempts, order.attempt, {
    known: 'said_absent',
    givenUpAt: now,
    givenUpBy: by,
    vendorOrderId: null,
    vendorAmountCents: null,
  });

function givenUp(order: Settled, event: DeclaredAbsent, now: Date): Decision {
  const { looks } = order;
  const vendorMessage = order.state === 'placed' ? '' : (order.vendorMessage ?? '');
  return accept(
    { ...presentAsSent(order), state: 'refused', vendorMessage, refusedAt: now, looks },
    ...followed(order, event, now),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'refused' }),
    effectAt(now, { type: 'erase_logins' }),
  );
}

/** What costs and destroys nothing is tried once more at that click, under the approvals that it has. */
const sentAgain = (order: Settled, event: DeclaredAbsent, now: Date): Decision =>
  accept(
    { ...commonOf(order), state: 'approved', question: null, hold: null },
    ...followed(order, event, now),
    effectAt(now, { type: 'place' }),
  );

function askedAnew(order: Settled, event: DeclaredAbsent, again: Moved, now: Date): Decision {
  const before = termsOf(order).number;
  const terms = [...order.terms, termsAfter(order, again, 'declared_absent', now)];
  const change = { reason: 'declared_absent', before, at: now } as const;
  const openHours = openHoursOf(termsOf(order).act);
  return accept(
    {
      ...commonOf(order),
      state: 'awaiting_approval',
      question: null,
      asked: askedOfPeople(order.asked),
      terms,
      expiresAt: expiresAt(now, openHours),
      change,
    },
    ...followed(order, event, now),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'terms_changed' }),
    effectAt(remindAt(now, openHours), { type: 'remind' }),
    effectAt(expiresAt(now, openHours), { type: 'expire' }),
  );
}
