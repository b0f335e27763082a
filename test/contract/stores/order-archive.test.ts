import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { ownsName } from '../../../src/acts/claim.ts';
import type { Stub } from '../../../src/orders/stub.ts';
import { stubPages } from '../../../src/service/ports/order-archive.ts';
import type { StoredOrder } from '../../../src/service/ports/order-store.ts';
import { stubOf } from '../../../src/service/retention/stub-of.ts';
import { checkFile, recordsOf } from '../../../src/storage/content/read-file.ts';
import { amir, noon } from '../../support/builders.ts';
import { temporaryFolder } from '../backup/support.ts';
import { countLines } from './order-counts.contract.ts';
import {
  changeBy,
  declinedBy,
  inserted,
  insertionOf,
  known,
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
    expect(await archive.purge(stored.version, stub)).toBe(true);
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

  test('purges nothing that changed meanwhile', async () => {
    const { archive, orders } = await filled();
    const stored = await known(orders, referenceOf(1));
    await orders.replace(stored.version, { ...stored, entry: null });
    expect(await archive.purge(stored.version, stubIn(stored))).toBe(false);
    expect(await archive.stub(referenceOf(1))).toBeNull();
    expect(await orders.get(referenceOf(1))).not.toBeNull();
  });

  test('reads all stubs, some at a time', async () => {
    const { archive, orders } = await filled();
    for (const number of [1, 2]) {
      const stored = await known(orders, referenceOf(number));
      await archive.purge(stored.version, stubIn(stored));
    }
    const found: string[] = [];
    for await (const stubs of stubPages(archive)) found.push(...stubs.map(({ reference }) => reference));
    expect(found.sort()).toEqual([referenceOf(1), referenceOf(2)]);
  });
});
