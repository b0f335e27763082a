import { expect, test } from '@jest/globals';
import type { OrderQuery, OrderStore } from '../../../src/service/ports/stores/order-store.ts';
import type { Reference } from '../../../src/values/ids.ts';
import { amir, bea, rita } from '../../support/builders.ts';
import { after, changeBy, declinedBy, type Handles, inserted, known, referenceOf } from './order-store-support.ts';

/** All pages of a query, each as the references in it. */
async function pagesOf(orders: OrderStore, query: OrderQuery): Promise<Reference[][]> {
  const pages: Reference[][] = [];
  let cursor: string | null = null;
  do {
    const page = await orders.list(query, cursor);
    if (cursor !== null && page.cursor === cursor) throw new Error('The list stands still');
    pages.push(page.orders.map(({ facts }) => facts.reference));
    cursor = page.cursor;
  } while (cursor !== null);
  return pages;
}

/** Pages of orders, the newest request first. */
export function listsOrders(handles: Handles): void {
  test('the newest comes first, page by page, and the last page says that it is the last', async () => {
    const { orders, second } = handles();
    for (const number of [2, 5, 1, 3, 4]) await inserted(orders, number, { requestedAt: after(number) });
    expect(await pagesOf(second, { limit: 2 })).toEqual([[5, 4], [3, 2], [1]].map((page) => page.map(referenceOf)));
    expect(await pagesOf(second, { limit: 5 })).toEqual([[5, 4, 3, 2, 1].map(referenceOf)]);
    const { orders: page } = await second.list({ limit: 1 }, null);
    expect(page).toStrictEqual([(await known(orders, referenceOf(5))).order]);
  });

  test('a newer order that comes between two pages repeats nothing', async () => {
    const { orders } = handles();
    for (const number of [1, 2, 3]) await inserted(orders, number, { requestedAt: after(number) });
    const { cursor } = await orders.list({ limit: 2 }, null);
    await inserted(orders, 4, { requestedAt: after(4) });
    expect((await orders.list({ limit: 2 }, cursor)).orders).toHaveLength(1);
  });

  test('a stamp is another when something happened, and only then; orders are read by their references', async () => {
    const { orders, second } = handles();
    expect(await orders.stamps(null)).toEqual([]);
    for (const number of [3, 1, 2]) await inserted(orders, number);
    const before = await second.stamps(null);
    const references = [1, 2, 3].map(referenceOf).toSorted();
    expect(before.map(({ reference }) => reference)).toEqual(references);
    expect(await second.stamps(references[0] ?? null)).toEqual(before.slice(1));
    expect(await second.stamps(references[2] ?? null)).toEqual([]);

    await orders.claimDue(after(24 * 60), 1_000, 9, 'token');
    expect(await second.stamps(null)).toEqual(before);
    const stored = await known(orders, referenceOf(2));
    expect(await orders.replace(stored.version, changeBy(stored, declinedBy(amir)))).toBe(true);
    const stamps = await second.stamps(null);
    const changed = stamps.filter(({ stamp }, index) => stamp !== before[index]?.stamp);
    expect(changed.map(({ reference }) => reference)).toEqual([referenceOf(2)]);

    const some = await second.some([referenceOf(3), referenceOf(2), referenceOf(9)]);
    expect(some.map(({ facts, state }) => [facts.reference, state]).toSorted()).toEqual(
      [
        [referenceOf(2), 'declined'],
        [referenceOf(3), 'awaiting_approval'],
      ].toSorted(),
    );
    expect(await second.some([])).toEqual([]);
  });

  test('requester and states narrow the list', async () => {
    const { orders } = handles();
    for (const number of [1, 2, 3, 4, 5, 6]) {
      const requestedBy = number % 2 ? rita : bea;
      const stored = await inserted(orders, number, { requestedAt: after(number), requestedBy });
      if (number <= 3) await orders.replace(1, changeBy(stored, declinedBy(amir)));
    }
    const narrowed = (query: Omit<OrderQuery, 'limit'>) => pagesOf(orders, { ...query, limit: 1 });
    expect((await narrowed({ requestedBy: rita })).flat()).toEqual([5, 3, 1].map(referenceOf));
    expect((await narrowed({ states: ['declined'] })).flat()).toEqual([3, 2, 1].map(referenceOf));
    expect((await narrowed({ states: ['declined', 'awaiting_approval'] })).flat()).toHaveLength(6);
    expect(await narrowed({ requestedBy: rita, states: ['declined'] })).toEqual(
      [[3], [1]].map((page) => page.map(referenceOf)),
    );
    expect(await narrowed({ requestedBy: amir })).toEqual([[]]);
    expect(await narrowed({ states: [] })).toEqual([[]]);
  });

  test('orders of one moment are neither lost nor repeated between pages', async () => {
    const { orders } = handles();
    const numbers = Array.from({ length: 120 }, (_, number) => number);
    for (const number of numbers) await inserted(orders, number, { requestedAt: after(number % 2) });
    for (const limit of [7, 50, 60, 120]) {
      const pages = await pagesOf(orders, { limit });
      expect(pages).toHaveLength(Math.ceil(120 / limit));
      expect(pages.flat().toSorted()).toEqual(numbers.map(referenceOf).toSorted());
    }
  });

  test('a cursor that the store did not make is an error', async () => {
    await expect(handles().orders.list({ limit: 1 }, 'nonsense')).rejects.toThrow();
  });
}
