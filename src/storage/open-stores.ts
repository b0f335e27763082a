import type { RedisOptions } from './redis/open-redis-stores.ts';
import { openSqliteStores } from './sqlite/open-sqlite-stores.ts';
import { openThreadStores } from './sqlite/thread/open-thread-stores.ts';
import { tellingFailures } from './store-failures.ts';
import type { StoreOptions, Stores } from './stores.ts';

export { openSqliteStores } from './sqlite/open-sqlite-stores.ts';

/** Opens Redis or the embedded store, as configured. Throws when it cannot be reached or written. */
export async function openStores(options: StoreOptions): Promise<Stores> {
  const stores = await open(options);
  const { ordersInTurn } = stores;
  return {
    ...stores,
    orders: tellingFailures(stores.orders),
    ordersInTurn: {
      person: tellingFailures(ordersInTurn.person),
      background: tellingFailures(ordersInTurn.background),
    },
    keyValues: tellingFailures(stores.keyValues),
    shortLived: tellingFailures(stores.shortLived),
    shortLivedInBackground: tellingFailures(stores.shortLivedInBackground),
    watch: tellingFailures(stores.watch),
    archive: { ...stores.archive, ...tellingFailures({ stub: stores.archive.stub }) },
    ...tellingFailures({ origin: stores.origin }),
  };
}

async function open({ store, ...options }: StoreOptions): Promise<Stores> {
  const { clock, log, thread } = options;
  if (store.kind === 'redis') return openRedis({ ...options, store });
  return thread ? openThreadStores(store.dataDir, thread, clock, log) : openSqliteStores(store.dataDir, clock, log);
}

/** The client of Redis is large, so it is loaded only where it is used. */
async function openRedis(options: RedisOptions): Promise<Stores> {
  const { openRedisStores } = await import('./redis/open-redis-stores.ts');
  return openRedisStores(options);
}
