import { z } from 'zod';
import type { OrderStore } from '../../../service/ports/stores/order-store.ts';
import { Reference } from '../../../values/ids.ts';
import type { SqliteDatabase } from '../database/open-database.ts';
import { ORDER_ROW, ORDERS, type ReadListed } from './order-list.ts';

/** So many stamps are a few milliseconds of work. */
const STAMPS_A_PAGE = 1_000;

const Stamps = z.array(z.object({ reference: Reference, stamp: z.string() }));

/** Tells which orders changed, by where their log ends; and reads those. In the oldest rows the end of the log is not apart. */
export function sqliteStamps(database: SqliteDatabase, read: ReadListed): Pick<OrderStore, 'stamps' | 'some'> {
  const stamps = database.prepare(
    `SELECT reference, coalesce(head, 'version ' || version) AS stamp FROM work
     WHERE reference > ? ORDER BY reference LIMIT ${STAMPS_A_PAGE}`,
  );
  const some = database.prepare(
    `SELECT reference, ${ORDER_ROW} FROM ${ORDERS} WHERE reference IN (SELECT value FROM json_each(?))`,
  );
  return {
    stamps: async (after) => Stamps.parse(stamps.all(after ?? '')),
    some: async (references) => read(some.all(JSON.stringify(references))),
  };
}
