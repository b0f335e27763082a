import { z } from 'zod';
import { goesOn } from '../acts/worth.ts';
import { type Order, termsOf } from '../orders/order.ts';
import { hasNextStep } from '../orders/standing/steps.ts';
import { Instant, Reference } from '../values/ids.ts';
import type { KeyValueStore } from './ports/stores/key-value-store.ts';

/** Under this key stands, without an end, the first order of the account that was placed, and when that was noticed. */
const FIRST_ORDER_KEY = 'first_order_placed';
const FirstOrder = z.object({ reference: Reference, at: Instant });

/** Whether an order is the first of its account that runs at the vendor, and is charged each month: none was placed yet, or it is the one that was. */
export type IsFirstOrder = (order: Order) => Promise<boolean>;

/** Asks the store each time: another process may have placed one since. */
export const isFirstOrderIn =
  (settings: Pick<KeyValueStore, 'get'>): IsFirstOrder =>
  async (order) => {
    if (!goesOn(termsOf(order).worth)) return false;
    const text = await settings.get(FIRST_ORDER_KEY);
    return text === null || FirstOrder.parse(JSON.parse(text)).reference === order.facts.reference;
  };

/** Remembers the first order that is charged each month and is proven to stand at the vendor. */
export async function rememberIfPlaced(
  settings: Pick<KeyValueStore, 'get' | 'setIfAbsent'>,
  order: Order,
  at: Date,
): Promise<void> {
  const isPlaced = order.state === 'placed' || order.state === 'active' || order.state === 'cancelled';
  if (!isPlaced || !goesOn(termsOf(order).worth) || hasNextStep(order)) return;
  if ((await settings.get(FIRST_ORDER_KEY)) !== null) return;
  await settings.setIfAbsent(FIRST_ORDER_KEY, JSON.stringify({ reference: order.facts.reference, at }), null);
}
