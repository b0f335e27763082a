import { z } from 'zod';
import type { HistoryEntry } from '../../../orders/history/history.ts';
import type { Log } from '../../../service/ports/log.ts';
import type {
  InsertResult,
  IntentWritten,
  OrderChange,
  OrderClaim,
  OrderStore,
  StoredOrder,
} from '../../../service/ports/stores/order-store.ts';
import type { Reference } from '../../../values/ids.ts';
import { afterChange, attemptNotSent, claimChange } from '../../rows/order-change.ts';
import { readLately } from '../../rows/read-lately.ts';
import {
  BROKEN_ROW_PAUSE_MS,
  claimableAtMs,
  decodeEntry,
  decodeOrder,
  encodeEntry,
  encodeOrder,
  isAsRead,
  needsRequested,
  OrderRow,
  requestedOf,
} from '../../rows/row.ts';
import { StoredRowBroken } from '../../rows/stored-json.ts';
import { sqliteDurabilityProblem } from '../database/durability.ts';
import { groupCommit } from '../database/group-commit.ts';
import type { SqliteDatabase } from '../database/open-database.ts';
import { sqliteActs, sqliteActWriter } from './acts.ts';
import { sqliteClaims } from './claims.ts';
import { sqliteCounts } from './counts.ts';
import { sqliteIntents } from './intents.ts';
import { listedRows, ORDER_ROW, ORDERS, sqliteOrderList } from './order-list.ts';
import { sqliteSelection } from './selection.ts';
import { sqliteStamps } from './stamps.ts';

const UPDATE_WORK = `UPDATE work
  SET version = ?, claimable_at_ms = ?, effects = ?, head = ?, lease_token = ?, lease_until_ms = ?
  WHERE reference = ? AND version = ?`;
const UPDATE_ORDER = 'UPDATE orders SET state = ?, content = ? WHERE reference = ?';

const DueRows = z.array(OrderRow.extend({ reference: z.string() }).omit({ leaseUntilMs: true }));
const EntryRows = z.array(z.object({ entry: z.string() }));
const Version = z.object({ version: z.int() }).optional();
const ClaimableRow = z.object({ at_ms: z.int().nullable() });

export interface SqliteOrderStoreDeps {
  /** Every commit of this connection is on disk when it returns. */
  readonly synced: SqliteDatabase;
  /** A connection to the same file that does not wait for the disk, for leases and effects: to lose them costs nothing. */
  readonly unsynced: SqliteDatabase;
  /** Says whether the file that is open still stands at its path; see `openFiles`. Left out for a store in memory. */
  readonly fileProblem?: () => string | null;
  readonly log?: Log;
}

/**
 * Orders in SQLite: one row an order; its work, which changes far more often, and its log beside it. Each change is one
 * transaction; what happened to an order is on disk when it returns. A row that cannot be read is told to `log`, and does not
 * stop the claiming of others.
 */
export function sqliteOrderStore(deps: SqliteOrderStoreDeps): OrderStore {
  const { synced: database, unsynced, fileProblem = () => null, log } = deps;
  const statements = prepare(database);
  const unsyncedStatements = prepareUpdates(unsynced);
  const intents = sqliteIntents(database);
  const claims = sqliteClaims(database);
  const acts = sqliteActs(database);
  const lately = readLately();
  const listed = listedRows(acts.of, log, lately);
  const inSynced = groupCommit(database);
  const inUnsynced = groupCommit(unsynced);
  const due = unsynced.prepare(
    `SELECT work.reference AS reference, version, effects, head, lease_token AS leaseToken, coalesce(content, '') AS content
     FROM work LEFT JOIN orders USING (reference) WHERE claimable_at_ms <= ? ORDER BY claimable_at_ms LIMIT ?`,
  );
  const claim = unsynced.prepare(
    `UPDATE work SET version = version + 1, claimable_at_ms = ?, lease_token = ?, lease_until_ms = ?
     WHERE reference IN (SELECT value FROM json_each(?))`,
  );
  const putOff = unsynced.prepare('UPDATE work SET claimable_at_ms = ? WHERE reference = ?');
  const read = (reference: string): StoredOrder | null => {
    const row = OrderRow.optional().parse(statements.get.get(reference));
    return row ? decodeOrder(row, acts.of, reference, lately) : null;
  };
  /** Whether the row still had the version before, and is written now. The order itself is only when it changed. */
  const update = ({ work, order, writeActs }: Updates, next: StoredOrder): boolean => {
    const { version, content, effects, head, leaseToken, leaseUntilMs, acts: needed } = encodeOrder(next);
    const { reference } = next.order.facts;
    const claimable = claimableAtMs(next.effects, next.lease);
    const { changes } = work.run(version, claimable, effects, head, leaseToken, leaseUntilMs, reference, version - 1);
    if (changes === 0) return false;
    writeActs(needed);
    if (!isAsRead(next.order)) order.run(next.order.state, content, reference);
    return true;
  };
  const append = (reference: Reference, entry: HistoryEntry) => {
    const { text, acts: needed } = encodeEntry(entry);
    statements.writeActs(needed);
    statements.append.run(reference, entry.sequence, text);
  };
  /** What happened to an order, in one transaction; false when the row has another version by now. */
  const replace = (version: number, change: OrderChange): boolean => {
    const { reference } = change.order.facts;
    if (!update(statements, afterChange(version, change))) return false;
    const { entry } = change;
    if (entry) append(reference, entry);
    const { free, take } = claimChange(change);
    claims.free(reference, free);
    claims.take(reference, take);
    const notSent = attemptNotSent(change);
    if (notSent !== null) intents.discount(notSent);
    return true;
  };

  return {
    get: async (reference) => read(reference),
    insert: (order, effects, entry) =>
      inSynced((): InsertResult => {
        const { reference, requestedBy, requestedAt } = order.facts;
        if (statements.get.get(reference) ?? statements.archived.get(reference))
          return { ok: false, refusal: 'reference_exists' };
        const taken = claims.taken(order.claims);
        if (taken.size > 0) return { ok: false, refusal: 'claimed', taken };
        const head = { sequence: entry.sequence, hash: entry.hash };
        const row = encodeOrder({ version: 1, order, effects, head, lease: null });
        statements.writeActs(row.acts);
        statements.insert.run(reference, requestedBy, requestedAt.getTime(), order.state, row.content);
        statements.insertWork.run(reference, row.version, claimableAtMs(effects, null), row.effects, row.head);
        append(reference, entry);
        claims.take(reference, order.claims);
        return { ok: true };
      }),
    replace: async (version, change) =>
      change.entry
        ? inSynced(() => replace(version, change))
        : inUnsynced(() => update(unsyncedStatements, afterChange(version, change))),
    replaceWithIntent: (version, change, guard) =>
      inSynced((): IntentWritten => {
        const lostFile = fileProblem();
        if (lostFile !== null) throw new Error(lostFile);
        const row = Version.parse(statements.version.get(change.order.facts.reference));
        if (row?.version !== version) return 'changed';
        const refusal = intents.refusal(guard);
        if (refusal !== null) return refusal;
        intents.count(guard);
        replace(version, change);
        return 'written';
      }),
    claimDue: async (now, leaseMs, limit, token) => {
      const untilMs = now.getTime() + leaseMs;
      const rows = await inUnsynced(() => {
        const found = DueRows.parse(due.all(now.getTime(), limit));
        const references = found.map(({ reference }) => reference);
        if (found.length > 0) claim.run(untilMs, token, untilMs, JSON.stringify(references));
        return found;
      });
      const broken: string[] = [];
      const claimed = rows.flatMap(({ reference, leaseToken, ...row }): OrderClaim[] => {
        try {
          const claimed = { ...row, version: row.version + 1, leaseToken: token, leaseUntilMs: untilMs };
          return [{ ...decodeOrder(claimed, acts.of, reference), isTakenOver: leaseToken !== null }];
        } catch (error) {
          if (!(error instanceof StoredRowBroken)) throw error;
          log?.error({ error, reference }, 'An order cannot be read; it is left alone for a while');
          broken.push(reference);
          return [];
        }
      });
      const putOffUntilMs = now.getTime() + BROKEN_ROW_PAUSE_MS;
      if (broken.length > 0) await inUnsynced(() => broken.map((reference) => putOff.run(putOffUntilMs, reference)));
      return claimed;
    },
    list: sqliteOrderList(database, listed),
    select: sqliteSelection(database, listed),
    counts: sqliteCounts(database),
    ...sqliteStamps(database, listed),
    history: async (reference) => {
      const texts = EntryRows.parse(statements.history.all(reference)).map(({ entry }) => entry);
      const requested = texts.some(needsRequested) ? requestedOf(read(reference)) : null;
      return texts.map((text) => decodeEntry(text, { actOf: acts.of, requested }));
    },
    claimed: async (wanted) => claims.taken(wanted),
    nextClaimableAt: async () => {
      const milliseconds = ClaimableRow.parse(statements.nextClaimable.get()).at_ms;
      return milliseconds === null ? null : new Date(milliseconds);
    },
    durabilityProblem: async () =>
      fileProblem() ?? (await sqliteDurabilityProblem({ synced: database, unsynced, inUnsynced })),
  };
}

function prepareUpdates(database: SqliteDatabase) {
  return {
    work: database.prepare(UPDATE_WORK),
    order: database.prepare(UPDATE_ORDER),
    writeActs: sqliteActWriter(database),
  };
}
type Updates = ReturnType<typeof prepareUpdates>;

function prepare(database: SqliteDatabase) {
  return {
    version: database.prepare('SELECT version FROM work WHERE reference = ?'),
    get: database.prepare(`SELECT ${ORDER_ROW} FROM ${ORDERS} WHERE reference = ?`),
    archived: database.prepare('SELECT 1 FROM stubs WHERE reference = ?'),
    insert: database.prepare(
      'INSERT INTO orders (reference, requested_by, requested_at_ms, state, content) VALUES (?, ?, ?, ?, ?)',
    ),
    insertWork: database.prepare(
      'INSERT INTO work (reference, version, claimable_at_ms, effects, head) VALUES (?, ?, ?, ?, ?)',
    ),
    ...prepareUpdates(database),
    append: database.prepare('INSERT INTO history (reference, sequence, entry) VALUES (?, ?, ?)'),
    history: database.prepare('SELECT entry FROM history WHERE reference = ? ORDER BY sequence'),
    nextClaimable: database.prepare(
      // The index has only these; without the words, every row is looked at.
      'SELECT min(claimable_at_ms) AS at_ms FROM work WHERE claimable_at_ms IS NOT NULL',
    ),
  };
}
