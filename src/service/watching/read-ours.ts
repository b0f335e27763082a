import { type Ours, oursOf, oursTogether } from '../../watch/ours.ts';
import type { OrderStore } from '../ports/order-store.ts';

/** Orders are read so many at a time, some ten milliseconds of work: others get their turns between. */
const ORDERS_A_PAGE = 20;

/** What all our orders explain at the vendor. Reads the whole store of orders, about a millisecond each, and keeps none of them. */
export async function readOurs(orders: Pick<OrderStore, 'list'>): Promise<Ours> {
  const parts: Ours[] = [];
  let cursor: string | null = null;
  do {
    const page = await orders.list({ limit: ORDERS_A_PAGE }, cursor);
    parts.push(oursOf(page.orders));
    cursor = page.cursor;
  } while (cursor !== null);
  return oursTogether(parts);
}
