import type { OrderEvent } from '../event.ts';
import type { Order, OrderIn } from '../order.ts';
import { accept, type Decision, effectAt, type Refusal, refuse } from './decision.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
type Awaiting = OrderIn<'awaiting_approval'>;

/** An approval counts once per person, for the terms it was given on, and never for one's own order. */
export function decideApproval(order: Awaiting, event: EventOf<'approved'>, now: Date): Decision {
  if (event.by === order.facts.requestedBy) return refuse('own_order');
  if (event.fingerprint !== order.terms.fingerprint) return refuse('terms_have_moved');
  if (order.approvals.some((approval) => approval.by === event.by)) return refuse('approved_by_you_already');
  const approvals = [...order.approvals, { by: event.by, at: now, fingerprint: event.fingerprint }];
  const note = effectAt(now, { type: 'note', event, at: now });
  const redraw = effectAt(now, { type: 'redraw' });
  if (approvals.length < order.terms.policy.quorum) return accept({ ...order, approvals }, redraw, note);
  const { facts, terms, messages } = order;
  return accept(
    { state: 'approved', facts, terms, messages, approvals, hold: null },
    redraw,
    effectAt(now, { type: 'place' }),
    note,
  );
}

/** One authorized person is enough to decline. */
export function decideDecline(order: Awaiting, event: EventOf<'declined'>, now: Date): Decision {
  const { facts, terms, messages } = order;
  return accept(
    { state: 'declined', facts, terms, messages, by: event.by, at: now, reason: event.reason },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'declined' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'erase_logins' }),
  );
}

/** Whether the requester may still take the order back: until it is approved, and while it waits on hold after that. */
export function canBeWithdrawn(order: Order): order is Awaiting | OrderIn<'approved'> {
  return order.state === 'awaiting_approval' || (order.state === 'approved' && order.hold !== null);
}

/** The requester takes the order back. The paid call cannot have begun: its intent would have moved the order on. */
export function decideWithdrawal(order: Order, event: EventOf<'withdrawn'>, now: Date): Decision {
  if (event.by !== order.facts.requestedBy) return refuse('not_the_requester');
  if (!canBeWithdrawn(order)) {
    const refusal = refusalOfDecided(order);
    return refuse(refusal === 'already_approved' ? 'too_late_to_withdraw' : refusal);
  }
  const { facts, terms, messages } = order;
  return accept(
    { state: 'withdrawn', facts, terms, messages, by: event.by, at: now, reason: event.reason },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'erase_logins' }),
  );
}

/** Nobody decided in time. */
export function decideExpiry(order: Awaiting, event: EventOf<'expired'>, now: Date): Decision {
  if (now < order.expiresAt) return refuse('not_expired_yet');
  const { facts, terms, messages } = order;
  return accept(
    { state: 'expired', facts, terms, messages, at: now },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'expired' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'erase_logins' }),
  );
}

/** Why an order can no longer be decided; for one that can, that the event does not apply. */
export function refusalOfDecided(order: Order): Refusal {
  switch (order.state) {
    case 'awaiting_approval':
      return 'does_not_apply';
    case 'declined':
      return 'already_declined';
    case 'withdrawn':
      return 'already_withdrawn';
    case 'expired':
      return 'already_expired';
    case 'approved':
    case 'placing':
    case 'outcome_unknown':
    case 'payment_pending':
    case 'placed':
    case 'active':
    case 'cancelled':
    case 'refused':
      return 'already_approved';
  }
}
