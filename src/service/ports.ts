import type { EmailProvider, Purchase, VendorWorkspace } from '../acts/custom_order/custom-order.ts';
import type { ProviderCalculation } from '../acts/custom_order/quote.ts';
import type { Effect, Notice, ToldByMessage } from '../orders/effect.ts';
import type { AnnounceFailure, NotSentReason, OrderEvent } from '../orders/event.ts';
import type { HistoryEntry, HistoryHead } from '../orders/history.ts';
import type { MessageRef, Order, OrderState } from '../orders/order.ts';
import type { Pause } from '../orders/pause.ts';
import type { Member } from '../orders/policy.ts';
import type { Reference, UserGroupId, UserId } from '../values/ids.ts';
import type { Cents } from '../values/money.ts';

/** Tells the time. Everything that needs it takes one, so that tests can move it. */
export interface Clock {
  readonly now: () => Date;
}

/** A worker's hold on an order: until `until`, nobody else performs its effects. `token` is unique to the claim. */
export interface Lease {
  readonly token: string;
  readonly until: Date;
}

/** An order as it is stored. `version` grows by one with every write, claims included. */
export interface StoredOrder {
  readonly version: number;
  readonly order: Order;
  /** Everything the order still has to do. */
  readonly effects: readonly Effect[];
  readonly head: HistoryHead;
  readonly lease: Lease | null;
}

/** An order as it was claimed. It is taken over when its holder before did not give it back: it died, or stands still. */
export interface OrderClaim extends StoredOrder {
  readonly isTakenOver: boolean;
}

/**
 * The whole new content of a stored order. `entry` is appended to the history in the same write, unless null; `head` is the
 * head of the history before it, so that the store need not read what the caller has just read.
 */
export interface OrderChange {
  readonly order: Order;
  readonly effects: readonly Effect[];
  readonly entry: HistoryEntry | null;
  readonly head: HistoryHead;
  readonly lease: Lease | null;
}

/** What must hold in the same moment in which an intent to pay is written. */
export interface IntentGuard {
  /** Names the attempt: `<reference>.<number>`. */
  readonly attemptId: string;
  readonly at: Date;
  /** What this attempt charges: once, and for one month. */
  readonly cents: Cents;
  /** Most that all attempts of the last 24 hours may come to together. */
  readonly dayLimitCents: Cents;
}
/** `changed`: the stored version is another. */
export type IntentWritten = 'written' | 'changed' | 'paused' | 'day_limit_reached';

/** `taken` lists each domain name that stands in another open order, with that order's reference. */
export type InsertResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'reference_exists' }
  | { readonly ok: false; readonly refusal: 'domains_taken'; readonly taken: ReadonlyMap<string, Reference> };

/** Which orders to list: newest request first. Absent fields do not narrow. */
export interface OrderQuery {
  readonly requestedBy?: UserId;
  readonly states?: readonly OrderState[];
  readonly limit: number;
}
export interface OrderPage {
  readonly orders: readonly Order[];
  /** Pass to get the next page; null at the end. Opaque. */
  readonly cursor: string | null;
}

/**
 * Keeps the orders of one Slack team. Every write is atomic. One with an entry is on disk when its promise resolves; of
 * leases and effects that were finished, a power cut may cost the last moments.
 * An order is claimable when an effect is due and no lease is running: the time from which that holds is
 * `lease ? lease.until : nextDueAt(effects)`.
 */
export interface OrderStore {
  get(reference: Reference): Promise<StoredOrder | null>;
  /** Writes a new order (version 1, no lease) and reserves its domain names; all or nothing. */
  insert(order: Order, effects: readonly Effect[], entry: HistoryEntry): Promise<InsertResult>;
  /** Compare-and-set: writes only when the stored version is `version`, and says whether it did. Frees the domain names of an order that ended, and takes back those that are free when it turns up at the vendor after all. */
  replace(version: number, change: OrderChange): Promise<boolean>;
  /**
   * `replace` for the intent to pay and nothing else. In the same moment it refuses while placing is paused, and when this
   * attempt would take those of the 24 hours before `guard.at` above the day's limit; refused, it changes nothing. The attempt
   * counts from then on, once however often it is written, until `replace` writes that it was not sent. Throws when the file
   * of the embedded store is not at its path any more.
   */
  replaceWithIntent(version: number, change: OrderChange, guard: IntentGuard): Promise<IntentWritten>;
  /** Leases up to `limit` orders with due effects, those that are due the longest, to the holder of `token`. In no order. */
  claimDue(now: Date, leaseMs: number, limit: number, token: string): Promise<OrderClaim[]>;
  list(query: OrderQuery, cursor: string | null): Promise<OrderPage>;
  /** Oldest first; empty for an unknown order. */
  history(reference: Reference): Promise<HistoryEntry[]>;
  /** Which of the names stand in an open order. */
  namesInUse(names: readonly string[]): Promise<ReadonlyMap<string, Reference>>;
  /** When the next order becomes claimable; null when none ever will by itself. */
  nextClaimableAt(): Promise<Date | null>;
  /** Null when an acknowledged write cannot be lost; else what is wrong, for the operator, and how to mend it. */
  durabilityProblem(): Promise<string | null>;
}

/** A small map with expiry, for drafts, dedupe keys, sealed logins and settings. How durable it is, `Stores` says. */
export interface KeyValueStore {
  get(key: string): Promise<string | null>;
  /** `ttlMs` null: kept until deleted. */
  set(key: string, value: string, ttlMs: number | null): Promise<void>;
  /** Writes only when the key is absent, and says whether it did. */
  setIfAbsent(key: string, value: string, ttlMs: number | null): Promise<boolean>;
  delete(key: string): Promise<void>;
}

/** User name and password of an account elsewhere. Lives in memory only as long as a call needs it. */
export interface Login {
  readonly username: string;
  readonly password: string;
}

/** Keeps logins encrypted. */
export interface LoginVault {
  /** Seals a login under a new id. */
  seal(login: Login): Promise<string>;
  /** Null when there is none (any more). */
  open(loginId: string): Promise<Login | null>;
  erase(loginId: string): Promise<void>;
}

/** Who is waiting for a vendor call: a person goes before background work. */
export type Urgency = 'person' | 'background';

export interface VendorOrderRow {
  readonly id: string;
  /** Null when the vendor names none, or one that cannot be read. */
  readonly amountCents: Cents | null;
  readonly status: string;
  /** By the vendor's clock; null when it names none that can be read: then the order may have been made at any time. */
  readonly createdAt: Date | null;
}
export interface VendorOrderDetails {
  readonly id: string;
  readonly tag: string | null;
  readonly amountCents: Cents | null;
  readonly status: string;
  /** Names of all domains in its packages; may still be empty right after ordering. */
  readonly domainNames: readonly string[];
}
export interface VendorDomain {
  readonly id: string;
  readonly name: string;
  readonly status: string;
  readonly orderId: string | null;
  readonly totalMailboxes: number | null;
}
export interface VendorMailbox {
  readonly email: string | null;
  readonly status: string;
}

/** What the one paid call came to. Everything but `confirmed` may or may not have made an order. */
export type PaidCallOutcome =
  | { readonly type: 'confirmed'; readonly vendorOrderId: string | null }
  /** The subscription exists, the card was not charged. */
  | { readonly type: 'not_charged'; readonly message: string }
  /** A plain 4xx. Not proven before the vendor's list was read. */
  | { readonly type: 'rejected'; readonly message: string }
  | { readonly type: 'server_error'; readonly message: string }
  /** A 2xx of another shape than any that is known to confirm. `keys` are its names, for the log. */
  | { readonly type: 'unfamiliar'; readonly keys: readonly string[] }
  | { readonly type: 'no_answer' }
  /** Surely nothing was made: no byte of the request left, or the vendor answered that it was too much at once. */
  | { readonly type: 'not_sent'; readonly reason: NotSentReason };

/** Exactly what is sent once; the logins are opened right before. */
export interface PaidCall {
  readonly purchase: Purchase;
  readonly tag: string;
  readonly hostingLogin: Login | null;
  readonly sequencerLogin: Login | null;
  readonly timeoutMs: number;
}

/**
 * ScaledMail. Reads are retried inside and throw `VendorUnavailable`, `VendorFault` or `VendorRefused` (see
 * `service/errors.ts`) when they cannot be had; an answer of the wrong shape is a fault, never an empty list.
 */
export interface Vendor {
  workspaces(urgency: Urgency): Promise<VendorWorkspace[]>;
  /** Names bought through ScaledMail that no order uses yet. */
  unusedPurchasedDomains(workspaceId: string, urgency: Urgency): Promise<string[]>;
  /** Sizes and prices `dailyVolume` emails a day of one provider at tier `max`. */
  calculate(
    workspaceId: string,
    provider: EmailProvider,
    dailyVolume: number,
    urgency: Urgency,
  ): Promise<ProviderCalculation>;
  orders(workspaceId: string, urgency: Urgency): Promise<VendorOrderRow[]>;
  orderDetails(workspaceId: string, orderId: string, urgency: Urgency): Promise<VendorOrderDetails>;
  domains(workspaceId: string, urgency: Urgency): Promise<VendorDomain[]>;
  /** Null when the vendor names no list for this domain: that says nothing about its mailboxes. */
  mailboxes(workspaceId: string, domainId: string, urgency: Urgency): Promise<VendorMailbox[] | null>;
  /** Waits for the turn at the rate limit that the paid call needs. Taken before the intent is written. */
  takeTurn(): Promise<void>;
  /**
   * The paid call, for which a turn was taken. Sent once, never retried, never throws: whatever happens is an outcome.
   * `mayBegin` is asked once, as the last thing before the request leaves: a call that comes too late is not begun.
   */
  createCustomOrder(call: PaidCall, mayBegin: () => boolean): Promise<PaidCallOutcome>;
}

/** People as Slack knows them at this moment. */
export interface Directory {
  /** Null for somebody Slack does not show us. Throws when Slack does not answer. */
  member(userId: UserId): Promise<Member | null>;
  /** Members of an enabled group; empty for a disabled or unknown one. Throws when Slack does not answer. */
  groupMembers(groupId: UserGroupId): Promise<UserId[]>;
}

/** What became of posting the card. */
export type Announced =
  | { readonly ok: true; readonly card: MessageRef }
  | { readonly ok: false; readonly failure: AnnounceFailure };

/**
 * Tells people in Slack. Each method throws when Slack does not take the message for now, so that the effect stays due.
 * `effectId` marks the message: when `isRetry`, a message with this mark is looked for first, and not posted twice.
 * `tellRequester` and `tellApprover` throw `PersonUnreachable` when no later try would reach that person.
 */
export interface Notifier {
  announce(order: Order, delivery: Delivery, pause: Pause | null): Promise<Announced>;
  attachList(order: Order, delivery: Delivery): Promise<void>;
  note(order: Order, event: OrderEvent, at: Date, delivery: Delivery): Promise<void>;
  /** Answers the message when it is the one that is redrawn later (`requested`), else null. */
  tellRequester(order: Order, notice: Notice, delivery: Delivery): Promise<MessageRef | null>;
  tellApprover(order: Order, approver: UserId, notice: Notice, delivery: Delivery): Promise<void>;
  /** Writes into the card's thread what those whom no direct message reaches would have read. Needs a card. */
  tellThread(order: Order, to: ToldByMessage, notice: Notice, delivery: Delivery): Promise<void>;
  remind(order: Order, delivery: Delivery): Promise<void>;
  /** `pause` stands on the card while it keeps the order from going on. */
  redraw(order: Order, pause: Pause | null): Promise<void>;
}
export interface Delivery {
  readonly effectId: string;
  readonly isRetry: boolean;
}

/** Structured log. Never given a secret. */
export interface Log {
  debug(fields: Readonly<Record<string, unknown>>, message: string): void;
  info(fields: Readonly<Record<string, unknown>>, message: string): void;
  warn(fields: Readonly<Record<string, unknown>>, message: string): void;
  error(fields: Readonly<Record<string, unknown>>, message: string): void;
}
