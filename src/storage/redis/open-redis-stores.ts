import type { Config } from '../../config.ts';
import { LONGEST_LINE } from '../next-turn.ts';
import type { StoreOptions, Stores } from '../stores.ts';
import { connectToRedis } from './connection/connect-to-redis.ts';
import { redisDurability } from './durability/durability.ts';
import { redisOrigin } from './durability/origin.ts';
import { redisKeyValueStore } from './key-value-store.ts';
import { redisKeys } from './keys.ts';
import { redisArchive } from './maintenance/archive.ts';
import { refuseHalfAStore } from './maintenance/half-store.ts';
import { redisOrderStore } from './orders/order-store.ts';
import { fileOrdersOfBefore } from './orders/selection.ts';
import { RESERVE } from './scripts.ts';
import { redisWatchStore } from './watch-store.ts';

export type RedisOptions = StoreOptions & { readonly store: Extract<Config['store'], { kind: 'redis' }> };

/**
 * Opens the stores in Redis. Throws when it does not answer or leads nowhere useful; later failures are logged, and the connection
 * comes back.
 */
export async function openRedisStores({ store, teamId, clock, log }: RedisOptions): Promise<Stores> {
  const redis = await connectToRedis(store.url, log, teamId);
  const keys = redisKeys(teamId);
  try {
    await refuseHalfAStore(redis, keys);
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  const durability = redisDurability({
    redis,
    url: store.url,
    operatorSaysDurable: store.operatorSaysDurable,
    trialKey: keys.trial,
  });
  const synced = () => durability.synced('change');
  const orders = redisOrderStore({ redis, keys, durability, log });
  const shortLived = redisKeyValueStore(redis, keys, clock);
  return {
    prepare: () => fileOrdersOfBefore({ redis, keys, log }, orders),
    orders,
    ordersInTurn: { person: orders, background: orders },
    keyValues: redisKeyValueStore(redis, keys, clock, synced),
    shortLived,
    shortLivedInBackground: shortLived,
    reservations: {
      reserve: async (name, intervalMs, burst) =>
        Number(await redis.eval(RESERVE, 1, keys.reservation(name), intervalMs, burst, LONGEST_LINE)),
    },
    watch: redisWatchStore(redis, keys, synced),
    archive: redisArchive(redis, keys, synced),
    origin: () => redisOrigin(redis),
    ping: async () => {
      await redis.ping();
    },
    close: async () => {
      // Nothing is written any more; a Redis that does not say goodbye must not keep the process alive.
      await redis.quit().catch(() => {});
      redis.disconnect();
    },
  };
}
