import { expect, test } from '@jest/globals';
import type { Act } from '../../../src/acts/act.ts';
import { firstBrokenEntry } from '../../../src/orders/history/history.ts';
import { actOf, newestTerms } from '../../../src/orders/order.ts';
import type { OrderStore, StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { amir, aPurchase, noon } from '../../support/builders.ts';
import { after, changeBy, type Handles, inserted, known, LEASE_MS, referenceOf } from './order-store-support.ts';

const renamed = (act: Act): Act => ({ ...act, workspace: { ...act.workspace, name: 'Northwind West' } });

/** An approved order whose workspace was renamed since: it has two acts. */
async function withTwoActs(orders: OrderStore, number: number): Promise<StoredOrder> {
  const first = await inserted(orders, number);
  const { fingerprint } = newestTerms(first.order);
  await orders.replace(1, changeBy(first, { type: 'approved', by: amir, fingerprint }));
  const approved = await known(orders, referenceOf(number));
  const to = { act: renamed(actOf(approved.order)) };
  await orders.replace(2, changeBy(approved, { type: 'terms_changed', reason: 'workspace_renamed', to }));
  return known(orders, referenceOf(number));
}

/** Acts stand once in the store; orders, effects and histories come back with theirs. */
export function keepsActs(handles: Handles): void {
  test('an order with an act that came later is read by others, with its effects and its history', async () => {
    const { orders, second } = handles();
    const stored = await withTwoActs(orders, 1);
    const [first, later] = stored.order.terms;
    expect(later?.act).toEqual(renamed(first?.act ?? aPurchase()));
    expect(await known(second, referenceOf(1))).toStrictEqual(stored);
    expect(stored.effects).toContainEqual(
      expect.objectContaining({
        task: expect.objectContaining({ event: expect.objectContaining({ to: { act: later?.act } }) }),
      }),
    );
    const history = await second.history(referenceOf(1));
    expect(history.at(-1)?.event).toEqual({
      type: 'terms_changed',
      reason: 'workspace_renamed',
      to: { act: later?.act },
    });
    expect(firstBrokenEntry(history)).toBeNull();
  });

  test('orders with one act share it, and each is read, listed and claimed with it', async () => {
    const { orders, second } = handles();
    const purchase = aPurchase();
    for (const number of [1, 2]) await inserted(orders, number, { purchase, claims: [], dueAt: [noon] });
    const { orders: listed } = await second.list({ limit: 5 }, null);
    expect(listed.map(actOf)).toStrictEqual([purchase, purchase]);
    const claimed = await second.claimDue(noon, LEASE_MS, 5, 'token');
    expect(claimed.map(({ order }) => actOf(order))).toStrictEqual([purchase, purchase]);
  });

  test('an order that others changed goes on with the act that they gave it', async () => {
    const { orders, second } = handles();
    const stored = await withTwoActs(orders, 1);
    const { fingerprint } = newestTerms(stored.order);
    const read = await known(second, referenceOf(1));
    expect(await second.replace(read.version, changeBy(read, { type: 'approved', by: amir, fingerprint }))).toBe(true);
    const approved = await known(orders, referenceOf(1));
    expect(actOf(approved.order)).toStrictEqual(renamed(stored.order.terms[0]?.act ?? aPurchase()));
    expect(await orders.replace(approved.version, { ...approved, effects: [], entry: null, lease: null })).toBe(true);
    expect((await known(second, referenceOf(1))).order).toStrictEqual(approved.order);
    expect(await second.claimDue(after(1), LEASE_MS, 5, 'token')).toEqual([]);
  });
}
