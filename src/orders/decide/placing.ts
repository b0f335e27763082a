import type { NotSentReason, OrderEvent } from '../event.ts';
import type { HoldReason, Order, OrderIn } from '../order.ts';
import {
  approvalsCountUntil,
  expiresAt,
  holdUntil,
  notSentUntil,
  placingPresumedLostAt,
  remindAt,
} from '../schedule.ts';
import { accept, carryOn, type Decision, effectAt, refuse } from './decision.ts';
import { placedByEarlier, turnedUpLoss } from './lost-attempts.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
type Approved = OrderIn<'approved'>;

/** Price or authority moved after the approval: it no longer counts, and people decide again on the new terms. */
export function decideTermsChanged(order: Approved, event: EventOf<'terms_changed'>, now: Date): Decision {
  const { facts, messages } = order;
  const change = { reason: event.reason, before: order.terms, at: now };
  return accept(
    {
      state: 'awaiting_approval',
      facts,
      messages,
      terms: event.terms,
      approvals: [],
      expiresAt: expiresAt(now),
      change,
    },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'terms_changed' }),
    ...(event.reason === 'approval_too_old'
      ? [effectAt(now, { type: 'tell', to: 'approvers', notice: 'terms_changed' } as const)]
      : []),
    effectAt(remindAt(now), { type: 'remind' }),
    effectAt(expiresAt(now), { type: 'expire' }),
  );
}

/** The order stays approved and waits; `place` comes again by itself. */
export function decideHold(order: Approved, event: EventOf<'held'>, now: Date): Decision {
  const place = effectAt(holdUntil(now), { type: 'place' });
  if (order.hold === event.reason) return carryOn(order, place);
  return accept(
    { ...order, hold: event.reason },
    place,
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
  );
}

/**
 * The call surely made nothing, so the order is approved as before it: it goes on under the same tag and approval, with
 * everything checked again. That it waits for the same reason once more is not said again. When an earlier attempt turned up meanwhile, the order is that one, and nothing is sent.
 */
export function decideNotSent(order: Order, event: EventOf<'not_sent'>, now: Date): Decision {
  if (order.state !== 'placing' && order.state !== 'outcome_unknown') return refuse('does_not_apply');
  const { number, startedAt } = order.attempt;
  if (event.attempt !== number || event.startedAt.getTime() !== startedAt.getTime()) return refuse('does_not_apply');
  const { facts, terms, messages, approvals } = order;
  const hold = HOLD_AFTER[event.reason];
  const isSaid = hold !== null && order.state === 'placing' && order.heldFor === hold;
  const note = effectAt(now, { type: 'note', event, at: now });
  const shown = [effectAt(now, { type: 'redraw' }), ...(isSaid ? [] : [note])];
  const earlier = turnedUpLoss(order);
  if (earlier) return placedByEarlier(order, earlier, now, ...shown);
  return accept(
    { state: 'approved', facts, terms, messages, approvals, hold },
    effectAt(event.reason === 'too_late' ? holdUntil(now) : notSentUntil(now, event.waitMs), { type: 'place' }),
    ...shown,
  );
}

/** Why an order waits whose call was not sent: who asked can take it back meanwhile. One that was too late just goes on. */
const HOLD_AFTER: Readonly<Record<NotSentReason, HoldReason | null>> = {
  connection_failed: 'vendor_unreachable',
  rate_limited: 'vendor_busy',
  too_late: null,
};

/**
 * The intent to pay, recorded before the call. The effect `reconcile` is the safety net: should nobody record an
 * outcome, the order is looked for at the vendor, and the call is never made again.
 */
export function decidePlacingStarted(order: Approved, event: EventOf<'placing_started'>, now: Date): Decision {
  const { facts, terms, messages, approvals } = order;
  const { attempt } = event;
  const hasQuorum =
    approvals.filter((approval) => approval.fingerprint === terms.fingerprint).length >= terms.policy.quorum;
  if (now >= approvalsCountUntil(approvals) || terms.resembling) return refuse('not_awaiting_placement');
  if (!hasQuorum || attempt.number !== terms.attempt) return refuse('not_awaiting_placement');
  if (attempt.quotedCents > terms.quote.totalCents) return refuse('terms_have_moved');
  return accept(
    { state: 'placing', facts, terms, messages, approvals, attempt, ...(order.hold ? { heldFor: order.hold } : {}) },
    effectAt(placingPresumedLostAt(now), { type: 'reconcile' }),
    ...(order.hold ? [effectAt(now, { type: 'redraw' })] : []),
    ...(attempt.quotedCents < terms.quote.totalCents && order.hold !== 'vendor_busy'
      ? [effectAt(now, { type: 'note', event, at: now })]
      : []),
  );
}
