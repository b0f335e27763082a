import { expect, test } from '@jest/globals';
import { type Claim, ownsName, worksOnName, worksOnVendorOrder } from '../../../src/acts/claim.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { ORDER_STATES } from '../../../src/orders/order.ts';
import type { OrderStore, StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { amir, noon } from '../../support/builders.ts';
import {
  asIf,
  changeBy,
  declinedBy,
  type Handles,
  inserted,
  insertionOf,
  known,
  LEASE_MS,
  laterEntry,
  referenceOf,
  referencesOf,
} from './order-store-support.ts';

const stock: Claim = { key: 'stock:rec2', mode: 'owns' };
const form: Claim = { key: 'form:5f1c', mode: 'works-on' };

const refused = (...taken: readonly (readonly [string, number])[]) => ({
  ok: false,
  refusal: 'claimed',
  taken: new Map(taken.map(([key, number]) => [key, referenceOf(number)])),
});

async function insertWith(orders: OrderStore, number: number, ...claims: readonly Claim[]) {
  const { order, effects, entry } = insertionOf(number, { claims });
  return orders.insert(order, effects, entry);
}

/** What an open order claims excludes the same claim of another. */
export function excludesOthers(handles: Handles): void {
  test('an order with a claim that is taken is refused with its holder, and leaves nothing', async () => {
    const { orders, second } = handles();
    await inserted(orders, 1, { claims: [ownsName('a.com'), ownsName('b.com')] });
    const { order, effects, entry } = insertionOf(2, { claims: [ownsName('b.com'), ownsName('c.com')] });
    expect(await second.insert(order, effects, entry)).toEqual(refused(['name:b.com', 1]));
    expect([...(await orders.claimed(order.claims))]).toEqual([['name:b.com', referenceOf(1)]]);
    expect(await orders.get(order.facts.reference)).toBeNull();
    expect(await orders.history(order.facts.reference)).toEqual([]);
    expect((await orders.list({ limit: 5 }, null)).orders).toHaveLength(1);
    expect(referencesOf(await orders.claimDue(noon, LEASE_MS, 5, 'token'))).toEqual([referenceOf(1)]);
  });

  test.each<Claim>([ownsName('a.com'), worksOnName('a.com'), worksOnVendorOrder('rec1'), stock, form])(
    'of two orders with the claim $mode $key, on two handles at once, exactly one is written',
    async (claim) => {
      const { orders, second } = handles();
      const answers = await Promise.all([insertWith(orders, 1, claim), insertWith(second, 2, claim)]);
      expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await orders.list({ limit: 5 }, null)).orders).toHaveLength(1);
      expect([...(await orders.claimed([claim])).keys()]).toEqual([claim.key]);
    },
  );

  test('who works on something does not exclude its owner, nor the owner who works on it', async () => {
    const { orders, second } = handles();
    expect(await insertWith(orders, 1, ownsName('a.com'))).toEqual({ ok: true });
    expect(await insertWith(second, 2, worksOnName('a.com'), worksOnVendorOrder('rec1'))).toEqual({ ok: true });
    expect(await orders.claimed([ownsName('a.com')])).toEqual(new Map([['name:a.com', referenceOf(1)]]));
    expect(await orders.claimed([worksOnName('a.com')])).toEqual(new Map([['name:a.com', referenceOf(2)]]));
    expect(await insertWith(orders, 3, worksOnVendorOrder('rec1'), worksOnName('a.com'))).toEqual(
      refused(['vendor-order:rec1', 2], ['name:a.com', 2]),
    );
  });

  test('keys of other kinds, and keys with spaces and signs in them, do not exclude one another', async () => {
    const { orders } = handles();
    const claims: Claim[] = ['name:owns name:x', 'form:x y', 'stock:x y', 'form:x:y', 'name:"x"'].map((key) => ({
      key,
      mode: 'owns',
    }));
    for (const [number, claim] of claims.entries())
      expect(await insertWith(orders, number, claim)).toEqual({ ok: true });
    for (const [number, claim] of claims.entries()) {
      expect([...(await orders.claimed([claim]))]).toEqual([[claim.key, referenceOf(number)]]);
    }
  });

  test('an order that claims nothing is written, and of no claims none is taken', async () => {
    const { orders } = handles();
    for (const number of [1, 2]) expect(await insertWith(orders, number)).toEqual({ ok: true });
    expect((await orders.claimed([])).size).toBe(0);
  });
}

/** The order as it is with an event written that makes it another one of the state. */
async function write(orders: OrderStore, stored: StoredOrder, state: 'placed' | 'payment_pending', event: OrderEvent) {
  const entry = laterEntry(stored.order, stored.head, event);
  const order = asIf(state, stored.order);
  expect(await orders.replace(stored.version, { ...stored, order, effects: [], entry })).toBe(true);
}

/** What an order claimed is free again once it ended, in any way. */
export function letsGo(handles: Handles): void {
  const both = [ownsName('a.com'), worksOnVendorOrder('rec1')];

  const ended = ['declined', 'withdrawn', 'expired', 'refused', 'cancelled'];
  test.each(ORDER_STATES)('what an order that is %s claims is free only if it ended', async (state) => {
    const { orders } = handles();
    const stored = await inserted(orders, 1, { claims: both });
    const { entry } = changeBy(stored, declinedBy(amir));
    await orders.replace(1, { ...stored, order: asIf(state, stored.order), entry });
    expect((await orders.claimed(both)).size).toBe(ended.includes(state) ? 0 : 2);
  });

  test('an ended order that is written again leaves the claims to the order that has them now', async () => {
    const { orders } = handles();
    const first = await inserted(orders, 1, { claims: both });
    await orders.replace(1, changeBy(first, declinedBy(amir)));
    await inserted(orders, 2, { claims: both });
    const gone = await known(orders, referenceOf(1));
    expect(await orders.replace(gone.version, { ...gone, effects: [], entry: null })).toBe(true);
    expect([...(await orders.claimed(both)).values()]).toEqual([referenceOf(2), referenceOf(2)]);
  });

  test.each<[string, 'placed' | 'payment_pending', OrderEvent]>([
    ['is found', 'placed', { type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: null }],
    ['is confirmed late', 'placed', { type: 'vendor_confirmed', vendorOrderId: null, attempt: 1 }],
    ['was made unpaid', 'payment_pending', { type: 'vendor_could_not_charge', message: 'No', attempt: 1 }],
  ])('an ended order that %s after all takes back what nobody else has by now', async (_what, state, event) => {
    const { orders } = handles();
    const all = [...both, ownsName('b.com'), stock];
    const first = await inserted(orders, 1, { claims: all });
    await orders.replace(1, changeBy(first, declinedBy(amir)));
    await inserted(orders, 2, { claims: [ownsName('a.com'), stock] });
    await write(orders, await known(orders, referenceOf(1)), state, event);
    expect(await orders.claimed(all)).toEqual(
      new Map([
        ['name:a.com', referenceOf(2)],
        ['vendor-order:rec1', referenceOf(1)],
        ['name:b.com', referenceOf(1)],
        ['stock:rec2', referenceOf(2)],
      ]),
    );
  });
}
