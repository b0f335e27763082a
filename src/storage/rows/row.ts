import { z } from 'zod';
import type { Act } from '../../acts/act.ts';
import { Effect } from '../../orders/effect.ts';
import { type HistoryEntry, HistoryHead, SaltedEntry } from '../../orders/history/history.ts';
import { Order } from '../../orders/order.ts';
import type { Lease, StoredOrder } from '../../service/ports/stores/order-store.ts';
import { readFirstFormEntry } from '../first-form/read-entry.ts';
import { readFirstFormRow } from '../first-form/read-row.ts';
import type { ReadLately } from './read-lately.ts';
import { type ActOf, jsonWithoutActs, type NamedActs, putActsIn, takeActsOut } from './stored-acts.ts';
import { formOf, jsonOf, parseStored } from './stored-json.ts';

/**
 * An order as it is stored: the order, what it still has to do, and where its log ends, each as JSON; and who holds it. In
 * the oldest rows, the content holds all of it, and the two texts after it are absent.
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
/** A row as it is written now, and the acts that have to be stored beside it. */
export type WrittenRow = OrderRow & { readonly effects: string; readonly head: string; readonly acts: NamedActs };

const Work = z.object({ effects: z.array(Effect), head: HistoryHead });
const Whole = Work.extend({ order: Order });

/** The text of each order that is in memory as it was read from the store: what did not change is not written out again. */
const texts = new WeakMap<Order, string>();

/** Whether the store has the order as it is, and in the present form. */
export const isAsRead = (order: Order): boolean => texts.has(order);
/** The text of an order that is as it was read; else null. */
export const textAsRead = (order: Order): string | null => texts.get(order) ?? null;
/** An order that comes from another thread is as it was read there. */
export const rememberText = (order: Order, text: string): void => void texts.set(order, text);

/** The row of an order with everything that belongs to it. */
export function encodeOrder({ version, order, effects, head, lease }: StoredOrder): WrittenRow {
  const acts = new Map<string, object>();
  return {
    version,
    content: texts.get(order) ?? jsonWithoutActs(order, acts),
    effects: jsonWithoutActs(effects, acts),
    head: JSON.stringify(head),
    leaseToken: lease?.token ?? null,
    leaseUntilMs: lease?.until.getTime() ?? null,
    acts,
  };
}

/**
 * Reads what `encodeOrder` wrote, or a row of the first form, for whoever may write the order again: its text is remembered.
 * With `lately` an order is not read again from the text that it was read from before. Throws as `readRow` does.
 */
export function decodeOrder(row: OrderRow, actOf: ActOf, reference = '', lately?: ReadLately): StoredOrder {
  const { effects, head, content } = row;
  const known = lately?.of(reference, content);
  if (known && effects !== null && head !== null) {
    const work = workOf(effects, head, actOf, nameOf(reference));
    return { version: row.version, order: known, ...work, lease: leaseOf(row) };
  }
  const { stored, isAsWritten } = read(row, actOf, reference);
  if (isAsWritten) {
    texts.set(stored.order, content);
    lately?.keep(reference, content, stored.order);
  }
  return stored;
}

const nameOf = (reference: string): string => `order ${reference}`.trim();

/**
 * Reads a row and keeps nothing of it, for who walks over all of them. Throws `StoredRowBroken`, which names the order by
 * `reference` where it is known; `StoredRowNewer` for a form that this version does not know.
 */
export const readRow = (row: OrderRow, actOf: ActOf, reference = ''): StoredOrder => read(row, actOf, reference).stored;

/** The order of a row, and whether the row is in the form in which it would be written now. */
function read(row: OrderRow, actOf: ActOf, reference: string): { stored: StoredOrder; isAsWritten: boolean } {
  const { version, effects, head } = row;
  const what = nameOf(reference);
  const content = jsonOf(row.content);
  const lease = leaseOf(row);
  const isWhole = effects === null || head === null;
  if (isWhole || formOf(content, what) === 1) {
    const stored = readFirstFormRow(
      isWhole ? content : { order: content, effects: jsonOf(effects), head: jsonOf(head), lease: null },
      what,
    );
    return { stored: { version, ...stored, lease: lease ?? stored.lease }, isAsWritten: false };
  }
  const value = { order: content, effects: jsonOf(effects), head: jsonOf(head) };
  const places = takeActsOut(value, actOf);
  const stored = parseStored(Whole, value, what);
  putActsIn(stored, places);
  return { stored: { version, ...stored, lease }, isAsWritten: true };
}

/** What an order still has to do, and where its log ends, of a row in the present form. */
function workOf(effects: string, head: string, actOf: ActOf, what: string): z.output<typeof Work> {
  const value = { effects: jsonOf(effects), head: jsonOf(head) };
  const places = takeActsOut(value, actOf);
  const work = parseStored(Work, value, what);
  putActsIn(work, places);
  return work;
}

function leaseOf({ leaseToken, leaseUntilMs }: OrderRow): Lease | null {
  if (leaseToken === null || leaseUntilMs === null) return null;
  return { token: leaseToken, until: new Date(leaseUntilMs) };
}

/** A history entry as it is written, and the acts that have to be stored beside it. */
export function encodeEntry(entry: HistoryEntry): { readonly text: string; readonly acts: NamedActs } {
  const acts = new Map<string, object>();
  return { text: jsonWithoutActs(entry, acts), acts };
}

/** What reading entries of a history takes. */
export interface EntryReading {
  readonly actOf: ActOf;
  /** The act as it was requested, which entries of the first form do not hold; null when it is not known. */
  readonly requested: Act | null;
}

/** Reads a stored history entry. Throws `StoredRowBroken`. */
export function decodeEntry(text: string, { actOf, requested }: EntryReading): HistoryEntry {
  const what = 'history entry';
  const value = jsonOf(text);
  if (formOf(value, what) === 1) return readFirstFormEntry(value, requested, what);
  const places = takeActsOut(value, actOf);
  // One that says of itself that it is of the first form was not written by any version.
  const entry = parseStored(SaltedEntry, value, what);
  putActsIn(entry, places);
  return entry;
}

/** Whether an entry says of an act only what was changed in it, so that the act as requested has to be known. */
export const needsRequested = (text: string): boolean => text.includes('"workspaceName":');

/** The act as it was requested, where the order is of the first form. */
export const requestedOf = (stored: StoredOrder | null): Act | null =>
  stored?.order.terms[0]?.firstForm?.purchase ?? null;

/** An order that cannot be read is left alone for so long, so that it does not stop the work on all others. */
export const BROKEN_ROW_PAUSE_MS = 5 * 60 * 1_000;

/** When an order can be claimed next, in milliseconds since 1970; null when nothing is due ever. */
export function claimableAtMs(effects: readonly Effect[], lease: Lease | null): number | null {
  if (effects.length === 0) return null;
  if (lease) return lease.until.getTime();
  return Math.min(...effects.map((effect) => effect.dueAt.getTime()));
}
