import { z } from 'zod';
import { Claim } from '../../../acts/claim.ts';
import type { TeamId } from '../../../values/ids.ts';
import type { StoreSource } from '../../content/content.ts';
import { orderIn } from '../../content/decode-record.ts';
import type { OrderRecord, StoreRecord } from '../../content/record.ts';
import { OrderRow } from '../../rows/row.ts';
import { actHashesIn } from '../../rows/stored-acts.ts';
import { WATCH_ROWS } from '../../rows/watch-rows.ts';
import type { SqliteDatabase } from '../database/open-database.ts';
import { ORDER_ROW, ORDERS } from '../orders/order-list.ts';
import { openStoreForReading } from './order-reader.ts';

const Row = OrderRow.extend({
  claimableAtMs: z.int().nullable(),
  requestedBy: z.string(),
  requestedAtMs: z.int(),
  state: z.string(),
}).optional();
const Entries = z.array(z.object({ entry: z.string() }));
const Acts = z.array(z.object({ hash: z.string(), act: z.string() }));
const References = z.array(z.object({ reference: z.string() }));
const ClaimRow = Claim.extend({ reference: z.string() });
const ValueRow = z.object({ key: z.string(), value: z.string(), expiresAtMs: z.int().nullable() });
const AttemptRow = z.object({ attemptId: z.string(), atMs: z.int(), cents: z.int() });
const WatchRow = z.object({ row: z.enum([...WATCH_ROWS, 'head']), id: z.string(), text: z.string() });
const StubRow = z.object({ reference: z.string(), text: z.string() });

/** References that are read at a time. */
const CHUNK = 500;

/** Opens the embedded store of a folder to read all of it, as it stands when the reading begins. Throws `StoreUnreadable`. */
export function openSqliteSource(dataDir: string, teamId: TeamId | null): StoreSource {
  const database = openStoreForReading(dataDir);
  const read = rawOrdersIn(database);
  return {
    teamId: teamId ?? teamIn(database, read),
    from: 'sqlite',
    records: () => recordsIn(database, read),
    order: async (reference) => read(reference),
    close: async () => {
      database.close();
    },
  };
}

/** The team that the newest readable order belongs to: the embedded store keeps what is of one. */
function teamIn(database: SqliteDatabase, read: (reference: string) => OrderRecord | null): TeamId | null {
  const newest = database
    .prepare('SELECT reference FROM orders ORDER BY requested_at_ms DESC, reference LIMIT 20')
    .all();
  for (const { reference } of References.parse(newest)) {
    const record = read(reference);
    const stored = record && orderIn(record);
    if (stored) return stored.order.facts.account;
  }
  return null;
}

/** Reads everything that is kept under a reference. */
export function rawOrdersIn(database: SqliteDatabase): (reference: string) => OrderRecord | null {
  const row = database.prepare(
    `SELECT ${ORDER_ROW}, coalesce(version, 0) AS version, state, requested_by AS requestedBy,
       requested_at_ms AS requestedAtMs, claimable_at_ms AS claimableAtMs
     FROM ${ORDERS} WHERE reference = ?`,
  );
  const history = database.prepare('SELECT entry FROM history WHERE reference = ? ORDER BY sequence');
  const acts = database.prepare('SELECT hash, act FROM acts WHERE hash IN (SELECT value FROM json_each(?))');
  return (reference) => {
    const kept = Row.parse(row.get(reference)) ?? null;
    const entries = Entries.parse(history.all(reference)).map(({ entry }) => entry);
    if (!kept && entries.length === 0) return null;
    const hashes = actHashesIn([kept?.content ?? null, kept?.effects ?? null, ...entries]);
    const needed = hashes.length === 0 ? [] : Acts.parse(acts.all(JSON.stringify(hashes)));
    return {
      kind: 'order',
      reference,
      row: kept,
      history: entries,
      acts: Object.fromEntries(needed.map(({ hash, act }) => [hash, act])),
    };
  };
}

/** All of it within one transaction, which sees one moment whatever is written meanwhile. */
async function* recordsIn(
  database: SqliteDatabase,
  read: (reference: string) => OrderRecord | null,
): AsyncGenerator<StoreRecord> {
  const next = database.prepare(
    `SELECT reference FROM orders WHERE reference > ? UNION SELECT reference FROM history WHERE reference > ?
     ORDER BY reference LIMIT ${CHUNK}`,
  );
  database.exec('BEGIN');
  try {
    let after = '';
    for (;;) {
      const references = References.parse(next.all(after, after)).map(({ reference }) => reference);
      for (const reference of references) {
        const record = read(reference);
        if (record) yield record;
      }
      after = references.at(-1) ?? '';
      if (references.length < CHUNK) break;
    }
    yield* besideOrders(database);
  } finally {
    database.exec('ROLLBACK');
  }
}

/** What is kept beside orders. A store that was last opened by an earlier version may lack a table. */
function* besideOrders(database: SqliteDatabase): Generator<StoreRecord> {
  const isThere = database.prepare("SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?");
  const each = (table: string, columns: string) =>
    isThere.get(table) ? database.prepare(`SELECT ${columns} FROM ${table}`).iterate() : [];
  for (const row of each('stubs', 'reference, stub AS text')) yield { kind: 'stub', ...StubRow.parse(row) };
  for (const row of each('claims', 'key, mode, reference')) {
    const { reference, ...claim } = ClaimRow.parse(row);
    yield { kind: 'claim', reference, claim };
  }
  for (const row of each('key_values', 'key, value, expires_at_ms AS expiresAtMs'))
    yield { kind: 'value', ...ValueRow.parse(row) };
  for (const row of each('attempt_cents', 'attempt_id AS attemptId, at_ms AS atMs, cents'))
    yield { kind: 'attempt', ...AttemptRow.parse(row) };
  for (const row of each('watch', 'kind AS row, id, content AS text')) yield { kind: 'watch', ...WatchRow.parse(row) };
}
