import { afterAll, beforeAll } from '@jest/globals';
import { openStores } from '../../src/storage/open-stores.ts';
import { noon, team } from '../support/builders.ts';
import { type RunningRedis, startRedis } from '../support/redis-server.ts';
import { orderStoreContract } from './order-store.contract.ts';

let redis: RunningRedis;
let databases = 0;
beforeAll(async () => {
  redis = await startRedis();
});
afterAll(() => redis.stop());

orderStoreContract('Redis', async () => {
  databases += 1;
  const store = { kind: 'redis' as const, url: `${redis.url}/${databases}`, operatorSaysDurable: false };
  const options = { store, teamId: team, clock: { now: () => noon }, log: console };
  const [first, second] = await Promise.all([openStores(options), openStores(options)]);
  return {
    orders: first.orders,
    second: second.orders,
    close: async () => {
      await Promise.all([first.close(), second.close()]);
    },
  };
});
