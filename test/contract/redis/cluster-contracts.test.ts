import { afterAll, beforeAll } from '@jest/globals';
import { Redis } from 'ioredis';
import { openStores } from '../../../src/storage/open-stores.ts';
import { connectToRedis } from '../../../src/storage/redis/connection/connect-to-redis.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { TeamId } from '../../../src/values/ids.ts';
import { noon, team } from '../../support/builders.ts';
import { type RunningCluster, startRedisCluster } from '../../support/servers/redis-cluster.ts';
import { keyValueStoreContract } from '../stores/key-value-store.contract.ts';
import { orderStoreContract } from '../stores/order-store.contract.ts';
import { reservationsContract } from '../stores/reservations.contract.ts';
import { storeOriginContract } from '../stores/store-origin.contract.ts';
import { type OpenTwoHandles, silentLog } from '../stores/two-handles.ts';
import { watchStoreContract } from '../stores/watch-store.contract.ts';

/*
 * The promises of every store, on a real cluster. A cluster has one database, so each opening is a team of its own: its slot is
 * on any of the three servers.
 */
let cluster: RunningCluster;
let teams = 0;
beforeAll(async () => {
  cluster = await startRedisCluster(redisKeys(team).newest);
});
afterAll(() => cluster.stop());

const openOn = (url: string, teamId: TeamId, clock = { now: () => noon }) =>
  openStores({ store: { kind: 'redis', url, operatorSaysDurable: false }, teamId, clock, log: silentLog });

/** `where` is the team. */
const openTwice: OpenTwoHandles = async (clock) => {
  teams += 1;
  const teamId = TeamId.parse(`T0TEAM${teams}`);
  const [first, second] = await Promise.all([openOn(cluster.url, teamId, clock), openOn(cluster.url, teamId, clock)]);
  return {
    first,
    second,
    where: teamId,
    close: async () => {
      await Promise.all([first.close(), second.close()]);
    },
  };
};

orderStoreContract('a Redis Cluster', async () => {
  const { first, second, close } = await openTwice({ now: () => noon });
  return { orders: first.orders, second: second.orders, settings: second.keyValues, close };
});

keyValueStoreContract('a Redis Cluster', async (clock) => {
  const { first, second, close } = await openTwice(clock);
  return { keyValues: first.keyValues, second: second.keyValues, close };
});

watchStoreContract('a Redis Cluster', openTwice);

reservationsContract('a Redis Cluster', async () => {
  const { first, second, where, close } = await openTwice({ now: () => noon });
  const teamId = TeamId.parse(where);
  const connection = await connectToRedis(cluster.url, silentLog, teamId);
  return {
    reservations: first.reservations,
    second: second.reservations,
    nowMs: () => Date.now(),
    // Its clock cannot be moved; that all bookings come nearer is the same to a line.
    pass: async (line, milliseconds) => {
      const key = redisKeys(teamId).reservation(line);
      if (await connection.exists(key)) await connection.incrby(key, -Math.round(milliseconds));
    },
    close: async () => {
      await connection.quit();
      await close();
    },
  };
});

storeOriginContract('a Redis Cluster', async () => {
  const own = await startRedisCluster(redisKeys(team).newest);
  const opened: Awaited<ReturnType<typeof openOn>>[] = [];
  return {
    open: async () => {
      const stores = await openOn(own.url, team);
      opened.push(stores);
      return stores;
    },
    replace: async () => {
      const connection = new Redis(own.owner);
      await connection.wait(1, 5_000);
      connection.disconnect();
      await own.failOver();
    },
    close: async () => {
      for (const stores of opened) await stores.close();
      await own.stop();
    },
  };
});
