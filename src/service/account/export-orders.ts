import type { AuthorityRefusal } from '../../orders/approval/policy.ts';
import { firstBrokenEntry, type HistoryEntry } from '../../orders/history/history.ts';
import type { Order } from '../../orders/order.ts';
import type { TeamId, UserId } from '../../values/ids.ts';
import { type AuthorityDeps, refuseByPolicy } from '../authority.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';

/** Orders are read so many at a time: others get their turns between. */
const ORDERS_A_PAGE = 100;

/** An order with its history, oldest first. */
export interface OrderWithHistory {
  readonly order: Order;
  readonly history: readonly HistoryEntry[];
  /** Number of the first entry that does not follow from those before it; null when all do. */
  readonly brokenEntry: number | null;
}

export type OrdersExported =
  | { readonly ok: true; readonly team: TeamId; readonly orders: AsyncIterable<OrderWithHistory> }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/** All orders with their histories, newest first, for people who can decide. Throws `SlackUnavailable`. */
export const exportOrders =
  (deps: AuthorityDeps & { readonly orders: OrderStore }) =>
  async (by: UserId): Promise<OrdersExported> => {
    const refusal = await refuseByPolicy(deps, by);
    return refusal ? { ok: false, refusal } : { ok: true, team: deps.teamId, orders: eachOrder(deps.orders) };
  };

async function* eachOrder(orders: OrderStore): AsyncGenerator<OrderWithHistory> {
  let cursor: string | null = null;
  do {
    const page = await orders.list({ limit: ORDERS_A_PAGE }, cursor);
    for (const order of page.orders) {
      const history = await orders.history(order.facts.reference);
      yield { order, history, brokenEntry: firstBrokenEntry(history) };
    }
    cursor = page.cursor;
  } while (cursor !== null);
}
