import { askedOfPeople } from '../approval/free-by-rule.ts';
import type { OrderEvent } from '../event.ts';
import { commonOf, newestTerms, type Order, type OrderIn } from '../order.ts';
import { accept, type Decision, effectAt, type Refusal, refuse } from './decision.ts';

type EventOf<Type extends OrderEvent['type']> = Extract<OrderEvent, { type: Type }>;
type Awaiting = OrderIn<'awaiting_approval'>;

/**
 * An approval counts once per person, for the terms it was given on, and never for one's own order. Only a click completes
 * what is asked for: `asked` and `entitled` are what the policy in force said at that moment. When less is asked for than
 * before, a second click of the same person may be that one.
 */
export function decideApproval(order: Awaiting, event: EventOf<'approved'>, now: Date): Decision {
  const { fingerprint } = newestTerms(order);
  const { entitled } = event;
  const asked = askedOfPeople(event.asked ?? order.asked);
  if (event.by === order.facts.requestedBy) return refuse('own_order');
  if (event.fingerprint !== fingerprint) return refuse('terms_have_moved');
  const given = order.approvals.filter((approval) => approval.fingerprint === fingerprint);
  const counting = given.filter(({ by }) => entitled?.includes(by) ?? true);
  const isCounted = counting.some(({ by }) => by === event.by);
  const count = isCounted ? counting.length : counting.length + 1;
  if (isCounted && count < asked.need) return refuse('approved_by_you_already');
  const others = order.approvals.filter((each) => each.by !== event.by || each.fingerprint !== fingerprint);
  const approvals = [...others, { by: event.by, at: now, fingerprint }];
  const note = effectAt(now, { type: 'note', event, at: now });
  const redraw = effectAt(now, { type: 'redraw' });
  if (count < asked.need) return accept({ ...order, asked, approvals }, redraw, note);
  return accept(
    { ...commonOf(order), state: 'approved', asked, approvals, hold: null },
    redraw,
    effectAt(now, { type: 'place' }),
    note,
  );
}

/** One authorized person is enough to decline. */
export function decideDecline(order: Awaiting, event: EventOf<'declined'>, now: Date): Decision {
  return accept(
    { ...commonOf(order), state: 'declined', by: event.by, at: now, reason: event.reason },
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
  return accept(
    { ...commonOf(order), state: 'withdrawn', by: event.by, at: now, reason: event.reason },
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    effectAt(now, { type: 'erase_logins' }),
  );
}

/** Nobody decided in time. */
export function decideExpiry(order: Awaiting, event: EventOf<'expired'>, now: Date): Decision {
  if (now < order.expiresAt) return refuse('not_expired_yet');
  return accept(
    { ...commonOf(order), state: 'expired', at: now },
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
