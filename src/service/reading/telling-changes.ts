import type { OrderStore } from '../ports/order-store.ts';

/**
 * The same orders; each write of something that happened to one of them is followed by `changed`. No write waits for what that
 * causes: the next thing after one of them is the paid call.
 */
export function tellingChanges(orders: OrderStore, changed: () => void): OrderStore {
  return {
    ...orders,
    insert: async (order, effects, entry) => {
      const inserted = await orders.insert(order, effects, entry);
      if (inserted.ok) changed();
      return inserted;
    },
    replace: async (version, change) => {
      const isWritten = await orders.replace(version, change);
      if (isWritten && change.entry) changed();
      return isWritten;
    },
    replaceWithIntent: async (version, change, guard) => {
      const written = await orders.replaceWithIntent(version, change, guard);
      if (written === 'written') changed();
      return written;
    },
  };
}
