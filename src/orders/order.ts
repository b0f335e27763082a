import { z } from 'zod';
import type { Act } from '../acts/act.ts';
import { Claim } from '../acts/claim.ts';
import { HowRead } from '../acts/custom_order/reading/how-read.ts';
import { Instant, Reference, TeamId, UserId } from '../values/ids.ts';
import { Cents } from '../values/money.ts';
import { Approval, Asked, Terms } from './approval/terms.ts';
import { Attempt } from './attempt.ts';
import { DomainChanged, Progress } from './progress.ts';
import { Change, HoldReason, UnknownReason, VendorTrouble } from './reasons.ts';
import { CardTrouble, Surface } from './surface.ts';

/** What never changes after the request. */
export const OrderFacts = z.object({
  reference: Reference,
  /** The account that the order belongs to: a Slack team with a ScaledMail key. */
  account: TeamId,
  requestedBy: UserId,
  requestedAt: Instant,
  /** The order that this one was asked for again from; absent where it was asked for anew. */
  follows: Reference.exactOptional(),
  /** How its form was read; absent when it was read as it stood, and in rows of before. */
  howRead: HowRead.exactOptional(),
});
export type OrderFacts = z.infer<typeof OrderFacts>;

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

/** The order of ours whose call ended another one, and who wanted that. */
export const CancelledBy = z.object({ reference: Reference, requestedBy: UserId, approvedBy: z.array(UserId) });
export type CancelledBy = z.infer<typeof CancelledBy>;

/**
 * Why a look proves nothing: the list could not be read, or the details of so many orders in it; or only these of the order's
 * names are there.
 */
export const Unread = z.union([
  z.literal('list'),
  z.int().positive(),
  z.object({ only: z.array(z.string()).min(1).max(10) }),
]);
export type Unread = z.infer<typeof Unread>;

/** How the vendor was looked into for an order whose number there is not known. */
const looking = {
  /** How often it was looked for in vain. */
  looks: z.int().nonnegative(),
  /** What the newest look could not read; absent when it read everything. */
  unread: Unread.optional(),
};

/** How long an order waits already; absent in rows of before, and in those that do not wait. */
const waiting = {
  heldSince: Instant.exactOptional(),
  /** How often people were reminded of it; absent: never. */
  reminders: z.int().nonnegative().exactOptional(),
  /** Whether approvers were told in this wait that the key is refused. */
  isKeyTold: z.literal(true).exactOptional(),
};
/** See `waiting`. */
export interface Waiting {
  readonly heldSince?: Date;
  readonly reminders?: number;
  readonly isKeyTold?: true;
}

/** Number of the attempt that the order stands by. */
const byAttempt = { attempt: z.int().positive() };

const Placement = { ...byAttempt, placedAt: Instant, ...looking, progress: Progress };

const common = {
  form: z.literal(2),
  facts: OrderFacts,
  /** Oldest first. The newest are in force, unless the order stands by an attempt of earlier ones. */
  terms: z.array(Terms).min(1),
  /** All that were given and not taken away; an approval of other terms does not count for these. */
  approvals: z.array(Approval),
  /** Every try, oldest first. */
  attempts: z.array(Attempt),
  asked: Asked,
  claims: z.array(Claim),
  /** What of which budget is set aside for the order. */
  reserved: z.array(z.object({ budget: z.string(), month: z.string(), cents: Cents })),
  surfaces: z.array(Surface),
  /** Why people do not see the card; absent while it is in its channel, or about to be posted for the first time. */
  cardTrouble: CardTrouble.exactOptional(),
  /** The vendor order that people are asked about; null when there is no question. */
  question: Resembling.nullable(),
  /** Ids of vendor orders with names of ours of which a person said that they are others. */
  ruledOut: z.array(z.string()),
  /** What became another of its domains since they were ordered, one entry a domain; absent: nothing. */
  changed: z.array(DomainChanged).exactOptional(),
};

const States = z.discriminatedUnion('state', [
  z.object({
    ...common,
    state: z.literal('awaiting_approval'),
    expiresAt: Instant,
    change: Change.nullable(),
  }),
  z.object({
    ...common,
    state: z.literal('approved'),
    hold: HoldReason.nullable(),
    /** What is wrong with the vendor, when that is why it waits; absent in rows of before. */
    trouble: VendorTrouble.exactOptional(),
    ...waiting,
  }),
  z.object({
    ...common,
    state: z.literal('placing'),
    ...byAttempt,
    /** Why it waited before this call: what people read already. Absent when it did not wait. */
    heldFor: HoldReason.optional(),
    ...waiting,
  }),
  z.object({
    ...common,
    state: z.literal('outcome_unknown'),
    ...byAttempt,
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
    ...byAttempt,
    vendorMessage: z.string(),
    ...looking,
    reminders: waiting.reminders,
  }),
  z.object({
    ...common,
    state: z.literal('placed'),
    ...Placement,
    /** Billing may still ask to confirm the card, as far as anybody knows; absent once that is unlikely, and in rows of before. */
    mayAskToConfirm: z.literal(true).exactOptional(),
  }),
  z.object({ ...common, state: z.literal('active'), ...Placement, activeAt: Instant }),
  z.object({
    ...common,
    state: z.literal('cancelled'),
    ...Placement,
    cancelledAt: Instant,
    cancelledBy: CancelledBy.exactOptional(),
  }),
  z.object({
    ...common,
    state: z.literal('refused'),
    ...byAttempt,
    vendorMessage: z.string(),
    refusedAt: Instant,
    looks: z.int().nonnegative(),
  }),
  z.object({ ...common, state: z.literal('declined'), by: UserId, at: Instant, reason: z.string() }),
  z.object({ ...common, state: z.literal('withdrawn'), by: UserId, at: Instant, reason: z.string() }),
  z.object({ ...common, state: z.literal('expired'), at: Instant }),
]);

/** An order. `state` says where it stands; only `decide` makes the next one. What it refers to within itself is there. */
export const Order = States.refine(({ terms, attempts }) => attempts.every((each) => isNumberOf(terms, each.terms)), {
  path: ['attempts'],
})
  .refine((order) => !('attempt' in order) || isNumberOf(order.attempts, order.attempt), { path: ['attempt'] })
  // What waits for approval waits for people.
  .refine(({ state, asked }) => state !== 'awaiting_approval' || asked.rule === 'approvers', { path: ['asked'] });

const isNumberOf = (list: readonly { readonly number: number }[], number: number): boolean =>
  list.some((each) => each.number === number);

export type Order = z.infer<typeof Order>;
export type OrderState = Order['state'];
export type OrderIn<State extends OrderState> = Extract<Order, { state: State }>;

/** What an order has in every state. */
export type Common = Pick<Order, keyof typeof common>;

/** Every state, in the order of a life. */
export const ORDER_STATES = States.options.map((option) => option.shape.state.value);

/** What an order has in every state, and nothing of the state that it is in. */
export function commonOf(order: Order): Common {
  const { form, facts, terms, approvals, attempts, asked, claims, reserved, surfaces, question, ruledOut } = order;
  const { cardTrouble, changed } = order;
  const always = { form, facts, terms, approvals, attempts, asked, claims, reserved, surfaces, question, ruledOut };
  return { ...always, ...(cardTrouble && { cardTrouble }), ...(changed && { changed }) };
}

/** An order that stands by one of its attempts. */
export type OrderWithAttempt = Extract<Order, { attempt: number }>;

export const hasAttempt = (order: Order): order is OrderWithAttempt => 'attempt' in order;

/** The attempt that the order stands by. Throws when the row lacks it, which no order that `decide` made does. */
export function attemptOf({
  attempt,
  attempts,
  facts,
}: Pick<OrderWithAttempt, 'attempt' | 'attempts' | 'facts'>): Attempt {
  const found = attempts.find(({ number }) => number === attempt);
  if (!found) throw new TypeError(`Order ${facts.reference} has no attempt ${attempt}`);
  return found;
}

/** The newest terms: what is asked for now. */
export function newestTerms({ terms, facts }: Pick<Order, 'terms' | 'facts'>): Terms {
  const newest = terms.at(-1);
  if (!newest) throw new TypeError(`Order ${facts.reference} has no terms`);
  return newest;
}

/** The terms of an attempt. */
export function termsOfAttempt(order: Pick<Order, 'terms' | 'facts'>, attempt: Attempt): Terms {
  return order.terms.find(({ number }) => number === attempt.terms) ?? newestTerms(order);
}

/** The terms in force: those of the attempt that the order stands by, else the newest. */
export const termsOf = (order: Order): Terms =>
  hasAttempt(order) ? termsOfAttempt(order, attemptOf(order)) : newestTerms(order);

/** The act in force. */
export const actOf = (order: Order): Act => termsOf(order).act;

/** Approvals of the terms in force. */
export function approvalsOf(order: Order): readonly Approval[] {
  const { fingerprint } = termsOf(order);
  return order.approvals.filter((approval) => approval.fingerprint === fingerprint);
}

/** Whether as many approved the terms in force as the order's card asks for: nobody has to where they are free by rule. */
export const hasEnoughApprovals = (order: Order): boolean => approvalsOf(order).length >= order.asked.need;
