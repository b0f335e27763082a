import { z } from 'zod';
import type { StoreEraser } from '../../content/eraser.ts';
import { nextRevision } from '../../rows/watch-rows.ts';
import { inTransaction, openSqliteDatabase } from '../database/open-database.ts';

const Head = z.object({ content: z.string() }).optional();
const Version = z.object({ version: z.int() }).optional();

/** Writes over the embedded store of a folder. What was there before is overwritten in the file, too. */
export function openSqliteEraser(dataDir: string): StoreEraser {
  const database = openSqliteDatabase(dataDir);
  database.exec('PRAGMA secure_delete = ON');
  const version = database.prepare('SELECT version FROM work WHERE reference = ?');
  const work = database.prepare('UPDATE work SET version = ? WHERE reference = ?');
  const order = database.prepare('UPDATE orders SET content = ?, requested_by = ? WHERE reference = ?');
  const entry = database.prepare('UPDATE history SET entry = ? WHERE reference = ? AND sequence = ?');
  const stub = database.prepare('UPDATE stubs SET stub = ? WHERE reference = ? AND stub = ?');
  const watch = database.prepare('UPDATE watch SET content = ? WHERE kind = ? AND id = ? AND content = ?');
  const head = database.prepare("SELECT content FROM watch WHERE kind = 'head' AND id = ''");
  const value = database.prepare('UPDATE key_values SET value = ? WHERE key = ? AND value = ?');
  const drop = database.prepare('DELETE FROM key_values WHERE key = ? AND value = ?');
  return {
    order: async (before, { reference, row, history }) =>
      inTransaction(database, () => {
        const kept = Version.parse(version.get(reference))?.version;
        if (!row || !before.row || kept !== before.row.version) return false;
        work.run(row.version, reference);
        order.run(row.content, row.requestedBy ?? '', reference);
        for (const [index, text] of history.entries())
          if (text !== before.history[index]) entry.run(text, reference, index + 1);
        return true;
      }),
    stub: async ({ reference, text: before }, text) => stub.run(text, reference, before).changes === 1,
    watch: async ({ row, id, text }, erased) =>
      inTransaction(database, () => {
        const now = Head.parse(head.get())?.content;
        const isRow = row !== 'head';
        if (isRow && watch.run(erased(text), row, id, text).changes === 0) return false;
        if (now === undefined) return isRow;
        watch.run(nextRevision(isRow ? now : erased(now)), 'head', '', now);
        return true;
      }),
    value: async ({ key, value: before }, text) =>
      (text === null ? drop.run(key, before) : value.run(text, key, before)).changes === 1,
    close: async () => {
      // The log may hold what was there before.
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
    },
  };
}
