import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, jest, test } from '@jest/globals';
import { StoreUnavailable } from '../../../src/service/errors.ts';
import { openSqliteStores, openStores } from '../../../src/storage/open-stores.ts';
import { openSqliteDatabase, type SqliteDatabase } from '../../../src/storage/sqlite/database/open-database.ts';
import { sqliteOrderStore } from '../../../src/storage/sqlite/orders/order-store.ts';
import { noon, team } from '../../support/builders.ts';
import { startRedis } from '../../support/servers/redis-server.ts';
import { startRedisWithWaitAof } from '../../support/servers/redis-with-waitaof.ts';
import { insertionOf, laterEntry } from './order-store-support.ts';
import { silentLog } from './two-handles.ts';

const clock = { now: () => noon };
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

describe('a Redis store', () => {
  /** What the store says of a Redis that runs with these settings. */
  const problemOf = async (settings: readonly string[] | undefined, operatorSaysDurable = false) => {
    const redis = await startRedis(settings);
    closers.push(redis.stop);
    const store = { kind: 'redis' as const, url: redis.url, operatorSaysDurable };
    const stores = await openStores({ store, teamId: team, clock, log: silentLog });
    closers.push(stores.close);
    return stores.orders.durabilityProblem();
  };
  const appending = ['--appendonly', 'yes', '--save', ''];

  test('that writes its log and evicts nothing is durable', async () => {
    expect(await problemOf(undefined)).toBeNull();
  });

  test.each([
    ['keeps no log', ['--appendonly', 'no', '--save', ''], 'CONFIG SET appendonly yes'],
    ['evicts keys', [...appending, '--maxmemory-policy', 'allkeys-lru'], 'CONFIG SET maxmemory-policy noeviction'],
    ['leaves writing to the system', [...appending, '--appendfsync', 'no'], 'CONFIG SET appendfsync always'],
  ])('that %s is not, and the problem says how to fix it', async (_what, settings, fix) => {
    expect(await problemOf(settings)).toContain(fix);
    expect(await problemOf(settings, true)).toContain(fix);
  });

  /** A Redis that syncs so often, behind something that has WAITAOF, or has not. */
  const openWithWaitAof = async (appendfsync: string, hasWaitAof = true) => {
    const redis = await startRedis([...appending, '--appendfsync', appendfsync]);
    closers.push(redis.stop);
    const waiting = await startRedisWithWaitAof(redis.url, hasWaitAof);
    closers.push(waiting.stop);
    const store = { kind: 'redis' as const, url: waiting.url, operatorSaysDurable: false };
    const stores = await openStores({ store, teamId: team, clock, log: silentLog });
    closers.push(stores.close);
    return { waiting, ...stores };
  };

  test('that syncs once a second is not durable where it has no WAITAOF', async () => {
    const { orders } = await openWithWaitAof('everysec', false);
    expect(await orders.durabilityProblem()).toContain('CONFIG SET appendfsync always');
  });

  test('that syncs once a second is durable where it has WAITAOF, and what happens to an order waits for the disk', async () => {
    const { waiting, orders } = await openWithWaitAof('everysec');
    expect(await orders.durabilityProblem()).toBeNull();
    expect(waiting.waits).toHaveLength(1);
    const { order, effects, entry } = insertionOf(1);
    await orders.insert(order, effects, entry);
    expect(waiting.waits).toEqual(['1 0 3000', '1 0 3000']);
    await orders.replace(1, { order, effects, lease: null, head: entry, entry: null });
    expect(waiting.waits).toHaveLength(2);
    const next = laterEntry(order, entry, { type: 'expired' });
    expect(await orders.replace(2, { order, effects, lease: null, head: entry, entry: next })).toBe(true);
    expect(waiting.waits).toHaveLength(3);
    const guard = { attemptId: `${order.facts.reference}.1`, at: noon, cents: 2, dayLimitCents: 1 };
    const change = { order, effects, lease: null, head: next, entry: null };
    expect(await orders.replaceWithIntent(3, change, guard)).toBe('day_limit_reached');
    expect(waiting.waits).toHaveLength(3);
    expect(await orders.replaceWithIntent(3, change, { ...guard, cents: 1 })).toBe('written');
    expect(waiting.waits).toHaveLength(4);
  });

  test('that syncs once a second has the pause and sealed logins wait for the disk, and short-lived things not', async () => {
    const { waiting, keyValues, shortLived } = await openWithWaitAof('everysec');
    await shortLived.set('draft:a', '{}', 1_000);
    await shortLived.setIfAbsent('seen:a', '1', 1_000);
    await shortLived.delete('draft:a');
    expect(waiting.waits).toEqual([]);
    await keyValues.set('paused', '{}', null);
    expect(waiting.waits).toHaveLength(1);
    await keyValues.delete('paused');
    expect(waiting.waits).toHaveLength(2);
    expect([await keyValues.setIfAbsent('a', '1', null), await keyValues.setIfAbsent('a', '1', null)]).toEqual([
      true,
      false,
    ]);
    expect(waiting.waits).toHaveLength(3);
    waiting.synced = 0;
    await expect(keyValues.set('paused', '{}', null)).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('whose disk does not answer in time does not acknowledge what happened to an order', async () => {
    const { waiting, orders } = await openWithWaitAof('everysec');
    waiting.synced = 0;
    const { order, effects, entry } = insertionOf(1);
    await expect(orders.insert(order, effects, entry)).rejects.toBeInstanceOf(StoreUnavailable);
  });

  test('whose disk does not answer in time is not durable, before anything of an order is written', async () => {
    const { waiting, orders } = await openWithWaitAof('everysec');
    waiting.synced = 0;
    const stalls = expect.stringMatching(/did not bring a trial write to its disk within 3 s.*INFO persistence/);
    expect(await orders.durabilityProblem()).toEqual(stalls);
    expect(await orders.durabilityProblem()).toEqual(stalls);
    waiting.synced = 1;
    expect(await orders.durabilityProblem()).toBeNull();
  });

  test('whose disk was waited for is believed for half a minute, unless a write was not kept meanwhile', async () => {
    const { waiting, orders, keyValues } = await openWithWaitAof('everysec');
    const clockOf = jest.spyOn(performance, 'now');
    closers.push(() => clockOf.mockRestore());
    const startMs = Math.ceil(performance.now());
    const at = (ms: number) => clockOf.mockReturnValue(startMs + ms);
    at(0);
    await keyValues.set('paused', '{}', null);
    waiting.synced = 0;
    at(29_999);
    expect(await orders.durabilityProblem()).toBeNull();
    expect(waiting.waits).toHaveLength(1);
    at(30_000);
    expect(await orders.durabilityProblem()).toContain('its disk');
    waiting.synced = 1;
    expect(await orders.durabilityProblem()).toBeNull();
    waiting.synced = 0;
    await expect(keyValues.delete('paused')).rejects.toBeInstanceOf(StoreUnavailable);
    expect(await orders.durabilityProblem()).toContain('its disk');
  });

  test('that syncs at every write is not made to wait twice', async () => {
    const { waiting, orders } = await openWithWaitAof('always');
    await orders.durabilityProblem();
    const { order, effects, entry } = insertionOf(1);
    await orders.insert(order, effects, entry);
    expect(waiting.waits).toEqual([]);
  });

  test('that hides its settings is believed on the word of the operator only', async () => {
    const hiding = [...appending, '--rename-command', 'CONFIG', ''];
    expect(await problemOf(hiding)).toContain('REDIS_IS_DURABLE=yes');
    expect(await problemOf(hiding, true)).toBeNull();
  });
});

describe('an SQLite store', () => {
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'durability-'));
    closers.push(() => rmSync(folder, { recursive: true, force: true }));
    return folder;
  };
  /** Orders in a new folder, and the connection they use. */
  const opened = (): { readonly database: SqliteDatabase; readonly orders: ReturnType<typeof sqliteOrderStore> } => {
    const database = openSqliteDatabase(newFolder());
    closers.push(() => {
      database.close();
    });
    return { database, orders: sqliteOrderStore({ synced: database, unsynced: database }) };
  };

  test('in a folder that can be written is durable, as often as it is asked', async () => {
    const stores = openSqliteStores(newFolder(), clock);
    closers.push(stores.close);
    expect(await stores.orders.durabilityProblem()).toBeNull();
    expect(await stores.orders.durabilityProblem()).toBeNull();
  });

  test('whose file takes no writes says so, and is durable again once it does', async () => {
    const { database, orders } = opened();
    database.exec('PRAGMA query_only = 1');
    expect(await orders.durabilityProblem()).toMatch(/cannot be written .*Make room on the disk/);
    database.exec('PRAGMA query_only = 0');
    expect(await orders.durabilityProblem()).toBeNull();
  });

  test('that does not wait for the disk says so', async () => {
    const { database, orders } = opened();
    database.exec('PRAGMA synchronous = NORMAL');
    expect(await orders.durabilityProblem()).toContain('synchronous is below FULL');
  });

  test('that runs out of room while an order is written keeps nothing of it, and goes on afterwards', async () => {
    const { database, orders } = opened();
    const { order, effects, entry } = insertionOf(1, { dueAt: Array.from({ length: 500 }, () => noon) });
    database.exec('PRAGMA max_page_count = 1');
    await expect(orders.insert(order, effects, entry)).rejects.toThrow('full');
    expect(await orders.get(order.facts.reference)).toBeNull();
    expect((await orders.claimed(order.claims)).size).toBe(0);
    database.exec('PRAGMA max_page_count = 100000');
    expect(await orders.insert(order, effects, entry)).toEqual({ ok: true });
  });
});
