import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { openSqliteStores, openStores } from '../../../src/storage/open-stores.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { noon, team } from '../../support/builders.ts';
import { startRedis, startReplica } from '../../support/servers/redis-server.ts';
import { copyFolder } from '../../support/store-copy.ts';
import { storeOriginContract } from './store-origin.contract.ts';
import { silentLog } from './two-handles.ts';

const clock = { now: () => noon };
const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});
const closing = <Closed>(thing: Closed, close: (thing: Closed) => Promise<unknown>): Closed => {
  closers.push(() => close(thing));
  return thing;
};
const openRedis = (url: string): Promise<Stores> => {
  const store = { kind: 'redis' as const, url, operatorSaysDurable: false };
  return openStores({ store, teamId: team, clock, log: silentLog });
};

storeOriginContract('SQLite', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'origin-'));
  const opened: Stores[] = [];
  return {
    open: async () => {
      const stores = openSqliteStores(folder, clock);
      opened.push(stores);
      return stores;
    },
    replace: async () => {
      const copy = copyFolder(folder);
      await copy.putBack();
      copy.discard();
    },
    close: async () => {
      for (const stores of opened) await stores.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
});

/** Resolves when the replica has everything that was written. */
async function caughtUp(url: string): Promise<void> {
  const redis = new Redis(url);
  expect(await redis.wait(1, 30_000)).toBe(1);
  redis.disconnect();
}

storeOriginContract('Redis', async () => {
  const main = await startRedis();
  const replica = await startReplica(main);
  const opened: Stores[] = [];
  let { url } = main;
  return {
    open: async () => {
      const stores = await openRedis(url);
      opened.push(stores);
      return stores;
    },
    replace: async () => {
      await caughtUp(main.url);
      await replica.promote();
      url = replica.url;
    },
    close: async () => {
      for (const stores of opened) await stores.close();
      await Promise.all([main.stop(), replica.stop()]);
    },
  };
});

test('a replica that fell behind has another origin once it is the main server, and lacks what it missed', async () => {
  const main = closing(await startRedis(), ({ stop }) => stop());
  const replica = closing(await startReplica(main), ({ stop }) => stop());
  const before = closing(await openRedis(main.url), ({ close }) => close());
  const link = closing(new Redis(main.url), (redis) => redis.quit());
  await before.keyValues.set('early', 'kept', null);
  await link.set('of this connection', '');
  await link.wait(1, 5_000);
  await replica.fallBehind();
  await before.keyValues.set('late', 'lost', null);
  await replica.promote();
  const after = closing(await openRedis(replica.url), ({ close }) => close());
  expect([await after.keyValues.get('early'), await after.keyValues.get('late')]).toEqual(['kept', null]);
  expect(await after.origin()).not.toBe(await before.origin());
});

test('a Redis that tells nobody its replication has one origin that never changes', async () => {
  const redis = closing(await startRedis(), ({ stop }) => stop());
  const operator = closing(new Redis(redis.url), async (connection) => connection.disconnect());
  const stores = closing(await openRedis(redis.url), ({ close }) => close());
  await operator.acl('SETUSER', 'default', '-info');
  expect(await stores.origin()).toBe('redis unknown');
});

test('each store in memory is one of its own', async () => {
  const [first, second] = [openSqliteStores(null, clock), openSqliteStores(null, clock)];
  expect(await first.origin()).not.toBe(await second.origin());
  await Promise.all([first.close(), second.close()]);
});
