import type { StoredOrder } from '../service/ports/order-store.ts';
import type { KeptEntry } from './order-reader.ts';
import { decodeEntry, decodeOrder, type OrderRow, StoredRowBroken } from './row.ts';

/** Reads a row, or says why it cannot be read. */
export function keptOrderIn(
  row: OrderRow,
  reference: string,
): { readonly stored: StoredOrder | null; readonly problem: string | null } {
  try {
    return { stored: decodeOrder(row, reference), problem: null };
  } catch (error) {
    return { stored: null, problem: problemOf(error) };
  }
}

/** Reads an entry, or says why it cannot be read. */
export function keptEntryIn(text: string): KeptEntry {
  try {
    return { ok: true, entry: decodeEntry(text) };
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
}

function problemOf(error: unknown): string {
  if (error instanceof StoredRowBroken) return error.message;
  throw error;
}
