import { z } from 'zod';
import { type Act, lasts, requestOf, stepsOf } from '../acts/act.ts';
import { sealedLogin } from '../acts/act-request.ts';
import { Claim } from '../acts/claim.ts';
import { HowRead } from '../acts/custom_order/reading/how-read.ts';
import { canonicalJson } from '../values/canonical-json.ts';
import { Instant, Reference, TeamId, UserId } from '../values/ids.ts';
import { Lacking } from '../values/mail-record.ts';
import { Shortage } from '../values/mailboxes-short.ts';
import { Cents } from '../values/money.ts';
import { Attempt, lacksNumber } from './attempt.ts';
import { CardTrouble, Surface } from './surface.ts';
import { Approval, Asked, Terms } from './terms.ts';

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

/** Why an order is up for approval again. */
export const ChangeReason = z.enum([
  'price_rose',
  'workspace_renamed',
  'target_changed',
  'declared_absent',
  'policy_changed',
  'approver_not_entitled',
  'approval_too_old',
  'sender_not_entitled',
  'step_turned_up',
]);
export type ChangeReason = z.infer<typeof ChangeReason>;
/** Since when an order is up for approval again, and which terms it had before. */
export const Change = z.object({ reason: ChangeReason, before: z.int().positive(), at: Instant });
export type Change = z.infer<typeof Change>;

/** Why an approved order is not being placed yet. It goes on by itself once the reason is gone. */
export const HoldReason = z.enum([
  'vendor_unreachable',
  'vendor_busy',
  'orders_unread',
  'tags_missing',
  'price_unclear',
  'sold_out',
  'store_not_durable',
  'store_went_back',
  'store_unproven',
  'policy_outdated',
  'rights_unread',
  'logins_missing',
  'workspace_gone',
  'paused',
  'above_order_limit',
  'day_limit_reached',
  'not_as_approved',
  'resembling_order',
]);
export type HoldReason = z.infer<typeof HoldReason>;

/** What is wrong with the vendor while an order waits for it. */
export const VendorTrouble = z.enum(['key_refused', 'turned_down', 'unreadable', 'failing', 'unreachable', 'too_slow']);
export type VendorTrouble = z.infer<typeof VendorTrouble>;

/** Why it is not known what the call did. */
export const UnknownReason = z.enum([
  'no_answer',
  'odd_answer',
  'unfamiliar',
  'server_error',
  'interrupted',
  'rejected',
]);
export type UnknownReason = z.infer<typeof UnknownReason>;

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

/** What the vendor's lists say of a placed order. */
export const Progress = z.object({
  /** Names whose domain and mailboxes all work. */
  ready: z.array(z.string()),
  changedAt: Instant,
  isStuck: z.boolean(),
  /** Whether the lists could not be read at the last try; absent when they could. */
  isUnread: z.boolean().optional(),
  /** Names of which the last look did not tell whether they work; absent when it told of all. */
  unread: z.array(z.string()).exactOptional(),
  /** Domains that the vendor calls ready, and what our own look did not find of them; absent: nothing. They are never late. */
  lacking: z.array(Lacking).exactOptional(),
  /** They are held back for longer than a set-up takes; absent when they are not. */
  isHeldLong: z.literal(true).exactOptional(),
  /** Of so many domains DNS told nothing, and the vendor's word stands; absent: none. */
  silent: z.int().positive().exactOptional(),
  /** Domains that have fewer mailboxes than were ordered; absent: none that was read. */
  short: Shortage.exactOptional(),
  /** People were told that nobody knows how far it is, late as it is; absent when they were not. */
  isUnknown: z.literal(true).exactOptional(),
});
export type Progress = z.infer<typeof Progress>;

/** What became another of a domain since it was ordered. */
export const DomainChanged = z.object({
  /** The name that it was ordered under. */
  domain: z.string(),
  /** Absent: it has that name still. */
  name: z.string().exactOptional(),
  /** Where it leads, empty for nowhere; absent: where it was ordered to lead. */
  redirect: z.string().exactOptional(),
  /** Who sends from it, and whether its mailboxes kept their addresses; absent: who it was ordered for. */
  sender: z.object({ firstName: z.string(), lastName: z.string(), keepsAddresses: z.boolean() }).exactOptional(),
});
export type DomainChanged = z.infer<typeof DomainChanged>;

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

/**
 * How many steps of the newest act are proven to be done. A step that was done under other terms counts where it is the same
 * call: names that were left out meanwhile make another one of it.
 */
export function stepsDone(order: Pick<Order, 'attempts' | 'terms' | 'facts'>): number {
  const { act } = newestTerms(order);
  const done = order.attempts.filter(
    (attempt) => attempt.known === 'proven' && isSameCall(termsOfAttempt(order, attempt).act, act, attempt.step),
  );
  return Math.max(0, ...done.map(({ step }) => step));
}

/** Whether a step of two acts is the same call. */
export function isSameCall(then: Act, now: Act, step: number): boolean {
  if (then === now) return true;
  if (step > stepsOf(then) || step > stepsOf(now)) return false;
  const [before, after] = [then, now].map((act) => {
    const { parameters, body } = requestOf(act, null, sealedLogin, step);
    return canonicalJson({ parameters, body });
  });
  return before === after;
}

/** The step that the order is at: the one of its attempt, else the next one. */
export const stepOf = (order: Order): number =>
  hasAttempt(order) ? attemptOf(order).step : Math.min(stepsDone(order) + 1, stepsOf(actOf(order)));

/** Whether steps follow the one that the order is at. */
export const hasNextStep = (order: Order): boolean => stepOf(order) < stepsOf(actOf(order));

/**
 * Whether a person gave the order up at its last step, the vendor having taken those before: that one step shows there may be
 * what was known, while another one is missing.
 */
export const isGivenUpWhole = (order: Order): boolean =>
  order.state === 'refused' && attemptOf(order).known === 'said_absent' && !hasNextStep(order);

/** Whether what the order is at goes on at the vendor once it is done: the last step makes that, those before it do not. */
export const makesWhatLasts = (order: Order): boolean => lasts(actOf(order)) && !hasNextStep(order);

/** The same of what an attempt made, or would have made. */
export function attemptMakesWhatLasts(order: Pick<Order, 'terms' | 'facts'>, attempt: Attempt): boolean {
  const { act } = termsOfAttempt(order, attempt);
  return lasts(act) && attempt.step === stepsOf<Act['kind']>(act);
}

/** Approvals of the terms in force. */
export function approvalsOf(order: Order): readonly Approval[] {
  const { fingerprint } = termsOf(order);
  return order.approvals.filter((approval) => approval.fingerprint === fingerprint);
}

/** Whether as many approved the terms in force as the order's card asks for: nobody has to where they are free by rule. */
export const hasEnoughApprovals = (order: Order): boolean => approvalsOf(order).length >= order.asked.need;

/** The order's number at the vendor, and what the vendor says that it costs a month; each null while not known. */
export function atVendor(order: Order): {
  readonly vendorOrderId: string | null;
  readonly vendorAmountCents: Cents | null;
} {
  if (!hasAttempt(order)) return { vendorOrderId: null, vendorAmountCents: null };
  const { vendorOrderId, vendorAmountCents } = attemptOf(order);
  return { vendorOrderId, vendorAmountCents };
}

/** States of an end: nothing was ordered, or what was ordered is cancelled. Their claims are free again. */
const ENDED: ReadonlySet<OrderState> = new Set(['declined', 'withdrawn', 'expired', 'refused', 'cancelled']);

/** Whether the order is over: it ended, or did all that it was for and nothing of it goes on. */
export const isOver = (order: Order): boolean =>
  ENDED.has(order.state) || (order.state === 'active' && !lasts(actOf(order)));

/** Whether the order still holds its claims. */
export const holdsClaims = (order: Order): boolean => !isOver(order);

/** An order that runs at the vendor, paid or not. */
export type OrderAtVendor = OrderIn<'placed' | 'active' | 'payment_pending'>;

/** Whether the order runs at the vendor, paid or not. */
export function runsAtVendor(order: Order): order is OrderAtVendor {
  return order.state === 'placed' || order.state === 'active' || order.state === 'payment_pending';
}

/** Whether the vendor has the order, and its number there is not known yet. */
export function lacksVendorId(order: Order): order is OrderAtVendor {
  return runsAtVendor(order) && attemptOf(order).vendorOrderId === null;
}

/** Attempts beside the one that the order stands by that are without a number, newest first. */
export function otherAttemptsLookedFor(order: Order): readonly Attempt[] {
  const present = hasAttempt(order) ? order.attempt : null;
  return order.attempts.filter((each) => each.number !== present && lacksNumber(each)).toReversed();
}

/**
 * Calls whose order may stand at the vendor though its number is not known, newest first: each of them, in every state. What
 * became of one says nothing about another.
 */
export function attemptsLookedFor(order: Order): readonly Attempt[] {
  const others = otherAttemptsLookedFor(order);
  switch (order.state) {
    case 'placing':
    case 'outcome_unknown':
    case 'refused':
    case 'placed':
    case 'active':
    case 'payment_pending': {
      const present = attemptOf(order);
      return lacksNumber(present) ? [present, ...others] : others;
    }
    case 'cancelled':
    case 'awaiting_approval':
    case 'approved':
    case 'declined':
    case 'withdrawn':
    case 'expired':
      return others;
  }
}

/** Numbers at the vendor that are known to be the order's, its other attempts' too. */
export const vendorOrderIdsOf = ({ attempts }: Pick<Order, 'attempts'>): readonly string[] =>
  attempts.flatMap(({ vendorOrderId }) => (vendorOrderId === null ? [] : [vendorOrderId]));

/**
 * Whether the order stands at the vendor by its number, and a person had said of another vendor order there that it is
 * another one: should they have been mistaken, people have to hear.
 */
export function doubtsRuledOut(order: Order): order is OrderAtVendor {
  const known = vendorOrderIdsOf(order);
  const isNumbered = runsAtVendor(order) && attemptOf(order).vendorOrderId !== null;
  return isNumbered && order.ruledOut.some((id) => !known.includes(id));
}

/** Whether anything of the order is looked for at the vendor. */
export const isLookedFor = (order: Order): boolean => attemptsLookedFor(order).length > 0 || doubtsRuledOut(order);

/** Whether the logins of the order are of no more use: it ended, or its last call was answered. */
export function isDoneWithLogins(order: Order): boolean {
  if (!isOver(order) && hasNextStep(order)) return false;
  return !['awaiting_approval', 'approved', 'placing', 'outcome_unknown'].includes(order.state);
}
