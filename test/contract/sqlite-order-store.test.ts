import { expect, test } from '@jest/globals';
import { openSqliteDatabase } from '../../src/storage/sqlite/sqlite-database.ts';
import { sqliteOrderStore } from '../../src/storage/sqlite/sqlite-order-store.ts';
import { noon } from '../support/builders.ts';
import { orderStoreContract } from './order-store.contract.ts';
import { after, inserted, LEASE_MS, referenceOf, referencesOf, tokens } from './order-store-support.ts';
import { openTwiceOnSqlite } from './two-handles.ts';

orderStoreContract('SQLite', async () => {
  const { first, second, close } = await openTwiceOnSqlite({ now: () => noon });
  return { orders: first.orders, second: second.orders, close };
});

test('an order that cannot be read keeps no other from being claimed', async () => {
  const database = openSqliteDatabase(null);
  const orders = sqliteOrderStore({ synced: database, unsynced: database });
  for (const number of [1, 2, 3]) await inserted(orders, number, { dueAt: [after(-1)] });
  database.prepare("UPDATE orders SET content = 'broken' WHERE reference = ?").run(referenceOf(2));
  const claimed = await orders.claimDue(noon, LEASE_MS, 10, tokens());
  expect(referencesOf(claimed).toSorted()).toEqual([1, 3].map(referenceOf));
  expect(await orders.nextClaimableAt()).toStrictEqual(after(LEASE_MS));
  await expect(orders.get(referenceOf(2))).rejects.toMatchObject({ code: 'stored_row_broken' });
  database.close();
});
