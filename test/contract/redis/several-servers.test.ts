import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { openOrderReader } from '../../../src/storage/open-order-reader.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { noon, team } from '../../support/builders.ts';
import { startRedisCluster } from '../../support/servers/redis-cluster.ts';
import { startRedisWithSentinels } from '../../support/servers/redis-sentinels.ts';
import { until } from '../../support/servers/until.ts';
import { inserted, known, referenceOf } from '../stores/order-store-support.ts';
import { silentLog } from '../stores/two-handles.ts';

const clock = { now: () => noon };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
const storeAt = (url: string) => ({ kind: 'redis' as const, url, operatorSaysDurable: false });
const open = async (url: string) => {
  const stores = await openStores({ store: storeAt(url), teamId: team, clock, log: silentLog });
  closers.push(stores.close);
  return stores;
};

describe.each([
  { what: 'Sentinels', start: startRedisWithSentinels },
  { what: 'a cluster', start: () => startRedisCluster(redisKeys(team).newest) },
])('a Redis behind $what', ({ start }) => {
  test('keeps orders where replicas have them, and goes on with all of them when its main server is killed', async () => {
    const servers = await start();
    closers.push(servers.stop);
    const stores = await open(servers.url);
    expect(await stores.orders.durabilityProblem()).toBeNull();
    const { order } = await inserted(stores.orders, 1);
    const origin = await stores.origin();

    await servers.failOver();
    await until('the store is connected again', async () => (await stores.orders.get(referenceOf(1))) !== null);
    expect((await known(stores.orders, referenceOf(1))).order).toStrictEqual(order);
    await inserted(stores.orders, 2);
    await stores.ping();
    expect(await stores.origin()).not.toBe(origin);
    expect(await stores.orders.durabilityProblem()).toBeNull();

    const reader = await openOrderReader({ store: storeAt(servers.url), teamId: null, log: silentLog });
    closers.push(reader.close);
    expect(await reader.references()).toEqual([referenceOf(1), referenceOf(2)]);
    expect((await reader.read(referenceOf(1))).stored?.order).toStrictEqual(order);
  });
});

test('a main server that lost its replicas goes on with what people do, and takes no intent to pay', async () => {
  const servers = await startRedisWithSentinels();
  closers.push(servers.stop);
  const { orders } = await open(servers.url);
  const stored = await inserted(orders, 1);
  await servers.loseReplica();
  await until('one replica is gone', async () => (await connectedTo(servers.main)) === 1);
  expect(await orders.durabilityProblem()).toBeNull();
  await servers.loseReplica();
  await until('both replicas are gone', async () => (await connectedTo(servers.main)) === 0);
  expect(await orders.durabilityProblem()).toContain('0 of the 1 replicas');
  await inserted(orders, 2);
  const guard = { attemptId: `${referenceOf(1)}.1`, at: noon, cents: 1, dayLimitCents: 1 };
  await expect(orders.replaceWithIntent(1, { ...stored, entry: null }, guard)).rejects.toMatchObject({
    cause: new Error('Only 0 of 1 replicas of Redis had a write in time'),
  });
});

async function connectedTo(url: string): Promise<number> {
  const redis = new Redis(url);
  const info = await redis.info('replication');
  redis.disconnect();
  return Number(/^connected_slaves:(\d+)/m.exec(info)?.[1]);
}
