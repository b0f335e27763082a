import { z } from 'zod';
import { Stub } from '../../../orders/history/stub.ts';
import type { Leaving, OrderArchive } from '../../../service/ports/stores/order-archive.ts';
import { Reference } from '../../../values/ids.ts';
import { archiveWriter } from '../../content/write-archive.ts';
import { COUNTED_MS } from '../../rows/order-change.ts';
import { groupCommit } from '../database/group-commit.ts';
import type { SqliteDatabase } from '../database/open-database.ts';
import { RUNS, WAITS } from '../database/stages.ts';
import { sqliteLooseActs } from './loose-acts.ts';
import { rawOrdersIn } from './source.ts';

const References = z.array(z.object({ reference: Reference }));
const Version = z.object({ version: z.int() }).optional();
const Count = z.object({ count: z.int() });
const Row = z.object({ reference: z.string(), stub: z.string() });
/** Stubs that are read at a time. */
const CHUNK = 200;

/** Takes orders out of SQLite; each is one transaction, on disk when it returns. */
export function sqliteArchive(database: SqliteDatabase): OrderArchive {
  const read = rawOrdersIn(database);
  const over = database.prepare(
    `SELECT reference FROM orders WHERE NOT (${RUNS}) AND NOT (${WAITS}) AND requested_at_ms < ?
     ORDER BY requested_at_ms, reference`,
  );
  const version = database.prepare('SELECT version FROM work WHERE reference = ?');
  const forget = ['orders', 'work', 'history', 'claims'].map((table) =>
    database.prepare(`DELETE FROM ${table} WHERE reference = ?`),
  );
  // What was charged of late counts against the limit of a day, whatever became of its order.
  const forgetAttempts = database.prepare('DELETE FROM attempt_cents WHERE attempt_id GLOB ? AND at_ms <= ?');
  const keep = database.prepare('INSERT INTO stubs (reference, stub) VALUES (?, ?)');
  const one = database.prepare('SELECT reference, stub FROM stubs WHERE reference = ?');
  const next = database.prepare(
    `SELECT reference, stub FROM stubs WHERE reference > ? ORDER BY reference LIMIT ${CHUNK}`,
  );
  const count = database.prepare('SELECT (SELECT count(*) FROM orders) + (SELECT count(*) FROM stubs) AS count');
  const inSynced = groupCommit(database);
  const acts = sqliteLooseActs(database, inSynced);
  const purgeOne = ({ version: expected, stub }: Leaving) =>
    inSynced(() => {
      if (Version.parse(version.get(stub.reference))?.version !== expected) return false;
      acts.loosen(stub.reference);
      for (const statement of forget) statement.run(stub.reference);
      forgetAttempts.run(`${stub.reference}.*`, stub.archivedAt.getTime() - COUNTED_MS);
      keep.run(stub.reference, JSON.stringify(stub));
      return true;
    });
  return {
    over: async (before) => References.parse(over.all(before.getTime())).map(({ reference }) => reference),
    write: archiveWriter('sqlite', async (reference) => read(reference)),
    purge: async (leaving) => {
      await inSynced(acts.begin);
      let purged = 0;
      for (const each of leaving) if (await purgeOne(each)) purged += 1;
      await acts.sweep();
      return purged;
    },
    kept: async () => Count.parse(count.get()).count,
    stub: async (reference) => {
      const row = Row.optional().parse(one.get(reference));
      return row ? Stub.parse(JSON.parse(row.stub)) : null;
    },
    stubs: async (cursor) => {
      const rows = z.array(Row).parse(next.all(cursor ?? ''));
      const stubs = rows.map(({ stub }) => Stub.parse(JSON.parse(stub)));
      return { stubs, cursor: rows.length < CHUNK ? null : (rows.at(-1)?.reference ?? null) };
    },
  };
}
