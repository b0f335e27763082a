import { inTime } from '../../values/in-time.ts';
import type { After } from '../ports/after.ts';
import type { OrderCount, OrderStore } from '../ports/stores/order-store.ts';
import { countOrders, oldestDueMs } from './standing-orders.ts';

/** Whoever collects figures waits ten seconds, as a rule. */
const LONGEST_MS = 2_000;

/** What the store says of its orders; null: it did not answer, or not in time. */
export interface StandingOrders {
  readonly orders: readonly OrderCount[] | null;
  readonly oldestDueMs: number | null;
}

type Asked = Pick<OrderStore, 'counts' | 'nextClaimableAt'>;

/**
 * Reads how orders stand, for at most two seconds. A question that is not answered yet is not asked again meanwhile: a store
 * that hangs is asked once, however often figures are collected.
 */
export function standingInTime(after: After): (store: Asked, now: Date) => Promise<StandingOrders> {
  const counting = oneAtATime<readonly OrderCount[] | null>();
  const looking = oneAtATime<number | null>();
  const within = <Answer>(answer: Promise<Answer>) => inTime(after, { ms: LONGEST_MS, otherwise: null }, answer);
  return async (store, now) => {
    const [orders, dueMs] = await Promise.all([
      within(counting(() => countOrders(store))),
      within(looking(() => oldestDueMs(store, now))),
    ]);
    return { orders, oldestDueMs: dueMs };
  };
}

/** Asks, or waits for the answer to the question that was asked last. */
function oneAtATime<Answer>(): (ask: () => Promise<Answer>) => Promise<Answer> {
  let underWay: Promise<Answer> | null = null;
  return (ask) => {
    underWay ??= ask().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
