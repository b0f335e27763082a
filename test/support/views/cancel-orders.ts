import { type CancelOrder, cancelWorth } from '../../../src/acts/cancel_order/cancel-order.ts';
import { requirementFor } from '../../../src/orders/approval/requirement.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import type { Attempt } from '../../../src/orders/attempt.ts';
import { newOrder, termsFor } from '../../../src/orders/new-order.ts';
import { type Common, commonOf, newestTerms, type Order } from '../../../src/orders/order.ts';
import { HoldReason, UnknownReason } from '../../../src/orders/reasons.ts';
import { Reference, TeamId } from '../../../src/values/ids.ts';
import { amir, channel, noon, policy, rita } from './orders.ts';
import { anAttempt } from './plain-orders.ts';

/** The end of an order of five domains, as Rita asks for it. */
export const aCancel = (parts: Partial<CancelOrder> = {}): CancelOrder => ({
  kind: 'cancel_order',
  workspace: { id: 'rec1', name: 'Northwind Outbound' },
  vendorOrderId: 'recOrd7',
  ends: Reference.parse('qk53z7'),
  label: 'Umbrella',
  names: ['a.com', 'b.com', 'c.com', 'd.com', 'e.com'],
  mailboxes: 10,
  monthCents: 3_500,
  createdAt: noon,
  reason: 'Campaign is over.',
  ...parts,
});

/** What a cancel order is made of. */
interface Made {
  readonly common: Common;
  readonly terms: Terms;
  /** Terms that follow, when less would end than was asked for. */
  readonly less: Terms;
  readonly again: Terms;
}

function madeOf(act: CancelOrder): Made {
  const reference = Reference.parse('m4x8tp');
  const worth = cancelWorth(act);
  const facts = { reference, account: TeamId.parse('TACME'), requestedBy: rita, requestedAt: noon };
  const requirement = requirementFor({ act, worth, requester: rita }, policy);
  const { order } = newOrder(facts, { act, worth, requirement });
  const fewer = { ...act, names: act.names.slice(1), monthCents: 2_800 };
  const next = { number: 2, attempt: 1, at: noon };
  return {
    common: { ...commonOf(order), surfaces: [{ kind: 'card', ref: { channelId: channel, ts: '1.1' } }] },
    terms: newestTerms(order),
    less: termsFor(reference, { ...next, act: fewer, worth: cancelWorth(fewer), because: 'target_changed' }),
    again: termsFor(reference, { ...next, act, worth, attempt: 2, because: 'declared_absent' }),
  };
}

/** The one call that ends it, of which so much is known; it was sent unless told otherwise. */
const call = ({ terms }: Made, news: Partial<Attempt> = {}): Attempt =>
  anAttempt(terms, { tag: null, quotedCents: null, sentHash: 'a'.repeat(64), ...news });

/** A cancel order by its call. */
export function cancelSent(news: Partial<Attempt> = {}, act: CancelOrder = aCancel()) {
  const made = madeOf(act);
  const approvals = [{ by: amir, at: noon, fingerprint: made.terms.fingerprint }];
  return { ...made.common, approvals, attempts: [call(made, news)], attempt: 1 };
}

const ACCEPTED = { answer: 'confirmed', known: 'proven', vendorOrderId: 'recOrd7' } as const;
const progress = { ready: [], changedAt: noon, isStuck: false };
const placement = { placedAt: noon, looks: 0, progress };

/** Cancel orders that the vendor accepted, that are done by another hand, or of which only the status is known. */
export const doneCancels = (act: CancelOrder = aCancel()): Readonly<Record<'ours' | 'sent' | 'unsent', Order>> => {
  const active = { ...placement, state: 'active', activeAt: noon } as const;
  const seen = { vendorOrderId: act.vendorOrderId, known: 'proven' } as const;
  return {
    ours: { ...cancelSent(ACCEPTED, act), ...active },
    sent: { ...cancelSent({ ...seen, answer: 'server_error' }, act), ...active },
    unsent: { ...cancelSent({ ...seen, sentHash: null }, act), ...active },
  };
};

/** Cancel orders in every state, and the variants that are drawn differently. `words` is what the vendor and people say. */
export function cancelOrdersInEveryState(act: CancelOrder = aCancel(), words = 'too early'): Order[] {
  const { common, terms, less, again } = madeOf(act);
  const sent = cancelSent({}, act);
  const accepted = cancelSent(ACCEPTED, act);
  const seen = cancelSent({ vendorOrderId: act.vendorOrderId, known: 'proven' }, act);
  const approvals = [{ by: amir, at: noon, fingerprint: terms.fingerprint }];
  const waiting = { ...common, state: 'awaiting_approval', expiresAt: noon } as const;
  const unknown = { ...sent, state: 'outcome_unknown', vendorMessage: words } as const;
  const givenUp = { known: 'said_absent', givenUpBy: amir, givenUpAt: noon } as const;
  const refused = { state: 'refused', vendorMessage: words, refusedAt: noon, looks: 3 } as const;
  const lost = { terms: [terms, again], attempts: cancelSent(givenUp, act).attempts };
  return [
    { ...waiting, change: null },
    { ...waiting, terms: [terms, less], change: { reason: 'target_changed', before: 1, at: noon } },
    { ...waiting, change: { reason: 'policy_changed', before: 1, at: noon } },
    { ...waiting, ...lost, change: { reason: 'declared_absent', before: 1, at: noon } },
    { ...common, approvals, state: 'approved', hold: null },
    ...HoldReason.options.map((hold): Order => ({ ...common, approvals, state: 'approved', hold })),
    { ...sent, state: 'placing' },
    ...UnknownReason.options.map((reason): Order => ({ ...unknown, reason, looks: 0 })),
    { ...unknown, reason: 'no_answer', looks: 9 },
    { ...unknown, reason: 'rejected', looks: 9, fullLooks: 0, unread: 1 },
    { ...unknown, reason: 'server_error', looks: 9, unread: 'list' },
    { ...sent, state: 'payment_pending', vendorMessage: words, looks: 0 },
    { ...accepted, ...placement, state: 'placed' },
    { ...accepted, ...placement, state: 'placed', progress: { ...progress, isStuck: true, isUnread: true } },
    { ...seen, ...placement, state: 'placed' },
    ...Object.values(doneCancels(act)),
    { ...accepted, ...placement, state: 'cancelled', cancelledAt: noon },
    { ...sent, ...refused },
    { ...cancelSent(givenUp, act), ...refused },
    { ...common, state: 'declined', by: amir, at: noon, reason: words },
    { ...common, ...lost, state: 'declined', by: amir, at: noon, reason: words },
    { ...common, state: 'withdrawn', by: rita, at: noon, reason: '' },
    { ...common, state: 'expired', at: noon },
  ];
}
