import { statSync } from 'node:fs';
import type Database from 'libsql';
import { z } from 'zod';
import { StoreUnreadable } from '../../order-reader.ts';
import { sqliteFile } from './store-files.ts';

/** A larger file is looked at where its tables are listed, and no further: a start must not take minutes. */
const MOST_BYTES = 256 * 1_048_576;

const Findings = z.array(z.object({ quick_check: z.string() }));
/** Source: SQLite documentation, "Result and Error Codes". */
const Damaged = z.object({ code: z.enum(['SQLITE_NOTADB', 'SQLITE_CORRUPT']) });

/** Looks through the file. Throws `StoreUnreadable` when it is damaged. */
export function assertSound(database: Database.Database, dataDir: string): void {
  if (statSync(sqliteFile(dataDir)).size > MOST_BYTES) return;
  const [first] = Findings.parse(database.prepare('PRAGMA quick_check(1)').all());
  if (first && first.quick_check !== 'ok') throw new StoreUnreadable(damaged(dataDir, first.quick_check));
}

/** What SQLite throws over a damaged file, as a sentence for the operator; any other error as it is. */
export function tellingDamage(error: unknown, dataDir: string): unknown {
  if (!Damaged.safeParse(error).success) return error;
  const reason = error instanceof Error ? error.message : 'no reason given';
  return new StoreUnreadable(damaged(dataDir, reason), { cause: error });
}

const damaged = (dataDir: string, reason: string): string =>
  `The store at ${sqliteFile(dataDir)} is damaged (${reason}). Nothing was changed. Move it away with its -wal and -shm, put a backup of DATA_DIR in its place, and start again.`;
