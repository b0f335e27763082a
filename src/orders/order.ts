import { z } from 'zod';
import { Act } from '../acts/act.ts';
import { Quote } from '../acts/custom_order/quote.ts';
import { ChannelId, Fingerprint, Instant, Reference, TeamId, UserId } from '../values/ids.ts';
import { Cents } from '../values/money.ts';
import { ApprovalPolicy } from './policy.ts';

/** What never changes after the request. */
export const OrderFacts = z.object({
  reference: Reference,
  teamId: TeamId,
  requestedBy: UserId,
  requestedAt: Instant,
  /** The approvers' channel when the order was requested. */
  channelId: ChannelId,
  purchase: Act,
});
export type OrderFacts = z.infer<typeof OrderFacts>;

export const Approval = z.object({ by: UserId, at: Instant, fingerprint: Fingerprint });
export type Approval = z.infer<typeof Approval>;

/** One paid call: what was recorded before it was made. */
export const Attempt = z.object({
  number: z.int().positive(),
  tag: z.string().min(1).max(20),
  startedAt: Instant,
  /** Price asked right before the call; at most the approved one. */
  quotedCents: Cents,
  /** Ids of all vendor orders seen before the call: a new order is one that is not among them. */
  knownOrderIds: z.array(z.string()),
});
export type Attempt = z.infer<typeof Attempt>;

/** A vendor order that has names of ours, was made since the request, and does not carry our tag. */
export const Resembling = z.object({
  vendorOrderId: z.string(),
  tag: z.string().nullable(),
  amountCents: Cents.nullable(),
  createdAt: Instant.nullable(),
  /** Names of ours that it has. */
  names: z.array(z.string()),
});
export type Resembling = z.infer<typeof Resembling>;

const agreed = {
  attempt: z.int().positive(),
  quote: Quote,
  policy: ApprovalPolicy,
  /** What the vendor calls the workspace, when it was renamed after the request. */
  workspaceName: z.string().optional(),
  /** The vendor order that people are asked about; absent when there is no question. */
  resembling: Resembling.optional(),
  /** Ids of vendor orders with names of ours of which a person said that they are others. */
  ruledOut: z.array(z.string()).optional(),
  fingerprint: Fingerprint,
};

/**
 * A paid call that counts as lost: a person said that its order is not there, or the vendor said no. That is no proof:
 * should the order turn up after all, this is what it was approved on.
 */
export const LostAttempt = z.object({
  attempt: Attempt,
  terms: z.object(agreed),
  approvals: z.array(Approval),
  /** Who said that it is not there; absent when the vendor itself had refused it. */
  declaredAbsentBy: UserId.optional(),
  declaredAbsentAt: Instant,
  /** Since when it is known to stand at the vendor beside a later attempt; absent while nobody knows of it. */
  turnedUpAt: Instant.optional(),
  /** Its number there; absent until it was seen in the vendor's list. */
  vendorOrderId: z.string().optional(),
  vendorAmountCents: Cents.nullable().optional(),
  /** What the vendor said when it made the order and could not charge the card. */
  notCharged: z.string().optional(),
});
export type LostAttempt = z.infer<typeof LostAttempt>;

/**
 * What an approval agrees to. New terms void all approvals; `fingerprint` names payload, price and policy together.
 * `attempt` counts from 1: each attempt has a tag of its own, so that its order can be told from an earlier one.
 */
export const Terms = z.object({
  ...agreed,
  /** The attempts before this one, oldest first. */
  lostAttempts: z.array(LostAttempt).optional(),
});
export type Terms = z.infer<typeof Terms>;

/** Why terms moved after they were approved, or why approvals count no longer. */
export const TermsChangeReason = z.enum([
  'price_rose',
  'policy_changed',
  'approver_not_entitled',
  'workspace_renamed',
  'declared_absent',
  'approval_too_old',
]);
export type TermsChangeReason = z.infer<typeof TermsChangeReason>;
export const TermsChange = z.object({ reason: TermsChangeReason, before: Terms, at: Instant });
export type TermsChange = z.infer<typeof TermsChange>;

/** Why an approved order is not being placed yet. It goes on by itself once the reason is gone. */
export const HoldReason = z.enum([
  'vendor_unreachable',
  'vendor_busy',
  'orders_unread',
  'price_unclear',
  'store_not_durable',
  'logins_missing',
  'workspace_gone',
  'paused',
  'above_order_limit',
  'day_limit_reached',
  'not_as_approved',
  'resembling_order',
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** Why it is not known what the paid call did. */
export const UnknownReason = z.enum([
  'no_answer',
  'odd_answer',
  'unfamiliar',
  'server_error',
  'interrupted',
  'rejected',
]);
export type UnknownReason = z.infer<typeof UnknownReason>;

/** What of the vendor's answers a look could not read: the list itself, or the details of so many orders in it. */
export const Unread = z.union([z.literal('list'), z.int().positive()]);
export type Unread = z.infer<typeof Unread>;

/** How the vendor was looked into for an order whose number there is not known. */
const looking = {
  /** How often it was looked for in vain. */
  looks: z.int().nonnegative(),
  /** What the newest look could not read; absent when it read everything. */
  unread: Unread.optional(),
};

/** What the vendor's lists say of a placed order. */
export const Progress = z.object({
  /** Names whose domain and mailboxes all work. */
  ready: z.array(z.string()),
  changedAt: Instant,
  isStuck: z.boolean(),
  /** Whether the lists could not be read at the last try; absent when they could. */
  isUnread: z.boolean().optional(),
});
export type Progress = z.infer<typeof Progress>;

const Placement = {
  approvals: z.array(Approval),
  attempt: Attempt,
  placedAt: Instant,
  /** Null until the order was found in the vendor's list. */
  vendorOrderId: z.string().nullable(),
  /** What the vendor says it costs a month; null until known. */
  vendorAmountCents: Cents.nullable(),
  ...looking,
  progress: Progress,
};

/** A message in Slack that can be redrawn. */
export const MessageRef = z.object({ channelId: ChannelId, ts: z.string().min(1) });
export type MessageRef = z.infer<typeof MessageRef>;

/** Where people see the order: the card in the channel and the requester's direct message. */
export const Messages = z.object({
  card: MessageRef.nullable(),
  requester: MessageRef.nullable(),
});
export type Messages = z.infer<typeof Messages>;

const common = { facts: OrderFacts, terms: Terms, messages: Messages };

/** An order. `state` says where it stands; only `decide` makes the next one. */
export const Order = z.discriminatedUnion('state', [
  z.object({
    ...common,
    state: z.literal('awaiting_approval'),
    approvals: z.array(Approval),
    expiresAt: Instant,
    change: TermsChange.nullable(),
  }),
  z.object({ ...common, state: z.literal('approved'), approvals: z.array(Approval), hold: HoldReason.nullable() }),
  z.object({
    ...common,
    state: z.literal('placing'),
    approvals: z.array(Approval),
    attempt: Attempt,
    /** Why it waited before this call: what people read already. Absent when it did not wait. */
    heldFor: HoldReason.optional(),
  }),
  z.object({
    ...common,
    state: z.literal('outcome_unknown'),
    approvals: z.array(Approval),
    attempt: Attempt,
    reason: UnknownReason,
    /** What the vendor said, when it said anything. */
    vendorMessage: z.string().nullable(),
    ...looking,
    /** How many of the looks read everything; absent: all of them. Only those prove something. */
    fullLooks: z.int().nonnegative().optional(),
  }),
  z.object({
    ...common,
    state: z.literal('payment_pending'),
    approvals: z.array(Approval),
    attempt: Attempt,
    vendorMessage: z.string(),
    vendorOrderId: z.string().nullable(),
    vendorAmountCents: Cents.nullable(),
    ...looking,
  }),
  z.object({ ...common, state: z.literal('placed'), ...Placement }),
  z.object({ ...common, state: z.literal('active'), ...Placement, activeAt: Instant }),
  z.object({ ...common, state: z.literal('cancelled'), ...Placement, cancelledAt: Instant }),
  z.object({
    ...common,
    state: z.literal('refused'),
    approvals: z.array(Approval),
    attempt: Attempt,
    vendorMessage: z.string(),
    refusedAt: Instant,
    looks: z.int().nonnegative(),
    /** Who said that the order is not there; absent when the vendor itself refused it. */
    declaredAbsentBy: UserId.optional(),
  }),
  z.object({ ...common, state: z.literal('declined'), by: UserId, at: Instant, reason: z.string() }),
  z.object({ ...common, state: z.literal('withdrawn'), by: UserId, at: Instant, reason: z.string() }),
  z.object({ ...common, state: z.literal('expired'), at: Instant }),
]);
export type Order = z.infer<typeof Order>;
export type OrderState = Order['state'];
export type OrderIn<State extends OrderState> = Extract<Order, { state: State }>;

/** Every state, in the order of a life. */
export const ORDER_STATES = Order.options.map((option) => option.shape.state.value);

/** States of an end: nothing was ordered, or what was ordered is cancelled. Their domain names are free again. */
const ENDED: ReadonlySet<OrderState> = new Set(['declined', 'withdrawn', 'expired', 'refused', 'cancelled']);

/** Whether the order's domain names are still spoken for. */
export function holdsDomainNames(order: Order): boolean {
  return !ENDED.has(order.state);
}

/** An order that runs at the vendor, paid or not. */
export type OrderAtVendor = OrderIn<'placed' | 'active' | 'payment_pending'>;

/** Whether the order runs at the vendor, paid or not. */
export function runsAtVendor(order: Order): order is OrderAtVendor {
  return order.state === 'placed' || order.state === 'active' || order.state === 'payment_pending';
}

/** Whether the vendor has the order, and its number there is not known yet. */
export function lacksVendorId(order: Order): order is OrderAtVendor {
  return runsAtVendor(order) && order.vendorOrderId === null;
}

/**
 * Paid calls whose order may stand at the vendor though its number is not known, newest first: each of them, in every
 * state. What became of one says nothing about another.
 */
export function attemptsLookedFor(order: Order): readonly Attempt[] {
  const lost = (order.terms.lostAttempts ?? [])
    .filter(({ vendorOrderId }) => vendorOrderId === undefined)
    .map(({ attempt }) => attempt)
    .toReversed();
  switch (order.state) {
    case 'placing':
    case 'outcome_unknown':
    case 'refused':
      return [order.attempt, ...lost];
    case 'placed':
    case 'active':
    case 'payment_pending':
      return lacksVendorId(order) ? [order.attempt, ...lost] : lost;
    case 'cancelled':
    case 'awaiting_approval':
    case 'approved':
    case 'declined':
    case 'withdrawn':
    case 'expired':
      return lost;
  }
}

/** Numbers at the vendor that are known to be the order's, its earlier attempts' too. */
export const vendorOrderIdsOf = (order: Order): readonly string[] => [
  ...('vendorOrderId' in order && order.vendorOrderId !== null ? [order.vendorOrderId] : []),
  ...(order.terms.lostAttempts ?? []).flatMap(({ vendorOrderId }) =>
    vendorOrderId === undefined ? [] : [vendorOrderId],
  ),
];

/**
 * Whether the order stands at the vendor by its number, and a person had said of another vendor order there that it is
 * another one: should they have been mistaken, people have to hear.
 */
export function doubtsRuledOut(order: Order): order is OrderAtVendor {
  const known = vendorOrderIdsOf(order);
  const isNumbered = runsAtVendor(order) && order.vendorOrderId !== null;
  return isNumbered && (order.terms.ruledOut ?? []).some((id) => !known.includes(id));
}

/** Whether anything of the order is looked for at the vendor. */
export const isLookedFor = (order: Order): boolean => attemptsLookedFor(order).length > 0 || doubtsRuledOut(order);

/** Whether the logins of the order are of no more use: it ended, or the one call that needs them was answered. */
export function isDoneWithLogins(order: Order): boolean {
  return !['awaiting_approval', 'approved', 'placing', 'outcome_unknown'].includes(order.state);
}
