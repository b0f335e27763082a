import { z } from 'zod';
import type { OrderStore } from '../../../service/ports/stores/order-store.ts';
import type { SqliteDatabase } from '../database/open-database.ts';

const Counts = z.array(z.object({ kind: z.string(), state: z.string(), count: z.int() }));

/** Reads the counts. */
export function sqliteCounts(database: SqliteDatabase): OrderStore['counts'] {
  const counts = database.prepare(`SELECT kind, state, count FROM order_counts WHERE kind <> '' AND count > 0`);
  return async () => Counts.parse(counts.all());
}
