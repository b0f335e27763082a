import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import Database from 'libsql';
import { z } from 'zod';
import { FirstFormEvent } from '../../../src/storage/first-form/event.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { sqliteFile } from '../../../src/storage/sqlite/files/store-files.ts';
import { Instant, Reference } from '../../../src/values/ids.ts';
import { team } from '../builders.ts';

/*
 * Orders as a bot wrote them that knew the first form only, one a file: its row, its history, and what that bot made of whatever
 * could happen next. Its own code wrote them; they are never made anew.
 */

const Row = z.object({
  reference: Reference,
  requestedBy: z.string(),
  requestedAt: Instant,
  /** The moment of the newest write. */
  at: Instant,
  state: z.string(),
  version: z.int(),
  content: z.string(),
  effects: z.string(),
  head: z.string(),
  claimableAtMs: z.int().nullable(),
  /** Names that were reserved to it. */
  names: z.array(z.string()),
  /** What matters of it, in words that every form has. */
  told: z.string(),
});
export type FirstFormRow = z.infer<typeof Row>;

/** A fingerprint may be `current`: of the terms in force at that moment, whatever they are called. */
const EventText = z.record(z.string(), z.unknown());
const Line = z.union([
  z.object({ row: Row }),
  z.object({ entry: z.string() }),
  z.object({ story: z.array(z.object({ event: EventText, outcome: z.string() })) }),
  z.object({ refused: EventText, refusal: z.string() }),
]);

/** What happened next, one minute after the moment before, and what came of it. */
export interface Step {
  readonly event: Readonly<Record<string, unknown>>;
  readonly outcome: string;
}

export interface FirstFormOrder {
  readonly row: FirstFormRow;
  readonly history: readonly string[];
  readonly stories: readonly (readonly Step[])[];
  readonly refused: readonly { readonly event: Step['event']; readonly refusal: string }[];
}

const FOLDER = join(import.meta.dirname, 'first-form');

/** The names of all such orders; the state of each is the beginning of its name. */
export const FIRST_FORM_ORDERS: readonly string[] = readdirSync(FOLDER).map((file) => file.replace(/\.jsonl$/, ''));

/** Reads an order by its name. */
export function firstFormOrder(name: string): FirstFormOrder {
  const lines = readFileSync(join(FOLDER, `${name}.jsonl`), 'utf8')
    .trim()
    .split('\n')
    .map((line) => Line.parse(JSON.parse(line)));
  const [row] = lines.flatMap((line) => ('row' in line ? [line.row] : []));
  if (!row) throw new Error(`${name} has no row`);
  return {
    row,
    history: lines.flatMap((line) => ('entry' in line ? [line.entry] : [])),
    stories: lines.flatMap((line) => ('story' in line ? [line.story] : [])),
    refused: lines.flatMap((line) => ('refused' in line ? [{ event: line.refused, refusal: line.refusal }] : [])),
  };
}

/** An event of a step. */
export const firstFormEventOf = (event: Step['event'], current: string): FirstFormEvent =>
  FirstFormEvent.parse(event.fingerprint === 'current' ? { ...event, fingerprint: current } : event);

/** The row as the oldest stores have it: one text for everything. */
export const wholeContent = ({ content, effects, head }: FirstFormRow): string =>
  JSON.stringify({ order: JSON.parse(content), effects: JSON.parse(effects), head: JSON.parse(head), lease: null });

const SHARED_TABLES = `
  CREATE INDEX orders_newest ON orders (requested_at_ms DESC, reference);
  CREATE INDEX orders_of_requester ON orders (requested_by, requested_at_ms DESC, reference);
  CREATE TABLE domain_names (name TEXT PRIMARY KEY, reference TEXT NOT NULL) STRICT;
  CREATE INDEX domain_names_of_order ON domain_names (reference);
  CREATE TABLE history (
    reference TEXT NOT NULL, sequence INTEGER NOT NULL, entry TEXT NOT NULL, PRIMARY KEY (reference, sequence)
  ) STRICT;
  CREATE TABLE key_values (key TEXT PRIMARY KEY, value TEXT NOT NULL, expires_at_ms INTEGER) STRICT;
  CREATE INDEX key_values_expiring ON key_values (expires_at_ms) WHERE expires_at_ms IS NOT NULL;
  CREATE TABLE reservations (name TEXT PRIMARY KEY, next_free_ms INTEGER NOT NULL) STRICT;`;

/** Stores as bots of then left them, by their version. */
const TABLES = {
  1: `
  CREATE TABLE orders (
    reference TEXT PRIMARY KEY, version INTEGER NOT NULL, requested_by TEXT NOT NULL, requested_at_ms INTEGER NOT NULL,
    state TEXT NOT NULL, claimable_at_ms INTEGER, content TEXT NOT NULL
  ) STRICT;
  CREATE INDEX orders_claimable ON orders (claimable_at_ms) WHERE claimable_at_ms IS NOT NULL;${SHARED_TABLES}
  PRAGMA user_version = 1;`,
  2: `
  CREATE TABLE orders (
    reference TEXT PRIMARY KEY, requested_by TEXT NOT NULL, requested_at_ms INTEGER NOT NULL,
    state TEXT NOT NULL, content TEXT NOT NULL
  ) STRICT;${SHARED_TABLES}
  CREATE TABLE work (
    reference TEXT PRIMARY KEY, version INTEGER NOT NULL, claimable_at_ms INTEGER, effects TEXT, head TEXT,
    lease_token TEXT, lease_until_ms INTEGER
  ) STRICT;
  CREATE INDEX work_claimable ON work (claimable_at_ms) WHERE claimable_at_ms IS NOT NULL;
  CREATE TABLE attempt_cents (attempt_id TEXT PRIMARY KEY, at_ms INTEGER NOT NULL, cents INTEGER NOT NULL) STRICT;
  PRAGMA user_version = 2;`,
} as const;

/** Makes the embedded store of a version in a folder, with the order in it. */
export function seedSqlite(folder: string, order: FirstFormOrder, version: keyof typeof TABLES = 2): void {
  mkdirSync(folder, { recursive: true });
  const database = new Database(sqliteFile(folder));
  database.exec('PRAGMA journal_mode = WAL');
  database.exec(TABLES[version]);
  const { row, history } = order;
  const { reference, requestedBy, state, content, claimableAtMs } = row;
  const atMs = row.requestedAt.getTime();
  if (version === 1) {
    database
      .prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?, ?, ?)')
      .run(reference, row.version, requestedBy, atMs, state, claimableAtMs, wholeContent(row));
  } else {
    database.prepare('INSERT INTO orders VALUES (?, ?, ?, ?, ?)').run(reference, requestedBy, atMs, state, content);
    database
      .prepare('INSERT INTO work (reference, version, claimable_at_ms, effects, head) VALUES (?, ?, ?, ?, ?)')
      .run(reference, row.version, claimableAtMs, row.effects, row.head);
  }
  const append = database.prepare('INSERT INTO history VALUES (?, ?, ?)');
  for (const [index, entry] of history.entries()) append.run(reference, index + 1, entry);
  for (const name of row.names) database.prepare('INSERT INTO domain_names VALUES (?, ?)').run(name, reference);
  database.close();
}

/** Writes the order into an emptied Redis database as a bot of then did; as one text when `isWhole`. */
export async function seedRedis(url: string, order: FirstFormOrder, isWhole = false): Promise<void> {
  const redis = new Redis(url);
  await redis.flushdb();
  await addToRedis(redis, order, isWhole);
  await redis.quit();
}

/** Adds the order to what a Redis has. */
export async function addToRedis(redis: Redis, { row, history }: FirstFormOrder, isWhole = false): Promise<void> {
  const keys = redisKeys(team);
  const { reference, version, content, effects, head } = row;
  const atMs = row.requestedAt.getTime();
  await redis.hset(
    keys.order(reference),
    isWhole ? { version, content: wholeContent(row) } : { version, content, effects, head },
  );
  await redis.rpush(keys.history(reference), ...history);
  if (row.claimableAtMs !== null) await redis.zadd(keys.claimable, row.claimableAtMs, reference);
  await redis.zadd(keys.newest, atMs, reference);
  await redis.zadd(keys.newestOf(row.requestedBy), atMs, reference);
  for (const name of row.names) await redis.hset(keys.names, name, reference);
}
