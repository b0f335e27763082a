import { actOf, type Order, type OrderState } from '../../orders/order.ts';
import type { OrderStore } from '../ports/order-store.ts';

/** What somebody or something still has to be done about. What works or ended is not counted: that would read the whole store. */
const OPEN: readonly OrderState[] = [
  'awaiting_approval',
  'approved',
  'placing',
  'outcome_unknown',
  'payment_pending',
  'placed',
];
/** More are not read for a figure. */
const MOST_ORDERS = 1_000;

/** How many orders there are of each kind in each state. */
type Counts = readonly { readonly kind: string; readonly state: string; readonly count: number }[];

/** Counts open orders by kind and state; null when there are too many, or the store cannot be read. */
export async function countOpenOrders(orders: Pick<OrderStore, 'list'>): Promise<Counts | null> {
  try {
    const page = await orders.list({ states: OPEN, limit: MOST_ORDERS }, null);
    return page.cursor === null ? counted(page.orders) : null;
  } catch {
    // The store's own check says why.
    return null;
  }
}

function counted(orders: readonly Order[]): Counts {
  const rows = new Map<string, { kind: string; state: string; count: number }>();
  for (const order of orders) {
    const { kind } = actOf(order);
    const key = `${kind} ${order.state}`;
    rows.set(key, { kind, state: order.state, count: (rows.get(key)?.count ?? 0) + 1 });
  }
  return [...rows.values()];
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
