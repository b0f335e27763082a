import type { Config } from '../config.ts';
import type { TeamId } from '../orders/ids.ts';
import type { Clock, KeyValueStore, Log, OrderStore } from '../service/ports.ts';
import type { Reservations } from './rate-limiter.ts';
import type { RedisOptions } from './redis/open-redis-stores.ts';
import { openSqliteDatabase } from './sqlite/sqlite-database.ts';
import { sqliteKeyValueStore } from './sqlite/sqlite-key-value-store.ts';
import { sqliteOrderStore } from './sqlite/sqlite-order-store.ts';
import { sqliteReservations } from './sqlite/sqlite-reservations.ts';
import { tellingFailures } from './store-failures.ts';

/** Everything that is kept, in one place. */
export interface Stores {
  readonly orders: OrderStore;
  /** For what must not be lost: sealed logins, and the switch that stops placing. */
  readonly keyValues: KeyValueStore;
  /** For what a power cut may cost its last moments: drafts, deliveries seen, remembered lists. The death of a process costs nothing. */
  readonly shortLived: KeyValueStore;
  readonly reservations: Reservations;
  /** Throws when the store does not answer. */
  ping(): Promise<void>;
  close(): Promise<void>;
}

export interface StoreOptions {
  readonly store: Config['store'];
  readonly teamId: TeamId;
  readonly clock: Clock;
  readonly log: Log;
}

/** Opens Redis or the embedded store, as configured. Throws when it cannot be reached or written. */
export async function openStores(options: StoreOptions): Promise<Stores> {
  const { store } = options;
  const stores =
    store.kind === 'redis'
      ? await openRedis({ ...options, store })
      : openSqliteStores(store.dataDir, options.clock, options.log);
  return {
    ...stores,
    orders: tellingFailures(stores.orders),
    keyValues: tellingFailures(stores.keyValues),
    shortLived: tellingFailures(stores.shortLived),
  };
}

/** The client of Redis is large, so it is loaded only where it is used. */
async function openRedis(options: RedisOptions): Promise<Stores> {
  const { openRedisStores } = await import('./redis/open-redis-stores.ts');
  return openRedisStores(options);
}

/** The embedded store in a folder, or in memory when the folder is null. */
export function openSqliteStores(dataDir: string | null, clock: Clock, log?: Log): Stores {
  const database = openSqliteDatabase(dataDir);
  // In memory there is one database for each connection.
  const unsynced = dataDir === null ? database : openSqliteDatabase(dataDir, 'NORMAL');
  return {
    orders: sqliteOrderStore({ synced: database, unsynced, ...(log ? { log } : {}) }),
    keyValues: sqliteKeyValueStore(database, clock),
    shortLived: sqliteKeyValueStore(unsynced, clock),
    reservations: sqliteReservations(unsynced),
    ping: async () => {
      database.prepare('SELECT 1').get();
    },
    close: async () => {
      if (unsynced !== database) unsynced.close();
      database.close();
    },
  };
}
