import { z } from 'zod';
import type { WatchStore } from '../../service/ports/stores/watch-store.ts';
import {
  bookOf,
  endsOf,
  findingOf,
  headOf,
  headText,
  openFindingsOf,
  rowsOf,
  type WatchRowKind,
} from '../rows/watch-rows.ts';
import { groupCommit } from './database/group-commit.ts';
import type { SqliteDatabase } from './database/open-database.ts';

const Row = z.object({ content: z.string() });

/** The account watch in SQLite: a row of its own for each order, name and finding, and one for the head. */
export function sqliteWatchStore(database: SqliteDatabase): WatchStore {
  const one = database.prepare('SELECT content FROM watch WHERE kind = ? AND id = ?');
  const all = database.prepare('SELECT content FROM watch WHERE kind = ?');
  const put = database.prepare(
    `INSERT INTO watch (kind, id, content) VALUES (?, ?, ?)
     ON CONFLICT (kind, id) DO UPDATE SET content = excluded.content`,
  );
  const together = groupCommit(database);
  const read = (kind: WatchRowKind | 'head', id: string) => Row.optional().parse(one.get(kind, id))?.content ?? null;
  const readAll = (kind: WatchRowKind) =>
    z
      .array(Row)
      .parse(all.all(kind))
      .map(({ content }) => content);
  return {
    head: async () => headOf(read('head', '')),
    book: async () => bookOf(readAll('order'), readAll('name')),
    finding: async (key) => findingOf(read('finding', key)),
    ends: async (ids) => endsOf(ids.flatMap((id) => read('order', id) ?? [])),
    openFindings: async () => openFindingsOf(readAll('finding')),
    write: (revision, change) =>
      together(() => {
        if (headOf(read('head', '')).revision !== revision) return false;
        for (const { kind, id, content } of rowsOf(change)) put.run(kind, id, content);
        put.run('head', '', headText(revision, change));
        return true;
      }),
  };
}
