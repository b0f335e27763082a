import { connect, createServer } from 'node:net';
import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { ownsName } from '../../../src/acts/claim.ts';
import { actOf } from '../../../src/orders/order.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { hashOfAct } from '../../../src/storage/rows/stored-acts.ts';
import { amir, noon, team } from '../../support/builders.ts';
import { addToRedis, firstFormOrder, seedRedis } from '../../support/rows/first-form.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { orderStoreContract } from './order-store.contract.ts';
import {
  after,
  asIf,
  changeBy,
  declinedBy,
  inserted,
  insertionOf,
  known,
  LEASE_MS,
  laterEntry,
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

test('an order of the first form, in its oldest shape, is written in the present form with its first write', async () => {
  const url = `${redis.url()}/401`;
  const placing = firstFormOrder('placing');
  await seedRedis(url, placing, true);
  const { orders, close } = await openRedis(url);
  const { reference, claimableAtMs } = placing.row;
  const [claimed] = await orders.claimDue(new Date(claimableAtMs ?? 0), LEASE_MS, 1, 'token');
  if (!claimed) throw new Error('The order is due');
  expect(await orders.replace(claimed.version, { ...claimed, effects: [], entry: null, lease: null })).toBe(true);
  const connection = new Redis(url);
  const { content = '', ...others } = await connection.hgetall(redisKeys(team).order(reference));
  const act = hashOfAct(actOf(claimed.order));
  expect(JSON.parse(content)).toMatchObject({ form: 2, terms: [{ act, firstForm: { purchase: act } }] });
  expect(others).toEqual({
    version: String(claimed.version + 1),
    effects: '[]',
    head: placing.row.head,
    counted: 'custom_order placing',
  });
  expect(await connection.hkeys(redisKeys(team).acts)).toEqual([act]);
  expect((await known(orders, reference)).order).toStrictEqual(claimed.order);
  await connection.quit();
  await close();
});

test('an order of a newer form is refused, left as it is, and keeps no other from being claimed', async () => {
  const url = `${redis.url()}/404`;
  const { orders, close } = await openRedis(url);
  for (const number of [1, 2]) await inserted(orders, number, { dueAt: [after(-1)] });
  const connection = new Redis(url);
  const key = redisKeys(team).order(referenceOf(1));
  const content = ((await connection.hget(key, 'content')) ?? '').replace('"form":2', '"form":3');
  await connection.hset(key, 'content', content);
  await expect(orders.get(referenceOf(1))).rejects.toMatchObject({
    code: 'stored_row_newer',
    userMessage: expect.stringContaining('A newer version of this app'),
  });
  expect(referencesOf(await orders.claimDue(noon, LEASE_MS, 10, 'token'))).toEqual([referenceOf(2)]);
  expect(await connection.hget(key, 'content')).toBe(content);
  await connection.quit();
  await close();
});

test('names are free when an older version left them with a cancelled order, and taken when that cannot be read', async () => {
  const url = `${redis.url()}/402`;
  const { orders, close } = await openRedis(url);
  const cancelled = firstFormOrder('cancelled');
  const claims = [ownsName('getgoogle1.com')];
  const first = await inserted(orders, 1, { claims });
  await orders.replace(1, changeBy(first, declinedBy(amir)));
  const connection = new Redis(url);
  await addToRedis(connection, { ...cancelled, row: { ...cancelled.row, names: ['getgoogle1.com'] } }, true);
  expect([...(await orders.claimed(claims))]).toEqual([]);
  const key = redisKeys(team).order(cancelled.row.reference);
  const taken = [['name:getgoogle1.com', cancelled.row.reference]];
  await connection.hset(key, 'content', 'broken');
  expect([...(await orders.claimed(claims))]).toEqual(taken);
  await connection.del(key);
  expect([...(await orders.claimed(claims))]).toEqual(taken);
  await connection.hset(key, 'content', cancelled.row.content);
  const ended = await known(orders, referenceOf(1));
  const entry = laterEntry(ended.order, ended.head, {
    type: 'vendor_order_found',
    vendorOrderId: 'rec1',
    amountCents: null,
  });
  const change = { ...ended, order: asIf('placed', ended.order), effects: [], entry };
  expect(await orders.replace(ended.version, change)).toBe(true);
  expect([...(await orders.claimed(claims)).values()]).toEqual([referenceOf(1)]);
  await connection.quit();
  await close();
});

test('an act that the store lost is written again with the change that needs it', async () => {
  const url = `${redis.url()}/405`;
  const { orders, close } = await openRedis(url);
  const stored = await inserted(orders, 1);
  const connection = new Redis(url);
  await connection.del(redisKeys(team).acts);
  expect(await orders.replace(1, changeBy(stored, declinedBy(amir)))).toBe(true);
  const { orders: others, close: closeOthers } = await openRedis(url);
  expect((await known(others, referenceOf(1))).order.terms).toStrictEqual(stored.order.terms);
  await connection.quit();
  await Promise.all([close(), closeOthers()]);
});

test.each(['', 'broken'])('an order whose act is %p in the store cannot be read, and says which', async (text) => {
  const url = `${redis.url()}/${text === '' ? 406 : 407}`;
  const { orders, close } = await openRedis(url);
  const { order } = await inserted(orders, 1);
  const connection = new Redis(url);
  const { acts } = redisKeys(team);
  const hash = hashOfAct(actOf(order));
  await (text === '' ? connection.hdel(acts, hash) : connection.hset(acts, hash, text));
  const { orders: others, close: closeOthers } = await openRedis(url);
  await expect(others.get(referenceOf(1))).rejects.toThrow(
    text === '' ? 'order aaaaab is broken at order.terms.0.act' : `act ${hash} is not the one that was written`,
  );
  await connection.quit();
  await Promise.all([close(), closeOthers()]);
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
