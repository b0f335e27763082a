import type { Order } from '../../orders/order.ts';
import { type Ours, oursOf } from '../../watch/ours.ts';
import type { OrderStore } from '../ports/order-store.ts';

/** Orders are read so many at a time: others get their turns between. */
const ORDERS_A_PAGE = 200;

/** What all our orders explain at the vendor. Reads the whole store of orders. */
export async function readOurs(orders: Pick<OrderStore, 'list'>): Promise<Ours> {
  const all: Order[] = [];
  let cursor: string | null = null;
  do {
    const page = await orders.list({ limit: ORDERS_A_PAGE }, cursor);
    all.push(...page.orders);
    cursor = page.cursor;
  } while (cursor !== null);
  return oursOf(all);
}
