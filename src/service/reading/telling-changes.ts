import type { HistoryEntry } from '../../orders/history/history.ts';
import type { Order } from '../../orders/order.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';

/** Something that happened to an order, as it was written. */
export interface Written {
  readonly order: Order;
  readonly entry: HistoryEntry;
  /** The version that the order has now. */
  readonly version: number;
  /** How long the store took, in milliseconds. */
  readonly tookMs: number;
}

/**
 * The same orders; each write of something that happened to one of them is followed by `changed`, which must not throw. No write
 * waits for what that causes: the next thing after one of them is the paid call.
 */
export function tellingChanges(
  orders: OrderStore,
  changed: (written: Written) => void,
  monotonicMs: () => number,
): OrderStore {
  return {
    ...orders,
    insert: async (order, effects, entry) => {
      const startedMs = monotonicMs();
      const inserted = await orders.insert(order, effects, entry);
      if (inserted.ok) changed({ order, entry, version: 1, tookMs: monotonicMs() - startedMs });
      return inserted;
    },
    replace: async (version, change) => {
      const startedMs = monotonicMs();
      const isWritten = await orders.replace(version, change);
      const { order, entry } = change;
      if (isWritten && entry) changed({ order, entry, version: version + 1, tookMs: monotonicMs() - startedMs });
      return isWritten;
    },
    replaceWithIntent: async (version, change, guard) => {
      const startedMs = monotonicMs();
      const written = await orders.replaceWithIntent(version, change, guard);
      const { order, entry } = change;
      if (written === 'written' && entry)
        changed({ order, entry, version: version + 1, tookMs: monotonicMs() - startedMs });
      return written;
    },
  };
}
