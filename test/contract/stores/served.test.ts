import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeFileSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { startProblemOf } from '../../../src/lifecycle/start-problem.ts';
import { storeCheck } from '../../../src/slack/health/checks.ts';
import { readinessOf } from '../../../src/slack/health/readiness.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { openSqliteDatabase } from '../../../src/storage/sqlite/database/open-database.ts';
import { sqliteFile } from '../../../src/storage/sqlite/files/store-files.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { noon, team } from '../../support/builders.ts';
import { handTimers } from '../../support/hand-timers.ts';
import { startClusterNodes, startRedis, startReplica, startSentinel } from '../../support/servers/redis-server.ts';
import { startRedisWithWaitAof } from '../../support/servers/redis-with-waitaof.ts';
import { insertionOf } from './order-store-support.ts';
import { silentLog } from './two-handles.ts';

/*
 * Each of these answers a ping. Whether the store can be served from is asked of the real thing.
 */
const clock = { now: () => noon };
const DURABLE = ['--appendonly', 'yes', '--save', ''];
/** What SQLite makes its files of, unless told otherwise. */
const PAGE_BYTES = 4_096;
const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** Stores, and what readiness says of them: null while they can be served from, else what the log says. */
async function watched(stores: Stores) {
  closers.push(() => stores.close());
  const timers = handTimers();
  const warned: unknown[] = [];
  const log = { ...silentLog, warn: (fields: Readonly<Record<string, unknown>>) => void warned.push(fields.problem) };
  const readiness = readinessOf(timers.after, log);
  closers.push(() => readiness.stop());
  await readiness.begin([storeCheck(stores)]);
  return {
    stores,
    problem: () => (readiness.isReady() ? null : String(warned.at(-1))),
    look: () => timers.advance(10_000),
  };
}

const openRedis = (url: string) =>
  openStores({
    store: { kind: 'redis', url, operatorSaysDurable: false },
    teamId: team,
    clock,
    log: silentLog,
  });

/** A Redis of the test's own, stores on it, and a connection to change it by. */
async function redisWith(settings: readonly string[] = DURABLE) {
  const server = await startRedis(settings);
  closers.push(server.stop);
  const admin = new Redis(server.url);
  closers.push(() => admin.disconnect());
  return { server, admin };
}

describe('Redis', () => {
  test('that works is ready, and no key is left by the look', async () => {
    const { server, admin } = await redisWith(['--appendfsync', 'always', ...DURABLE]);
    const { problem, look } = await watched(await openRedis(server.url));
    await look();
    expect([problem(), await admin.dbsize()]).toEqual([null, 0]);
  });

  test('without memory for another write is not ready, and is again when there is some', async () => {
    const { server, admin } = await redisWith(['--appendfsync', 'always', ...DURABLE]);
    const { problem, look } = await watched(await openRedis(server.url));
    await admin.config('SET', 'maxmemory', '1');
    await look();
    expect(problem()).toMatch(/OOM command not allowed/);
    await admin.config('SET', 'maxmemory', '0');
    await look();
    expect(problem()).toBeNull();
  });

  test('that cannot save its snapshots takes no writes (MISCONF): it is not ready, and people are told that nothing was written', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'misconf-'));
    const settings = ['--appendonly', 'yes', '--appendfsync', 'always', '--save', '3600 1', '--dir', folder];
    const { server, admin } = await redisWith(settings);
    const { stores, problem, look } = await watched(await openRedis(server.url));
    expect(problem()).toBeNull();
    rmSync(folder, { recursive: true });
    await admin.bgsave();
    while (!/rdb_last_bgsave_status:err/.test(await admin.info('persistence'))) await new Promise(setImmediate);
    await look();
    expect(problem()).toMatch(/MISCONF/);
    const { order, effects, entry } = insertionOf(1);
    await expect(stores.orders.insert(order, effects, entry)).rejects.toMatchObject({
      code: 'store_unavailable',
      userMessage: expect.stringMatching(/database/),
    });
    await admin.config('SET', 'stop-writes-on-bgsave-error', 'no');
    await look();
    expect(problem()).toBeNull();
  });

  test('that has become a replica is not ready', async () => {
    const { server, admin } = await redisWith(['--appendfsync', 'always', ...DURABLE]);
    const { problem, look } = await watched(await openRedis(server.url));
    await admin.replicaof('127.0.0.1', '1');
    await look();
    expect(problem()).toMatch(/READONLY/);
  });

  test('that is a replica from the start is not ready', async () => {
    const { server } = await redisWith(['--appendfsync', 'always', ...DURABLE]);
    const replica = await startReplica(server);
    closers.push(replica.stop);
    const { problem } = await watched(await openRedis(replica.url));
    expect(problem()).toMatch(/READONLY/);
  });

  test('whose user may not run scripts is not ready', async () => {
    const { server, admin } = await redisWith(['--appendfsync', 'always', ...DURABLE]);
    const { problem, look } = await watched(await openRedis(server.url));
    await admin.call('ACL', 'SETUSER', 'default', '-eval');
    await look();
    expect(problem()).toMatch(/NOPERM/);
  });

  test('that syncs once a second, and cannot be waited for, is not ready', async () => {
    const { server, admin } = await redisWith(['--appendfsync', 'always', ...DURABLE]);
    const waiting = await startRedisWithWaitAof(server.url, false);
    closers.push(waiting.stop);
    const { problem, look } = await watched(await openRedis(waiting.url));
    await admin.config('SET', 'appendfsync', 'everysec');
    await look();
    expect(problem()).toMatch(/CONFIG SET appendfsync always/);
  });

  test('that is the wrong node of a cluster ends a start with a sentence', async () => {
    const { withoutSlots, stop } = await startClusterNodes();
    closers.push(stop);
    const opened = openRedis(withoutSlots.url).catch((error: unknown) => startProblemOf(error, 'redis')?.message);
    expect(await opened).toMatch(/one server of a Redis Cluster.*redis\+cluster:\/\/127/);
  });

  test('that wants another password ends a start with a sentence; one that is away is waited for', async () => {
    const { server } = await redisWith([...DURABLE, '--requirepass', 'right']);
    const wrong = server.url.replace('redis://', 'redis://:wrong@');
    const problemOf = (url: string) =>
      openRedis(url).catch((error: unknown) => startProblemOf(error, 'redis')?.message ?? 'waits');
    expect(await problemOf(wrong)).toMatch(/user or the password of REDIS_URL/);
    expect(await problemOf(server.url)).toMatch(/user or the password of REDIS_URL/);
    expect(await problemOf('redis://127.0.0.1:1')).toBe('waits');
  });

  test('that is a Sentinel ends a start with a sentence', async () => {
    const { server } = await redisWith();
    const sentinel = await startSentinel(server);
    closers.push(sentinel.stop);
    const opened = openRedis(sentinel.url).catch((error: unknown) => startProblemOf(error, 'redis')?.message);
    expect(await opened).toMatch(/names a Sentinel.*redis\+sentinel:\/\/127/);
  });

  test('that is away is not ready', async () => {
    const server = await startRedis(['--appendfsync', 'always', ...DURABLE]);
    const { problem, look } = await watched(await openRedis(server.url));
    await server.stop();
    await look();
    expect(problem()).toMatch(/failed in the store/);
  });
});

describe('SQLite', () => {
  const folder = () => {
    const path = mkdtempSync(join(tmpdir(), 'served-'));
    closers.push(() => rmSync(path, { recursive: true, force: true }));
    return path;
  };
  const open = (dataDir: string) =>
    openStores({ store: { kind: 'sqlite', dataDir }, teamId: team, clock, log: silentLog });

  test('that works is ready', async () => {
    expect((await watched(await open(folder()))).problem()).toBeNull();
  });

  test('whose file is garbage behind its first page is not ready, or not opened at all', async () => {
    const dataDir = folder();
    const first = await open(dataDir);
    for (let number = 1; number <= 40; number += 1) {
      const { order, effects, entry } = insertionOf(number);
      await first.orders.insert(order, effects, entry);
    }
    await first.close();
    const database = openSqliteDatabase(dataDir);
    database.prepare('PRAGMA wal_checkpoint(TRUNCATE)').get();
    database.close();
    const { size } = statSync(sqliteFile(dataDir));
    const garbage = Buffer.alloc(size - PAGE_BYTES, 0xa5);
    const file = openSync(sqliteFile(dataDir), 'r+');
    writeSync(file, garbage, 0, garbage.length, PAGE_BYTES);
    closeSync(file);
    const found = await open(dataDir).then(
      async (stores) => (await watched(stores)).problem(),
      (error: unknown) => startProblemOf(error, 'sqlite')?.message,
    );
    expect(found).toMatch(/malformed|damaged/);
  });

  test('that is no database ends the start with a sentence', async () => {
    const dataDir = folder();
    writeFileSync(sqliteFile(dataDir), 'This is no database. '.repeat(500));
    const opening = open(dataDir).catch((error: unknown) => startProblemOf(error, 'sqlite')?.message);
    expect(await opening).toMatch(/is damaged\. Keep it, and put a copy back/);
  });
});
