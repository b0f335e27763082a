import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { afterEach, describe, expect, test } from '@jest/globals';
import { addDays, addHours } from 'date-fns';
import { ownsName } from '../../../src/acts/claim.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import type { Stub } from '../../../src/orders/history/stub.ts';
import { stubPages } from '../../../src/service/ports/stores/order-archive.ts';
import type { OrderStore, StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { stubOf } from '../../../src/service/retention/stub-of.ts';
import { checkFile, recordsOf } from '../../../src/storage/content/read-file.ts';
import { aDomain, amir, aPurchase, noon } from '../../support/builders.ts';
import { temporaryFolder } from '../backup/support.ts';
import { contentIn, markLoose, putActBack } from './archive-support.ts';
import { countLines } from './order-counts.contract.ts';
import {
  changeBy,
  declinedBy,
  type InsertionOptions,
  inserted,
  insertionOf,
  known,
  laterEntry,
  referenceOf,
  after as since,
} from './order-store-support.ts';
import { openTwiceOnSqlite, redisForThisFile, type TwoHandles } from './two-handles.ts';

const { openTwice } = redisForThisFile();

describe.each([
  ['SQLite', openTwiceOnSqlite],
  ['Redis', openTwice],
] as const)('the archive of %s', (_name, open) => {
  let handles: TwoHandles;
  const folder = temporaryFolder();
  afterEach(async () => {
    await handles.close();
    folder.remove();
  });

  /** Orders 1 to 3, of which the first two were declined. */
  async function filled() {
    handles = await open({ now: () => noon });
    const { orders } = handles.first;
    for (const number of [1, 2, 3]) await inserted(orders, number, { requestedAt: since(number) });
    for (const number of [1, 2]) {
      const stored = await known(orders, referenceOf(number));
      await orders.replace(stored.version, changeBy(stored, declinedBy(amir)));
    }
    return handles.first;
  }
  /** An order of a number that was declined, perhaps after an attempt that was counted. */
  async function declined(
    orders: OrderStore,
    number: number,
    { attempt, ...options }: InsertionOptions & { readonly attempt?: Date } = {},
  ): Promise<StoredOrder> {
    const first = await inserted(orders, number, options);
    if (attempt) {
      const guard = { attemptId: `${referenceOf(number)}.1`, at: attempt, cents: 2, dayLimitCents: 10 };
      expect(await orders.replaceWithIntent(first.version, { ...first, entry: null }, guard)).toBe('written');
    }
    const stored = await known(orders, referenceOf(number));
    await orders.replace(stored.version, { ...changeBy(stored, declinedBy(amir)), effects: [] });
    return known(orders, referenceOf(number));
  }
  const stubIn = (stored: StoredOrder): Stub => stubOf(stored, { at: noon, file: 'orders-1.jsonl.gz' });

  test('names the orders that neither wait nor run, of before a moment', async () => {
    const { archive } = await filled();
    expect(await archive.over(since(10))).toEqual([referenceOf(1), referenceOf(2)]);
    expect(await archive.over(since(2))).toEqual([referenceOf(1)]);
    expect(await archive.over(since(1))).toEqual([]);
  });

  test('writes orders into a file, with all that is kept of them', async () => {
    const { archive, orders } = await filled();
    const path = join(folder.path, 'archive', 'orders-1.jsonl.gz');
    const written = await archive.write({ folder: join(folder.path, 'archive'), name: 'orders-1.jsonl.gz', at: noon }, [
      referenceOf(1),
      referenceOf(9),
    ]);
    const { version } = await known(orders, referenceOf(1));
    expect(written).toEqual([{ reference: referenceOf(1), version }]);
    const file = await checkFile(path);
    expect(file.header).toMatchObject({ content: 'archive', team: 'T0ACME' });
    for await (const record of recordsOf(file))
      expect(record).toMatchObject({ kind: 'order', reference: referenceOf(1), history: { length: 2 } });
    expect(existsSync(`${path}.part`)).toBe(false);
    rmSync(path);
  });

  test('puts a stub in the place of an order: nothing else is left, and its reference is taken for good', async () => {
    const { archive, orders } = await filled();
    const reference = referenceOf(1);
    const stored = await known(orders, reference);
    const stub = stubIn(stored);
    expect(await archive.stub(reference)).toBeNull();
    expect(await countLines(orders)).toEqual(['custom_order awaiting_approval 1', 'custom_order declined 2']);
    expect(await archive.purge([{ version: stored.version, stub }])).toBe(1);
    expect(await countLines(orders)).toEqual(['custom_order awaiting_approval 1', 'custom_order declined 1']);
    expect(await handles.second.archive.stub(reference)).toStrictEqual(stub);
    expect(await handles.second.orders.get(reference)).toBeNull();
    expect(await orders.history(reference)).toEqual([]);
    for (const stage of ['decided', 'all'] as const)
      expect(
        (await orders.select({ stage }, { offset: 0, limit: 10 })).orders.map(({ facts }) => facts.reference),
      ).not.toContain(reference);
    expect((await orders.list({ limit: 10 }, null)).orders).toHaveLength(2);
    expect([...(await orders.claimed([ownsName('order1.com')]))]).toEqual([]);
    const { order, effects, entry } = insertionOf(1);
    expect(await handles.second.orders.insert(order, effects, entry)).toEqual({
      ok: false,
      refusal: 'reference_exists',
    });
    expect(await orders.replace(stored.version, { ...stored, entry: null })).toBe(false);
  });

  test('leaves nothing of an order but its stub, whatever kinds of rows there are', async () => {
    handles = await open({ now: () => noon });
    const { archive, orders } = handles.first;
    const [, other] = [await declined(orders, 1), await inserted(orders, 2)];
    const kept = await contentIn(handles.where);
    const stored = await declined(orders, 3, { attempt: noon });
    expect((await contentIn(handles.where)).length).toBeGreaterThan(kept.length);
    const stub = stubOf(stored, { at: addDays(noon, 100), file: 'orders-1.jsonl.gz' });
    expect(await archive.purge([{ version: stored.version, stub }])).toBe(1);
    const left = (await contentIn(handles.where)).filter((line) => !kept.includes(line) && !/loose/.test(line));
    expect(left).toEqual([expect.stringMatching(/stubs.*aaaaad/)]);
    expect(await known(orders, referenceOf(2))).toStrictEqual(other);
  });

  test('keeps what was charged in the last day, which counts against the limit', async () => {
    handles = await open({ now: () => noon });
    const { archive, orders } = handles.first;
    const stored = await declined(orders, 3, { attempt: noon });
    const stub = stubOf(stored, { at: addHours(noon, 23), file: 'orders-1.jsonl.gz' });
    await archive.purge([{ version: stored.version, stub }]);
    expect((await contentIn(handles.where)).filter((line) => line.includes('aaaaad.1'))).toHaveLength(1);
  });

  describe('acts', () => {
    const purchase = aPurchase({ lines: [{ provider: 'google', domains: [aDomain('shared.com')] }] });
    const shared = { purchase, claims: [] };
    const purge = (stored: StoredOrder) =>
      handles.first.archive.purge([{ version: stored.version, stub: stubIn(stored) }]);
    const hasAct = async () => (await contentIn(handles.where)).some((line) => line.includes('shared.com'));

    test('stay while any other order names them, and go with the last one', async () => {
      handles = await open({ now: () => noon });
      const { orders } = handles.first;
      const [first, second] = [await declined(orders, 1, shared), await declined(orders, 2, shared)];
      expect(await purge(first)).toBe(1);
      expect(await known(handles.second.orders, referenceOf(2))).toStrictEqual(second);
      expect(await purge(second)).toBe(1);
      expect(await hasAct()).toBe(false);
    });

    test('stay for an order that names them in its history alone', async () => {
      handles = await open({ now: () => noon });
      const { orders } = handles.first;
      const first = await declined(orders, 1, shared);
      const second = await inserted(orders, 2);
      const moved: OrderEvent = { type: 'terms_changed', reason: 'target_changed', to: { act: purchase } };
      const head = second.head;
      if (!head) throw new Error('It has a history');
      const entry = laterEntry(second.order, head, moved);
      await orders.replace(second.version, { ...second, entry, head: { sequence: 2, hash: entry.hash } });
      expect(await purge(first)).toBe(1);
      expect((await handles.second.orders.history(referenceOf(2))).at(-1)?.event).toEqual(moved);
    });

    test('stay when an order names them again that came after the purge began to look', async () => {
      handles = await open({ now: () => noon });
      const { orders } = handles.first;
      const stored = await declined(orders, 5, shared);
      for (const number of Array.from({ length: 60 }, (_, index) => index + 10)) await inserted(orders, number);
      const purged = purge(stored);
      while ((await handles.second.archive.stub(referenceOf(5))) === null) await setImmediate();
      // Before the first that is looked at.
      const later = await inserted(handles.second.orders, 1, shared);
      expect(await purged).toBe(1);
      expect(await known(orders, referenceOf(1))).toStrictEqual(later);
      // Both processes remember it.
      expect(await hasAct()).toBe(true);
    });

    test('are not loose any more once an order names them again', async () => {
      handles = await open({ now: () => noon });
      const first = await inserted(handles.first.orders, 1, shared);
      await markLoose(handles.where, first);
      await inserted(handles.first.orders, 2, shared);
      expect((await contentIn(handles.where)).filter((line) => /loose/.test(line))).toEqual([]);
    });

    test('can be written anew by who has seen them in the store', async () => {
      handles = await open({ now: () => noon });
      const { orders } = handles.first;
      await purge(await declined(orders, 1, shared));
      const anew = await declined(orders, 2, shared);
      expect(await known(handles.second.orders, referenceOf(2))).toStrictEqual(anew);
    });

    test('that somebody left who was killed, or an earlier version, go at the next purge', async () => {
      handles = await open({ now: () => noon });
      const { archive, orders } = handles.first;
      const waiting = await inserted(orders, 2);
      const stored = await declined(orders, 1, shared);
      await putActBack(handles.where, stored, () => purge(stored));
      expect(await hasAct()).toBe(true);
      expect(await archive.purge([])).toBe(0);
      expect(await hasAct()).toBe(false);
      expect(await known(handles.second.orders, referenceOf(2))).toStrictEqual(waiting);
    });
  });

  test('purges nothing that changed meanwhile', async () => {
    const { archive, orders } = await filled();
    const stored = await known(orders, referenceOf(1));
    await orders.replace(stored.version, { ...stored, entry: null });
    expect(await archive.purge([{ version: stored.version, stub: stubIn(stored) }])).toBe(0);
    expect(await archive.stub(referenceOf(1))).toBeNull();
    expect(await orders.get(referenceOf(1))).not.toBeNull();
  });

  test('reads all stubs, some at a time', async () => {
    const { archive, orders } = await filled();
    for (const number of [1, 2]) {
      const stored = await known(orders, referenceOf(number));
      await archive.purge([{ version: stored.version, stub: stubIn(stored) }]);
    }
    const found: string[] = [];
    for await (const stubs of stubPages(archive)) found.push(...stubs.map(({ reference }) => reference));
    expect(found.sort()).toEqual([referenceOf(1), referenceOf(2)]);
  });
});
