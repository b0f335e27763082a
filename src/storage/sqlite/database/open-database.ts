import Database from 'libsql';
import { z } from 'zod';
import { giveSignsOfLife, type Host, type HostSign, thisHost } from '../files/host.ts';
import { assertSound, tellingDamage } from '../files/soundness.ts';
import { makeForOwner, sqliteFile } from '../files/store-files.ts';
import { KINDS } from './kinds.ts';
import { SELECTION_INDEXES } from './stages.ts';

export type SqliteDatabase = Database.Database;

/** How long a program that reads, and a start, wait for a process that is writing. */
const BUSY_TIMEOUT_MS = 5_000;
/** How long a running bot stands still for it; `groupCommit` tries again then, and lets others read in between. */
const RUNNING_BUSY_TIMEOUT_MS = 10;
/** Pages that are written to the log before they are brought into the file, which waits for the disk: 16 MB. */
const CHECKPOINT_PAGES = 4_000;

/** One statement list a version; `user_version` says how many have been applied. Never change one that was released. */
const MIGRATIONS: readonly string[] = [
  `CREATE TABLE orders (
     reference TEXT PRIMARY KEY,
     version INTEGER NOT NULL,
     requested_by TEXT NOT NULL,
     requested_at_ms INTEGER NOT NULL,
     state TEXT NOT NULL,
     claimable_at_ms INTEGER,
     content TEXT NOT NULL
   ) STRICT;
   CREATE INDEX orders_claimable ON orders (claimable_at_ms) WHERE claimable_at_ms IS NOT NULL;
   CREATE INDEX orders_newest ON orders (requested_at_ms DESC, reference);
   CREATE INDEX orders_of_requester ON orders (requested_by, requested_at_ms DESC, reference);
   CREATE TABLE domain_names (name TEXT PRIMARY KEY, reference TEXT NOT NULL) STRICT;
   CREATE INDEX domain_names_of_order ON domain_names (reference);
   CREATE TABLE history (
     reference TEXT NOT NULL,
     sequence INTEGER NOT NULL,
     entry TEXT NOT NULL,
     PRIMARY KEY (reference, sequence)
   ) STRICT;
   CREATE TABLE key_values (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires_at_ms INTEGER) STRICT;
   CREATE INDEX key_values_expiring ON key_values (expires_at_ms) WHERE expires_at_ms IS NOT NULL;
   CREATE TABLE reservations (name TEXT PRIMARY KEY, next_free_ms INTEGER NOT NULL) STRICT;`,
  // What is written again and again is small and stands apart from the order itself, many rows to a page.
  `CREATE TABLE work (
     reference TEXT PRIMARY KEY,
     version INTEGER NOT NULL,
     claimable_at_ms INTEGER,
     effects TEXT,
     head TEXT,
     lease_token TEXT,
     lease_until_ms INTEGER
   ) STRICT;
   INSERT INTO work (reference, version, claimable_at_ms) SELECT reference, version, claimable_at_ms FROM orders;
   CREATE INDEX work_claimable ON work (claimable_at_ms) WHERE claimable_at_ms IS NOT NULL;
   DROP INDEX orders_claimable;
   ALTER TABLE orders DROP COLUMN claimable_at_ms;
   ALTER TABLE orders DROP COLUMN version;`,
  // What open orders own and work on, and acts by the hash of their text. A cancelled order of then may still have its names.
  `CREATE TABLE claims (
     key TEXT NOT NULL,
     mode TEXT NOT NULL,
     reference TEXT NOT NULL,
     PRIMARY KEY (key, mode)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX claims_of_order ON claims (reference);
   INSERT INTO claims (key, mode, reference)
     SELECT 'name:' || name, 'owns', domain_names.reference
     FROM domain_names LEFT JOIN orders USING (reference) WHERE state IS NOT 'cancelled';
   DROP TABLE domain_names;
   CREATE TABLE acts (hash TEXT PRIMARY KEY, act TEXT NOT NULL) STRICT;`,
];

/**
 * What was added without a new form: an older bot leaves it alone. It goes on placing beside this one, without the day's limit;
 * what it places does not count here. In `loose_acts` stand acts that an order named which left the store, with that order; whoever
 * names one again takes its row away. The row with no hash says that the acts of orders that left before there was this table
 * stand in it, too.
 */
const ADDITIONS = `CREATE TABLE IF NOT EXISTS attempt_cents (
  attempt_id TEXT PRIMARY KEY,
  at_ms INTEGER NOT NULL,
  cents INTEGER NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS watch (
  kind TEXT NOT NULL,
  id TEXT NOT NULL,
  content TEXT NOT NULL,
  PRIMARY KEY (kind, id)
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS stubs (
  reference TEXT PRIMARY KEY,
  stub TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS loose_acts (
  hash TEXT PRIMARY KEY,
  reference TEXT NOT NULL
) STRICT, WITHOUT ROWID;
${SELECTION_INDEXES}
${KINDS}`;

/** The form of the store that this version reads and writes. */
export const SCHEMA_VERSION = MIGRATIONS.length;

/** A connection to the file of a folder. While it is open, other hosts are told that this one has the file. */
class FileDatabase extends Database {
  readonly #sign: HostSign;

  /** Throws `StoreUnreadable`, without touching the file, when another host has it open. */
  constructor(dataDir: string, host: Host) {
    const sign = giveSignsOfLife(dataDir, host);
    try {
      super(sqliteFile(dataDir), { timeout: BUSY_TIMEOUT_MS });
    } catch (error) {
      sign.takeBack();
      throw error;
    }
    this.#sign = sign;
  }

  override close(): this {
    super.close();
    this.#sign.takeBack();
    return this;
  }
}

/**
 * Opens the embedded store of a folder so that nothing can be written through it. The file has to be there: libsql would
 * make it. Its own read-only mode does not keep from writing, so SQLite is told to. Throws `StoreUnreadable` when another
 * host has it open: reading alone would write to the log's index.
 */
export function openSqliteForReading(dataDir: string): SqliteDatabase {
  const database = new FileDatabase(dataDir, thisHost());
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.exec('PRAGMA query_only = ON');
  return database;
}

/**
 * Opens the embedded store in a folder, which is made when it is missing, or in memory when the folder is null. With `FULL`
 * every commit is on disk when it returns (WAL with synchronous FULL); with `NORMAL` it outlives the process at once, and a
 * power cut from the next FULL commit on. Several processes of one machine may share the file. Throws `StoreUnreadable` when
 * it is damaged, or another host has it open.
 * Source: SQLite documentation, "PRAGMA synchronous".
 */
export function openSqliteDatabase(
  dataDir: string | null,
  synchronous: 'FULL' | 'NORMAL' = 'FULL',
  host: Host = thisHost(),
): SqliteDatabase {
  if (dataDir !== null) makeForOwner(dataDir);
  const database = dataDir === null ? new Database(':memory:') : new FileDatabase(dataDir, host);
  try {
    database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
    database.exec('PRAGMA journal_mode = WAL');
    database.exec(`PRAGMA synchronous = ${synchronous}`);
    database.exec(`PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES}`);
    // The first connection of a process looks for all.
    if (dataDir !== null && synchronous === 'FULL') assertSound(database, dataDir);
    migrate(database);
    return database;
  } catch (error) {
    database.close();
    throw dataDir === null ? error : tellingDamage(error, dataDir);
  }
}

/** From now on a connection of a running bot hardly waits for other processes: its writes are tried again instead. */
export function waitBriefly(database: SqliteDatabase): SqliteDatabase {
  database.exec(`PRAGMA busy_timeout = ${RUNNING_BUSY_TIMEOUT_MS}`);
  return database;
}

function migrate(database: SqliteDatabase): void {
  inTransaction(database, () => {
    const applied = pragma(database, 'user_version');
    if (applied > MIGRATIONS.length) {
      throw new Error(
        `The store is of version ${applied}: a newer version of this app wrote it, and this one knows ${MIGRATIONS.length}. Start the newer one.`,
      );
    }
    for (const statements of MIGRATIONS.slice(applied)) database.exec(statements);
    database.exec(ADDITIONS);
    database.exec(`PRAGMA user_version = ${MIGRATIONS.length}`);
  });
}

/** Reads a PRAGMA whose value is a number. */
export function pragma(database: SqliteDatabase, name: 'user_version' | 'synchronous'): number {
  return z.object({ [name]: z.int() }).parse(database.prepare(`PRAGMA ${name}`).get())[name] ?? 0;
}

/** Runs `work` in a transaction that holds the write lock from its start, so that what it reads stays true. */
export function inTransaction<Result>(database: SqliteDatabase, work: () => Result): Result {
  database.exec('BEGIN IMMEDIATE');
  try {
    const result = work();
    database.exec('COMMIT');
    return result;
  } catch (error) {
    if (database.inTransaction) database.exec('ROLLBACK');
    throw error;
  }
}
