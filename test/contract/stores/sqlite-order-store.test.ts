import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { OrderRow } from '../../../src/storage/row.ts';
import { openSqliteDatabase, pragma } from '../../../src/storage/sqlite/sqlite-database.ts';
import { ORDER_ROW, ORDERS } from '../../../src/storage/sqlite/sqlite-order-list.ts';
import { sqliteOrderStore } from '../../../src/storage/sqlite/sqlite-order-store.ts';
import { noon } from '../../support/builders.ts';
import { orderStoreContract } from './order-store.contract.ts';
import { after, inserted, LEASE_MS, plain, referenceOf, referencesOf } from './order-store-support.ts';
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

test('orders that the first form of the store holds are read, claimed, and written in the present form', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'first-form-'));
  const before = openSqliteDatabase(folder);
  const stored = await inserted(sqliteOrderStore({ synced: before, unsynced: before }), 1, { dueAt: [noon] });
  const { order, effects, head } = stored;
  before.exec(`ALTER TABLE orders ADD COLUMN version INTEGER NOT NULL DEFAULT 1;
    ALTER TABLE orders ADD COLUMN claimable_at_ms INTEGER;
    CREATE INDEX orders_claimable ON orders (claimable_at_ms);
    DROP TABLE work;`);
  const content = JSON.stringify({ order, effects, head, lease: null });
  before.prepare('UPDATE orders SET content = ?, claimable_at_ms = ?').run(content, noon.getTime());
  before.exec('PRAGMA user_version = 1');
  before.close();

  const database = openSqliteDatabase(folder);
  const orders = sqliteOrderStore({ synced: database, unsynced: database });
  expect(await orders.get(referenceOf(1))).toStrictEqual(stored);
  const [claimed] = await orders.claimDue(noon, LEASE_MS, 1, 'token');
  expect(claimed).toStrictEqual({
    ...stored,
    version: 2,
    lease: { token: 'token', until: after(LEASE_MS) },
    isTakenOver: false,
  });
  if (!claimed) throw new Error('The order is due');
  expect(await orders.replace(2, { ...claimed, effects: [], entry: null, lease: null })).toBe(true);
  expect(await orders.get(referenceOf(1))).toStrictEqual({ ...stored, version: 3, effects: [] });
  const row = OrderRow.parse(database.prepare(`SELECT ${ORDER_ROW} FROM ${ORDERS}`).get());
  expect([JSON.parse(row.content), row.effects, row.head]).toEqual([plain(order), '[]', JSON.stringify(head)]);
  database.close();
  rmSync(folder, { recursive: true });
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
