import { expect, test } from '@jest/globals';
import type { CustomOrder } from '../../../src/acts/custom_order/custom-order.ts';
import { nextEntry } from '../../../src/orders/history.ts';
import { ORDER_STATES } from '../../../src/orders/order.ts';
import { aDomain, amir, aPurchase, noon } from '../../support/builders.ts';
import { orderIn } from '../../support/views/orders.ts';
import {
  changeBy,
  declinedBy,
  type Handles,
  inserted,
  insertionOf,
  known,
  LEASE_MS,
  referencesOf,
} from './order-store-support.ts';

const forNames = (...names: string[]) =>
  aPurchase({ lines: [{ provider: 'google', domains: names.map((name) => aDomain(name)) }] });

/** A domain name stands in one open order at most. */
export function reservesNames(handles: Handles): void {
  test('an order with a taken name is refused with its holder, and leaves nothing', async () => {
    const { orders, second } = handles();
    const holder = await inserted(orders, 1, { purchase: forNames('a.com', 'b.com') });
    const { order, effects, entry } = insertionOf(2, { purchase: forNames('b.com', 'c.com') });
    const taken = new Map([['b.com', holder.order.facts.reference]]);
    expect(await second.insert(order, effects, entry)).toEqual({ ok: false, refusal: 'domains_taken', taken });
    expect(await orders.namesInUse(['b.com', 'c.com'])).toEqual(taken);
    expect(await orders.get(order.facts.reference)).toBeNull();
    expect(await orders.history(order.facts.reference)).toEqual([]);
    expect((await orders.list({ limit: 5 }, null)).orders).toHaveLength(1);
    expect(referencesOf(await orders.claimDue(noon, LEASE_MS, 5, 'token'))).toEqual([holder.order.facts.reference]);
  });

  test('of two orders for one name, on two handles at once, exactly one is written', async () => {
    const { orders, second } = handles();
    const insertions = [1, 2].map((number) => insertionOf(number, { purchase: forNames('a.com') }));
    const answers = await Promise.all(
      insertions.map(({ order, effects, entry }, index) => (index ? second : orders).insert(order, effects, entry)),
    );
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    expect((await orders.list({ limit: 5 }, null)).orders).toHaveLength(1);
  });
}

/** Names are free again once their order ended, in any way. */
export function freesNames(handles: Handles): void {
  const ended = ['declined', 'withdrawn', 'expired', 'refused', 'cancelled'];
  test.each(ORDER_STATES)('the names of an order that is %s are free only if it ended', async (state) => {
    const { orders } = handles();
    const stored = await inserted(orders, 1);
    const { facts, terms } = stored.order;
    const { entry } = changeBy(stored, declinedBy(amir));
    await orders.replace(1, { ...stored, order: { ...orderIn(state), facts, terms }, entry });
    expect((await orders.namesInUse(['order1.com'])).size).toBe(ended.includes(state) ? 0 : 1);
  });

  test('an ended order that is written again leaves the names to the order that has them now', async () => {
    const { orders } = handles();
    const first = await inserted(orders, 1, { purchase: forNames('a.com') });
    await orders.replace(1, changeBy(first, declinedBy(amir)));
    const heir = await inserted(orders, 2, { purchase: forNames('a.com') });
    const ended = await known(orders, first.order.facts.reference);
    expect(await orders.replace(ended.version, { ...ended, effects: [], entry: null })).toBe(true);
    expect([...(await orders.namesInUse(['a.com']))]).toEqual([['a.com', heir.order.facts.reference]]);
  });

  test('an ended order that turns up at the vendor takes back what nobody else has by now', async () => {
    const { orders } = handles();
    const first = await inserted(orders, 1, { purchase: forNames('a.com', 'b.com') });
    await orders.replace(1, changeBy(first, declinedBy(amir)));
    const heir = await inserted(orders, 2, { purchase: forNames('a.com') });
    const ended = await known(orders, first.order.facts.reference);
    const { facts, terms } = ended.order;
    const found = { type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: null } as const;
    const entry = nextEntry(ended.head, found, terms.fingerprint, noon);
    const placed = { ...ended, order: { ...orderIn('placed'), facts, terms }, effects: [], entry };
    expect(await orders.replace(ended.version, placed)).toBe(true);
    expect(new Map(await orders.namesInUse(['a.com', 'b.com']))).toEqual(
      new Map([
        ['a.com', heir.order.facts.reference],
        ['b.com', facts.reference],
      ]),
    );
  });

  /** Older versions let a cancelled order keep its names. */
  const cancelledLongAgo = async (number: number, purchase: CustomOrder) => {
    const { order, head } = await inserted(handles().orders, number, { purchase });
    const { facts, terms } = order;
    const cancelled = { ...orderIn('cancelled'), facts, terms };
    await handles().orders.replace(1, { order: cancelled, effects: [], entry: null, head, lease: null });
  };

  test('names that an older version left with a cancelled order are free for the next one', async () => {
    const { orders, second } = handles();
    await cancelledLongAgo(1, forNames('a.com', 'b.com'));
    expect([...(await second.namesInUse(['a.com', 'b.com']))]).toEqual([]);
    const heir = await inserted(second, 2, { purchase: forNames('a.com') });
    expect([...(await orders.namesInUse(['a.com', 'b.com']))]).toEqual([['a.com', heir.order.facts.reference]]);
    const { order, effects, entry } = insertionOf(3, { purchase: forNames('a.com', 'b.com') });
    const taken = new Map([['a.com', heir.order.facts.reference]]);
    expect(await orders.insert(order, effects, entry)).toEqual({ ok: false, refusal: 'domains_taken', taken });
  });

  test('an ended order that turns up takes back names that an older version left with a cancelled one', async () => {
    const { orders } = handles();
    const first = await inserted(orders, 1, { purchase: forNames('a.com') });
    await orders.replace(1, changeBy(first, declinedBy(amir)));
    await cancelledLongAgo(2, forNames('a.com'));
    const ended = await known(orders, first.order.facts.reference);
    const { facts, terms } = ended.order;
    const found = { type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: null } as const;
    const entry = nextEntry(ended.head, found, terms.fingerprint, noon);
    const placed = { ...ended, order: { ...orderIn('placed'), facts, terms }, effects: [], entry };
    expect(await orders.replace(ended.version, placed)).toBe(true);
    expect([...(await orders.namesInUse(['a.com']))]).toEqual([['a.com', facts.reference]]);
  });

  test('no names are in use among none', async () => {
    expect((await handles().orders.namesInUse([])).size).toBe(0);
  });
}
