import { expect, test } from '@jest/globals';
import type { StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { amir, noon } from '../../support/builders.ts';
import {
  after,
  changeBy,
  declinedBy,
  type Handles,
  inserted,
  known,
  LEASE_MS,
  referenceOf,
  referencesOf,
  tokens,
} from './order-store-support.ts';

/** What is due is leased, nothing else. */
export function leasesDue(handles: Handles): void {
  test('only what is due is claimed, with a lease and a new version', async () => {
    const { orders, second } = handles();
    const dueAt = [after(1), noon, after(-2_000), after(-1_000)];
    for (const [number, due] of dueAt.entries()) await inserted(orders, number, { dueAt: [after(60_000), due] });
    const claimed = await orders.claimDue(noon, LEASE_MS, 10, 'token');
    expect(referencesOf(claimed).toSorted()).toEqual([1, 2, 3].map(referenceOf));
    for (const { lease } of claimed) expect(lease).toStrictEqual({ token: 'token', until: after(LEASE_MS) });
    expect(claimed.map(({ version }) => version)).toEqual([2, 2, 2]);
    const stored = claimed.map(({ isTakenOver, ...each }) => [isTakenOver, each]);
    const read = await Promise.all(referencesOf(claimed).map((each) => known(second, each)));
    expect(stored).toStrictEqual(read.map((each) => [false, each]));
  });

  test('no more than asked for are claimed, and the longest due are', async () => {
    const { orders } = handles();
    for (const number of [1, 2, 3, 4]) await inserted(orders, number, { dueAt: [after(-number)] });
    const claim = async (limit: number) =>
      referencesOf(await orders.claimDue(noon, LEASE_MS, limit, 'token')).toSorted();
    expect(await claim(2)).toEqual([3, 4].map(referenceOf));
    expect(await claim(9)).toEqual([1, 2].map(referenceOf));
  });

  test('an order that has nothing to do is never claimed', async () => {
    const { orders } = handles();
    await inserted(orders, 1, { dueAt: [] });
    expect(await orders.claimDue(after(1e12), LEASE_MS, 10, 'token')).toEqual([]);
    expect(await orders.nextClaimableAt()).toBeNull();
  });
}

/** Processes share the work, and know when there is more. */
export function sharesWork(handles: Handles): void {
  test('two processes that claim at once never share an order, and leave none', async () => {
    const { orders, second } = handles();
    const numbers = Array.from({ length: 40 }, (_, number) => number);
    for (const number of numbers) await inserted(orders, number, { dueAt: [after(-number)] });
    const newToken = tokens();
    const claimed: StoredOrder[] = [];
    for (let found = -1; found !== claimed.length && found < numbers.length; ) {
      found = claimed.length;
      const batches = [orders, second, orders, second].map((each) => each.claimDue(noon, LEASE_MS, 7, newToken()));
      claimed.push(...(await Promise.all(batches)).flat());
    }
    expect(referencesOf(claimed).toSorted()).toEqual(numbers.map(referenceOf).toSorted());
    expect(claimed).toHaveLength(40);
  });

  test('the next claim is possible when the first effect is due or the first lease ends', async () => {
    const { orders } = handles();
    expect(await orders.nextClaimableAt()).toBeNull();
    await inserted(orders, 1, { dueAt: [after(90_000), after(-5)] });
    await inserted(orders, 2, { dueAt: [after(100_000)] });
    expect(await orders.nextClaimableAt()).toStrictEqual(after(-5));
    await orders.claimDue(noon, LEASE_MS, 10, 'token');
    expect(await orders.nextClaimableAt()).toStrictEqual(after(LEASE_MS));
    const [claimed] = await orders.claimDue(after(LEASE_MS), LEASE_MS, 10, 'token');
    if (!claimed) throw new Error('The lease has ended');
    await orders.replace(claimed.version, { ...claimed, effects: [], entry: null, lease: null });
    expect(await orders.nextClaimableAt()).toStrictEqual(after(100_000));
  });
}

/** A lease keeps others out until it ends, and its holder out from then on. */
export function fencesLateHolders(handles: Handles): void {
  /** An order that was claimed at noon. */
  const claimedAtNoon = async (): Promise<StoredOrder> => {
    await inserted(handles().orders, 1, { dueAt: [noon] });
    const [claimed] = await handles().orders.claimDue(noon, LEASE_MS, 1, 'first');
    if (!claimed) throw new Error('The order is due');
    return claimed;
  };
  const claimAt = (now: Date) => handles().second.claimDue(now, LEASE_MS, 1, 'second');

  test('a leased order is claimed by nobody else until the lease ends; then its holder is too late', async () => {
    const held = await claimedAtNoon();
    expect(await claimAt(after(LEASE_MS - 1))).toEqual([]);
    const [taken] = await claimAt(after(LEASE_MS));
    expect(taken?.lease).toStrictEqual({ token: 'second', until: after(2 * LEASE_MS) });
    expect(await handles().orders.replace(held.version, changeBy(held, declinedBy(amir)))).toBe(false);
    expect(taken).toStrictEqual({ ...(await known(handles().orders, held.order.facts.reference)), isTakenOver: true });
  });

  test("a click meanwhile keeps the lease: the order stays its holder's, who sees that the order moved", async () => {
    const held = await claimedAtNoon();
    const click = changeBy(held, declinedBy(amir), after(1));
    expect(await handles().second.replace(held.version, click)).toBe(true);
    expect(await claimAt(after(LEASE_MS - 1))).toEqual([]);
    expect(await handles().orders.replace(held.version, { ...held, entry: null })).toBe(false);
    expect((await known(handles().orders, held.order.facts.reference)).lease).toStrictEqual(held.lease);
    expect(await claimAt(after(LEASE_MS))).toHaveLength(1);
  });

  test('an order that was given back is claimed again once its next effect is due', async () => {
    const held = await claimedAtNoon();
    const effects = held.effects.map((effect) => ({ ...effect, dueAt: after(1_000), attempts: 1 }));
    await handles().orders.replace(held.version, { ...held, effects, entry: null, lease: null });
    expect(await claimAt(after(999))).toEqual([]);
    const [claimed] = await claimAt(after(1_000));
    expect(claimed?.effects).toStrictEqual(effects);
    expect(claimed?.isTakenOver).toBe(false);
  });
}
