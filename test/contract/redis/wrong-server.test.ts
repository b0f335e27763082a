import { afterEach, expect, test } from '@jest/globals';
import { openOrderReader } from '../../../src/storage/open-order-reader.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { noon, team } from '../../support/builders.ts';
import { startRedisCluster } from '../../support/servers/redis-cluster.ts';
import { startRedisWithSentinels } from '../../support/servers/redis-sentinels.ts';
import { startRedis } from '../../support/servers/redis-server.ts';
import { referenceOf } from '../stores/order-store-support.ts';
import { silentLog } from '../stores/two-handles.ts';

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
const storeAt = (url: string) => ({ kind: 'redis' as const, url, operatorSaysDurable: false });

/** All that is said when an order is looked up at an address, cause by cause. */
async function saidAt(url: string): Promise<string> {
  try {
    const stores = await openStores({
      store: storeAt(url),
      teamId: team,
      clock: { now: () => noon },
      log: silentLog,
    });
    closers.push(stores.close);
    return String(await stores.orders.get(referenceOf(1)));
  } catch (error) {
    return chainOf(error);
  }
}

const chainOf = (error: unknown): string =>
  error instanceof Error ? `${error.message}. ${chainOf(error.cause)}` : String(error);
const withUser = (url: string) => url.replace('//', '//default:hunter2@');

test('one server of a cluster is named, with the address of the cluster', async () => {
  const servers = await startRedisCluster(redisKeys(team).newest);
  closers.push(servers.stop);
  const right = `redis+cluster://${new URL(servers.owner).host}`;
  expect(await saidAt(servers.other)).toContain(`Set REDIS_URL to the cluster: ${right}.`);
  expect(await saidAt(right)).toBe('null');
  expect(await saidAt(servers.owner)).toBe('null');
  expect(await saidAt(`redis+sentinel://${new URL(servers.owner).host}/mymaster`)).toContain('a Redis answers there');
});

test('a Sentinel is named, with the address that leads through it', async () => {
  const servers = await startRedisWithSentinels();
  closers.push(servers.stop);
  const { host } = new URL(servers.sentinel);
  const right = `redis+sentinel://${host}/orders`;
  const said = await saidAt(servers.sentinel);
  expect(said).toContain(`Set REDIS_URL to: ${right}.`);
  expect(await saidAt(right)).toBe('null');
  expect(await saidAt(`redis+sentinel://${host}/ordres`)).toContain('No Sentinel of REDIS_URL knows');
  expect(await saidAt(`redis+cluster://${new URL(servers.main).host}`)).toContain(
    'Write redis:// for redis+cluster://',
  );
});

test.each([
  'redis://default:hunter2@127.0.0.1:1',
  'redis+sentinel://:hunter2@127.0.0.1:1/name',
  'redis+cluster://:hunter2@127.0.0.1:1',
])('nobody is there: it is said at once, and no secret: %s', async (url) => {
  const said = await saidAt(url);
  expect(said).toMatch(/ECONNREFUSED|closed/);
  expect(said).not.toContain('hunter2');
  const reading = openOrderReader({ store: storeAt(url), teamId: null, log: silentLog }).catch(chainOf);
  expect(await reading).toMatch(/does not answer at REDIS_URL/);
  expect(await reading).not.toContain('hunter2');
});

test('a wrong password says so, and not which', async () => {
  const redis = await startRedis(['--requirepass', 'right']);
  closers.push(redis.stop);
  const said = await saidAt(withUser(redis.url));
  expect(said).toMatch(/WRONGPASS/);
  expect(said).not.toContain('hunter2');
});
