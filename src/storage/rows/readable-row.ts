import { Stub } from '../../orders/history/stub.ts';
import type { StoredOrder } from '../../service/ports/stores/order-store.ts';
import type { KeptEntry, KeptStub } from '../order-reader.ts';
import { decodeEntry, type EntryReading, type OrderRow, readRow } from './row.ts';
import type { ActOf } from './stored-acts.ts';
import { jsonOf, StoredRowBroken } from './stored-json.ts';

/** Reads a row, or says why it cannot be read. */
export function keptOrderIn(
  row: OrderRow,
  actOf: ActOf,
  reference: string,
): { readonly stored: StoredOrder | null; readonly problem: string | null } {
  try {
    return { stored: readRow(row, actOf, reference), problem: null };
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

/** Reads what is left of an archived order. */
export const keptStubIn = (reference: string, text: string): KeptStub => ({
  reference,
  stub: Stub.safeParse(jsonOf(text)).data ?? null,
});

function problemOf(error: unknown): string {
  if (error instanceof StoredRowBroken) return error.message;
  throw error;
}
