import { expect, test } from '@jest/globals';
import { ORDER_STATES, type OrderState } from '../../../src/orders/order.ts';
import { stageOf } from '../../../src/orders/standing/stage.ts';
import type { OrderSelection, OrderStore } from '../../../src/service/ports/stores/order-store.ts';
import type { UserId } from '../../../src/values/ids.ts';
import { amir, bea, rita } from '../../support/builders.ts';
import { cancelOrdersInEveryState } from '../../support/views/cancel-orders.ts';
import { after, asIf, changeBy, declinedBy, type Handles, inserted, referenceOf } from './order-store-support.ts';

const SECOND_MS = 1_000;

/** Every page of a selection, and the total that came with it. */
async function pagesOf(orders: OrderStore, selection: OrderSelection, limit: number) {
  const pages: string[][] = [];
  let total = 0;
  do {
    const selected = await orders.select(selection, { offset: pages.flat().length, limit });
    total = selected.total;
    pages.push(selected.orders.map(({ facts }) => facts.reference));
  } while (pages.flat().length < total && pages.at(-1)?.length !== 0);
  return { pages, total };
}

/** An order of a number that is in a state since it was last written. */
async function storedIn(orders: OrderStore, number: number, state: OrderState, requestedBy: UserId = rita) {
  const stored = await inserted(orders, number, { requestedAt: after(number * SECOND_MS), requestedBy });
  const order = asIf(state, stored.order);
  await orders.replace(1, { order, effects: [], entry: null, head: stored.head, lease: null });
}

/** Parts of the orders with their true number, page by page. */
export function selectsOrders(handles: Handles): void {
  test('what waits comes with the next to end first, without one’s own, and leaves when it is decided', async () => {
    const { orders, second } = handles();
    for (const number of [3, 1, 4, 2]) {
      const requestedBy = number === 2 ? bea : rita;
      await inserted(orders, number, { requestedAt: after(number * SECOND_MS), requestedBy });
    }
    const forBea: OrderSelection = { stage: 'waiting', notRequestedBy: bea };
    expect(await pagesOf(second, forBea, 2)).toEqual({ pages: [[1, 3].map(referenceOf), [referenceOf(4)]], total: 3 });
    expect(await pagesOf(second, { stage: 'waiting', requestedBy: bea }, 2)).toEqual({
      pages: [[referenceOf(2)]],
      total: 1,
    });
    const stored = await orders.get(referenceOf(3));
    if (stored) await orders.replace(1, changeBy(stored, declinedBy(amir)));
    expect(await pagesOf(second, forBea, 10)).toEqual({ pages: [[1, 4].map(referenceOf)], total: 2 });
    expect(await pagesOf(second, { stage: 'waiting' }, 10)).toMatchObject({ total: 3 });
    const decided: OrderSelection = { stage: 'decided', requestedBy: rita };
    expect(await pagesOf(second, decided, 10)).toEqual({ pages: [[referenceOf(3)]], total: 1 });
  });

  test('an order whose end moved on moves on in the list', async () => {
    const { orders } = handles();
    const stored = await inserted(orders, 1);
    await inserted(orders, 2, { requestedAt: after(SECOND_MS) });
    if (stored.order.state !== 'awaiting_approval') throw new Error('It does not wait');
    const order = { ...stored.order, expiresAt: new Date(stored.order.expiresAt.getTime() + 5 * SECOND_MS) };
    await orders.replace(1, { order, effects: [], entry: null, head: stored.head, lease: null });
    const { pages } = await pagesOf(orders, { stage: 'waiting' }, 10);
    expect(pages).toEqual([[2, 1].map(referenceOf)]);
  });

  test('running is what was approved and is not over, in every state', async () => {
    const { orders } = handles();
    const expected: string[] = [];
    for (const [number, state] of ORDER_STATES.entries()) {
      await storedIn(orders, number, state);
      const stored = await orders.get(referenceOf(number));
      if (stored && stageOf(stored.order) === 'running') expected.unshift(referenceOf(number));
    }
    expect(expected).toHaveLength(6);
    expect(await pagesOf(orders, { stage: 'running' }, 4)).toEqual({
      pages: [expected.slice(0, 4), expected.slice(4)],
      total: 6,
    });
    expect(await pagesOf(orders, { stage: 'running', requestedBy: bea }, 4)).toMatchObject({ total: 0 });
    const { total } = await pagesOf(orders, { stage: 'decided' }, 100);
    expect(total).toBe(ORDER_STATES.length - 1);
  });

  test('a cancellation that is done does not run any more', async () => {
    const { orders } = handles();
    const stored = await inserted(orders, 1);
    for (const [index, state] of (['placed', 'active'] as const).entries()) {
      const { terms, attempts } = cancelOrdersInEveryState().find((each) => each.state === state) ?? stored.order;
      const order = { ...asIf(state, stored.order), terms, attempts };
      await orders.replace(index + 1, { order, effects: [], entry: null, head: stored.head, lease: null });
      expect(await orders.select({ stage: 'running' }, { offset: 0, limit: 0 })).toEqual({
        total: state === 'placed' ? 1 : 0,
        orders: [],
      });
    }
  });

  test('person and moment narrow what is decided, and all', async () => {
    const { orders } = handles();
    for (const number of [1, 2, 3, 4, 5, 6]) {
      await storedIn(orders, number, number < 6 ? 'declined' : 'awaiting_approval', number % 2 ? rita : bea);
    }
    const since = after(3 * SECOND_MS);
    const of = async (selection: OrderSelection) => (await pagesOf(orders, selection, 10)).pages.flat();
    expect(await of({ stage: 'decided', requestedBy: rita, since })).toEqual([5, 3].map(referenceOf));
    expect(await of({ stage: 'decided', requestedBy: bea })).toEqual([4, 2].map(referenceOf));
    expect(await of({ stage: 'all', notRequestedBy: rita })).toEqual([6, 4, 2].map(referenceOf));
    expect(await of({ stage: 'all', since })).toEqual([6, 5, 4, 3].map(referenceOf));
    expect(await of({ stage: 'all' })).toEqual([6, 5, 4, 3, 2, 1].map(referenceOf));
    expect(await of({ stage: 'waiting', requestedBy: bea, since: after(7 * SECOND_MS) })).toEqual([]);
  });

  test('orders of one moment are neither lost nor repeated, and only the rows of a page are read', async () => {
    const { orders } = handles();
    const numbers = Array.from({ length: 37 }, (_, number) => number);
    for (const number of numbers) await inserted(orders, number);
    for (const stage of ['waiting', 'all'] as const) {
      const { pages, total } = await pagesOf(orders, { stage }, 10);
      expect(total).toBe(37);
      expect(pages.map((page) => page.length)).toEqual([10, 10, 10, 7]);
      expect(pages.flat().toSorted()).toEqual(numbers.map(referenceOf).toSorted());
    }
    expect(await orders.select({ stage: 'all' }, { offset: 40, limit: 10 })).toEqual({ total: 37, orders: [] });
  });
}
