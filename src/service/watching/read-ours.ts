import { type Ours, oursOf, oursOfStubs, oursTogether } from '../../watch/ours.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';
import type { OrderStubs } from '../ports/stores/order-stubs.ts';

export interface ReadingOursDeps {
  readonly orders: Pick<OrderStore, 'list'>;
  readonly stubs: OrderStubs;
}

/** Orders are read so many at a time, some ten milliseconds of work: others get their turns between. */
const ORDERS_A_PAGE = 20;

/**
 * What all our orders explain at the vendor, those too that are not kept any more. Reads the whole store of orders, about a
 * millisecond each, and keeps none of them.
 */
export async function readOurs({ orders, stubs }: ReadingOursDeps): Promise<Ours> {
  const parts: Ours[] = [];
  let cursor: string | null = null;
  do {
    const page = await orders.list({ limit: ORDERS_A_PAGE }, cursor);
    parts.push(oursOf(page.orders));
    cursor = page.cursor;
  } while (cursor !== null);
  // After the orders: one that is purged meanwhile is in one of both.
  const purged: Ours[] = [];
  for await (const part of stubs.parts()) purged.push(oursOfStubs(part));
  // One that is in both is what its order says.
  return oursTogether([...purged, ...parts]);
}
