import { z } from 'zod';
import { type ActMemory, type ActOf, actMemory, type NamedActs, textOfAct } from '../../rows/stored-acts.ts';
import type { SqliteDatabase } from '../database/open-database.ts';

const Row = z.object({ act: z.string() }).optional();

/** Acts in SQLite, each once. */
export interface SqliteActs {
  /** Throws `StoredRowBroken` for one that cannot be read. */
  readonly of: ActOf;
}

/** Reads acts, and remembers the ones that were needed last. */
export function sqliteActs(database: SqliteDatabase, memory: ActMemory = actMemory()): SqliteActs {
  const get = database.prepare('SELECT act FROM acts WHERE hash = ?');
  return {
    of: (hash) => {
      const known = memory.get(hash);
      if (known) return known;
      const row = Row.parse(get.get(hash));
      return row && memory.read(hash, row.act);
    },
  };
}

/**
 * Writes acts that are not there yet, and keeps those that are from being taken away, within the transaction that writes a row
 * which needs them.
 */
export function sqliteActWriter(database: SqliteDatabase): (acts: NamedActs) => void {
  const isThere = database.prepare('SELECT 1 FROM acts WHERE hash = ?');
  const insert = database.prepare('INSERT INTO acts (hash, act) VALUES (?, ?)');
  const isNamed = database.prepare('DELETE FROM loose_acts WHERE hash = ?');
  return (acts) => {
    for (const [hash, act] of acts) {
      if (isThere.get(hash)) isNamed.run(hash);
      else insert.run(hash, textOfAct(act));
    }
  };
}
