import type { OrderRecord, StoreRecord } from './record.ts';

/** Writes what was read of a store in its place, while bots run: each only where it still is what was read. */
export interface StoreEraser {
  /** Puts an order in the place of one of the version before; says whether it did. */
  order(before: OrderRecord, after: OrderRecord): Promise<boolean>;
  stub(reference: string, text: string): Promise<void>;
  /** A row of the account watch; says whether the one that was read stood there. */
  watch(before: Extract<StoreRecord, { kind: 'watch' }>, text: string): Promise<boolean>;
  /** A value; null takes it away. Says whether the one that was read stood there. */
  value(before: Extract<StoreRecord, { kind: 'value' }>, value: string | null): Promise<boolean>;
  close(): Promise<void>;
}
