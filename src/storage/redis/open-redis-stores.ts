import { Redis } from 'ioredis';
import type { Config } from '../../config.ts';
import type { Log } from '../../service/ports/log.ts';
import { LONGEST_LINE } from '../next-turn.ts';
import type { StoreOptions, Stores } from '../stores.ts';
import { redisArchive } from './redis-archive.ts';
import { redisDurability } from './redis-durability.ts';
import { redisKeyValueStore } from './redis-key-value-store.ts';
import { redisKeys } from './redis-keys.ts';
import { redisOrderStore } from './redis-order-store.ts';
import { redisOrigin } from './redis-origin.ts';
import { fileOrdersOfBefore } from './redis-selection.ts';
import { redisWatchStore } from './redis-watch-store.ts';
import { refuseHalfAStore } from './redis-whole.ts';
import { RESERVE } from './scripts.ts';

/** A command is given up after so long: people are waiting. */
const COMMAND_TIMEOUT_MS = 5_000;
/**
 * A command whose answer was lost with the connection fails and is not sent again: it may have been carried out, and a
 * second insert would be refused as its own double.
 */
const RETRIES_PER_COMMAND = 0;
const MAX_RECONNECT_DELAY_MS = 2_000;

export type RedisOptions = StoreOptions & { readonly store: Extract<Config['store'], { kind: 'redis' }> };

/** Opens the stores in Redis. Throws when it does not answer; later failures are logged, and the connection comes back. */
export async function openRedisStores({ store, teamId, clock, log }: RedisOptions): Promise<Stores> {
  const redis = await connectToRedis(store.url, log);
  const keys = redisKeys(teamId);
  try {
    await refuseHalfAStore(redis, keys);
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  const durability = redisDurability(redis, store.operatorSaysDurable);
  const orders = redisOrderStore({ redis, keys, durability, log });
  const shortLived = redisKeyValueStore(redis, keys, clock);
  return {
    prepare: () => fileOrdersOfBefore(redis, keys, orders),
    orders,
    ordersInTurn: { person: orders, background: orders },
    keyValues: redisKeyValueStore(redis, keys, clock, durability.synced),
    shortLived,
    shortLivedInBackground: shortLived,
    reservations: {
      reserve: async (name, intervalMs, burst) =>
        Number(await redis.eval(RESERVE, 1, keys.reservation(name), intervalMs, burst, LONGEST_LINE)),
    },
    watch: redisWatchStore(redis, keys, durability.synced),
    archive: redisArchive(redis, keys, durability.synced),
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

/**
 * A connection that is ready. One that fails at the start is given up, with what Redis said as the cause; one that is lost
 * later is made again.
 */
export async function connectToRedis(url: string, log: Log): Promise<Redis> {
  let wasReady = false;
  const redis = new Redis(url, {
    lazyConnect: true,
    commandTimeout: COMMAND_TIMEOUT_MS,
    connectTimeout: COMMAND_TIMEOUT_MS,
    maxRetriesPerRequest: RETRIES_PER_COMMAND,
    autoResendUnfulfilledCommands: false,
    retryStrategy: (times) => (wasReady ? Math.min(times * 100, MAX_RECONNECT_DELAY_MS) : null),
  });
  redis.once('ready', () => {
    wasReady = true;
  });
  let said: unknown;
  redis.on('error', (error: unknown) => {
    said = error;
    log.warn({ error }, 'The connection to Redis failed');
  });
  try {
    await redis.connect();
    return redis;
  } catch (error) {
    // The library itself says only that there is no connection.
    redis.disconnect();
    throw new Error('Redis cannot be reached', { cause: said ?? error });
  }
}
