import { chargedCents, paidOnce } from '../../../src/acts/worth.ts';
import type { Terms } from '../../../src/orders/approval/terms.ts';
import type { Attempt } from '../../../src/orders/attempt.ts';
import type { Common, Order } from '../../../src/orders/order.ts';
import { Reference, type UserId } from '../../../src/values/ids.ts';

/** What orders in every state are made of. */
export interface Sample {
  readonly common: Common;
  /** The terms as they were requested, and as they would be with a lower price. */
  readonly terms: Terms;
  readonly cheaper: Terms;
  /** Terms that follow: at a higher price, in another workspace, for another attempt. */
  readonly risen: Terms;
  readonly renamed: Terms;
  readonly again: Terms;
  readonly monthCents: number;
  readonly names: readonly string[];
  readonly requester: UserId;
  readonly approver: UserId;
  readonly at: Date;
  /** Whether more than one approval is needed, so that one may be there already. */
  readonly isFirstOfTwo: boolean;
  /** Why it is declined, and what the vendor says. */
  readonly reason: string;
  readonly takenBack: string;
  readonly vendorOrderId: string;
}

/** A call under terms, of which nothing is known yet. */
export const anAttempt = (terms: Terms, news: Partial<Attempt> = {}): Attempt => ({
  number: 1,
  step: 1,
  terms: terms.number,
  tag: 'acme-7f3k2q',
  startedAt: terms.at,
  lookFrom: terms.at,
  quotedCents: chargedCents(terms.worth),
  ...paidOnce(terms.worth),
  sentHash: null,
  known: 'unproven',
  answer: null,
  vendorOrderId: null,
  vendorAmountCents: null,
  ...news,
});

/** One order in each state, and the variants that its own fields make. */
export const plainOrders = (sample: Sample): Order[] => [
  ...waitingOrders(sample),
  ...sentOrders(sample),
  ...endedOrders(sample),
  ...againOrders(sample),
];

const approvalsIn = ({ approver, at, terms: { fingerprint } }: Sample) => [{ by: approver, at, fingerprint }];

/** Before the call. */
function waitingOrders(sample: Sample): Order[] {
  const { common, cheaper, risen, at } = sample;
  const approvals = approvalsIn(sample);
  const waiting: Order = { ...common, state: 'awaiting_approval', expiresAt: at, change: null };
  return [
    waiting,
    { ...waiting, approvals: sample.isFirstOfTwo ? approvals : [] },
    { ...waiting, terms: [cheaper, risen], change: { reason: 'price_rose', before: 1, at } },
    { ...waiting, change: { reason: 'policy_changed', before: 1, at } },
    { ...common, state: 'approved', approvals, hold: null },
    { ...common, state: 'approved', approvals, hold: 'vendor_unreachable' },
  ];
}

/** An order by its first call, of which so much is known. */
const byFirst = (sample: Sample, news: Partial<Attempt> = {}) => ({
  ...sample.common,
  approvals: approvalsIn(sample),
  attempts: [anAttempt(sample.terms, news)],
  attempt: 1,
});

/** Since the call. */
function sentOrders(sample: Sample): Order[] {
  const { reason: words, at, monthCents, vendorOrderId } = sample;
  const names = [...sample.names];
  const progress = { ready: names.slice(1), changedAt: at, isStuck: false };
  const sent = byFirst(sample);
  const unknown = { ...sent, state: 'outcome_unknown', vendorMessage: null, looks: 0 } as const;
  const known = { vendorOrderId, vendorAmountCents: monthCents + 100 };
  const differing = byFirst(sample, known);
  const fallen = byFirst(sample, { ...known, quotedCents: monthCents + 100 });
  const placement = { placedAt: at, looks: 0, progress };
  return [
    { ...sent, state: 'placing' },
    { ...unknown, reason: 'no_answer' },
    { ...unknown, reason: 'server_error', vendorMessage: words, looks: 9 },
    { ...unknown, reason: 'rejected', vendorMessage: words },
    { ...sent, state: 'payment_pending', vendorMessage: words, looks: 0 },
    { ...differing, state: 'payment_pending', vendorMessage: words, looks: 0 },
    { ...sent, ...placement, state: 'placed' },
    { ...differing, ...placement, state: 'placed', progress: { ...progress, isStuck: true } },
    { ...differing, ...placement, state: 'active', progress: { ...progress, ready: names }, activeAt: at },
    { ...fallen, ...placement, state: 'cancelled', cancelledAt: at },
  ];
}

/** At an end. */
function endedOrders(sample: Sample): Order[] {
  const { common, reason, at, approver, requester } = sample;
  return [
    { ...byFirst(sample), state: 'refused', vendorMessage: reason, looks: 3, refusedAt: at },
    { ...common, state: 'declined', by: approver, at, reason },
    { ...common, state: 'withdrawn', by: requester, at, reason: sample.takenBack },
    { ...common, state: 'expired', at },
  ];
}

/** After a call that came to nothing, or terms that moved; and ended by another order of ours. */
function againOrders(sample: Sample): Order[] {
  const { common, terms, again, renamed, at, approver, reason } = sample;
  const waiting = { ...common, state: 'awaiting_approval', expiresAt: at } as const;
  const givenUp = { known: 'said_absent', givenUpBy: approver, givenUpAt: at } as const;
  const second = { terms: [terms, again], attempts: [anAttempt(terms, givenUp)] };
  const progress = { ready: [], changedAt: at, isStuck: false };
  const reference = Reference.parse('m4x8tp');
  const cancelledBy = { reference, requestedBy: sample.requester, approvedBy: [approver] };
  const ended = { state: 'cancelled', cancelledAt: at, cancelledBy } as const;
  return [
    { ...waiting, ...second, change: { reason: 'declared_absent', before: 1, at } },
    { ...waiting, terms: [terms, renamed], change: { reason: 'workspace_renamed', before: 1, at } },
    { ...common, ...second, state: 'declined', by: approver, at, reason },
    { ...byFirst(sample, givenUp), state: 'refused', vendorMessage: '', looks: 7, refusedAt: at },
    { ...byFirst(sample), ...ended, placedAt: at, looks: 0, progress },
  ];
}
