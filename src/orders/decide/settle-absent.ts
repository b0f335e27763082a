import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import type { LostAttempt, Order, OrderIn, Terms } from '../order.ts';
import { expiresAt, remindAt } from '../schedule.ts';
import { accept, type Decision, effectAt, refuse } from './decision.ts';
import { isAskedAbout, nextSoughtLookAt } from './looks.ts';
import { placedByEarlier, turnedUpLoss, withoutQuestion } from './lost-attempts.ts';
import { questionOf } from './settle-resembling.ts';

type DeclaredAbsent = Extract<OrderEvent, { type: 'declared_absent' }>;
type Unknown = OrderIn<'outcome_unknown'>;

/**
 * A person says that the order is not at the vendor. Only somebody else than the requester may, only after our own looks
 * came to nothing, and only about the attempt that they looked for. The order is then given up, or may be sent again: as a
 * new attempt with a tag of its own, once it is approved anew. It goes on being looked for: their word is no proof. A
 * question about a vendor order is answered first; and when an earlier attempt turned up meanwhile, the order is that one,
 * whatever was asked for.
 */
export function decideDeclaredAbsent(order: Order, event: DeclaredAbsent, now: Date): Decision {
  if (order.state !== 'outcome_unknown') return refuse('does_not_apply');
  if (event.by === order.facts.requestedBy) return refuse('own_order');
  if (event.fingerprint !== order.terms.fingerprint) return refuse('terms_have_moved');
  if (questionOf(order)) return refuse('does_not_apply');
  if (!maySettleAbsent(order)) return refuse('still_looking');
  const earlier = turnedUpLoss(order);
  if (earlier) return placedByEarlier(withPresentLost(order, event, now), earlier, now, ...told(event, now));
  if (!event.terms) return givenUp(order, event, now);
  if (event.terms.attempt !== order.terms.attempt + 1) return refuse('does_not_apply');
  return askedAnew(order, event, event.terms, now);
}

/** Whether our own looks came to nothing, so that people are asked. */
export function maySettleAbsent(order: Unknown): boolean {
  return isAskedAbout(order);
}

const told = (event: DeclaredAbsent, now: Date): EffectIntent[] => [
  effectAt(now, { type: 'redraw' }),
  effectAt(now, { type: 'note', event, at: now }),
];

function followed(order: Unknown, event: DeclaredAbsent, now: Date): EffectIntent[] {
  return [...told(event, now), effectAt(nextSoughtLookAt(order, now), { type: 'reconcile' })];
}

/** The order with its newest attempt among those that count as lost. */
function withPresentLost(order: Unknown, event: DeclaredAbsent, now: Date): Unknown {
  return { ...order, terms: { ...order.terms, lostAttempts: lostWith(order, event, now) } };
}

function lostWith(order: Unknown, event: DeclaredAbsent, now: Date): LostAttempt[] {
  const { lostAttempts = [], ...agreed } = withoutQuestion(order.terms);
  const { attempt, approvals } = order;
  const lost = { attempt, terms: agreed, approvals, declaredAbsentBy: event.by, declaredAbsentAt: now };
  return [...lostAttempts, lost];
}

function givenUp(order: Unknown, event: DeclaredAbsent, now: Date): Decision {
  const { facts, messages, approvals, attempt, looks } = order;
  const terms = withoutQuestion(order.terms);
  const vendorMessage = order.vendorMessage ?? '';
  const declaredAbsentBy = event.by;
  return accept(
    {
      state: 'refused',
      facts,
      terms,
      messages,
      approvals,
      attempt,
      vendorMessage,
      refusedAt: now,
      looks,
      declaredAbsentBy,
    },
    ...followed(order, event, now),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'refused' }),
    effectAt(now, { type: 'erase_logins' }),
  );
}

function askedAnew(order: Unknown, event: DeclaredAbsent, asked: Terms, now: Date): Decision {
  const { facts, messages } = order;
  const { ruledOut } = order.terms;
  const terms: Terms = {
    ...withoutQuestion(asked),
    ...(ruledOut ? { ruledOut } : {}),
    lostAttempts: lostWith(order, event, now),
  };
  return accept(
    {
      state: 'awaiting_approval',
      facts,
      messages,
      terms,
      approvals: [],
      expiresAt: expiresAt(now),
      change: { reason: 'declared_absent', before: order.terms, at: now },
    },
    ...followed(order, event, now),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'terms_changed' }),
    effectAt(remindAt(now), { type: 'remind' }),
    effectAt(expiresAt(now), { type: 'expire' }),
  );
}
