import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { worthOfQuote } from '../../../../src/acts/worth.ts';
import { readOwnOrders } from '../../../../src/service/account/own-orders.ts';
import type { OrderStore } from '../../../../src/service/ports/stores/order-store.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { insertOnce } from '../../../../src/service/requesting/sending/insert-once.ts';
import { amir, aPurchase, aQuote, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from '../requesting/cancelling-world.ts';

/** Our orders of a world as money, and how many orders were read for that. */
function ownIn(world: PlacingWorld) {
  const needs = needsOf(world);
  let read = 0;
  const some: OrderStore['some'] = async (references) => {
    read += references.length;
    return world.store.some(references);
  };
  const orders = { ...needs.orders, some };
  return {
    needs,
    own: readOwnOrders({ orders, clock: needs.clock }),
    reads: () => read,
    ask: async (label: string) => {
      const act = aPurchase({ label, lines: aPurchase().lines.map((line) => ({ ...line, domains: [aName(label)] })) });
      const asked = { formId: label, by: rita, act, worth: worthOfQuote(aQuote(act)) };
      const inserted = await insertOnce({ ...needs, requesters: null }, asked);
      if (!inserted.ok) throw new Error(`Not asked for: ${inserted.refusal}`);
      return inserted.order.facts.reference;
    },
    later: () => {
      world.now = addSeconds(world.now, 11);
    },
  };
}
const aName = (label: string) =>
  ({ name: `get${label}.com`, naming: { form: 'names', firstName: 'Ada', lastName: 'Park' } }) as const;

test('all orders are read once; after that only those to which something happened, and what is gone is gone', () =>
  inWorld(async (world) => {
    const { own, ask, reads, later, needs } = ownIn(world);
    expect(await own()).toEqual([]);
    const first = await ask('one');
    later();
    await ask('two');
    later();
    expect((await Promise.all([own(), own()])).map((all) => all.map(({ label }) => label))).toEqual([
      ['two', 'one'],
      ['two', 'one'],
    ]);
    expect(reads()).toBe(2);
    later();
    await own();
    expect(reads()).toBe(2);
    const declined = { type: 'declined', by: amir, reason: 'no' } as const;
    await recordEvent(needs, first, declined);
    later();
    expect((await own()).map(({ label }) => label)).toEqual(['two']);
    expect(reads()).toBe(3);
    later();
    expect(await own()).toHaveLength(1);
    expect(reads()).toBe(3);
  }));

test('who asks while all are read for the first time does not read them, too; a failure is not kept', () =>
  inWorld(async (world) => {
    const { own, ask, reads, later, needs } = ownIn(world);
    await ask('one');
    const begun = own();
    later();
    const again = own();
    expect([await begun, await again].map((all) => all.length)).toEqual([1, 1]);
    expect(reads()).toBe(1);

    let fails = true;
    const stamps: OrderStore['stamps'] = (after) =>
      fails ? Promise.reject(new Error('gone')) : needs.orders.stamps(after);
    const other = readOwnOrders({ orders: { ...needs.orders, stamps }, clock: needs.clock });
    await expect(other()).rejects.toThrow('gone');
    fails = false;
    expect(await other()).toHaveLength(1);
  }));
