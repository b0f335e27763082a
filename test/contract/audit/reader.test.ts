import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { ownsName } from '../../../src/acts/claim.ts';
import { runAudit } from '../../../src/audit/run.ts';
import { openOrderReader } from '../../../src/storage/open-order-reader.ts';
import { openSqliteStores, openStores } from '../../../src/storage/open-stores.ts';
import type { OrderReader } from '../../../src/storage/order-reader.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { openSqliteDatabase, openSqliteForReading } from '../../../src/storage/sqlite/database/open-database.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { TeamId } from '../../../src/values/ids.ts';
import { amir, noon, team } from '../../support/builders.ts';
import {
  after as afterNoon,
  changeBy,
  declinedBy,
  inserted,
  known,
  LEASE_MS,
  referenceOf,
} from '../stores/order-store-support.ts';
import { redisForThisFile, silentLog } from '../stores/two-handles.ts';

const clock = { now: () => noon };
const redis = redisForThisFile();
let databases = 100;

interface Opened {
  readonly stores: Stores;
  readonly reader: OrderReader;
  close(): Promise<void>;
}

/** A bot's store, with a first order in it, and a reader beside it. */
async function onSqlite(): Promise<Opened> {
  const dataDir = mkdtempSync(join(tmpdir(), 'reader-'));
  const stores = openSqliteStores(dataDir, clock);
  await inserted(stores.orders, 1, { dueAt: [afterNoon(60_000)] });
  const reader = await openOrderReader({ store: { kind: 'sqlite', dataDir }, teamId: null, log: silentLog });
  return {
    stores,
    reader,
    close: async () => {
      await Promise.all([reader.close(), stores.close()]);
      rmSync(dataDir, { recursive: true });
    },
  };
}

const redisStore = () => {
  databases += 1;
  return { kind: 'redis' as const, url: `${redis.url()}/${databases}`, operatorSaysDurable: false };
};

async function onRedis(): Promise<Opened> {
  const store = redisStore();
  const stores = await openStores({ store, teamId: team, clock, log: silentLog });
  await inserted(stores.orders, 1, { dueAt: [afterNoon(60_000)] });
  const reader = await openOrderReader({ store, teamId: null, log: silentLog });
  return {
    stores,
    reader,
    close: async () => {
      await Promise.all([reader.close(), stores.close()]);
    },
  };
}

describe.each([
  ['SQLite', onSqlite],
  ['Redis', onRedis],
] as const)('the reader of %s', (_name, open) => {
  test('finds every order, and reads it with its history, claims and places as the bot has it', async () => {
    const { stores, reader, close } = await open();
    for (const number of [2, 3]) await inserted(stores.orders, number, { dueAt: [afterNoon(number)] });
    await stores.orders.claimDue(afterNoon(2), LEASE_MS, 1, 'token');
    const claimed = await known(stores.orders, referenceOf(2));
    const declined = await known(stores.orders, referenceOf(3));
    await stores.orders.replace(1, changeBy(declined, declinedBy(amir)));
    expect(await reader.references()).toEqual([1, 2, 3].map(referenceOf));
    const [, second, third] = await Promise.all([1, 2, 3].map((number) => reader.read(referenceOf(number))));
    expect(second).toStrictEqual({
      reference: referenceOf(2),
      stored: claimed,
      problem: null,
      history: (await stores.orders.history(referenceOf(2))).map((entry) => ({ ok: true, entry })),
      heldClaims: [ownsName('order2.com')],
      claimableAt: claimed.lease?.until,
      isListed: true,
    });
    expect([third?.stored?.order.state, third?.heldClaims, third?.history.length]).toEqual(['declined', [], 2]);
    expect(await reader.claims()).toEqual(
      new Map([1, 2].map((number) => [referenceOf(number), [ownsName(`order${number}.com`)]])),
    );
    await close();
  });

  test('says of a reference that nobody has that nothing is there', async () => {
    const { reader, close } = await open();
    expect(await reader.read(referenceOf(9))).toMatchObject({ stored: null, problem: null, history: [] });
    await close();
  });

  test('finds a thousand orders', async () => {
    const { stores, reader, close } = await open();
    for (let number = 2; number <= 1_000; number += 1) await inserted(stores.orders, number);
    expect(await reader.references()).toHaveLength(1_000);
    expect((await reader.claims()).size).toBe(1_000);
    await close();
  });
});

describe('what cannot be read says how to fix it, and makes nothing', () => {
  const verify = async (environment: Readonly<Record<string, string>>, ...words: string[]) => {
    let told = '';
    const write = async (text: string) => {
      told += text;
    };
    const around = { environment, clock, log: silentLog, stdout: write, stderr: write, folder: tmpdir() };
    return { code: await runAudit(['verify', ...words], around), told };
  };

  test('a folder without a store', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reader-'));
    expect(await verify({ DATA_DIR: folder })).toEqual({
      code: 2,
      told: expect.stringMatching(/no store at .* Set DATA_DIR/),
    });
    expect(readdirSync(folder)).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  test('a store of another form', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'reader-'));
    const database = openSqliteDatabase(folder);
    database.exec('PRAGMA user_version = 99');
    expect(await verify({ DATA_DIR: folder })).toEqual({ code: 2, told: expect.stringContaining('has the form 99') });
    database.close();
    rmSync(folder, { recursive: true });
  });

  test('a Redis that is not there, and one that keeps nothing', async () => {
    expect(await verify({ REDIS_URL: 'redis://127.0.0.1:1' })).toMatchObject({
      code: 2,
      told: expect.stringContaining('does not answer'),
    });
    expect(await verify({ REDIS_URL: redisStore().url })).toMatchObject({
      code: 2,
      told: expect.stringContaining('keeps nothing'),
    });
  });

  test('a Redis of several teams, until one is named', async () => {
    const store = redisStore();
    for (const teamId of [team, TeamId.parse('T0OTHER')]) {
      const stores = await openStores({ store, teamId, clock, log: silentLog });
      await inserted(stores.orders, 1);
      await stores.close();
    }
    const environment = { REDIS_URL: store.url };
    expect(await verify(environment)).toEqual({ code: 2, told: expect.stringContaining('T0ACME, T0OTHER. Say which') });
    expect(await verify(environment, '--team', team)).toMatchObject({ code: 0 });
    expect(await verify(environment, '--team', 'T0OTHER')).toEqual({
      code: 1,
      told: expect.stringContaining('belongs to another team'),
    });
    expect(await verify(environment, '--team', 'T0NOBODY')).toMatchObject({ code: 2 });
  });
});

test('nothing can be written through a database that was opened for reading', () => {
  const folder = mkdtempSync(join(tmpdir(), 'reader-'));
  openSqliteDatabase(folder).close();
  const database = openSqliteForReading(folder);
  expect(() => database.exec('DELETE FROM orders')).toThrow(/readonly/);
  database.close();
  rmSync(folder, { recursive: true });
});

test('a history without its order is found in Redis too', async () => {
  const store = redisStore();
  const stores = await openStores({ store, teamId: team, clock, log: silentLog });
  await inserted(stores.orders, 1);
  const keys = redisKeys(team);
  const connection = new Redis(store.url);
  await connection.del(keys.order(referenceOf(1)), keys.newest);
  await connection.quit();
  const reader = await openOrderReader({ store, teamId: null, log: silentLog });
  expect(await reader.references()).toEqual([referenceOf(1)]);
  await Promise.all([reader.close(), stores.close()]);
});
