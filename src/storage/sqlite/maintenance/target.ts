import { closeSync, existsSync, fsyncSync, openSync, renameSync, rmSync } from 'node:fs';
import { z } from 'zod';
import { type StoreTarget, TargetRefused } from '../../content/content.ts';
import { orderIn } from '../../content/decode-record.ts';
import type { OrderRecord, StoreRecord } from '../../content/record.ts';
import {
  inTransaction,
  openSqliteDatabase,
  openSqliteForReading,
  type SqliteDatabase,
} from '../database/open-database.ts';
import { journalFolder, makeFolderForOwner, restoringFolder, sqliteFile } from '../files/store-files.ts';
import { openSqliteReader } from './order-reader.ts';

/** Who stands in the columns of a row that does not say who asked for it. */
const NOBODY = '';
const UNREADABLE = 'unreadable';

/**
 * An embedded store that is filled beside its place, in a folder of its own within `dataDir`, and moved there when all of it is on
 * disk: who is killed before leaves nothing that a bot would open. Throws `TargetRefused` when a store that holds anything is there.
 */
export function openSqliteTarget(dataDir: string): StoreTarget {
  makeFolderForOwner(dataDir);
  refuseUnlessEmpty(dataDir);
  const folder = restoringFolder(dataDir);
  rmSync(folder, { recursive: true, force: true });
  const database = openSqliteDatabase(folder, 'NORMAL');
  const write = writerOf(database);
  return {
    put: async (records) => {
      inTransaction(database, () => {
        for (const record of records) write(record);
      });
    },
    reader: async () => openSqliteReader(folder, null),
    finish: async () => {
      database.exec('PRAGMA wal_checkpoint(TRUNCATE)');
      database.close();
      syncPath(sqliteFile(folder));
      refuseUnlessEmpty(dataDir);
      for (const suffix of ['-wal', '-shm']) rmSync(`${sqliteFile(dataDir)}${suffix}`, { force: true });
      // What processes had under way on the store before means nothing to this one.
      rmSync(journalFolder(dataDir), { recursive: true, force: true });
      renameSync(sqliteFile(folder), sqliteFile(dataDir));
      syncPath(dataDir);
      rmSync(folder, { recursive: true, force: true });
    },
    abandon: async () => {
      if (database.open) database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Makes what was written to a file or a folder outlive a power cut. */
function syncPath(path: string): void {
  const opened = openSync(path, 'r');
  try {
    fsyncSync(opened);
  } finally {
    closeSync(opened);
  }
}

const Tables = z.array(z.object({ name: z.string() }));

function refuseUnlessEmpty(dataDir: string): void {
  if (!existsSync(sqliteFile(dataDir))) return;
  const database = openSqliteForReading(dataDir);
  try {
    const tables = Tables.parse(
      database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all(),
    );
    const filled = tables.find(({ name }) => database.prepare(`SELECT 1 FROM "${name}" LIMIT 1`).get() !== undefined);
    if (!filled) return;
  } finally {
    database.close();
  }
  throw new TargetRefused(
    `There is a store in ${dataDir} already, and nothing is put over it. Stop every process, move the folder aside (mv ${dataDir} ${dataDir}.aside), and run this again.`,
  );
}

function writerOf(database: SqliteDatabase): (record: StoreRecord) => void {
  const run = (sql: string) => {
    const statement = database.prepare(sql);
    return (...values: (string | number | null)[]) => void statement.run(...values);
  };
  const statements = {
    order: run('INSERT INTO orders (reference, requested_by, requested_at_ms, state, content) VALUES (?, ?, ?, ?, ?)'),
    work: run(
      `INSERT INTO work (reference, version, claimable_at_ms, effects, head, lease_token, lease_until_ms)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    entry: run('INSERT INTO history (reference, sequence, entry) VALUES (?, ?, ?)'),
    act: run('INSERT OR IGNORE INTO acts (hash, act) VALUES (?, ?)'),
    stub: run('INSERT OR REPLACE INTO stubs (reference, stub) VALUES (?, ?)'),
    claim: run('INSERT OR REPLACE INTO claims (key, mode, reference) VALUES (?, ?, ?)'),
    value: run('INSERT OR REPLACE INTO key_values (key, value, expires_at_ms) VALUES (?, ?, ?)'),
    attempt: run('INSERT OR REPLACE INTO attempt_cents (attempt_id, at_ms, cents) VALUES (?, ?, ?)'),
    watch: run('INSERT OR REPLACE INTO watch (kind, id, content) VALUES (?, ?, ?)'),
    forget: ['orders', 'work', 'history'].map((table) => run(`DELETE FROM ${table} WHERE reference = ?`)),
  };
  const forget = (reference: string) => {
    for (const each of statements.forget) each(reference);
  };
  const writeOrder = (record: OrderRecord) => {
    const { reference, row, history, acts } = record;
    forget(reference);
    for (const [hash, act] of Object.entries(acts)) statements.act(hash, act);
    for (const [index, entry] of history.entries()) statements.entry(reference, index + 1, entry);
    if (!row) return;
    const order = orderIn(record)?.order;
    const requestedBy = row.requestedBy ?? order?.facts.requestedBy ?? NOBODY;
    const requestedAtMs = row.requestedAtMs ?? order?.facts.requestedAt.getTime() ?? 0;
    statements.order(reference, requestedBy, requestedAtMs, row.state ?? order?.state ?? UNREADABLE, row.content);
    const { version, claimableAtMs, effects, head, leaseToken, leaseUntilMs } = row;
    statements.work(reference, version, claimableAtMs, effects, head, leaseToken, leaseUntilMs);
  };
  return (record) => {
    switch (record.kind) {
      case 'order':
        writeOrder(record);
        break;
      case 'gone':
        forget(record.reference);
        break;
      case 'stub':
        statements.stub(record.reference, record.text);
        break;
      case 'claim':
        statements.claim(record.claim.key, record.claim.mode, record.reference);
        break;
      case 'value':
        statements.value(record.key, record.value, record.expiresAtMs);
        break;
      case 'attempt':
        statements.attempt(record.attemptId, record.atMs, record.cents);
        break;
      case 'watch':
        statements.watch(record.row, record.id, record.text);
    }
  };
}
