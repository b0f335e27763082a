import { connect, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { openStores } from '../../../src/storage/open-stores.ts';
import { redisKeys } from '../../../src/storage/redis/redis-keys.ts';
import { noon, team } from '../../support/builders.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { orderIn } from '../../support/views/orders.ts';
import { orderStoreContract } from './order-store.contract.ts';
import {
  after,
  inserted,
  insertionOf,
  known,
  LEASE_MS,
  plain,
  referenceOf,
  referencesOf,
} from './order-store-support.ts';
import { redisForThisFile, silentLog } from './two-handles.ts';

const redis = redisForThisFile();
const clock = { now: () => noon };

orderStoreContract('Redis', async () => {
  const { first, second, close } = await redis.openTwice(clock);
  return { orders: first.orders, second: second.orders, settings: second.keyValues, close };
});

/** Stands before Redis. `loseNextAnswer` lets one command through and cuts the connection instead of the answer. */
async function startLossyProxy(target: URL) {
  let isLosing = false;
  const server = createServer((client) => {
    const upstream = connect(Number(target.port), target.hostname);
    client.pipe(upstream);
    client.on('error', () => upstream.destroy());
    client.on('close', () => upstream.destroy());
    upstream.on('close', () => client.destroy());
    upstream.on('data', (answer) => {
      if (!isLosing) return client.write(answer);
      isLosing = false;
      return client.destroy();
    });
  });
  const port = await freePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  return {
    url: `redis://127.0.0.1:${port}`,
    loseNextAnswer: () => {
      isLosing = true;
    },
    close: () => new Promise((resolve) => server.close(resolve)),
  };
}

const openRedis = (url: string) =>
  openStores({ store: { kind: 'redis', url, operatorSaysDurable: false }, teamId: team, clock, log: silentLog });

test('an insert whose answer is lost fails; it is not sent again and refused as its own double', async () => {
  const proxy = await startLossyProxy(new URL(redis.url()));
  const stores = await openRedis(proxy.url);
  const { order, effects, entry } = insertionOf(1);
  proxy.loseNextAnswer();
  await expect(stores.orders.insert(order, effects, entry)).rejects.toThrow();
  expect((await known(stores.orders, order.facts.reference)).version).toBe(1);
  await stores.close();
  await proxy.close();
});

test('a Redis that is not there is an error at once, and nobody goes on trying', async () => {
  const timers = () => process.getActiveResourcesInfo().filter((resource) => resource === 'Timeout').length;
  const before = timers();
  await expect(openRedis(`redis://127.0.0.1:${await freePort()}`)).rejects.toThrow();
  expect(timers()).toBe(before);
});

test('an order that cannot be read keeps no other from being claimed', async () => {
  const { orders, close } = await openRedis(`${redis.url()}/400`);
  for (const number of [1, 2, 3]) await inserted(orders, number, { dueAt: [after(-1)] });
  const connection = new Redis(`${redis.url()}/400`);
  await connection.hset(redisKeys(team).order(referenceOf(2)), 'content', 'broken');
  await connection.quit();
  const claimed = await orders.claimDue(noon, LEASE_MS, 10, 'token');
  expect(referencesOf(claimed).toSorted()).toEqual([1, 3].map(referenceOf));
  expect(await orders.nextClaimableAt()).toStrictEqual(after(LEASE_MS));
  await expect(orders.get(referenceOf(2))).rejects.toMatchObject({ code: 'stored_row_broken' });
  await close();
});

test('orders that the first form of the store holds are read, claimed, and written in the present form', async () => {
  const { orders, close } = await openRedis(`${redis.url()}/401`);
  const stored = await inserted(orders, 1, { dueAt: [noon] });
  const { order, effects, head } = stored;
  const connection = new Redis(`${redis.url()}/401`);
  const key = redisKeys(team).order(referenceOf(1));
  await connection.hdel(key, 'effects', 'head');
  await connection.hset(key, 'content', JSON.stringify({ order, effects, head, lease: null }));
  expect(await orders.get(referenceOf(1))).toStrictEqual(stored);
  const [claimed] = await orders.claimDue(noon, LEASE_MS, 1, 'token');
  expect(claimed).toStrictEqual({
    ...stored,
    version: 2,
    lease: { token: 'token', until: after(LEASE_MS) },
    isTakenOver: false,
  });
  expect(await orders.replace(2, { ...stored, effects: [], entry: null })).toBe(true);
  const { content = '', ...others } = await connection.hgetall(key);
  expect(JSON.parse(content)).toEqual(plain(order));
  expect(others).toEqual({ version: '3', effects: '[]', head: JSON.stringify(head) });
  await connection.quit();
  await close();
});

test('names are free when the first form of the store holds their cancelled order', async () => {
  const url = `${redis.url()}/402`;
  const { orders, close } = await openRedis(url);
  const { order, effects, head } = await inserted(orders, 1);
  const { facts, terms } = order;
  const connection = new Redis(url);
  const key = redisKeys(team).order(referenceOf(1));
  await connection.hdel(key, 'effects', 'head');
  const cancelled = { ...orderIn('cancelled'), facts, terms };
  await connection.hset(key, 'content', JSON.stringify({ order: cancelled, effects, head, lease: null }));
  expect([...(await orders.namesInUse(['order1.com']))]).toEqual([]);
  await connection.hset(key, 'content', 'broken');
  expect([...(await orders.namesInUse(['order1.com']))]).toEqual([['order1.com', referenceOf(1)]]);
  await connection.del(key);
  expect([...(await orders.namesInUse(['order1.com']))]).toEqual([['order1.com', referenceOf(1)]]);
  await connection.quit();
  await close();
});

test('attempts of long ago are forgotten', async () => {
  const url = `${redis.url()}/403`;
  const { orders, close } = await openRedis(url);
  for (const [number, at] of [noon, after(3 * 86_400_000)].entries()) {
    const stored = await inserted(orders, number);
    const guard = { attemptId: `${referenceOf(number)}.1`, at, cents: 1, dayLimitCents: 1 };
    expect(await orders.replaceWithIntent(1, { ...stored, entry: null }, guard)).toBe('written');
  }
  const connection = new Redis(url);
  expect(await connection.hkeys(redisKeys(team).attempts)).toEqual([`${referenceOf(1)}.1`]);
  await connection.quit();
  await close();
});
