import { existsSync } from 'node:fs';
import { z } from 'zod';
import { Claim } from '../../../acts/claim.ts';
import type { TeamId } from '../../../values/ids.ts';
import { type KeptOrder, type OrderReader, StoreUnreadable } from '../../order-reader.ts';
import { keptEntryIn, keptOrderIn, keptStubIn } from '../../rows/readable-row.ts';
import { OrderRow, requestedOf } from '../../rows/row.ts';
import { actMemory, CHARACTERS_OF_A_WALK } from '../../rows/stored-acts.ts';
import { openSqliteForReading, pragma, SCHEMA_VERSION, type SqliteDatabase } from '../database/open-database.ts';
import { sqliteFile } from '../files/store-files.ts';
import { sqliteActs } from '../orders/acts.ts';
import { ORDER_ROW, ORDERS } from '../orders/order-list.ts';

const Row = OrderRow.extend({
  state: z.string(),
  requested_by: z.string(),
  requested_at_ms: z.int(),
  claimable_at_ms: z.int().nullable(),
}).optional();
const References = z.array(z.object({ reference: z.string() }));
const Entries = z.array(z.object({ entry: z.string() }));
const Claims = z.array(Claim);
const ClaimRows = z.array(Claim.extend({ reference: z.string() }));

/** Opens the embedded store of a folder for reading. Throws `StoreUnreadable`. */
export function openSqliteReader(dataDir: string, teamId: TeamId | null): OrderReader {
  const database = openStoreForReading(dataDir);
  const statements = prepare(database);
  const { of: actOf } = sqliteActs(database, actMemory(CHARACTERS_OF_A_WALK));
  const read = (reference: string): KeptOrder => {
    const row = Row.parse(statements.order.get(reference));
    const { stored, problem } = row ? keptOrderIn(row, actOf, reference) : { stored: null, problem: null };
    const reading = { actOf, requested: requestedOf(stored) };
    const held = Claims.parse(statements.claimsOf.all(reference));
    const own = new Set(stored?.order.claims.map(nameOf));
    return {
      reference,
      stored,
      problem,
      history: Entries.parse(statements.history.all(reference)).map(({ entry }) => keptEntryIn(entry, reading)),
      heldClaims: stored ? held.filter((claim) => own.has(nameOf(claim))) : held,
      claimableAt: row && row.claimable_at_ms !== null ? new Date(row.claimable_at_ms) : null,
      isListed:
        row !== undefined &&
        (!stored ||
          (row.state === stored.order.state &&
            row.requested_by === stored.order.facts.requestedBy &&
            row.requested_at_ms === stored.order.facts.requestedAt.getTime())),
    };
  };
  return {
    teamId,
    references: async () => References.parse(statements.references.all()).map(({ reference }) => reference),
    read: async (reference) => inOneMoment(database, () => read(reference)),
    claims: async () => {
      const byReference = new Map<string, Claim[]>();
      for (const { reference, ...claim } of ClaimRows.parse(statements.claims.all())) {
        byReference.set(reference, [...(byReference.get(reference) ?? []), claim]);
      }
      return byReference;
    },
    stubs: async function* () {
      for (const { reference, stub } of stubRows(database)) yield keptStubIn(reference, stub);
    },
    close: async () => {
      database.close();
    },
  };
}

/** Opens the store of a folder so that nothing can be written through it. Throws `StoreUnreadable`. */
export function openStoreForReading(dataDir: string): SqliteDatabase {
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

const StubRow = z.object({ reference: z.string(), stub: z.string() });

/** One after the other; none in a store that was last opened by an earlier version, which has no table for them. */
function* stubRows(database: SqliteDatabase): Generator<z.infer<typeof StubRow>> {
  const isThere = database.prepare("SELECT 1 FROM sqlite_master WHERE name = 'stubs'").get() !== undefined;
  if (!isThere) return;
  for (const row of database.prepare('SELECT reference, stub FROM stubs').iterate()) yield StubRow.parse(row);
}

const nameOf = ({ key, mode }: Claim): string => `${mode} ${key}`;

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
    claimsOf: database.prepare('SELECT key, mode FROM claims WHERE reference = ? ORDER BY key, mode'),
    claims: database.prepare('SELECT key, mode, reference FROM claims ORDER BY reference, key, mode'),
  };
}
