import { randomUUID } from 'node:crypto';
import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';
import { eventLoopQueue } from './event-loop-queue.ts';
import type { RedisOptions } from './redis/open-redis-stores.ts';
import { sqliteArchive } from './sqlite/sqlite-archive.ts';
import { openSqliteDatabase } from './sqlite/sqlite-database.ts';
import { keepToOwner, makeForOwner, openFiles, originOfFile, sqliteFile } from './sqlite/sqlite-files.ts';
import { sqliteKeyValueStore } from './sqlite/sqlite-key-value-store.ts';
import { sqliteOrderStore } from './sqlite/sqlite-order-store.ts';
import { sqliteReservations } from './sqlite/sqlite-reservations.ts';
import { sqliteWatchStore } from './sqlite/sqlite-watch-store.ts';
import { tellingFailures } from './store-failures.ts';
import type { StoreOptions, Stores } from './stores.ts';

/** Opens Redis or the embedded store, as configured. Throws when it cannot be reached or written. */
export async function openStores(options: StoreOptions): Promise<Stores> {
  const { store } = options;
  const stores =
    store.kind === 'redis'
      ? await openRedis({ ...options, store })
      : openSqliteStores(store.dataDir, options.clock, options.log);
  const turns = store.kind === 'redis' ? { person: atOnce, background: atOnce } : eventLoopQueue();
  return {
    ...stores,
    orders: tellingFailures(stores.orders, atOnce),
    ordersInTurn: {
      person: tellingFailures(stores.orders, turns.person),
      background: tellingFailures(stores.orders, turns.background),
    },
    keyValues: tellingFailures(stores.keyValues, atOnce),
    shortLived: tellingFailures(stores.shortLived, atOnce),
    watch: tellingFailures(stores.watch, atOnce),
    archive: { ...stores.archive, ...tellingFailures({ stub: stores.archive.stub }, atOnce) },
    ...tellingFailures({ origin: stores.origin }, atOnce),
  };
}

const atOnce = async () => {};

/** The client of Redis is large, so it is loaded only where it is used. */
async function openRedis(options: RedisOptions): Promise<Stores> {
  const { openRedisStores } = await import('./redis/open-redis-stores.ts');
  return openRedisStores(options);
}

/** The embedded store in a folder, which only its owner may read, or in memory when the folder is null. */
export function openSqliteStores(dataDir: string | null, clock: Clock, log?: Log): Stores {
  if (dataDir !== null) closeToOthers(dataDir, log);
  const database = openSqliteDatabase(dataDir);
  // In memory there is one database for each connection.
  const unsynced = dataDir === null ? database : openSqliteDatabase(dataDir, 'NORMAL');
  const fileProblem = dataDir === null ? () => null : openFiles(dataDir);
  const origin = dataDir === null ? `memory ${randomUUID()}` : originOfFile(dataDir);
  const orders = sqliteOrderStore({ synced: database, unsynced, fileProblem, ...(log ? { log } : {}) });
  return {
    orders,
    ordersInTurn: { person: orders, background: orders },
    keyValues: sqliteKeyValueStore(database, clock),
    shortLived: sqliteKeyValueStore(unsynced, clock),
    reservations: sqliteReservations(unsynced),
    watch: sqliteWatchStore(database),
    archive: sqliteArchive(database),
    origin: async () => origin,
    ping: async () => {
      database.prepare('SELECT 1').get();
    },
    prepare: async () => {},
    close: async () => {
      if (unsynced !== database) unsynced.close();
      database.close();
    },
  };
}

/** Makes and closes folder and files before anything is written; what cannot be closed is told to the log. */
function closeToOthers(dataDir: string, log: Log | undefined): void {
  makeForOwner(dataDir);
  const paths = keepToOwner(dataDir);
  if (paths.length === 0) return;
  const fix = `Give DATA_DIR a folder of its own; or, if nobody else needs these: chmod 700 ${dataDir} && chmod 600 ${sqliteFile(dataDir)}*`;
  log?.warn(
    { paths, fix },
    'Other users of this machine may look into the store, and it is not for this app to change',
  );
}
