import { claimsOf } from '../../acts/act.ts';
import { worthOfQuote } from '../../acts/worth.ts';
import { requirementFor } from '../../orders/approval/requirement.ts';
import type { Approval, Terms } from '../../orders/approval/terms.ts';
import type { Common, Order } from '../../orders/order.ts';
import type { Surface } from '../../orders/surface.ts';
import type { FirstFormOrder } from './order.ts';
import { readFirstFormAttempts } from './read-attempts.ts';
import { readFirstFormTerms } from './read-terms.ts';

/** The order as one of the present form: nothing that people, the vendor or the clock said of it is lost. */
export function readFirstFormOrder(order: FirstFormOrder): Order {
  const terms = readFirstFormTerms(order);
  const common = commonOf(order, terms);
  switch (order.state) {
    case 'awaiting_approval': {
      const { state, expiresAt, change } = order;
      return { ...common, state, expiresAt, change: change && { ...change, before: numberOf(terms, change.before) } };
    }
    case 'approved':
      return { ...common, state: order.state, hold: order.hold };
    case 'placing': {
      const { state, attempt, heldFor } = order;
      return { ...common, state, attempt: attempt.number, ...(heldFor === undefined ? {} : { heldFor }) };
    }
    case 'declined':
    case 'withdrawn': {
      const { state, by, at, reason } = order;
      return { ...common, state, by, at, reason };
    }
    case 'expired':
      return { ...common, state: order.state, at: order.at };
    case 'refused': {
      const { state, attempt, vendorMessage, refusedAt, looks } = order;
      return { ...common, state, attempt: attempt.number, vendorMessage, refusedAt, looks };
    }
    case 'outcome_unknown': {
      const { state, reason, vendorMessage, fullLooks } = order;
      const full = fullLooks === undefined ? {} : { fullLooks };
      return { ...common, state, ...lookingOf(order), reason, vendorMessage, ...full };
    }
    case 'payment_pending':
      return { ...common, state: order.state, ...lookingOf(order), vendorMessage: order.vendorMessage };
    case 'placed': {
      const { state, placedAt, progress } = order;
      return { ...common, state, ...lookingOf(order), placedAt, progress };
    }
    case 'active': {
      const { state, placedAt, progress, activeAt } = order;
      return { ...common, state, ...lookingOf(order), placedAt, progress, activeAt };
    }
    case 'cancelled': {
      const { state, placedAt, progress, cancelledAt } = order;
      return { ...common, state, ...lookingOf(order), placedAt, progress, cancelledAt };
    }
  }
}

type Looking = Exclude<Extract<FirstFormOrder, { looks: number }>, { state: 'refused' }>;

/** Which attempt the order stands by, and how it was looked for. */
function lookingOf({ attempt, looks, unread }: Looking) {
  return { attempt: attempt.number, looks, ...(unread === undefined ? {} : { unread }) };
}

function commonOf(order: FirstFormOrder, terms: Terms[]): Common {
  const { reference, teamId: account, requestedBy, requestedAt, purchase } = order.facts;
  const { quote, policy, resembling = null, lostAttempts = [] } = order.terms;
  const ruledOut = [order.terms, ...lostAttempts.map((lost) => lost.terms)].flatMap((each) => each.ruledOut ?? []);
  return {
    form: 2,
    facts: { reference, account, requestedBy, requestedAt },
    terms,
    approvals: approvalsOf(order),
    attempts: readFirstFormAttempts(order, terms),
    asked: requirementFor({ act: purchase, worth: worthOfQuote(quote), requester: requestedBy }, policy),
    claims: [...claimsOf(purchase)],
    reserved: [],
    surfaces: surfacesOf(order),
    question: resembling,
    ruledOut: [...new Set(ruledOut)],
  };
}

/** Those of lost attempts, too: should one turn up, it is what it was approved on. */
function approvalsOf(order: FirstFormOrder): Approval[] {
  const lost = (order.terms.lostAttempts ?? []).flatMap(({ approvals }) => approvals);
  return [...lost, ...('approvals' in order ? order.approvals : [])];
}

function surfacesOf({ messages: { card, requester }, facts }: FirstFormOrder): Surface[] {
  return [
    ...(card ? [{ kind: 'card' as const, ref: card }] : []),
    ...(requester ? [{ kind: 'requester' as const, person: facts.requestedBy, ref: requester }] : []),
  ];
}

const numberOf = (terms: readonly Terms[], { fingerprint }: { readonly fingerprint: string }): number =>
  terms.find((each) => each.fingerprint === fingerprint)?.number ?? 1;
