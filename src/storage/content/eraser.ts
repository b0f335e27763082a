import type { OrderRecord, StoreRecord } from './record.ts';

/** Writes what was read of a store in its place, while bots run: each only where it still is what was read. */
export interface StoreEraser {
  /** Puts an order in the place of one of the version before; says whether it did. */
  order(before: OrderRecord, after: OrderRecord): Promise<boolean>;
  /** What is left of an archived order; says whether what was read stood there. */
  stub(before: Extract<StoreRecord, { kind: 'stub' }>, text: string): Promise<boolean>;
  /**
   * A row of the account watch, or its head as it is now; says whether the row that was read stood there. The revision moves on with
   * it, so that a bot which has read the row writes nothing that it was before.
   */
  watch(before: Extract<StoreRecord, { kind: 'watch' }>, erased: (text: string) => string): Promise<boolean>;
  /** A value; null takes it away. Says whether the one that was read stood there. */
  value(before: Extract<StoreRecord, { kind: 'value' }>, value: string | null): Promise<boolean>;
  close(): Promise<void>;
}
