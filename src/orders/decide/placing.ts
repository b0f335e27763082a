import { chargedAtStep, openHoursOf } from '../../acts/act.ts';
import type { UserId } from '../../values/ids.ts';
import { agreedUntil } from '../approval/agreed.ts';
import { askedOfPeople, canBeFree, isFreeByRule } from '../approval/free-by-rule.ts';
import type { Terms, TermsReason } from '../approval/terms.ts';
import type { Attempt } from '../attempt.ts';
import type { Moved, NotSentReason, OrderEvent } from '../event.ts';
import { termsFor } from '../new-order.ts';
import {
  approvalsOf,
  attemptOf,
  commonOf,
  hasEnoughApprovals,
  newestTerms,
  type Order,
  type OrderIn,
} from '../order.ts';
import type { HoldReason, VendorTrouble } from '../reasons.ts';
import { expiresAt, holdUntil, notSentUntil, placingPresumedLostAt, remindAt } from '../schedule.ts';
import { stepOf } from '../standing/steps.ts';
import { knowing, nextAttemptNumber, placedByEarlier, turnedUpBeside, withAttempt } from './attempts.ts';
import { accept, type Decision, effectAt, refuse } from './decision.ts';
import { heldFor } from './hold.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
type Approved = OrderIn<'approved'>;

/** Amount or act moved after the approval: people decide on the new terms. */
export function decideTermsChanged(order: Approved, event: EventOf<'terms_changed'>, now: Date): Decision {
  const before = newestTerms(order);
  const terms = termsAfter(order, event.to, event.reason, now);
  return backToApproval({ ...order, terms: [...order.terms, terms] }, event, before.number, now);
}

/** The terms that follow the newest ones; what did not move stays. */
export function termsAfter(order: Order, { act, worth }: Moved, because: TermsReason, at: Date): Terms {
  const newest = newestTerms(order);
  return termsFor(order.facts.reference, {
    act: act ?? newest.act,
    worth: worth ?? newest.worth,
    number: newest.number + 1,
    attempt: nextAttemptNumber(order),
    because,
    at,
  });
}

/** The terms stand, and the approvals of those who count no longer are taken away. */
export function decideInsufficient(order: Approved, event: EventOf<'approvals_insufficient'>, now: Date): Decision {
  const { number, fingerprint } = newestTerms(order);
  const isGone = (by: UserId) => event.reason === 'approval_too_old' || event.without.includes(by);
  const approvals = order.approvals.filter((each) => each.fingerprint !== fingerprint || !isGone(each.by));
  return backToApproval({ ...order, approvals }, event, number, now);
}

function backToApproval(
  order: Approved,
  event: EventOf<'terms_changed' | 'approvals_insufficient'>,
  before: number,
  now: Date,
): Decision {
  const change = { reason: event.reason, before, at: now };
  const openHours = openHoursOf(newestTerms(order).act);
  // What was free by rule is not so any more: nobody was asked about it before.
  const asked = askedOfPeople((event.type === 'approvals_insufficient' ? event.asked : undefined) ?? order.asked);
  const isForgotten = event.reason === 'approval_too_old' || isFreeByRule(order);
  return accept(
    {
      ...commonOf(order),
      state: 'awaiting_approval',
      asked,
      expiresAt: expiresAt(now, openHours),
      change,
    },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'terms_changed' }),
    ...(isForgotten ? [effectAt(now, { type: 'tell', to: 'approvers', notice: 'terms_changed' } as const)] : []),
    effectAt(remindAt(now, openHours), { type: 'remind' }),
    effectAt(expiresAt(now, openHours), { type: 'expire' }),
  );
}

/**
 * The policy in force asks for others than the card says: the card says so from now on. Nothing is completed by it, and an
 * approved order whose approvals do not suffice then is not one of these: it goes back. What asked for approvals is not freed.
 */
export function decideAskedAnew(order: Order, event: EventOf<'asked_anew'>, now: Date): Decision {
  const asked = isFreeByRule(order) ? event.asked : askedOfPeople(event.asked);
  if (order.state !== 'awaiting_approval' && order.state !== 'approved') return refuse('does_not_apply');
  if (asked.policyHash === order.asked.policyHash) return refuse('does_not_apply');
  if (order.state === 'approved' && approvalsOf(order).length < asked.need) return refuse('does_not_apply');
  return accept({ ...order, asked }, effectAt(now, { type: 'redraw' }));
}

/**
 * The call surely made nothing, so the order is approved as before it: it goes on under the same tag and approval, with
 * everything checked again. That it waits for the same reason once more is not said again. When an earlier attempt turned up
 * meanwhile, the order is that one, and nothing is sent.
 */
export function decideNotSent(order: Order, event: EventOf<'not_sent'>, now: Date): Decision {
  if (order.state !== 'placing' && order.state !== 'outcome_unknown') return refuse('does_not_apply');
  const { number, startedAt } = attemptOf(order);
  if (event.attempt !== number || event.startedAt.getTime() !== startedAt.getTime()) return refuse('does_not_apply');
  const hold = HOLD_AFTER[event.reason];
  const isSaid = order.state === 'placing' && order.heldFor === hold;
  const note = effectAt(now, { type: 'note', event, at: now });
  const shown = [effectAt(now, { type: 'redraw' }), ...(isSaid ? [] : [note])];
  const attempts = knowing(order.attempts, number, { known: 'not_sent', answer: 'not_sent' });
  const earlier = turnedUpBeside(order, number);
  if (earlier) return placedByEarlier({ ...order, attempts }, earlier, now, ...shown);
  const before = order.state === 'placing' ? order : {};
  const held = hold === null ? { hold: { hold }, told: [] } : heldFor(before, hold, TROUBLE_AFTER[event.reason], now);
  return accept(
    { ...commonOf(order), state: 'approved', attempts, ...held.hold },
    effectAt(event.reason === 'too_late' ? holdUntil(now) : notSentUntil(now, event.waitMs), { type: 'place' }),
    ...shown,
    ...held.told,
  );
}

/** Why an order waits whose call was not sent: who asked can take it back meanwhile. One that was too late just goes on. */
const HOLD_AFTER: Readonly<Record<NotSentReason, HoldReason | null>> = {
  connection_failed: 'vendor_unreachable',
  rate_limited: 'vendor_busy',
  too_late: null,
};

/** What is wrong with the vendor then. */
const TROUBLE_AFTER: Readonly<Record<NotSentReason, VendorTrouble | undefined>> = {
  connection_failed: 'unreachable',
  rate_limited: undefined,
  too_late: undefined,
};

/**
 * The intent to pay, recorded before the call. The effect `reconcile` is the safety net: should nobody record an
 * outcome, the order is looked for at the vendor, and the call is never made again.
 */
export function decidePlacingStarted(order: Approved, event: EventOf<'placing_started'>, now: Date): Decision {
  const { number: terms, act, worth } = newestTerms(order);
  const { attempt } = event;
  if (!hasEnoughApprovals(order) || order.question) return refuse('not_awaiting_placement');
  if (isFreeByRule(order) && !canBeFree({ act, worth })) return refuse('not_awaiting_placement');
  if (!(now < agreedUntil(order))) return refuse('not_awaiting_placement');
  if (attempt.number !== nextAttemptNumber(order)) return refuse('not_awaiting_placement');
  if (attempt.step !== stepOf(order)) return refuse('not_awaiting_placement');
  const approvedCents = chargedAtStep(act, worth, attempt.step);
  const quotedCents = attempt.quotedCents ?? 0;
  if (quotedCents > approvedCents) return refuse('terms_have_moved');
  const begun: Attempt = {
    ...attempt,
    terms,
    known: 'begun',
    answer: null,
    vendorOrderId: null,
    vendorAmountCents: null,
  };
  const attempts = withAttempt(order.attempts, begun);
  return accept(
    { ...commonOf(order), state: 'placing', attempts, attempt: attempt.number, ...waitedAs(order) },
    effectAt(placingPresumedLostAt(now), { type: 'reconcile' }),
    ...(order.hold ? [effectAt(now, { type: 'redraw' })] : []),
    ...(quotedCents < approvedCents && order.hold !== 'vendor_busy'
      ? [effectAt(now, { type: 'note', event, at: now })]
      : []),
  );
}

/** Why and since when the order waited before this call: one whose call is not sent goes on waiting. */
function waitedAs({ hold, heldSince, reminders }: Approved) {
  if (hold === null) return {};
  return {
    heldFor: hold,
    ...(heldSince === undefined ? {} : { heldSince }),
    ...(reminders === undefined ? {} : { reminders }),
  };
}
