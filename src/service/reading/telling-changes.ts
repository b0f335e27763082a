import type { OrderStore } from '../ports/order-store.ts';

/** The same orders; each write of something that happened to one of them is followed by `changed`, whose failure is no failure of the write. */
export function tellingChanges(orders: OrderStore, changed: () => Promise<void>): OrderStore {
  const told = () => changed().catch(() => {});
  return {
    ...orders,
    insert: async (order, effects, entry) => {
      const inserted = await orders.insert(order, effects, entry);
      if (inserted.ok) await told();
      return inserted;
    },
    replace: async (version, change) => {
      const isWritten = await orders.replace(version, change);
      if (isWritten && change.entry) await told();
      return isWritten;
    },
    replaceWithIntent: async (version, change, guard) => {
      const written = await orders.replaceWithIntent(version, change, guard);
      if (written === 'written') await told();
      return written;
    },
  };
}
