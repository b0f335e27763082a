import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { ownsName } from '../../../src/acts/claim.ts';
import { actOf } from '../../../src/orders/order.ts';
import { OrderRow } from '../../../src/storage/rows/row.ts';
import { hashOfAct } from '../../../src/storage/rows/stored-acts.ts';
import { openSqliteDatabase, pragma, SCHEMA_VERSION } from '../../../src/storage/sqlite/database/open-database.ts';
import { ORDER_ROW, ORDERS } from '../../../src/storage/sqlite/orders/order-list.ts';
import { sqliteOrderStore } from '../../../src/storage/sqlite/orders/order-store.ts';
import { noon } from '../../support/builders.ts';
import { firstFormOrder, seedSqlite } from '../../support/rows/first-form.ts';
import { orderStoreContract } from './order-store.contract.ts';
import { after, inserted, known, LEASE_MS, referenceOf, referencesOf } from './order-store-support.ts';
import { openTwiceOnSqlite } from './two-handles.ts';

orderStoreContract('SQLite', async () => {
  const { first, second, close } = await openTwiceOnSqlite({ now: () => noon });
  return { orders: first.orders, second: second.orders, settings: second.keyValues, close };
});

test('an order that cannot be read keeps no other from being claimed', async () => {
  const database = openSqliteDatabase(null);
  const orders = sqliteOrderStore({ synced: database, unsynced: database });
  for (const number of [1, 2, 3]) await inserted(orders, number, { dueAt: [after(-1)] });
  database.prepare("UPDATE orders SET content = 'broken' WHERE reference = ?").run(referenceOf(2));
  const claimed = await orders.claimDue(noon, LEASE_MS, 10, 'token');
  expect(referencesOf(claimed).toSorted()).toEqual([1, 3].map(referenceOf));
  expect(await orders.nextClaimableAt()).toStrictEqual(after(LEASE_MS));
  await expect(orders.get(referenceOf(2))).rejects.toMatchObject({ code: 'stored_row_broken' });
  database.close();
});

test('a page of orders that cannot be read is not the end of the list, nor is a row that lacks its work', async () => {
  const database = openSqliteDatabase(null);
  const orders = sqliteOrderStore({ synced: database, unsynced: database });
  for (const number of [1, 2, 3, 4, 5, 6]) await inserted(orders, number, { requestedAt: after(number) });
  for (const number of [3, 4]) {
    database.prepare("UPDATE orders SET content = 'broken' WHERE reference = ?").run(referenceOf(number));
  }
  database.prepare('DELETE FROM work WHERE reference = ?').run(referenceOf(2));
  const listed: string[] = [];
  let cursor: string | null = null;
  do {
    const page = await orders.list({ limit: 2 }, cursor);
    listed.push(...page.orders.map(({ facts }) => facts.reference));
    cursor = page.cursor;
  } while (cursor !== null);
  expect(listed).toEqual([6, 5, 1].map(referenceOf));
  database.close();
});

test.each([1, 2] as const)(
  'an order of a store of version %p is written in the present form with its first write',
  async (version) => {
    const folder = mkdtempSync(join(tmpdir(), 'first-form-'));
    const placing = firstFormOrder('placing');
    seedSqlite(folder, placing, version);
    const database = openSqliteDatabase(folder);
    const orders = sqliteOrderStore({ synced: database, unsynced: database });
    const { reference, claimableAtMs } = placing.row;
    const [claimed] = await orders.claimDue(new Date(claimableAtMs ?? 0), LEASE_MS, 1, 'token');
    if (!claimed) throw new Error('The order is due');
    expect(await orders.replace(claimed.version, { ...claimed, effects: [], entry: null, lease: null })).toBe(true);
    const row = OrderRow.parse(database.prepare(`SELECT ${ORDER_ROW} FROM ${ORDERS}`).get());
    const act = hashOfAct(actOf(claimed.order));
    expect(JSON.parse(row.content)).toMatchObject({ form: 2, terms: [{ act, firstForm: { purchase: act } }] });
    expect(row).toMatchObject({ version: claimed.version + 1, effects: '[]', head: placing.row.head });
    expect(database.prepare('SELECT hash FROM acts').all()).toEqual([{ hash: act }]);
    expect((await known(orders, reference)).order).toStrictEqual(claimed.order);
    database.close();
    rmSync(folder, { recursive: true });
  },
);

test('names that an older version left with a cancelled order are free', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'first-form-'));
  const cancelled = firstFormOrder('cancelled');
  seedSqlite(folder, { ...cancelled, row: { ...cancelled.row, names: ['getgoogle1.com'] } });
  const database = openSqliteDatabase(folder);
  const orders = sqliteOrderStore({ synced: database, unsynced: database });
  expect([...(await orders.claimed([ownsName('getgoogle1.com')]))]).toEqual([]);
  database.close();
  rmSync(folder, { recursive: true });
});

test('a store of a newer version is not opened, and says who wrote it', () => {
  const folder = mkdtempSync(join(tmpdir(), 'newer-'));
  const newer = openSqliteDatabase(folder);
  newer.exec(`PRAGMA user_version = ${SCHEMA_VERSION + 1}`);
  newer.close();
  expect(() => openSqliteDatabase(folder)).toThrow('a newer version of this app wrote it');
  rmSync(folder, { recursive: true });
});

test('an order of a newer form is refused, left as it is, and keeps no other from being claimed', async () => {
  const database = openSqliteDatabase(null);
  const orders = sqliteOrderStore({ synced: database, unsynced: database });
  for (const number of [1, 2]) await inserted(orders, number, { dueAt: [after(-1)] });
  database
    .prepare(`UPDATE orders SET content = replace(content, '"form":2', '"form":3') WHERE reference = ?`)
    .run(referenceOf(1));
  await expect(orders.get(referenceOf(1))).rejects.toMatchObject({
    code: 'stored_row_newer',
    userMessage: expect.stringContaining('A newer version of this app'),
  });
  expect(referencesOf(await orders.claimDue(noon, LEASE_MS, 10, 'token'))).toEqual([referenceOf(2)]);
  expect((await orders.list({ limit: 5 }, null)).orders).toHaveLength(1);
  database.close();
});

test.each([
  ['DELETE FROM acts', 'order aaaaab is broken at order.terms.0.act'],
  ["UPDATE acts SET act = '{}'", 'is not the one that was written'],
])('an order whose act is lost or changed (%s) cannot be read, and says which', async (spoil, said) => {
  const database = openSqliteDatabase(null);
  await inserted(sqliteOrderStore({ synced: database, unsynced: database }), 1);
  database.exec(spoil);
  const orders = sqliteOrderStore({ synced: database, unsynced: database });
  await expect(orders.get(referenceOf(1))).rejects.toThrow(said);
  database.close();
});

test('a store of before the limit of a day gets what it needs for it, and keeps its form for an older bot', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-attempts-'));
  const before = openSqliteDatabase(folder);
  const stored = await inserted(sqliteOrderStore({ synced: before, unsynced: before }), 1);
  before.exec('DROP TABLE attempt_cents');
  const form = pragma(before, 'user_version');
  before.close();

  const database = openSqliteDatabase(folder);
  expect(pragma(database, 'user_version')).toBe(form);
  const orders = sqliteOrderStore({ synced: database, unsynced: database });
  const guard = { attemptId: `${referenceOf(1)}.1`, at: noon, cents: 2, dayLimitCents: 1 };
  expect(await orders.replaceWithIntent(1, { ...stored, entry: null }, guard)).toBe('day_limit_reached');
  expect(await orders.replaceWithIntent(1, { ...stored, entry: null }, { ...guard, cents: 1 })).toBe('written');
  database.close();
  rmSync(folder, { recursive: true });
});

test('attempts of long ago are forgotten', async () => {
  const database = openSqliteDatabase(null);
  const orders = sqliteOrderStore({ synced: database, unsynced: database });
  for (const [number, at] of [noon, after(3 * 86_400_000)].entries()) {
    const stored = await inserted(orders, number);
    const guard = { attemptId: `${referenceOf(number)}.1`, at, cents: 1, dayLimitCents: 1 };
    expect(await orders.replaceWithIntent(1, { ...stored, entry: null }, guard)).toBe('written');
  }
  expect(database.prepare('SELECT attempt_id AS id FROM attempt_cents').all()).toEqual([{ id: `${referenceOf(1)}.1` }]);
  database.close();
});
