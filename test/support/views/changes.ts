import { type Act, stepsOf } from '../../../src/acts/act.ts';
import type { ChangeRedirect } from '../../../src/acts/change_redirect/change-redirect.ts';
import type { ChangeSender } from '../../../src/acts/change_sender/change-sender.ts';
import type { CreateWorkspace } from '../../../src/acts/create_workspace/create-workspace.ts';
import type { SwapDomain } from '../../../src/acts/swap_domain/swap-domain.ts';
import type { Worth } from '../../../src/acts/worth.ts';
import { requirementFor } from '../../../src/orders/approval/requirement.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import type { Attempt } from '../../../src/orders/attempt.ts';
import { newOrder, termsFor } from '../../../src/orders/new-order.ts';
import { type Common, commonOf, newestTerms, type Order } from '../../../src/orders/order.ts';
import { HoldReason, UnknownReason } from '../../../src/orders/reasons.ts';
import { Reference, TeamId } from '../../../src/values/ids.ts';
import { amir, channel, noon, policy, rita } from './orders.ts';
import { anAttempt } from './plain-orders.ts';

const common = {
  workspace: { id: 'rec1', name: 'Northwind Outbound' },
  vendorOrderId: 'recOrd7',
  of: Reference.parse('qk53z7'),
  label: 'Umbrella',
};

/** Another redirect for three domains, as Rita asks for it. */
export const aRedirect = (parts: Partial<ChangeRedirect> = {}): ChangeRedirect => ({
  kind: 'change_redirect',
  ...common,
  changes: ['a.com', 'b.com', 'c.com'].map((domain) => ({ domain, from: 'https://old.com', to: '' })),
  ...parts,
});

/** Another redirect for one domain. */
export const oneRedirect = (to = 'https://new.com/a'): ChangeRedirect =>
  aRedirect({ changes: [{ domain: 'a.com', from: '', to }] });

/** Another name for a domain. */
export const aSwap = (parts: Partial<SwapDomain> = {}): SwapDomain => ({
  kind: 'swap_domain',
  ...common,
  from: 'umbrella-go.com',
  to: 'umbrella-hq.io',
  ...parts,
});

/** Another sender for three domains. */
export const aSender = (parts: Partial<ChangeSender> = {}): ChangeSender => ({
  kind: 'change_sender',
  ...common,
  mode: 'name_only',
  to: { firstName: 'Zoë', lastName: 'Neil' },
  changes: ['a.com', 'b.com', 'c.com'].map((domain) => ({
    domain,
    from: ['Ada Park'],
    addresses: [`ada@${domain}`, `park@${domain}`],
  })),
  ...parts,
});

/** A new workspace. */
export const aSpace = (name = 'Umbrella'): CreateWorkspace => ({
  kind: 'create_workspace',
  workspace: common.workspace,
  path: '/workspaces',
  name,
  before: ['rec1'],
});

const WORTH: Worth = { effect: 'write' };
const ACCEPTED = { answer: 'confirmed', known: 'proven', vendorOrderId: 'recOrd7' } as const;
const progress = { ready: [], changedAt: noon, isStuck: false };
const placement = { placedAt: noon, looks: 0, progress };

interface Made {
  readonly common: Common;
  readonly terms: Terms;
  readonly moved: Terms;
}

function madeOf(act: Act): Made {
  const reference = Reference.parse('m4x8tp');
  const facts = { reference, account: TeamId.parse('TACME'), requestedBy: rita, requestedAt: noon };
  const requirement = requirementFor({ act, worth: WORTH, requester: rita }, policy);
  const { order } = newOrder(facts, { act, worth: WORTH, requirement });
  return {
    common: { ...commonOf(order), surfaces: [{ kind: 'card', ref: { channelId: channel, ts: '1.1' } }] },
    terms: newestTerms(order),
    moved: termsFor(reference, { act, worth: WORTH, number: 2, attempt: 1, because: 'target_changed', at: noon }),
  };
}

/** An order for a change by its call, of which so much is known; the last of its steps unless told otherwise. */
export function changeSent(act: Act, news: Partial<Attempt> = {}) {
  const made = madeOf(act);
  const approvals = [{ by: amir, at: noon, fingerprint: made.terms.fingerprint }];
  const step = stepsOf<Act['kind']>(act);
  const call = anAttempt(made.terms, { tag: null, quotedCents: null, sentHash: 'a'.repeat(64), step, ...news });
  return { ...made.common, approvals, attempts: [call], attempt: 1 };
}

/** Orders for a change in every state, and the variants that are drawn differently. `words` is what the vendor and people say. */
export function changesInEveryState(act: Act, words = 'too early'): Order[] {
  const { common: all, terms, moved } = madeOf(act);
  const sent = changeSent(act);
  const accepted = changeSent(act, ACCEPTED);
  const seen = changeSent(act, { vendorOrderId: 'recOrd7', known: 'proven' });
  const approvals = [{ by: amir, at: noon, fingerprint: terms.fingerprint }];
  const waiting = { ...all, state: 'awaiting_approval', expiresAt: noon } as const;
  const unknown = { ...sent, state: 'outcome_unknown', vendorMessage: words } as const;
  const givenUp = { known: 'said_absent', givenUpBy: amir, givenUpAt: noon } as const;
  const refused = { state: 'refused', vendorMessage: words, refusedAt: noon, looks: 3 } as const;
  const half = changeSent(act, { ...ACCEPTED, step: 1 });
  const halfDone = { ...all, attempts: half.attempts };
  return [
    { ...waiting, change: null },
    { ...waiting, terms: [terms, moved], change: { reason: 'target_changed', before: 1, at: noon } },
    { ...waiting, ...halfDone, change: { reason: 'policy_changed', before: 1, at: noon } },
    { ...all, approvals, state: 'approved', hold: null },
    { ...halfDone, approvals, state: 'approved', hold: null },
    ...HoldReason.options.map((hold): Order => ({ ...all, approvals, state: 'approved', hold })),
    { ...sent, state: 'placing' },
    ...UnknownReason.options.map((reason): Order => ({ ...unknown, reason, looks: 0 })),
    { ...unknown, reason: 'no_answer', looks: 9 },
    { ...unknown, reason: 'rejected', looks: 9, fullLooks: 0, unread: 1 },
    { ...unknown, reason: 'server_error', looks: 9, unread: 'list' },
    { ...sent, state: 'payment_pending', vendorMessage: words, looks: 0 },
    { ...accepted, ...placement, state: 'placed' },
    { ...accepted, ...placement, state: 'placed', progress: { ...progress, isStuck: true, isUnread: true } },
    { ...accepted, ...placement, state: 'placed', progress: { ...progress, isUnknown: true } },
    { ...seen, ...placement, state: 'placed' },
    { ...accepted, ...placement, state: 'active', activeAt: noon },
    {
      ...changeSent(act, { vendorOrderId: 'recOrd7', known: 'proven', sentHash: null }),
      ...placement,
      state: 'active',
      activeAt: noon,
    },
    { ...accepted, ...placement, state: 'cancelled', cancelledAt: noon },
    { ...sent, ...refused },
    { ...changeSent(act, givenUp), ...refused },
    { ...halfDone, state: 'withdrawn', by: rita, at: noon, reason: '' },
    { ...all, state: 'declined', by: amir, at: noon, reason: words },
    { ...all, state: 'expired', at: noon },
  ];
}
