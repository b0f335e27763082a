import type { StoredOrder } from '../service/ports/order-store.ts';
import type { KeptEntry } from './order-reader.ts';
import { decodeEntry, decodeOrder, type EntryReading, type OrderRow } from './row.ts';
import type { ActOf } from './stored-acts.ts';
import { StoredRowBroken } from './stored-json.ts';

/** Reads a row, or says why it cannot be read. */
export function keptOrderIn(
  row: OrderRow,
  actOf: ActOf,
  reference: string,
): { readonly stored: StoredOrder | null; readonly problem: string | null } {
  try {
    return { stored: decodeOrder(row, actOf, reference), problem: null };
  } catch (error) {
    return { stored: null, problem: problemOf(error) };
  }
}

/** Reads an entry, or says why it cannot be read. */
export function keptEntryIn(text: string, reading: EntryReading): KeptEntry {
  try {
    return { ok: true, entry: decodeEntry(text, reading) };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  if (error instanceof StoredRowBroken) return error.message;
  throw error;
}
