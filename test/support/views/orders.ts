import type {
  CustomOrder,
  EmailProvider,
  OrderedDomain,
  ProviderLine,
} from '../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../src/acts/custom_order/draft.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import type { Quote, QuoteLine } from '../../../src/acts/custom_order/quote.ts';
import { fingerprintOf } from '../../../src/orders/fingerprint.ts';
import type { Attempt, Order, OrderFacts, Terms } from '../../../src/orders/order.ts';
import type { ApprovalPolicy } from '../../../src/orders/policy.ts';
import { ChannelId, Reference, TeamId, UserGroupId, UserId } from '../../../src/values/ids.ts';

/** Orders as views get them: every state over one set of facts. Users: Rita requests, Amir and Bea may decide. */
export const rita = UserId.parse('URITA');
export const amir = UserId.parse('UAMIR');
export const bea = UserId.parse('UBEA');
export const buyers = UserGroupId.parse('SBUYERS');
export const channel = ChannelId.parse('CAPPROVALS');
export const noon = new Date('2026-11-23T12:00:00.000Z');

export const policy: ApprovalPolicy = { users: [amir, rita], userGroups: [buyers], quorum: 1 };

/** What of an order a view test may care about. */
export interface OrderParts {
  readonly label?: string;
  readonly workspaceName?: string;
  readonly lines?: readonly ProviderLine[];
  readonly source?: CustomOrder['source'];
  readonly extras?: Pick<CustomOrder, 'coupon' | 'hosting' | 'sequencer'>;
  readonly quorum?: number;
  /** Reasons, and everything that the vendor says. */
  readonly words?: string;
}

export const domainsNamed = (...names: readonly string[]): OrderedDomain[] =>
  names.map((name) => ({ name, naming: { form: 'names', firstName: 'Ada', lastName: 'Park' } }));

/** `count` domains of one provider, named `name0.com` and so on. */
export const manyDomains = (provider: EmailProvider, count: number, name = provider): ProviderLine => ({
  provider,
  domains: domainsNamed(...Array.from({ length: count }, (_, index) => `${name}${index}.com`)),
});

/** The largest order that the vendor takes: 200 domains. */
export const largestLines: readonly ProviderLine[] = [
  manyDomains('google', 100),
  manyDomains('outlook', 30),
  manyDomains('smtp', 70),
];

export function quoteFor(lines: readonly ProviderLine[]): Quote {
  const quoted = lines.map(({ provider, domains }): QuoteLine => {
    const { mailboxesPerDomain, pricedPer } = PROVIDER_FACTS[provider];
    const mailboxes = domains.length * mailboxesPerDomain;
    const unitCents = pricedPer === 'mailbox' ? 350 : 5_000;
    const monthlyCents = unitCents * (pricedPer === 'mailbox' ? mailboxes : domains.length);
    return { provider, domains: domains.length, mailboxes, pricedPer, unitCents, monthlyCents };
  });
  return { lines: quoted, totalCents: quoted.reduce((sum, line) => sum + line.monthlyCents, 0), pricedAt: noon };
}

export function purchaseOf(parts: OrderParts = {}): CustomOrder {
  return {
    kind: 'custom_order',
    workspace: { id: 'rec1', name: parts.workspaceName ?? 'Acme Outbound' },
    source: parts.source ?? 'scaledmail',
    label: parts.label ?? 'Acme spring',
    lines: [...(parts.lines ?? [{ provider: 'google', domains: domainsNamed('getacme.com', 'tryacme.com') }])],
    ...parts.extras,
  };
}

function commonOf(parts: OrderParts): { facts: OrderFacts; terms: Terms; messages: Order['messages'] } {
  const reference = Reference.parse('7f3k2q');
  const purchase = purchaseOf(parts);
  const quote = quoteFor(purchase.lines);
  const moved = { attempt: 1, quote, policy: { ...policy, quorum: parts.quorum ?? 1 } };
  const terms = { ...moved, fingerprint: fingerprintOf(reference, purchase, moved) };
  const facts = {
    reference,
    teamId: TeamId.parse('TACME'),
    requestedBy: rita,
    requestedAt: noon,
    channelId: channel,
    purchase,
  };
  return { facts, terms, messages: { card: { channelId: channel, ts: '1.1' }, requester: null } };
}

/** At least one order in each state, with the variants that are drawn differently. */
export const ordersInEveryState = (parts: OrderParts = {}): Order[] => [
  ...plainOrders(parts),
  ...questionedOrders(parts),
  ...unfoundOrders(parts),
  ...twiceOrders(parts),
];

/** One order in each state, and the variants that its own fields make. */
function plainOrders(parts: OrderParts): Order[] {
  const common = commonOf(parts);
  const { terms, facts } = common;
  const words = parts.words ?? 'too many domains';
  const approvals = [{ by: amir, at: noon, fingerprint: terms.fingerprint }];
  const attempt: Attempt = {
    number: 1,
    tag: 'acme-7f3k2q',
    startedAt: noon,
    quotedCents: terms.quote.totalCents,
    knownOrderIds: [],
  };
  const names = facts.purchase.lines.flatMap(({ domains }) => domains.map(({ name }) => name));
  const progress = { ready: names.slice(1), changedAt: noon, isStuck: false };
  const fallen: Attempt = { ...attempt, quotedCents: terms.quote.totalCents + 100 };
  const vendorOrderId = parts.words ?? 'rec9';
  const unplaced = { ...common, approvals, attempt, vendorOrderId: null, vendorAmountCents: null, looks: 0 };
  const placed = { ...unplaced, placedAt: noon, progress };
  const differing = { vendorOrderId, vendorAmountCents: terms.quote.totalCents + 100 };
  const waiting: Order = { ...common, state: 'awaiting_approval', approvals: [], expiresAt: noon, change: null };
  const cheaper = {
    ...terms,
    quote: { ...terms.quote, totalCents: Math.max(terms.quote.totalCents - 100, 0) },
  };
  const lost = { attempt, terms, approvals, declaredAbsentBy: amir, declaredAbsentAt: noon };
  const second = { ...common, terms: { ...terms, attempt: 2, lostAttempts: [lost] } };
  const renamed = { ...terms, workspaceName: parts.workspaceName ?? 'Acme Inbound' };
  const unknown = { ...common, state: 'outcome_unknown', approvals, attempt } as const;
  return [
    waiting,
    { ...waiting, approvals: parts.quorum && parts.quorum > 1 ? approvals : [] },
    { ...waiting, change: { reason: 'price_rose', before: cheaper, at: noon } },
    { ...waiting, change: { reason: 'policy_changed', before: terms, at: noon } },
    { ...common, state: 'approved', approvals, hold: null },
    { ...common, state: 'approved', approvals, hold: 'vendor_unreachable' },
    { ...common, state: 'placing', approvals, attempt },
    { ...unknown, reason: 'no_answer', vendorMessage: null, looks: 0 },
    { ...unknown, reason: 'server_error', vendorMessage: words, looks: 9 },
    { ...unknown, reason: 'rejected', vendorMessage: words, looks: 0 },
    { ...unplaced, state: 'payment_pending', vendorMessage: words },
    { ...unplaced, state: 'payment_pending', vendorMessage: words, ...differing },
    { ...placed, state: 'placed' },
    { ...placed, state: 'placed', ...differing, progress: { ...progress, isStuck: true } },
    { ...placed, state: 'active', ...differing, progress: { ...progress, ready: names }, activeAt: noon },
    { ...placed, state: 'cancelled', ...differing, attempt: fallen, cancelledAt: noon },
    { ...common, state: 'refused', approvals, attempt, vendorMessage: words, looks: 3, refusedAt: noon },
    { ...common, state: 'declined', by: amir, at: noon, reason: words },
    { ...common, state: 'withdrawn', by: rita, at: noon, reason: parts.words ?? '' },
    { ...common, state: 'expired', at: noon },
    { ...waiting, ...second, change: { reason: 'declared_absent', before: terms, at: noon } },
    { ...waiting, terms: renamed, change: { reason: 'workspace_renamed', before: terms, at: noon } },
    { ...second, state: 'declined', by: amir, at: noon, reason: words },
    {
      ...common,
      state: 'refused',
      approvals,
      attempt,
      vendorMessage: '',
      looks: 7,
      refusedAt: noon,
      declaredAbsentBy: amir,
    },
  ];
}

/** Orders of which people are asked whether a vendor order is this one. */
export function questionedOrders(parts: OrderParts = {}): Order[] {
  const words = parts.words ?? 'acme-old';
  return [orderIn('approved', parts), orderIn('outcome_unknown', parts), orderIn('placed', parts)].flatMap((order) => {
    const [name = ''] = order.facts.purchase.lines.flatMap(({ domains }) => domains.map((domain) => domain.name));
    const known = { vendorOrderId: parts.words ?? 'recOrd12', amountCents: 14_900, createdAt: noon };
    const resembling = { ...known, tag: words, names: [name] };
    const untagged = { ...known, tag: null, amountCents: null, createdAt: null, names: [] };
    const hold = order.state === 'approved' ? ({ hold: 'resembling_order' } as const) : {};
    return [resembling, untagged].map(
      (each): Order => ({ ...order, ...hold, terms: { ...order.terms, resembling: each } }),
    );
  });
}

/** Orders that were looked for long enough in vain, by looks that read everything, a part, or nothing. */
export function unfoundOrders(parts: OrderParts = {}): Order[] {
  const sought = [orderIn('outcome_unknown', parts), orderIn('payment_pending', parts), orderIn('placed', parts)];
  const looked: Order[] = sought.flatMap((order) =>
    [{}, { unread: 3 }, { unread: 'list' as const }].map((each) => ({ ...order, looks: 9, ...each })),
  );
  const placed = orderIn('placed', parts);
  const stuck: Order = { ...placed, progress: { ...placed.progress, isStuck: true, isUnread: true } };
  const rejected: Order = {
    ...orderIn('outcome_unknown', parts),
    reason: 'rejected',
    looks: 9,
    fullLooks: 0,
    unread: 2,
  };
  return [...looked, rejected, stuck];
}

/** Orders that stand at the vendor twice, or may: by an earlier attempt whose number is known, or follows. */
export function twiceOrders(parts: OrderParts = {}): Order[] {
  const states = ['placing', 'outcome_unknown', 'payment_pending', 'placed', 'active', 'cancelled'] as const;
  return states.flatMap((state) => {
    const order = orderIn(state, parts);
    const { attempt, terms, approvals } = order;
    const lost = { attempt, terms, approvals, declaredAbsentBy: amir, declaredAbsentAt: noon, turnedUpAt: noon };
    const numbered = { ...lost, vendorOrderId: parts.words ?? 'recFirst', vendorAmountCents: 14_900 };
    const second = { ...attempt, number: 2, tag: 'acme-7f3k2q.2' };
    return [lost, numbered].map((each): Order => {
      const twice = { ...order, attempt: second, terms: { ...terms, attempt: 2, lostAttempts: [each] } };
      return 'vendorOrderId' in twice ? { ...twice, vendorOrderId: parts.words ?? 'recSecond' } : twice;
    });
  });
}

/** The first order that `plainOrders` has in a state. */
export function orderIn<State extends Order['state']>(
  state: State,
  parts: OrderParts = {},
): Extract<Order, { state: State }> {
  const isWanted = (order: Order): order is Extract<Order, { state: State }> => order.state === state;
  const order = plainOrders(parts).find(isWanted);
  if (!order) throw new Error(`No order in ${state}`);
  return order;
}

/** A form in the making. */
export function aDraft(parts: Partial<OrderDraft> = {}): OrderDraft {
  return {
    id: 'draft-1',
    teamId: TeamId.parse('TACME'),
    ownerId: rita,
    startedAt: noon,
    workspaces: [{ id: 'rec1', name: 'Acme Outbound' }],
    unitPrices: [{ provider: 'google', perDomainCents: 700 }],
    label: '',
    workspaceId: 'rec1',
    source: 'scaledmail',
    providers: ['google'],
    defaultName: '',
    domainText: {},
    pickedNames: {},
    hosting: null,
    review: null,
    ...parts,
  };
}

/** The same, as somebody has it open. */
export const aForm = (parts: Partial<OrderDraft> = {}, fill = 1) => ({ draft: aDraft(parts), fill });

/** A draft that was priced, for the given order. */
export function aReviewedDraft(parts: OrderParts = {}): OrderDraft {
  const purchase = purchaseOf(parts);
  const providers = purchase.lines.map(({ provider }) => provider);
  return aDraft({ providers, source: purchase.source, review: { purchase, quote: quoteFor(purchase.lines) } });
}
