import { z } from 'zod';
import { Effect } from '../orders/effect.ts';
import { HistoryEntry, HistoryHead } from '../orders/history.ts';
import { Instant } from '../orders/ids.ts';
import { holdsDomainNames, Order } from '../orders/order.ts';
import { domainNames } from '../orders/purchase.ts';
import { AppError } from '../service/errors.ts';
import type { Lease, OrderChange, StoredOrder } from '../service/ports.ts';

/** What is stored as JSON beside an order's version. Dates are ISO strings there. */
const Content = z.object({
  order: Order,
  effects: z.array(Effect),
  head: HistoryHead,
  lease: z.object({ token: z.string(), until: Instant }).nullable(),
});

/** A stored row does not have the shape that this version of the bot writes. Names the place, never the content. */
export class StoredRowBroken extends AppError {
  readonly code = 'stored_row_broken';
  readonly userMessage = 'This order cannot be read. The operator can find it in the log.';
}

/** The JSON text of an order with everything that belongs to it. */
export function encodeOrder({ order, effects, head, lease }: Omit<StoredOrder, 'version'>): string {
  return JSON.stringify({ order, effects, head, lease });
}

/** Reads what `encodeOrder` wrote. Throws `StoredRowBroken`, which names the order by `reference` where it is known. */
export function decodeOrder(version: number, text: string, reference = ''): StoredOrder {
  return { version, ...parse(Content, text, `order ${reference}`.trim()) };
}

/** Reads a stored history entry. Throws `StoredRowBroken`. */
export const decodeEntry = (text: string): HistoryEntry => parse(HistoryEntry, text, 'history entry');

function parse<Schema extends z.ZodType>(schema: Schema, text: string, what: string): z.output<Schema> {
  const parsed = schema.safeParse(jsonOf(text));
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
 * An order that ended without being placed frees its names. One that turns up at the vendor takes them again, as far as no
 * other order has them by now: its money is spent, so nobody is asked.
 */
export function nameChange({ order, entry }: OrderChange): NameChange {
  const names = domainNames(order.facts.purchase);
  if (!holdsDomainNames(order)) return { act: 'free', names };
  if (entry?.event.type === 'vendor_order_found') return { act: 'reserve', names };
  return { act: 'keep', names: [] };
}

/** When an order can be claimed next, in milliseconds since 1970; null when nothing is due ever. */
export function claimableAtMs(effects: readonly Effect[], lease: Lease | null): number | null {
  if (effects.length === 0) return null;
  if (lease) return lease.until.getTime();
  return Math.min(...effects.map((effect) => effect.dueAt.getTime()));
}
