import { expect, test } from '@jest/globals';
import { ORDER_STATES } from '../../../src/orders/order.ts';
import type { OrderStore } from '../../../src/service/ports/stores/order-store.ts';
import { amir } from '../../support/builders.ts';
import { cancelOrdersInEveryState } from '../../support/views/cancel-orders.ts';
import { asIf, changeBy, declinedBy, firstEntry, type Handles, inserted, insertionOf } from './order-store-support.ts';

/** The counts as lines that can be compared. */
export const countLines = async (orders: OrderStore): Promise<readonly string[]> =>
  (await orders.counts()).map(({ kind, state, count }) => `${kind} ${state} ${count}`).sort();

/** How many orders there are of each kind in each state, however they came there. */
export function countsOrders(handles: Handles): void {
  test('an empty store counts nothing', async () => {
    expect(await handles().orders.counts()).toEqual([]);
  });

  test('orders are counted in every state, ended ones too, by whoever asks', async () => {
    const { orders, second } = handles();
    for (const [number, state] of ORDER_STATES.entries()) {
      const { version, order, head } = await inserted(orders, number + 1);
      const change = { order: asIf(state, order), effects: [], entry: null, head, lease: null };
      expect(await orders.replace(version, change)).toBe(true);
    }
    expect(await countLines(second)).toEqual(ORDER_STATES.map((state) => `custom_order ${state} 1`).sort());
  });

  test('orders of one state are counted together, and each kind apart; what was refused is not counted', async () => {
    const { orders, second } = handles();
    const first = await inserted(orders, 1);
    await inserted(orders, 2);
    const cancel = cancelOrdersInEveryState().find(({ state }) => state === 'awaiting_approval');
    if (!cancel) throw new Error('There is one in every state');
    expect(await orders.insert(cancel, [], firstEntry(cancel, insertionOf(3).entry.event))).toEqual({ ok: true });
    await expect(inserted(orders, 1)).rejects.toThrow('Refused');
    expect(await orders.replace(first.version + 7, changeBy(first, declinedBy(amir)))).toBe(false);
    const waiting = ['cancel_order awaiting_approval 1', 'custom_order awaiting_approval 2'];
    expect(await countLines(second)).toEqual(waiting);
    await orders.replace(first.version, changeBy(first, declinedBy(amir)));
    expect(await countLines(second)).toEqual([
      waiting[0],
      'custom_order awaiting_approval 1',
      'custom_order declined 1',
    ]);
  });
}
