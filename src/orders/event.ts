import { z } from 'zod';
import { Act } from '../acts/act.ts';
import { Worth } from '../acts/worth.ts';
import { Fingerprint, Instant, Reference, UserId } from '../values/ids.ts';
import { Lacking } from '../values/mail-record.ts';
import { Shortage } from '../values/mailboxes-short.ts';
import { Cents } from '../values/money.ts';
import { Asked, FreeByRule } from './approval/terms.ts';
import { Attempt } from './attempt.ts';
import { CancelledBy, Resembling, Unread } from './order.ts';
import { DomainChanged } from './progress.ts';
import { HoldReason, UnknownReason, VendorTrouble } from './reasons.ts';
import { AnnounceFailure, DrawnAs, MessageRef, SlackWord } from './surface.ts';

/** Why a paid call surely made nothing: no connection, too late to begin, or turned away as too much at once. */
export const NotSentReason = z.enum(['connection_failed', 'too_late', 'rate_limited']);
export type NotSentReason = z.infer<typeof NotSentReason>;

/** Why approved terms are not worth their approval any more; the new ones differ in amount or act. */
export const MovedReason = z.enum(['price_rose', 'workspace_renamed', 'target_changed']);
/** Why the approvals of terms that did not move do not suffice any more. */
export const InsufficientReason = z.enum([
  'policy_changed',
  'approver_not_entitled',
  'approval_too_old',
  'sender_not_entitled',
]);
export type InsufficientReason = z.infer<typeof InsufficientReason>;

/** What terms are replaced by: what is left out stays as it was. */
export const Moved = z.object({ act: Act.exactOptional(), worth: Worth.exactOptional() });
export type Moved = z.infer<typeof Moved>;

/** What was recorded of an attempt before its call: all of it but what became of it. */
export const Intent = Attempt.pick({
  number: true,
  step: true,
  tag: true,
  startedAt: true,
  lookFrom: true,
  quotedCents: true,
  nowCents: true,
  sentHash: true,
});
export type Intent = z.infer<typeof Intent>;

/** Number of the attempt that an outcome is about; absent in histories of before: the present one of then. */
const ofAttempt = { attempt: z.int().positive().optional() };

/** A further order of ours that stands at the vendor. */
const AlsoFound = z.object({
  vendorOrderId: z.string(),
  amountCents: Cents.nullable(),
  /** Number of the attempt that its tag names. */
  attempt: z.int().positive(),
});
export type AlsoFound = z.infer<typeof AlsoFound>;

/** Everything that can happen to an order. Facts from outside come in as data; `decide` says what they mean. */
export const OrderEvent = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('requested'),
    by: UserId,
    fingerprint: Fingerprint,
    /** What is charged at once: what is paid once, and the first month. */
    totalCents: Cents,
    /** The part of it that is paid once; absent: nothing is. */
    nowCents: Cents.exactOptional(),
    /** By which rule it was sent without approval; absent: it asks for approvals. */
    free: FreeByRule.exactOptional(),
  }),
  z.object({
    type: z.literal('announced'),
    card: MessageRef,
    /** See `Surface`. */
    drawn: DrawnAs.exactOptional(),
  }),
  z.object({
    type: z.literal('announce_failed'),
    failure: AnnounceFailure,
    word: SlackWord.nullable().exactOptional(),
  }),
  /** The card can be changed no more: deleted, too old to be edited, or its channel is closed to the app. */
  z.object({
    type: z.literal('card_lost'),
    card: MessageRef,
    word: SlackWord,
    /** It can only be edited no more: people still see it as it was. */
    isShown: z.literal(true).exactOptional(),
  }),
  z.object({ type: z.literal('requester_told'), message: MessageRef }),
  /**
   * A person's click. `asked` is what the policy in force requires at this moment, `entitled` whose approvals before it still
   * count; both are absent in histories of the first form.
   */
  z.object({
    type: z.literal('approved'),
    by: UserId,
    fingerprint: Fingerprint,
    asked: Asked.exactOptional(),
    entitled: z.array(UserId).exactOptional(),
  }),
  z.object({ type: z.literal('declined'), by: UserId, reason: z.string() }),
  z.object({ type: z.literal('withdrawn'), by: UserId, reason: z.string() }),
  z.object({ type: z.literal('expired') }),
  z.object({ type: z.literal('terms_changed'), reason: MovedReason, to: Moved }),
  /**
   * The terms stand, their approvals do not suffice any more: those of `without` count no longer. `asked` is what the policy
   * in force requires; absent in histories of the first form.
   */
  z.object({
    type: z.literal('approvals_insufficient'),
    reason: InsufficientReason,
    asked: Asked.exactOptional(),
    without: z.array(UserId),
  }),
  /** The policy in force asks for others than the card of a waiting order says. */
  z.object({ type: z.literal('asked_anew'), asked: Asked }),
  z.object({
    type: z.literal('held'),
    reason: HoldReason,
    /** What is wrong with the vendor; absent when it is not the vendor's, and in histories of before. */
    trouble: VendorTrouble.exactOptional(),
  }),
  /** The intent is recorded; right after this the one paid call is made. */
  z.object({ type: z.literal('placing_started'), attempt: Intent }),
  /** 2xx: the vendor took the order. `vendorOrderId` is a hint and still confirmed through the list. */
  z.object({ type: z.literal('vendor_confirmed'), vendorOrderId: z.string().nullable(), ...ofAttempt }),
  /** The subscription exists but the card was not charged. */
  z.object({ type: z.literal('vendor_could_not_charge'), message: z.string(), ...ofAttempt }),
  z.object({
    type: z.literal('outcome_unclear'),
    reason: UnknownReason,
    message: z.string().nullable(),
    ...ofAttempt,
    /** In the history: the attempt had been given up before its answer came. */
    isLate: z.literal(true).optional(),
  }),
  /**
   * The call surely made nothing: the attempt goes on from before it, under the same approval. As it may then be begun
   * again, the moment of its beginning says which try is meant.
   */
  z.object({
    type: z.literal('not_sent'),
    reason: NotSentReason,
    attempt: z.int().positive(),
    startedAt: Instant,
    /** For how many milliseconds the vendor wants no more calls; absent when it did not say. */
    waitMs: z.int().nonnegative().optional(),
  }),
  /** The order with our tag stands in the vendor's list. */
  z.object({
    type: z.literal('vendor_order_found'),
    vendorOrderId: z.string(),
    amountCents: Cents.nullable(),
    ...ofAttempt,
    /** Who named it, when a person did; what they named was checked at the vendor. */
    namedBy: UserId.optional(),
    /** Further orders there that are ours by their tags, of this attempt or of ones that the store forgot. */
    also: z.array(AlsoFound).optional(),
  }),
  /** A vendor order made since the request has names of ours, but not our tag: people are asked whether it is this one. */
  z.object({ type: z.literal('resembling_found'), resembling: Resembling }),
  /** A person says that a vendor order with our names is another one; it is not asked about again. */
  z.object({ type: z.literal('ruled_out'), by: UserId, vendorOrderId: z.string() }),
  /**
   * In the history: an attempt that had been given up for lost stands at the vendor beside a later one, which stands there
   * or may. `message`: the vendor could not charge for it.
   */
  z.object({
    type: z.literal('second_order_found'),
    attempt: z.int().positive(),
    /** Null while its number is not known. */
    vendorOrderId: z.string().nullable(),
    amountCents: Cents.nullable(),
    message: z.string().optional(),
    namedBy: UserId.optional(),
  }),
  /** The vendor's list was read whole, with all details that matter, and the order is not in it. */
  z.object({ type: z.literal('vendor_order_absent') }),
  /** The order was not found so far, but not everything could be read: that proves nothing. */
  z.object({ type: z.literal('look_incomplete'), unread: Unread }),
  /** A person looked at the vendor's own pages. With `again` the order may be approved anew, without it is given up. */
  z.object({
    type: z.literal('declared_absent'),
    by: UserId,
    /** Terms of the attempt that they looked for. */
    fingerprint: Fingerprint,
    again: Moved.exactOptional(),
  }),
  /** How far the vendor is. `isDone`: all that the act is for has happened; absent: when all of its names are ready. */
  z.object({
    type: z.literal('progress_seen'),
    ready: z.array(z.string()),
    isDone: z.boolean().exactOptional(),
    /** Names of which it was not read; absent: none. They are neither ready nor late. */
    unread: z.array(z.string()).exactOptional(),
    /** What our own look did not find of domains that the vendor calls ready; absent: nothing, or it was not made. */
    lacking: z.array(Lacking).exactOptional(),
    /** Of so many domains our own look was told nothing; absent: none, or it was not made. */
    silent: z.int().positive().exactOptional(),
    /** Domains that have fewer mailboxes than were ordered; absent: none that was read. */
    short: Shortage.exactOptional(),
    /** All that it is for has happened by the vendor's word, and only our own look holds it back. */
    isDoneThere: z.literal(true).exactOptional(),
    /** Some of those only wait for their turn, which comes in a minute. */
    isToGoOn: z.literal(true).exactOptional(),
    /** When those that failed are asked for again; absent: none failed. */
    readAgainAt: Instant.exactOptional(),
  }),
  /** How far the vendor is could not be read. */
  z.object({ type: z.literal('watch_failed') }),
  /** It ended at the vendor. `by` is the order of ours whose own call ended it; absent when nobody knows who did. */
  z.object({ type: z.literal('vendor_cancelled'), by: CancelledBy.exactOptional() }),
  /** Domains of it became others, through another order of ours: each by the name that it had before. */
  z.object({ type: z.literal('domains_changed'), through: Reference, changes: z.array(DomainChanged).min(1) }),
]);
export type OrderEvent = z.infer<typeof OrderEvent>;
export type OrderEventType = OrderEvent['type'];

/** Who did it; null for the bot itself and for what ScaledMail did. A new event does not compile before it is said here. */
export function actorOf(event: OrderEvent): UserId | null {
  switch (event.type) {
    case 'requested':
    case 'approved':
    case 'declined':
    case 'withdrawn':
    case 'declared_absent':
    case 'ruled_out':
      return event.by;
    case 'vendor_order_found':
    case 'second_order_found':
      return event.namedBy ?? null;
    case 'announced':
    case 'announce_failed':
    case 'card_lost':
    case 'requester_told':
    case 'expired':
    case 'terms_changed':
    case 'approvals_insufficient':
    case 'asked_anew':
    case 'held':
    case 'placing_started':
    case 'vendor_confirmed':
    case 'vendor_could_not_charge':
    case 'outcome_unclear':
    case 'not_sent':
    case 'resembling_found':
    case 'vendor_order_absent':
    case 'look_incomplete':
    case 'progress_seen':
    case 'watch_failed':
    case 'vendor_cancelled':
    case 'domains_changed':
      return null;
  }
}
