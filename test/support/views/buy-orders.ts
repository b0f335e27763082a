import { type BuyDomains, buyWorth } from '../../../src/acts/buy_domains/buy-domains.ts';
import { requirementFor } from '../../../src/orders/approval/requirement.ts';
import type { Attempt } from '../../../src/orders/attempt.ts';
import { newOrder, termsFor } from '../../../src/orders/new-order.ts';
import { commonOf, newestTerms, type Order } from '../../../src/orders/order.ts';
import { UnknownReason } from '../../../src/orders/reasons.ts';
import { Reference, TeamId } from '../../../src/values/ids.ts';
import { amir, channel, noon, policy, rita } from './orders.ts';
import { anAttempt } from './plain-orders.ts';

/** So many names, as Rita asks to buy them. */
export const aBuyOf = (count: number, parts: Partial<BuyDomains> = {}): BuyDomains => ({
  kind: 'buy_domains',
  workspace: { id: 'rec1', name: 'Northwind Outbound' },
  label: 'Acme',
  names: Array.from({ length: count }, (_, index) => ({
    name: `acme${index + 1}.com`,
    priceCents: 1_550,
    renewalCents: 1_700,
  })),
  ...parts,
});

const progress = { ready: [], changedAt: noon, isStuck: false };
const placement = { placedAt: noon, looks: 0, progress };

/** Orders that buy names in every state, and the variants that are drawn differently. `words` is what the vendor and people say. */
export function buyOrdersInEveryState(act: BuyDomains = aBuyOf(2), words = 'too early'): Order[] {
  const reference = Reference.parse('m4x8tp');
  const worth = buyWorth(act);
  const facts = { reference, account: TeamId.parse('TACME'), requestedBy: rita, requestedAt: noon };
  const requirement = requirementFor({ act, worth, requester: rita }, policy);
  const { order } = newOrder(facts, { act, worth, requirement });
  const common = { ...commonOf(order), surfaces: [{ kind: 'card' as const, ref: { channelId: channel, ts: '1.1' } }] };
  const terms = newestTerms(order);
  const fewer = { ...act, names: act.names.slice(1) };
  const dearer = { ...act, names: act.names.map((each) => ({ ...each, priceCents: 2_000 })) };
  const next = { number: 2, attempt: 1, at: noon };
  const less = termsFor(reference, { ...next, act: fewer, worth: buyWorth(fewer), because: 'target_changed' });
  const more = termsFor(reference, { ...next, act: dearer, worth: buyWorth(dearer), because: 'price_rose' });
  const again = termsFor(reference, { ...next, act, worth, attempt: 2, because: 'declared_absent' });
  const approvals = [{ by: amir, at: noon, fingerprint: terms.fingerprint }];
  const sentBy = (news: Partial<Attempt> = {}) => {
    const call = {
      tag: null,
      quotedCents: worth.nowCents,
      nowCents: worth.nowCents,
      sentHash: 'a'.repeat(64),
      ...news,
    };
    return { ...common, approvals, attempts: [anAttempt(terms, call)], attempt: 1 };
  };
  const sent = sentBy();
  const accepted = sentBy({ answer: 'confirmed', known: 'proven' });
  const number = act.names[0]?.name ?? '';
  const waiting = { ...common, state: 'awaiting_approval', expiresAt: noon } as const;
  const unknown = { ...sent, state: 'outcome_unknown', vendorMessage: words } as const;
  const givenUp = sentBy({ known: 'said_absent', givenUpBy: amir, givenUpAt: noon });
  const refused = { state: 'refused', vendorMessage: words, refusedAt: noon, looks: 3 } as const;
  const active = { ...placement, state: 'active', activeAt: noon } as const;
  const only = { only: [number] };
  return [
    { ...waiting, change: null },
    { ...waiting, terms: [terms, less], change: { reason: 'target_changed', before: 1, at: noon } },
    { ...waiting, terms: [terms, more], change: { reason: 'price_rose', before: 1, at: noon } },
    {
      ...waiting,
      terms: [terms, again],
      attempts: givenUp.attempts,
      change: { reason: 'declared_absent', before: 1, at: noon },
    },
    { ...common, approvals, state: 'approved', hold: null },
    { ...common, approvals, state: 'approved', hold: 'sold_out', heldSince: noon },
    { ...common, approvals, state: 'approved', hold: 'price_unclear' },
    { ...sent, state: 'placing' },
    ...UnknownReason.options.map((reason): Order => ({ ...unknown, reason, looks: 0 })),
    { ...unknown, reason: 'no_answer', looks: 9 },
    { ...unknown, reason: 'rejected', looks: 9, fullLooks: 0, unread: only },
    { ...unknown, reason: 'server_error', looks: 9, unread: 'list' },
    { ...sent, state: 'payment_pending', vendorMessage: words, looks: 0 },
    { ...accepted, ...placement, state: 'placed' },
    { ...accepted, ...placement, looks: 9, unread: only, state: 'placed' },
    { ...accepted, ...placement, state: 'placed', progress: { ...progress, isStuck: true, isUnread: true } },
    { ...sentBy({ vendorOrderId: number, known: 'proven' }), ...placement, state: 'placed' },
    { ...sentBy({ vendorOrderId: number, known: 'proven', answer: 'confirmed' }), ...active },
    { ...sentBy({ vendorOrderId: number, known: 'proven', sentHash: null }), ...active },
    { ...accepted, ...placement, state: 'cancelled', cancelledAt: noon },
    { ...sent, ...refused },
    { ...givenUp, ...refused },
    { ...common, state: 'declined', by: amir, at: noon, reason: words },
    { ...common, state: 'withdrawn', by: rita, at: noon, reason: '' },
    { ...common, state: 'expired', at: noon },
  ];
}
