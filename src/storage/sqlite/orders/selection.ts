import { z } from 'zod';
import type { OrderSelection, OrderStore } from '../../../service/ports/stores/order-store.ts';
import type { SqliteDatabase } from '../database/open-database.ts';
import { ENDS, RUNS, WAITS } from '../database/stages.ts';
import { ORDER_ROW, ORDERS, type ReadListed } from './order-list.ts';

const NEWEST = 'requested_at_ms DESC, reference';
/** Which rows a stage has, and their order. */
const STAGES: Readonly<Record<OrderSelection['stage'], { readonly where: string; readonly order: string }>> = {
  waiting: { where: WAITS, order: `${ENDS}, reference` },
  running: { where: RUNS, order: NEWEST },
  decided: { where: `NOT (${WAITS})`, order: NEWEST },
  all: { where: 'TRUE', order: NEWEST },
};

const Total = z.object({ total: z.int() });

/** Counts and pages of selections. */
export function sqliteSelection(database: SqliteDatabase, read: ReadListed): OrderStore['select'] {
  const prepared = new Map<string, ReturnType<SqliteDatabase['prepare']>>();
  const statement = (sql: string) => {
    const known = prepared.get(sql) ?? database.prepare(sql);
    prepared.set(sql, known);
    return known;
  };
  return async (selection, { offset, limit }) => {
    const { where, order } = STAGES[selection.stage];
    const narrowed = narrowings(selection);
    const conditions = [where, ...narrowed.map(({ sql }) => sql)].join(' AND ');
    const values = narrowed.map(({ value }) => value);
    const { total } = Total.parse(statement(`SELECT count(*) AS total FROM orders WHERE ${conditions}`).get(...values));
    if (limit === 0 || offset >= total) return { total, orders: [] };
    // The page is chosen by the index alone; only its rows are read.
    const page = `SELECT reference FROM orders WHERE ${conditions} ORDER BY ${order} LIMIT ? OFFSET ?`;
    const rows = statement(
      `SELECT reference, ${ORDER_ROW} FROM ${ORDERS} WHERE reference IN (${page}) ORDER BY ${order}`,
    );
    return { total, orders: read(rows.all(...values, limit, offset)) };
  };
}

function narrowings({ requestedBy, notRequestedBy, since }: OrderSelection): { sql: string; value: string | number }[] {
  return [
    ...(requestedBy === undefined ? [] : [{ sql: 'requested_by = ?', value: requestedBy }]),
    ...(notRequestedBy === undefined ? [] : [{ sql: 'requested_by <> ?', value: notRequestedBy }]),
    ...(since === undefined ? [] : [{ sql: 'requested_at_ms >= ?', value: since.getTime() }]),
  ];
}
