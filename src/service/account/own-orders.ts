import { type OwnOrder, ownOrderOf } from '../../spend/own-order.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import type { OrderStore } from '../ports/order-store.ts';

/** Orders are read so many at a time: others get their turns between. */
const ORDERS_A_PAGE = 200;

/** All orders of ours as far as they count as money, newest first. */
export type ReadOwnOrders = () => Promise<readonly OwnOrder[]>;

/** See `ReadOwnOrders`: one reading of the store for all who ask at the same time. */
export function readOwnOrders({ orders }: { readonly orders: OrderStore }): ReadOwnOrders {
  const shared = sharedAnswers<readonly OwnOrder[]>({ keeps: () => false });
  return () => shared('all', () => allOrders(orders));
}

async function allOrders(orders: OrderStore): Promise<OwnOrder[]> {
  const all: OwnOrder[] = [];
  let cursor: string | null = null;
  do {
    const page = await orders.list({ limit: ORDERS_A_PAGE }, cursor);
    for (const order of page.orders) {
      const own = ownOrderOf(order);
      if (own) all.push(own);
    }
    cursor = page.cursor;
  } while (cursor !== null);
  return all;
}
