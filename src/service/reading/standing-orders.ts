import type { OrderCount, OrderStore } from '../ports/stores/order-store.ts';

/** Counts all orders by kind and state; null when the store cannot be read. */
export async function countOrders(orders: Pick<OrderStore, 'counts'>): Promise<readonly OrderCount[] | null> {
  try {
    return await orders.counts();
  } catch {
    // The store's own check says why.
    return null;
  }
}

/** For how long the work has been due that is due the longest; null when the store cannot be read. */
export async function oldestDueMs(orders: Pick<OrderStore, 'nextClaimableAt'>, now: Date): Promise<number | null> {
  try {
    const at = await orders.nextClaimableAt();
    return at === null ? 0 : Math.max(0, now.getTime() - at.getTime());
  } catch {
    return null;
  }
}
