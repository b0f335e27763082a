import { type OwnOrder, ownOrderOf } from '../../spend/own-order.ts';
import type { Reference } from '../../values/ids.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStamp, OrderStore } from '../ports/stores/order-store.ts';

/** Orders are read so many at a time, some milliseconds of work: others get their turns between. */
const ORDERS_AT_ONCE = 10;
/** Who asks again so soon, as several pages and a Home that is drawn again do, gets the same. */
const SHARED_MS = 10_000;

/** All orders of ours as far as they count as money, newest first; at most ten seconds old. */
export type ReadOwnOrders = () => Promise<readonly OwnOrder[]>;

export interface OwnOrdersDeps {
  readonly orders: Pick<OrderStore, 'stamps' | 'some'>;
  readonly clock: Clock;
}

/** What is known of an order, as of its stamp; of one that is no money, or cannot be read, null. */
interface Known {
  readonly stamp: string;
  readonly requestedAtMs: number;
  readonly own: OwnOrder | null;
}

/**
 * See `ReadOwnOrders`: one reading of the store for all who ask at the same time, or soon after. What counts of each order is
 * kept in memory, some hundred bytes, and read again only when something happened to it: the first reading takes about a
 * millisecond an order, each later one some ten milliseconds for ten thousand of them.
 */
export function readOwnOrders({ orders, clock }: OwnOrdersDeps): ReadOwnOrders {
  const shared = sharedAnswers<readonly OwnOrder[]>({ clock });
  let known: ReadonlyMap<Reference, Known> = new Map();
  let last: Promise<unknown> = Promise.resolve();
  /** One after the other: who comes while all orders are read for the first time does not read them, too. */
  const renewed = (): Promise<readonly OwnOrder[]> => {
    const renewing = last.then(async () => {
      known = await readChanged(orders, known);
      return newestFirst(known);
    });
    last = renewing.catch(() => {});
    return renewing;
  };
  return () => shared('all', renewed, SHARED_MS);
}

/** What is known from now on. An order that is read after its stamp is at least as new as that: what it lacks comes next time. */
async function readChanged(
  orders: OwnOrdersDeps['orders'],
  before: ReadonlyMap<Reference, Known>,
): Promise<ReadonlyMap<Reference, Known>> {
  const known = new Map<Reference, Known>();
  const changed: OrderStamp[] = [];
  for await (const each of stampsOf(orders)) {
    const same = before.get(each.reference);
    if (same?.stamp === each.stamp) known.set(each.reference, same);
    else changed.push(each);
  }
  for (let from = 0; from < changed.length; from += ORDERS_AT_ONCE) {
    const some = changed.slice(from, from + ORDERS_AT_ONCE);
    const read = await orders.some(some.map(({ reference }) => reference));
    const byReference = new Map(read.map((order) => [order.facts.reference, order]));
    for (const { reference, stamp } of some) {
      const order = byReference.get(reference);
      const requestedAtMs = order?.facts.requestedAt.getTime() ?? 0;
      known.set(reference, { stamp, requestedAtMs, own: order ? ownOrderOf(order) : null });
    }
  }
  return known;
}

async function* stampsOf(orders: OwnOrdersDeps['orders']): AsyncGenerator<OrderStamp> {
  let page = await orders.stamps(null);
  for (let last = page.at(-1); last; last = page.at(-1)) {
    yield* page;
    page = await orders.stamps(last.reference);
  }
}

const newestFirst = (known: ReadonlyMap<Reference, Known>): OwnOrder[] =>
  [...known.values()]
    .toSorted((one, other) => other.requestedAtMs - one.requestedAtMs)
    .flatMap(({ own }) => (own ? [own] : []));
