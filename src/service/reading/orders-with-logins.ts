import { loginIdsOf } from '../../acts/act.ts';
import { actOf, type Order } from '../../orders/order.ts';
import type { OrderPage, OrderStore } from '../ports/stores/order-store.ts';

const ORDERS_PER_PAGE = 100;
/** States in which the logins are still needed: `isDoneWithLogins` says no. */
const WAITING = ['awaiting_approval', 'approved', 'placing', 'outcome_unknown'] as const;

/** Orders that have logins and may still need them, newest first. */
export async function ordersWithLogins(orders: Pick<OrderStore, 'list'>): Promise<readonly Order[]> {
  const found: Order[] = [];
  let cursor: string | null = null;
  do {
    const page: OrderPage = await orders.list({ states: WAITING, limit: ORDERS_PER_PAGE }, cursor);
    found.push(...page.orders.filter((order) => loginIdsOf(actOf(order)).length > 0));
    cursor = page.cursor;
  } while (cursor !== null);
  return found;
}
