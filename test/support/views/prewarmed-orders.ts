import { type BuyPrewarmed, prewarmedNames, prewarmedWorth } from '../../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import { requirementFor } from '../../../src/orders/approval/requirement.ts';
import { newOrder, termsFor } from '../../../src/orders/new-order.ts';
import { commonOf, newestTerms, type Order } from '../../../src/orders/order.ts';
import { HoldReason } from '../../../src/orders/reasons.ts';
import { Reference, TeamId } from '../../../src/values/ids.ts';
import { aPrewarmed } from '../prewarmed.ts';
import { amir, channel, noon, policy, rita } from './orders.ts';
import { plainOrders, type Sample } from './plain-orders.ts';

function sampleOf(act: BuyPrewarmed, words: string): Sample {
  const reference = Reference.parse('w4rm3d');
  const worth = prewarmedWorth(act.inboxes);
  const facts = { reference, account: TeamId.parse('TACME'), requestedBy: rita, requestedAt: noon };
  const requirement = requirementFor({ act, worth, requester: rita }, policy);
  const { order } = newOrder(facts, { act, worth, requirement });
  const terms = newestTerms(order);
  const workspace = { ...act.workspace, name: 'Acme Inbound' };
  const next = { act, worth, number: 2, attempt: 1, at: noon };
  return {
    common: { ...commonOf(order), surfaces: [{ kind: 'card', ref: { channelId: channel, ts: '1.1' } }] },
    terms,
    cheaper: { ...terms, worth: { ...worth, nowCents: Math.max(worth.nowCents - 100, 0) } },
    risen: termsFor(reference, { ...next, because: 'price_rose' }),
    renamed: termsFor(reference, { ...next, act: { ...act, workspace }, because: 'workspace_renamed' }),
    again: termsFor(reference, { ...next, attempt: 2, because: 'declared_absent' }),
    monthCents: worth.monthCents,
    names: prewarmedNames(act),
    requester: rita,
    approver: amir,
    at: noon,
    isFirstOfTwo: false,
    reason: words,
    takenBack: words,
    vendorOrderId: words,
  };
}

/** One that waits anew, because the first of its items was sold. */
export function soldInPart(act: BuyPrewarmed = aPrewarmed()): Order {
  const sample = sampleOf(act, 'no');
  const left = { ...act, inboxes: act.inboxes.slice(1) };
  const worth = prewarmedWorth(left.inboxes);
  const less = { act: left, worth, number: 2, attempt: 1, because: 'target_changed', at: noon } as const;
  return {
    ...sample.common,
    state: 'awaiting_approval',
    terms: [sample.terms, termsFor(sample.common.facts.reference, less)],
    approvals: [{ by: amir, at: noon, fingerprint: sample.terms.fingerprint }],
    expiresAt: noon,
    change: { reason: 'target_changed', before: 1, at: noon },
  };
}

/** Orders of pre-warmed inboxes in every state. `words` is what the vendor and people say. */
export function prewarmedOrdersInEveryState(act: BuyPrewarmed = aPrewarmed(), words = 'too early'): Order[] {
  const sample = sampleOf(act, words);
  const approvals = [{ by: amir, at: noon, fingerprint: sample.terms.fingerprint }];
  return [
    ...plainOrders(sample),
    ...HoldReason.options.map((hold): Order => ({ ...sample.common, approvals, state: 'approved', hold })),
    ...(act.inboxes.length > 1 ? [soldInPart(act)] : []),
  ];
}
