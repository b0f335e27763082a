import { z } from 'zod';
import type { Order } from '../../../orders/order.ts';
import { areOpen } from '../../../orders/standing/stage.ts';
import type { Log } from '../../../service/ports/log.ts';
import type { OrderStore } from '../../../service/ports/stores/order-store.ts';
import { decodeCursor, encodeCursor } from '../../rows/page-cursor.ts';
import type { ReadLately } from '../../rows/read-lately.ts';
import { decodeOrder, OrderRow } from '../../rows/row.ts';
import type { ActOf } from '../../rows/stored-acts.ts';
import { StoredRowBroken } from '../../rows/stored-json.ts';
import type { SqliteDatabase } from '../database/open-database.ts';
import { RUNS, WAITS } from '../database/stages.ts';

/** Orders with their work, and the columns of `OrderRow` in them, by its names. */
export const ORDERS = 'orders LEFT JOIN work USING (reference)';
export const ORDER_ROW = 'version, content, effects, head, lease_token AS leaseToken, lease_until_ms AS leaseUntilMs';

const ListedRow = OrderRow.extend({ reference: z.string() });
/** Where rows of a list stand, whether or not the rest of them can be read. */
const Places = z.array(z.object({ atMs: z.int(), reference: z.string() }));

/** Reads rows of a list, each with its reference and `ORDER_ROW`. */
export type ReadListed = (rows: readonly unknown[]) => Order[];

/** Reads rows of a list; one that cannot be read is told to `log` and left out. */
export const listedRows =
  (actOf: ActOf, log: Log | undefined, lately?: ReadLately): ReadListed =>
  (rows) =>
    rows.flatMap((each): Order[] => {
      // A row that lacks its work is as good as none, and so is one that cannot be read.
      const listed = ListedRow.safeParse(each);
      if (!listed.success) {
        log?.error({ error: listed.error }, CANNOT_BE_READ);
        return [];
      }
      const { reference, ...row } = listed.data;
      try {
        return [decodeOrder(row, actOf, reference, lately).order];
      } catch (error) {
        if (!(error instanceof StoredRowBroken)) throw error;
        log?.error({ error, reference }, CANNOT_BE_READ);
        return [];
      }
    });

const CANNOT_BE_READ = 'An order cannot be read';

/** Pages of orders, the newest first. */
export function sqliteOrderList(database: SqliteDatabase, read: ReadListed): OrderStore['list'] {
  const selectFrom = (places: string) =>
    database.prepare(
      `SELECT requested_at_ms AS atMs, reference, ${ORDER_ROW} FROM ${ORDERS}
       WHERE ${places} (? IS NULL OR requested_by = ?)
         AND (? IS NULL OR state IN (SELECT value FROM json_each(?)))
         AND (? IS NULL OR requested_at_ms < ? OR (requested_at_ms = ? AND reference > ?))
       ORDER BY requested_at_ms DESC, reference LIMIT ?`,
    );
  const all = selectFrom('');
  // Orders that are over are the most by far: they are not looked through for the others.
  const open = selectFrom(
    `reference IN (SELECT reference FROM orders WHERE ${WAITS} UNION ALL SELECT reference FROM orders WHERE ${RUNS}) AND`,
  );
  return async ({ requestedBy = null, states = null, limit }, cursor) => {
    const after = decodeCursor(cursor);
    const atMs = after?.atMs ?? null;
    const statesJson = states && JSON.stringify(states);
    const of = [requestedBy, requestedBy, statesJson, statesJson];
    const select = states !== null && areOpen(states) ? open : all;
    const rows = select.all(...of, atMs, atMs, atMs, after?.reference ?? null, limit + 1);
    const last = Places.parse(rows)[limit - 1];
    return { orders: read(rows.slice(0, limit)), cursor: rows.length > limit && last ? encodeCursor(last) : null };
  };
}
