import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import type { KeyValueStore } from '../../src/service/ports/stores/key-value-store.ts';
import type { OrderArchive } from '../../src/service/ports/stores/order-archive.ts';
import type { OrderStore } from '../../src/service/ports/stores/order-store.ts';
import { openStores } from '../../src/storage/open-stores.ts';
import { openSqliteDatabase, type SqliteDatabase } from '../../src/storage/sqlite/database/open-database.ts';
import { sqliteKeyValueStore } from '../../src/storage/sqlite/key-value-store.ts';
import { sqliteArchive } from '../../src/storage/sqlite/maintenance/archive.ts';
import { sqliteOrderStore } from '../../src/storage/sqlite/orders/order-store.ts';
import { TeamId } from '../../src/values/ids.ts';
import { copyRedis } from '../support/store-copy.ts';

/** The store of a story. */
export interface SimulatedStore {
  /** Whoever has these goes on with what is there after a copy was put back, as over a server that failed over. */
  readonly orders: OrderStore;
  readonly archive: OrderArchive;
  /** Holds the switch that stops placing. */
  readonly settings: KeyValueStore;
  /** Tells the store from every copy of it. */
  readonly origin: () => Promise<string>;
  /** Copies everything, and answers how to put it back. Nothing may be under way, neither then nor now. */
  copy(): Promise<() => Promise<void>>;
  close(): Promise<void>;
}
export type OpenStore = () => Promise<SimulatedStore>;

const clock = { now: () => new Date(0) };
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/**
 * A fresh SQLite store in memory; it is as durable as the simulation's world. A copy is written to a file by SQLite itself
 * (`VACUUM INTO`); put back, all its rows are in a new store.
 */
export async function memoryStore(): Promise<SimulatedStore> {
  let folder: string | null = null;
  let copies = 0;
  const opened: SqliteDatabase[] = [];
  const open = (copy: string | null) => {
    const database = openSqliteDatabase(null);
    opened.push(database);
    if (copy !== null) fillFrom(database, copy);
    const orders = {
      ...sqliteOrderStore({ synced: database, unsynced: database }),
      durabilityProblem: async () => null,
    };
    return { database, orders, archive: sqliteArchive(database), settings: sqliteKeyValueStore(database, clock) };
  };
  let current = open(null);
  return {
    orders: whatever(() => current.orders),
    archive: whatever(() => current.archive),
    settings: whatever(() => current.settings),
    origin: async () => `store ${opened.length}`,
    copy: async () => {
      folder ??= mkdtempSync(join(tmpdir(), 'simulated-'));
      copies += 1;
      const file = join(folder, `${copies}.db`);
      current.database.prepare('VACUUM INTO ?').run(file);
      return async () => {
        current = open(file);
      };
    },
    close: async () => {
      for (const database of opened) database.close();
      if (folder !== null) rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Passes each call on to whatever is there at its time, also from a copy of this port. */
const whatever = <Port extends object>(current: () => Port): Port =>
  new Proxy(current(), {
    get: (_first, property) => {
      const member: unknown = Reflect.get(current(), property);
      if (typeof member !== 'function') return member;
      return (...parameters: unknown[]): unknown => {
        const port = current();
        const now: unknown = Reflect.get(port, property);
        return typeof now === 'function' ? Reflect.apply(now, port, parameters) : undefined;
      };
    },
  });

const Tables = z.array(z.object({ name: z.string() }));

/** Takes every row of a copy into a store that has none yet. */
function fillFrom(database: SqliteDatabase, file: string): void {
  database.prepare('ATTACH ? AS copy').run(file);
  const rows = database.prepare(
    // What the database writes by itself beside other rows comes last, and is as in the copy then.
    `SELECT name FROM copy.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'
     ORDER BY name IN ('order_kinds', 'order_counts')`,
  );
  for (const { name } of Tables.parse(rows.all())) {
    database.exec(`INSERT OR REPLACE INTO main.${name} SELECT * FROM copy.${name}`);
  }
  database.exec('DETACH copy');
}

/** The store of a team of its own, which nobody has used before, on a real Redis. Copies are dumps of all its keys. */
export async function redisStore(url: string, team: string): Promise<SimulatedStore> {
  const teamId = TeamId.parse(team);
  const store = { kind: 'redis', url, operatorSaysDurable: false } as const;
  const { orders, archive, keyValues, close } = await openStores({ store, teamId, clock, log: silent });
  let putBacks = 0;
  return {
    orders,
    archive,
    settings: keyValues,
    origin: async () => `store ${putBacks}`,
    copy: async () => {
      const { putBack } = await copyRedis(url, `scaledmail:{${teamId}}:`);
      return async () => {
        putBacks += 1;
        await putBack();
      };
    },
    close,
  };
}
