import { existsSync } from 'node:fs';
import { z } from 'zod';
import { namesOf } from '../../acts/act.ts';
import type { TeamId } from '../../values/ids.ts';
import { type KeptOrder, type OrderReader, StoreUnreadable } from '../order-reader.ts';
import { keptEntryIn, keptOrderIn } from '../readable-row.ts';
import { OrderRow } from '../row.ts';
import { openSqliteForReading, pragma, SCHEMA_VERSION, type SqliteDatabase } from './sqlite-database.ts';
import { sqliteFile } from './sqlite-files.ts';
import { ORDER_ROW, ORDERS } from './sqlite-order-list.ts';

const Row = OrderRow.extend({
  state: z.string(),
  requested_by: z.string(),
  requested_at_ms: z.int(),
  claimable_at_ms: z.int().nullable(),
}).optional();
const References = z.array(z.object({ reference: z.string() }));
const Entries = z.array(z.object({ entry: z.string() }));
const Reservations = z.array(z.object({ name: z.string(), reference: z.string() }));

/** Opens the embedded store of a folder for reading. Throws `StoreUnreadable`. */
export function openSqliteReader(dataDir: string, teamId: TeamId | null): OrderReader {
  const database = open(dataDir);
  const statements = prepare(database);
  const read = (reference: string): KeptOrder => {
    const row = Row.parse(statements.order.get(reference));
    const history = Entries.parse(statements.history.all(reference)).map(({ entry }) => keptEntryIn(entry));
    const reserved = Reservations.parse(statements.namesOf.all(reference)).map(({ name }) => name);
    if (!row) {
      return {
        reference,
        stored: null,
        problem: null,
        history,
        reservedNames: reserved,
        claimableAt: null,
        isListed: false,
      };
    }
    const { stored, problem } = keptOrderIn(row, reference);
    const own = new Set(stored ? namesOf(stored.order.facts.purchase) : reserved);
    const claimableAt = row.claimable_at_ms === null ? null : new Date(row.claimable_at_ms);
    return {
      reference,
      stored,
      problem,
      history,
      reservedNames: reserved.filter((name) => own.has(name)),
      claimableAt,
      isListed:
        !stored ||
        (row.state === stored.order.state &&
          row.requested_by === stored.order.facts.requestedBy &&
          row.requested_at_ms === stored.order.facts.requestedAt.getTime()),
    };
  };
  return {
    teamId,
    references: async () => References.parse(statements.references.all()).map(({ reference }) => reference),
    read: async (reference) => inOneMoment(database, () => read(reference)),
    reservations: async () => {
      const byReference = new Map<string, string[]>();
      for (const { name, reference } of Reservations.parse(statements.reservations.all())) {
        byReference.set(reference, [...(byReference.get(reference) ?? []), name]);
      }
      return byReference;
    },
    close: async () => {
      database.close();
    },
  };
}

function open(dataDir: string): SqliteDatabase {
  const file = sqliteFile(dataDir);
  if (!existsSync(file)) {
    throw new StoreUnreadable(`There is no store at ${file}. Set DATA_DIR (or REDIS_URL) as the bot has it.`);
  }
  let database: SqliteDatabase | null = null;
  try {
    database = openSqliteForReading(dataDir);
    const version = pragma(database, 'user_version');
    if (version === SCHEMA_VERSION) return database;
    throw new StoreUnreadable(
      `The store at ${file} has the form ${version}, and this version reads ${SCHEMA_VERSION}. Run the audit of the version that the bot runs.`,
    );
  } catch (error) {
    database?.close();
    if (error instanceof StoreUnreadable) throw error;
    const reason = error instanceof Error ? error.message : String(error);
    throw new StoreUnreadable(`The store at ${file} cannot be read (${reason}). Run this as the bot's user.`, {
      cause: error,
    });
  }
}

/** Reads that see one and the same moment, whatever others write meanwhile. */
function inOneMoment<Result>(database: SqliteDatabase, work: () => Result): Result {
  database.exec('BEGIN');
  try {
    return work();
  } finally {
    database.exec('ROLLBACK');
  }
}

function prepare(database: SqliteDatabase) {
  return {
    references: database.prepare('SELECT reference FROM orders UNION SELECT reference FROM history ORDER BY reference'),
    order: database.prepare(
      `SELECT ${ORDER_ROW}, state, requested_by, requested_at_ms, claimable_at_ms FROM ${ORDERS} WHERE reference = ?`,
    ),
    history: database.prepare('SELECT entry FROM history WHERE reference = ? ORDER BY sequence'),
    namesOf: database.prepare('SELECT name, reference FROM domain_names WHERE reference = ? ORDER BY name'),
    reservations: database.prepare('SELECT name, reference FROM domain_names ORDER BY reference, name'),
  };
}
