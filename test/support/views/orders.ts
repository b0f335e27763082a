import { namesOf } from '../../../src/acts/act.ts';
import type {
  CustomOrder,
  EmailProvider,
  OrderedDomain,
  ProviderLine,
} from '../../../src/acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../src/acts/custom_order/form/draft.ts';
import { PROVIDER_FACTS } from '../../../src/acts/custom_order/provider-facts.ts';
import type { Quote, QuoteLine } from '../../../src/acts/custom_order/quote.ts';
import { worthOfQuote } from '../../../src/acts/worth.ts';
import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import { requirementFor } from '../../../src/orders/approval/requirement.ts';
import { newOrder, termsFor } from '../../../src/orders/new-order.ts';
import { actOf, commonOf, newestTerms, type Order } from '../../../src/orders/order.ts';
import type { Progress } from '../../../src/orders/progress.ts';
import { VendorTrouble } from '../../../src/orders/reasons.ts';
import { ChannelId, Reference, TeamId, UserGroupId, UserId } from '../../../src/values/ids.ts';
import { MailRecord } from '../../../src/values/mail-record.ts';
import { shortageOf } from '../../../src/values/mailboxes-short.ts';
import { anAttempt, plainOrders, type Sample } from './plain-orders.ts';

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

/** What has been made of parts already: naming the terms of a large order takes a while. */
const samples = new WeakMap<OrderParts, Sample>();

function sampleOf(parts: OrderParts): Sample {
  const sample = samples.get(parts) ?? newSample(parts);
  samples.set(parts, sample);
  return sample;
}

function newSample(parts: OrderParts): Sample {
  const act = purchaseOf(parts);
  const worth = worthOfQuote(quoteFor(act.lines));
  const reference = Reference.parse('7f3k2q');
  const facts = { reference, account: TeamId.parse('TACME'), requestedBy: rita, requestedAt: noon };
  const requirement = requirementFor({ act, worth, requester: rita }, { ...policy, quorum: parts.quorum ?? 1 });
  const { order } = newOrder(facts, { act, worth, requirement });
  const terms = newestTerms(order);
  const workspace = { id: 'rec1', name: parts.workspaceName ?? 'Acme Inbound' };
  const next = { act, worth, number: 2, attempt: 1, at: noon };
  return {
    common: { ...commonOf(order), surfaces: [{ kind: 'card', ref: { channelId: channel, ts: '1.1' } }] },
    terms,
    cheaper: { ...terms, worth: { ...worth, monthCents: Math.max(worth.monthCents - 100, 0) } },
    risen: termsFor(reference, { ...next, because: 'price_rose' }),
    renamed: termsFor(reference, { ...next, act: { ...act, workspace }, because: 'workspace_renamed' }),
    again: termsFor(reference, { ...next, attempt: 2, because: 'declared_absent' }),
    monthCents: worth.monthCents,
    names: act.lines.flatMap(({ domains }) => domains.map(({ name }) => name)),
    requester: rita,
    approver: amir,
    at: noon,
    isFirstOfTwo: (parts.quorum ?? 1) > 1,
    reason: parts.words ?? 'too many domains',
    takenBack: parts.words ?? '',
    vendorOrderId: parts.words ?? 'rec9',
  };
}

/** At least one order in each state, with the variants that are drawn differently. */
export const ordersInEveryState = (parts: OrderParts = {}): Order[] => [
  ...plainOrders(sampleOf(parts)),
  ...questionedOrders(parts),
  ...unfoundOrders(parts),
  ...twiceOrders(parts),
  ...troubledOrders(parts),
];

/** Orders that wait for the vendor, may need their card confirmed, or of which not everything could be read. */
export function troubledOrders(parts: OrderParts = {}): Order[] {
  const approved = orderIn('approved', parts);
  const placed = orderIn('placed', parts);
  if (approved.state !== 'approved' || placed.state !== 'placed') return [];
  const { progress } = placed;
  const unread = namesOf(actOf(placed)).slice(0, 1);
  return [
    ...VendorTrouble.options.map(
      (trouble): Order => ({ ...approved, hold: 'vendor_unreachable', trouble, heldSince: noon }),
    ),
    { ...placed, mayAskToConfirm: true, progress: { ...progress, unread } },
    { ...placed, progress: { ...progress, unread, isUnread: true, isUnknown: true } },
    ...[[], unread].map((each): Order => ({ ...placed, progress: { ...progress, isStuck: true, unread: each } })),
    { ...placed, progress: { ...progress, ...missingOf(namesOf(actOf(placed))) } },
  ];
}

/** Orders of which people are asked whether a vendor order is this one. */
export function questionedOrders(parts: OrderParts = {}): Order[] {
  const words = parts.words ?? 'acme-old';
  return [orderIn('approved', parts), orderIn('outcome_unknown', parts), orderIn('placed', parts)].flatMap((order) => {
    const [name = ''] = namesOf(actOf(order));
    const known = { vendorOrderId: parts.words ?? 'recOrd12', amountCents: 14_900, createdAt: noon };
    const resembling = { ...known, tag: words, names: [name] };
    const untagged = { ...known, tag: null, amountCents: null, createdAt: null, names: [] };
    const hold = order.state === 'approved' ? ({ hold: 'resembling_order' } as const) : {};
    return [resembling, untagged].map((question): Order => ({ ...order, ...hold, question }));
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
  const { terms, again } = sampleOf(parts);
  const first = anAttempt(terms, { known: 'proven', givenUpBy: amir, givenUpAt: noon, turnedUpAt: noon });
  const numbered = { ...first, vendorOrderId: parts.words ?? 'recFirst', vendorAmountCents: 14_900 };
  const states = ['placing', 'outcome_unknown', 'payment_pending', 'placed', 'active', 'cancelled'] as const;
  return states.flatMap((state) => {
    const order = orderIn(state, parts);
    const isNumbered = state !== 'placing' && state !== 'outcome_unknown';
    const vendorOrderId = isNumbered ? (parts.words ?? 'recSecond') : null;
    const second = anAttempt(again, { number: 2, tag: 'acme-7f3k2q.2', vendorOrderId });
    const approvals = [terms, again].map(({ fingerprint }) => ({ by: amir, at: noon, fingerprint }));
    return [first, numbered].map(
      (each): Order => ({ ...order, terms: [terms, again], approvals, attempts: [each, second], attempt: 2 }),
    );
  });
}

/** The first order that `plainOrders` has in a state. */
export function orderIn<State extends Order['state']>(
  state: State,
  parts: OrderParts = {},
): Extract<Order, { state: State }> {
  const isWanted = (order: Order): order is Extract<Order, { state: State }> => order.state === state;
  const order = plainOrders(sampleOf(parts)).find(isWanted);
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

/** All that can be missing of domains which the vendor calls Active, for as long as can be. */
function missingOf(names: readonly string[]): Partial<Progress> {
  const short = shortageOf(
    names.map((domain) => ({ domain, listed: 1, expected: 25, missing: [`jane@${domain}`, `j.doe@${domain}`] })),
  );
  const lacking = names.map((domain) => ({ domain, lacks: [...MailRecord.options] }));
  return { lacking, isHeldLong: true, silent: 1, ...(short && { short }) };
}
