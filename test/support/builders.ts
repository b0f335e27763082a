import type {
  CustomOrder,
  EmailProvider,
  OrderedDomain,
  ProviderLine,
} from '../../src/acts/custom_order/custom-order.ts';
import type { Quote } from '../../src/acts/custom_order/quote.ts';
import { type Worth, worthOfQuote } from '../../src/acts/worth.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { requirementFor } from '../../src/orders/approval/requirement.ts';
import type { Asked } from '../../src/orders/approval/terms.ts';
import { newOrder } from '../../src/orders/new-order.ts';
import { actOf, type Order, type OrderIn } from '../../src/orders/order.ts';
import { ChannelId, Reference, TeamId, UserGroupId, UserId } from '../../src/values/ids.ts';

/** People and places of the tests. Rita asks, Amir and Bea decide. */
export const rita = UserId.parse('U0RITA');
export const amir = UserId.parse('U0AMIR');
export const bea = UserId.parse('U0BEA');
export const team = TeamId.parse('T0ACME');
export const approvals = ChannelId.parse('C0APPROVALS');
export const approversGroup = UserGroupId.parse('S0APPROVERS');
export const aReference = Reference.parse('7f3k2q');
/** Monday noon, so that business days are easy to count. */
export const noon = new Date('2026-11-23T12:00:00.000Z');

/** A domain with the names form. */
export function aDomain(name = 'getnorthwind.com', overrides: Partial<OrderedDomain> = {}): OrderedDomain {
  return { name, naming: { form: 'names', firstName: 'Ada', lastName: 'Park' }, ...overrides };
}

/** `count` domains of a provider with names of their own. */
export function aLine(provider: EmailProvider = 'google', count = 2): ProviderLine {
  return { provider, domains: Array.from({ length: count }, (_, index) => aDomain(`get${provider}${index + 1}.com`)) };
}

/** A custom order of two Google domains, unless told otherwise. */
export function aPurchase(overrides: Partial<CustomOrder> = {}): CustomOrder {
  return {
    kind: 'custom_order',
    workspace: { id: 'recNorthwind', name: 'Northwind Outbound' },
    source: 'scaledmail',
    label: 'Acme',
    lines: [aLine()],
    ...overrides,
  };
}

const MONTHLY_CENTS = { google: 700, outlook: 5_000, smtp: 375 } as const;
const MAILBOXES = { google: 2, outlook: 25, smtp: 4 } as const;
const UNIT_CENTS = { google: 350, outlook: 5_000, smtp: 375 } as const;

/** What the purchase costs at usual prices. */
export function aQuote(purchase: CustomOrder = aPurchase(), pricedAt = noon): Quote {
  const lines = purchase.lines.map(({ provider, domains }) => ({
    provider,
    domains: domains.length,
    mailboxes: domains.length * MAILBOXES[provider],
    pricedPer: provider === 'google' ? ('mailbox' as const) : ('domain' as const),
    unitCents: UNIT_CENTS[provider],
    monthlyCents: domains.length * MONTHLY_CENTS[provider],
  }));
  return { lines, totalCents: lines.reduce((sum, line) => sum + line.monthlyCents, 0), pricedAt };
}

/** Amir may decide, and whoever is in the approvers' group. */
export function aPolicy(overrides: Partial<ApprovalPolicy> = {}): ApprovalPolicy {
  return { users: [amir], userGroups: [approversGroup], quorum: 1, ...overrides };
}

/** What a quote is worth. */
export const aWorth = (quote: Quote = aQuote()): Worth => worthOfQuote(quote);

/** What a policy asks for, whoever asks for whatever. */
export const asked = (policy: ApprovalPolicy = aPolicy()): Asked =>
  requirementFor({ act: aPurchase(), worth: aWorth(), requester: rita }, policy);

/** A salt that tests can repeat. */
export const aSalt = 'salt';

export interface OrderOptions {
  readonly reference?: string;
  readonly requestedBy?: UserId;
  readonly requestedAt?: Date;
  readonly purchase?: CustomOrder;
  readonly quote?: Quote;
  readonly policy?: ApprovalPolicy;
}

/** A new order of Rita's with its first event and effects. */
export function aNewOrder(options: OrderOptions = {}) {
  const purchase = options.purchase ?? aPurchase();
  const facts = {
    reference: Reference.parse(options.reference ?? aReference),
    account: team,
    requestedBy: options.requestedBy ?? rita,
    requestedAt: options.requestedAt ?? noon,
  };
  const worth = aWorth(options.quote ?? aQuote(purchase));
  return newOrder(facts, { act: purchase, worth, requirement: asked(options.policy) });
}

/** An order of Rita's that waits for approval. */
export function anOrder(options: OrderOptions = {}): OrderIn<'awaiting_approval'> {
  const { order } = aNewOrder(options);
  if (order.state !== 'awaiting_approval') throw new Error('A new order awaits approval');
  return order;
}

/** The custom order that an order is for. */
export function customOrderOf(order: Order): CustomOrder {
  const act = actOf(order);
  if (act.kind !== 'custom_order') throw new Error(`The order is a ${act.kind}`);
  return act;
}

/** Narrows an order to a state; a test that is wrong about the state fails here. */
export function inState<State extends Order['state']>(order: Order, state: State): OrderIn<State> {
  if (!isIn(order, state)) throw new Error(`The order is ${order.state}, not ${state}`);
  return order;
}

function isIn<State extends Order['state']>(order: Order, state: State): order is OrderIn<State> {
  return order.state === state;
}
