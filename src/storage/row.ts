import { z } from 'zod';
import { namesOf } from '../acts/act.ts';
import { Effect } from '../orders/effect.ts';
import { HistoryEntry, HistoryHead } from '../orders/history.ts';
import { holdsDomainNames, Order } from '../orders/order.ts';
import { AppError } from '../service/errors.ts';
import type { Lease, OrderChange, StoredOrder } from '../service/ports/order-store.ts';
import { Instant } from '../values/ids.ts';

/**
 * An order as it is stored: the order, what it still has to do, and where its log ends, each as JSON; and who holds it. In
 * rows of the store's first form, the content holds all of it, and the two texts after it are absent.
 */
export const OrderRow = z.object({
  version: z.int(),
  content: z.string(),
  effects: z.string().nullable(),
  head: z.string().nullable(),
  leaseToken: z.string().nullable(),
  leaseUntilMs: z.int().nullable(),
});
export type OrderRow = z.infer<typeof OrderRow>;
/** A row as it is written now. */
export type WrittenRow = OrderRow & { readonly effects: string; readonly head: string };

const Whole = z.object({ order: Order, effects: z.array(Effect), head: HistoryHead });
const FirstForm = Whole.extend({ lease: z.object({ token: z.string(), until: Instant }).nullable() });

/** A stored row does not have the shape that this version of the bot writes. Names the place, never the content. */
export class StoredRowBroken extends AppError {
  readonly code = 'stored_row_broken';
  readonly userMessage = 'This order cannot be read. The operator can find it in the log.';
}

/** The text of each order that is in memory as it was read from the store: what did not change is not written out again. */
const texts = new WeakMap<Order, string>();

/** Whether an order is as it was read from the store. */
export const isAsRead = (order: Order): boolean => texts.has(order);

/** The row of an order with everything that belongs to it. */
export function encodeOrder({ version, order, effects, head, lease }: StoredOrder): WrittenRow {
  return {
    version,
    content: texts.get(order) ?? JSON.stringify(order),
    effects: JSON.stringify(effects),
    head: JSON.stringify(head),
    leaseToken: lease?.token ?? null,
    leaseUntilMs: lease?.until.getTime() ?? null,
  };
}

/** Reads what `encodeOrder` wrote. Throws `StoredRowBroken`, which names the order by `reference` where it is known. */
export function decodeOrder(row: OrderRow, reference = ''): StoredOrder {
  const { version, content, effects, head } = row;
  const what = `order ${reference}`.trim();
  if (effects === null || head === null) {
    const whole = parse(FirstForm, jsonOf(content), what);
    return { version, ...whole, lease: leaseOf(row) ?? whole.lease };
  }
  const whole = parse(Whole, { order: jsonOf(content), effects: jsonOf(effects), head: jsonOf(head) }, what);
  texts.set(whole.order, content);
  return { version, ...whole, lease: leaseOf(row) };
}

function leaseOf({ leaseToken, leaseUntilMs }: OrderRow): Lease | null {
  if (leaseToken === null || leaseUntilMs === null) return null;
  return { token: leaseToken, until: new Date(leaseUntilMs) };
}

/** Reads a stored history entry. Throws `StoredRowBroken`. */
export const decodeEntry = (text: string): HistoryEntry => parse(HistoryEntry, jsonOf(text), 'history entry');

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown, what: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  const paths = parsed.error.issues.map(({ path }) => path.join('.') || 'its root').join(', ');
  throw new StoredRowBroken(`A stored ${what} is broken at ${paths}`);
}

/** The value that a JSON text holds; none when it is no JSON, whose own error would quote the text. */
function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An order that cannot be read is left alone for so long, so that it does not stop the work on all others. */
export const BROKEN_ROW_PAUSE_MS = 5 * 60 * 1_000;

/** The stored form of a change of `version`: the head moves with the entry, when there is one. */
export function afterChange(version: number, change: OrderChange): StoredOrder {
  const { order, effects, lease, entry } = change;
  const head = entry ? { sequence: entry.sequence, hash: entry.hash } : change.head;
  return { version: version + 1, order, effects, lease, head };
}

/** What a change does to the names that its order reserves. */
export interface NameChange {
  readonly act: 'free' | 'reserve' | 'keep';
  readonly names: readonly string[];
}

/**
 * An order that ended frees its names. One that turns up at the vendor takes them again, as far as no
 * other order has them by now: its money is spent, so nobody is asked. Without news, all stays as it is.
 */
export function nameChange({ order, entry }: OrderChange): NameChange {
  if (!entry) return { act: 'keep', names: [] };
  const names = namesOf(order.facts.purchase);
  if (!holdsDomainNames(order)) return { act: 'free', names };
  if (entry.event.type === 'vendor_order_found') return { act: 'reserve', names };
  return { act: 'keep', names: [] };
}

/** The attempt, named as in `IntentGuard`, that a change takes back because its call was surely not sent; else null. */
export function attemptNotSent({ order, entry }: OrderChange): string | null {
  if (entry?.event.type !== 'not_sent') return null;
  return `${order.facts.reference}.${entry.event.attempt}`;
}

const DAY_MS = 24 * 60 * 60 * 1_000;
/** What an attempt charges counts towards the day's limit for so long. */
export const COUNTED_MS = DAY_MS;
/** It is kept a day longer, so that a clock that is a day ahead for one attempt makes none of the others forgotten. */
export const COUNT_KEPT_MS = 2 * DAY_MS;

/** When an order can be claimed next, in milliseconds since 1970; null when nothing is due ever. */
export function claimableAtMs(effects: readonly Effect[], lease: Lease | null): number | null {
  if (effects.length === 0) return null;
  if (lease) return lease.until.getTime();
  return Math.min(...effects.map((effect) => effect.dueAt.getTime()));
}
