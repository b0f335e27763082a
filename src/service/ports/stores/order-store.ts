import type { Claim } from '../../../acts/claim.ts';
import type { Effect } from '../../../orders/effect.ts';
import type { HistoryEntry, HistoryHead } from '../../../orders/history/history.ts';
import type { Order, OrderState } from '../../../orders/order.ts';
import type { Reference, UserId } from '../../../values/ids.ts';
import type { Cents } from '../../../values/money.ts';

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
  /** Most that all attempts of the last 24 hours may come to together. One that charges nothing is not held by it. */
  readonly dayLimitCents: Cents;
  /** The rules that the writer goes by: refused when others are in force. Left out, they are not asked for. */
  readonly rulesHash?: string;
}

/** `changed`: the stored version is another. */
export type IntentWritten = 'written' | 'changed' | 'paused' | 'policy_outdated' | 'day_limit_reached';

/** `taken` lists each claim that another open order has and that excludes one of these, by its key, with that order. */
export type InsertResult =
  | { readonly ok: true }
  | { readonly ok: false; readonly refusal: 'reference_exists' }
  | { readonly ok: false; readonly refusal: 'claimed'; readonly taken: ReadonlyMap<string, Reference> };

/** Which orders to list: newest request first. Absent fields do not narrow. */
export interface OrderQuery {
  readonly requestedBy?: UserId;
  readonly states?: readonly OrderState[];
  readonly limit: number;
}

/**
 * A part of the orders that people page through. `waiting` are those up for approval, the next to end first; all others come
 * with the newest request first: `running` as `stageOf` says, `decided` whatever does not wait for approval, `all`. Orders of
 * one moment go by reference. Absent fields do not narrow.
 */
export interface OrderSelection {
  readonly stage: 'waiting' | 'running' | 'decided' | 'all';
  readonly requestedBy?: UserId;
  readonly notRequestedBy?: UserId;
  /** Asked for at this moment or later. */
  readonly since?: Date;
}

/** A place in a selection, counted from 0, and how many rows from there. */
export interface Rows {
  readonly offset: number;
  readonly limit: number;
}

/** How many orders there are in a selection, and those of the rows that were asked for. */
export interface Selected {
  readonly total: number;
  readonly orders: readonly Order[];
}

export interface OrderPage {
  readonly orders: readonly Order[];
  /** Pass to get the next page; null at the end. Opaque. */
  readonly cursor: string | null;
}

/** How many orders of a kind are in a state. */
export interface OrderCount {
  readonly kind: string;
  readonly state: string;
  readonly count: number;
}

/** Whether something happened to an order since it was read: then its stamp is another. What only says "still so" leaves it as it is. */
export interface OrderStamp {
  readonly reference: Reference;
  /** Opaque. */
  readonly stamp: string;
}

/**
 * Keeps the orders of one Slack team. Every write is atomic. One with an entry is on disk when its promise resolves; of
 * leases and effects that were finished, a power cut may cost the last moments.
 * An order is claimable when an effect is due and no lease is running: the time from which that holds is
 * `lease ? lease.until : nextDueAt(effects)`.
 */
export interface OrderStore {
  get(reference: Reference): Promise<StoredOrder | null>;
  /** Writes a new order (version 1, no lease) with its claims and its act; all or nothing. */
  insert(order: Order, effects: readonly Effect[], entry: HistoryEntry): Promise<InsertResult>;
  /** Compare-and-set: writes only when the stored version is `version`, and says whether it did. Lets go of the claims of an order that ended, and takes back those that are free when it turns up at the vendor after all. */
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
  /** Counts a selection and reads some of its rows, without reading the others. A row that cannot be read is left out. */
  select(selection: OrderSelection, rows: Rows): Promise<Selected>;
  /** How many orders there are of each kind in each state, ended ones too, as far as they can be read; those of which there are none are left out. Reads no order. */
  counts(): Promise<readonly OrderCount[]>;
  /** Some thousand stamps of the references that come after that one, in their order; empty at the end. Reads no order. */
  stamps(after: Reference | null): Promise<readonly OrderStamp[]>;
  /** Those of the orders that are there and can be read, in no order. */
  some(references: readonly Reference[]): Promise<readonly Order[]>;
  /** Oldest first; empty for an unknown order. */
  history(reference: Reference): Promise<HistoryEntry[]>;
  /** Which of the claims another open order excludes, by their keys. */
  claimed(claims: readonly Claim[]): Promise<ReadonlyMap<string, Reference>>;
  /** When the next order becomes claimable; null when none ever will by itself. */
  nextClaimableAt(): Promise<Date | null>;
  /** Null when an acknowledged write cannot be lost; else what is wrong, for the operator, and how to fix it. */
  durabilityProblem(): Promise<string | null>;
}
