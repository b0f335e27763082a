import { type OwnOrder, ownOrderOf } from '../../spend/own-order.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStore } from '../ports/order-store.ts';

/** Orders are read so many at a time, some ten milliseconds of work: others get their turns between. */
const ORDERS_A_PAGE = 20;
/**
 * All orders are read for each answer, about a millisecond each: who asks again so soon, as several pages and a Home that is drawn
 * again do, gets the same.
 */
const SHARED_MS = 10_000;

/** All orders of ours as far as they count as money, newest first; at most ten seconds old. */
export type ReadOwnOrders = () => Promise<readonly OwnOrder[]>;

/** See `ReadOwnOrders`: one reading of the store for all who ask at the same time, or soon after. */
export function readOwnOrders({
  orders,
  clock,
}: {
  readonly orders: Pick<OrderStore, 'list'>;
  readonly clock: Clock;
}): ReadOwnOrders {
  const shared = sharedAnswers<readonly OwnOrder[]>({ clock });
  return () => shared('all', () => allOrders(orders), SHARED_MS);
}

async function allOrders(orders: Pick<OrderStore, 'list'>): Promise<OwnOrder[]> {
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
