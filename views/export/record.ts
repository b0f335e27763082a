import { monthlyCents, paidOnce } from '../../src/acts/worth.ts';
import { quotedMonthCents } from '../../src/orders/attempt.ts';
import type { Effect } from '../../src/orders/effect.ts';
import type { Moved, OrderEvent } from '../../src/orders/event.ts';
import { actorOf } from '../../src/orders/event.ts';
import type { HistoryEntry, SaltedEntry } from '../../src/orders/history/history.ts';
import { type Order, termsOf } from '../../src/orders/order.ts';
import { atVendor } from '../../src/orders/standing/at-vendor.ts';
import type { Cents } from '../../src/values/money.ts';

/** An amount for people and for programs: `{ usd: '149.00', cents: 14900 }`. */
export interface Amount {
  readonly usd: string;
  readonly cents: Cents;
}

/** Whole cents as dollars with two decimals, without rounding. */
export const amountOf = (cents: Cents): Amount => ({
  usd: `${Math.floor(cents / 100)}.${String(cents % 100).padStart(2, '0')}`,
  cents,
});

/** One entry as it is exported. `actor` is a Slack id; null for the bot and for ScaledMail. */
export interface ExportedEntry {
  readonly sequence: number;
  readonly at: string;
  readonly actor: string | null;
  readonly amount: Amount | null;
  /** What is paid once beside it; null when nothing is. */
  readonly once: Amount | null;
  readonly event: OrderEvent;
  readonly fingerprint: string;
  readonly previousHash: string;
  readonly hash: string;
  /** What the hash covers beside all that, by the form of the entry: what was written in the first one, the salt since. */
  readonly covered: Pick<SaltedEntry, 'salt' | 'erased'> | { readonly original: unknown };
}

/** One order as it is exported: what people look for first, then everything as it is kept. Logins are never kept with it. */
export interface ExportedOrder {
  readonly reference: string;
  readonly state: Order['state'] | 'unreadable' | 'lost';
  /** The monthly price of the terms in force. */
  readonly total: Amount | null;
  /** What they charge once beside it; null when nothing. */
  readonly once: Amount | null;
  /** What ScaledMail says it costs a month, when that is known. */
  readonly vendorAmount: Amount | null;
  /** Broken promises; empty when all is well. */
  readonly violations: readonly string[];
  readonly order: Order | null;
  /** What the order still has to do. */
  readonly effects: readonly Effect[];
  readonly history: readonly (ExportedEntry | { readonly unreadable: string })[];
}

/** An order as it is kept, with its history, oldest first, and the promises that it breaks. */
export interface OrderToExport {
  readonly reference: string;
  /** Null when it is lost, or cannot be read. */
  readonly order: Order | null;
  /** Why it cannot be read; null when it can, or is lost. */
  readonly problem: string | null;
  readonly effects: readonly Effect[];
  readonly history: readonly (
    | { readonly ok: true; readonly entry: HistoryEntry }
    | { readonly ok: false; readonly problem: string }
  )[];
  /** Sentences. */
  readonly violations: readonly string[];
}

/** What is exported of an order. */
export function exportedOrder({
  reference,
  order,
  problem,
  effects,
  history,
  violations,
}: OrderToExport): ExportedOrder {
  const vendorCents = order && atVendor(order).vendorAmountCents;
  return {
    reference,
    state: order?.state ?? (problem === null ? 'lost' : 'unreadable'),
    total: order && amountOf(monthlyCents(termsOf(order).worth)),
    once: order && onceOf(paidOnce(termsOf(order).worth).nowCents),
    vendorAmount: vendorCents === null ? null : amountOf(vendorCents),
    violations,
    order,
    effects,
    history: history.map((each) => (each.ok ? exportedEntry(each.entry) : { unreadable: each.problem })),
  };
}

function exportedEntry(entry: HistoryEntry): ExportedEntry {
  const { sequence, at, event, fingerprint, previousHash, hash } = entry;
  const cents = centsIn(event);
  const amount = cents === null ? null : amountOf(cents);
  const link = { fingerprint, previousHash, hash, covered: coveredBy(entry) };
  const once = onceOf(nowCentsIn(event));
  return { sequence, at: at.toISOString(), actor: actorOf(event), amount, once, event, ...link };
}

function coveredBy(entry: HistoryEntry): ExportedEntry['covered'] {
  if (entry.form === 1) return { original: entry.original };
  const { salt, erased } = entry;
  return erased ? { salt, erased } : { salt };
}

const onceOf = (cents: Cents | undefined): Amount | null => (cents === undefined ? null : amountOf(cents));

/** What an event says is paid once; undefined for nothing. */
function nowCentsIn(event: OrderEvent): Cents | undefined {
  switch (event.type) {
    case 'requested':
      return event.nowCents;
    case 'terms_changed':
      return event.to.worth && paidOnce(event.to.worth).nowCents;
    case 'declared_absent':
      return event.again?.worth && paidOnce(event.again.worth).nowCents;
    case 'placing_started':
      return event.attempt.nowCents;
    default:
      return undefined;
  }
}

const centsOf = (moved: Moved | undefined): Cents | null => (moved?.worth ? monthlyCents(moved.worth) : null);

/** The amount a month that an event is about. */
function centsIn(event: OrderEvent): Cents | null {
  switch (event.type) {
    case 'requested':
      return event.totalCents - (event.nowCents ?? 0);
    case 'terms_changed':
      return centsOf(event.to);
    case 'declared_absent':
      return centsOf(event.again);
    case 'placing_started':
      return quotedMonthCents(event.attempt);
    case 'vendor_order_found':
      return event.amountCents;
    default:
      return null;
  }
}
