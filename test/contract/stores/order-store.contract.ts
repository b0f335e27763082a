import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { ownsName } from '../../../src/acts/claim.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { firstBrokenEntry } from '../../../src/orders/history/history.ts';
import { ORDER_STATES } from '../../../src/orders/order.ts';
import { amir, approvals, bea } from '../../support/builders.ts';
import { excludesOthers, letsGo } from './held-claims.contract.ts';
import { keepsActs } from './kept-acts.contract.ts';
import { fencesLateHolders, leasesDue, sharesWork } from './order-claims.contract.ts';
import { countsOrders } from './order-counts.contract.ts';
import { keepsDayLimit, refusesOtherRules, refusesWhilePaused, writesIntents } from './order-intents.contract.ts';
import { listsOrders } from './order-lists.contract.ts';
import { selectsOrders } from './order-selection.contract.ts';
import {
  after,
  asIf,
  changeBy,
  declinedBy,
  type Handles,
  inserted,
  insertionOf,
  known,
  LEASE_MS,
  type OrderStoreHandles,
  referenceOf,
} from './order-store-support.ts';

/** What every order store promises (`OrderStore` in the ports), checked on real stores. */
export function orderStoreContract(name: string, open: () => Promise<OrderStoreHandles>): void {
  describe(`the order store on ${name}`, () => {
    let handles: OrderStoreHandles;
    beforeEach(async () => {
      handles = await open();
    });
    afterEach(() => handles.close());
    describe('keeps orders', () => keepsOrders(() => handles));
    describe('writes changes', () => writesChanges(() => handles));
    describe('replaces by compare-and-set', () => comparesAndSets(() => handles));
    describe('writes intents to pay', () => writesIntents(() => handles));
    describe('refuses intents while placing is paused', () => refusesWhilePaused(() => handles));
    describe('refuses intents by rules that are not in force', () => refusesOtherRules(() => handles));
    describe('keeps attempts within the limit of a day', () => keepsDayLimit(() => handles));
    describe('keeps acts once', () => keepsActs(() => handles));
    describe('excludes others from what an order claims', () => excludesOthers(() => handles));
    describe('lets go of what an order claims', () => letsGo(() => handles));
    describe('leases what is due', () => leasesDue(() => handles));
    describe('shares the work', () => sharesWork(() => handles));
    describe('fences late holders', () => fencesLateHolders(() => handles));
    describe('lists orders', () => listsOrders(() => handles));
    describe('selects orders', () => selectsOrders(() => handles));
    describe('counts orders', () => countsOrders(() => handles));
  });
}

function keepsOrders(handles: Handles): void {
  test('an order comes back as it was written, its moments as dates', async () => {
    const { order, effects, entry } = insertionOf(1);
    await handles().orders.insert(order, effects, entry);
    const head = { sequence: 1, hash: entry.hash };
    expect(await handles().second.get(order.facts.reference)).toStrictEqual({
      version: 1,
      order,
      effects,
      head,
      lease: null,
    });
    expect(await handles().second.history(order.facts.reference)).toStrictEqual([entry]);
  });

  test('an unknown reference is no order and has no history', async () => {
    expect(await handles().orders.get(referenceOf(1))).toBeNull();
    expect(await handles().orders.history(referenceOf(1))).toEqual([]);
  });

  test('a reference is given once: the second order with it is refused and leaves nothing', async () => {
    const first = await inserted(handles().orders, 1);
    const { order, effects, entry } = insertionOf(2, { reference: first.order.facts.reference });
    const answer = await handles().second.insert(order, effects, entry);
    expect(answer).toEqual({ ok: false, refusal: 'reference_exists' });
    expect(await known(handles().orders, first.order.facts.reference)).toStrictEqual(first);
    expect(await handles().orders.history(first.order.facts.reference)).toHaveLength(1);
    expect([...(await handles().orders.claimed([ownsName('order2.com')]))]).toEqual([]);
  });
}

function writesChanges(handles: Handles): void {
  test.each(ORDER_STATES)('an order that is %s comes back as it was written', async (state) => {
    const stored = await inserted(handles().orders, 1);
    const order = asIf(state, stored.order);
    const lease = { token: 'token-1', until: after(LEASE_MS) };
    expect(await handles().orders.replace(1, { order, effects: [], entry: null, head: stored.head, lease })).toBe(true);
    const expected = { version: 2, order, effects: [], head: stored.head, lease };
    expect(await handles().second.get(order.facts.reference)).toStrictEqual(expected);
  });

  test('the entry is appended in the same write, and the chain of entries holds', async () => {
    const { reference } = (await inserted(handles().orders, 1)).order.facts;
    const events: OrderEvent[] = [{ type: 'announced', card: { channelId: approvals, ts: '1.1' } }, declinedBy(amir)];
    for (const event of events) {
      const stored = await known(handles().orders, reference);
      const change = changeBy(stored, event);
      expect(await handles().orders.replace(stored.version, change)).toBe(true);
      const { sequence, hash } = (await handles().second.history(reference)).at(-1) ?? {};
      expect((await known(handles().second, reference)).head).toStrictEqual({ sequence, hash });
    }
    const history = await handles().orders.history(reference);
    expect(history.map(({ event }) => event.type)).toEqual(['requested', 'announced', 'declined']);
    expect(firstBrokenEntry(history)).toBeNull();
  });
}

function comparesAndSets(handles: Handles): void {
  test('a change from a stale version is refused and changes nothing', async () => {
    const stale = await inserted(handles().orders, 1);
    await handles().second.replace(1, { ...stale, entry: null });
    const { reference } = stale.order.facts;
    const newest = await known(handles().orders, reference);
    expect(await handles().orders.replace(stale.version, changeBy(stale, declinedBy(amir)))).toBe(false);
    expect(await known(handles().orders, reference)).toStrictEqual(newest);
    expect(await handles().orders.history(reference)).toHaveLength(1);
    expect([...(await handles().orders.claimed(stale.order.claims))]).toEqual([['name:order1.com', reference]]);
  });

  test('a change of an unknown order is refused and makes none', async () => {
    const { order, effects, entry: head } = insertionOf(1);
    expect(await handles().orders.replace(1, { order, effects, entry: null, head, lease: null })).toBe(false);
    expect(await handles().orders.get(order.facts.reference)).toBeNull();
  });

  test('of several changes from one version, on two handles at once, exactly one is written', async () => {
    const stored = await inserted(handles().orders, 1);
    const { orders, second } = handles();
    const clicks = [amir, bea, amir, bea].map((by, index) => declinedBy(by, `Reason ${index}`));
    const answers = await Promise.all(
      clicks.map((event, index) => (index % 2 ? second : orders).replace(1, changeBy(stored, event))),
    );
    const won = clicks.filter((_, index) => answers[index]);
    expect(won).toHaveLength(1);
    const history = await orders.history(stored.order.facts.reference);
    expect(history.map(({ event }) => event)).toStrictEqual([history[0]?.event, won[0]]);
    expect((await known(orders, stored.order.facts.reference)).order).toMatchObject({ reason: won[0]?.reason });
  });
}
