import type { OrderEvent } from '../event.ts';
import type { Order } from '../order.ts';
import { decideApproval, decideDecline, decideExpiry, decideWithdrawal, refusalOfDecided } from './approval.ts';
import { stands } from './attempts.ts';
import { type Decision, refuse } from './decision.ts';
import { decideDomainsChanged } from './domain-changed.ts';
import { decideHold } from './hold.ts';
import { decideLook } from './look.ts';
import {
  cardNeededAgain,
  decideAnnounced,
  decideAnnounceFailed,
  decideCardLost,
  decideRequesterTold,
} from './messages.ts';
import { decideOutcome } from './outcome.ts';
import {
  decideAskedAnew,
  decideInsufficient,
  decideNotSent,
  decidePlacingStarted,
  decideTermsChanged,
} from './placing.ts';
import { decideProgress, decideVendorCancelled, decideWatchFailed } from './progress.ts';
import { decideSecondFound } from './second-order.ts';
import { decideDeclaredAbsent } from './settle-absent.ts';
import { decideResembling, decideRuledOut } from './settle-resembling.ts';

/**
 * The one function that moves an order. Pure: `now` is passed in. Answers the next order and the effects that this
 * causes, or a refusal by name. Whoever may cause the event has been checked before; rules that depend on the order
 * itself (not one's own, not twice, not on other terms) are checked here.
 */
export function decide(order: Order, event: OrderEvent, now: Date): Decision {
  const decision = decideBy(order, event, now);
  if (!decision.ok) return decision;
  const forCard = cardNeededAgain(order, decision.order, now);
  return forCard.length === 0 ? decision : { ...decision, effects: [...decision.effects, ...forCard] };
}

function decideBy(order: Order, event: OrderEvent, now: Date): Decision {
  switch (event.type) {
    case 'requested':
      return refuse('does_not_apply');
    case 'announced':
      return decideAnnounced(order, event, now);
    case 'announce_failed':
      return decideAnnounceFailed(order, event, now);
    case 'card_lost':
      return decideCardLost(order, event, now);
    case 'requester_told':
      return decideRequesterTold(order, event, now);
    case 'approved':
      return order.state === 'awaiting_approval' ? decideApproval(order, event, now) : refuse(refusalOfDecided(order));
    case 'declined':
      return order.state === 'awaiting_approval' ? decideDecline(order, event, now) : refuse(refusalOfDecided(order));
    case 'withdrawn':
      return decideWithdrawal(order, event, now);
    case 'expired':
      return order.state === 'awaiting_approval' ? decideExpiry(order, event, now) : refuse(refusalOfDecided(order));
    case 'terms_changed':
      return order.state === 'approved' ? decideTermsChanged(order, event, now) : refuse('not_awaiting_placement');
    case 'approvals_insufficient':
      return order.state === 'approved' ? decideInsufficient(order, event, now) : refuse('not_awaiting_placement');
    case 'asked_anew':
      return decideAskedAnew(order, event, now);
    case 'held':
      return order.state === 'approved' ? decideHold(order, event, now) : refuse('not_awaiting_placement');
    case 'placing_started':
      return order.state === 'approved' ? decidePlacingStarted(order, event, now) : refuse('not_awaiting_placement');
    case 'not_sent':
      return decideNotSent(order, event, now);
    case 'resembling_found':
      return decideResembling(order, event, now);
    case 'ruled_out':
      return decideRuledOut(order, event, now);
    case 'vendor_confirmed':
    case 'vendor_could_not_charge':
    case 'outcome_unclear':
    case 'vendor_order_found':
      return decideOutcome(order, event, now);
    case 'second_order_found':
      return stands(order) ? decideSecondFound(order, event, now) : refuse('does_not_apply');
    case 'vendor_order_absent':
    case 'look_incomplete':
      return decideLook(order, event, now);
    case 'declared_absent':
      return decideDeclaredAbsent(order, event, now);
    case 'progress_seen':
      return decideProgress(order, event, now);
    case 'watch_failed':
      return decideWatchFailed(order, event, now);
    case 'vendor_cancelled':
      return decideVendorCancelled(order, event, now);
    case 'domains_changed':
      return decideDomainsChanged(order, event, now);
    default:
      return assertNever(event);
  }
}

function assertNever(event: never): never {
  throw new TypeError(`No rule for the event ${JSON.stringify(event)}`);
}
