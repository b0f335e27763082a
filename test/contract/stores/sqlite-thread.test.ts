import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { Clock } from '../../../src/service/ports/clock.ts';
import { openSqliteStores, openStores } from '../../../src/storage/open-stores.ts';
import { StoredRowBroken } from '../../../src/storage/rows/stored-json.ts';
import { openSqliteDatabase } from '../../../src/storage/sqlite/database/open-database.ts';
import type { Stores, StoreThread } from '../../../src/storage/stores.ts';
import { noon, team } from '../../support/builders.ts';
import { programsForThisFile, STORE_THREAD } from '../../support/store-thread.ts';
import { keyValueStoreContract } from './key-value-store.contract.ts';
import { orderStoreContract } from './order-store.contract.ts';
import { after, inserted, known, LEASE_MS, referenceOf } from './order-store-support.ts';
import { reservationsContract } from './reservations.contract.ts';
import { silentLog } from './two-handles.ts';
import { watchStoreContract } from './watch-store.contract.ts';

const DYING_THREAD = 'test/support/dying-thread.ts';
const programOf = programsForThisFile([STORE_THREAD, DYING_THREAD]);
const clock: Clock = { now: () => noon };

const openThread = (dataDir: string, more: Partial<StoreThread> = {}, at: Clock = clock): Promise<Stores> =>
  openStores({
    ...{ store: { kind: 'sqlite', dataDir }, teamId: team, clock: at, log: silentLog },
    thread: { program: programOf(STORE_THREAD), onLost: () => {}, ...more },
  });

/** The first handle is a thread's, the other one works as programs do, on the same file. */
async function openTwice(at: Clock) {
  const folder = mkdtempSync(join(tmpdir(), 'thread-'));
  const [first, second] = [await openThread(folder, {}, at), openSqliteStores(folder, at)];
  return {
    first,
    second,
    close: async () => {
      await Promise.all([first.close(), second.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

orderStoreContract('the thread of SQLite', async () => {
  const { first, second, close } = await openTwice(clock);
  return { orders: first.orders, second: second.orders, settings: second.keyValues, close };
});
keyValueStoreContract('the thread of SQLite', async (at) => {
  const { first, second, close } = await openTwice(at);
  return { keyValues: first.keyValues, second: second.keyValues, close };
});
reservationsContract('the thread of SQLite', async () => {
  const { first, second, close } = await openTwice(clock);
  let nowMs = noon.getTime();
  const pass = async (_line: string, milliseconds: number) => {
    nowMs += milliseconds;
  };
  return { reservations: first.reservations, second: second.reservations, nowMs: () => nowMs, pass, close };
});
watchStoreContract('the thread of SQLite', async (at) => ({ ...(await openTwice(at)), where: '' }));

describe('the thread of SQLite', () => {
  let folder: string;
  const closers: (() => Promise<void>)[] = [];
  const opened = async (...given: Parameters<typeof openThread>): Promise<Stores> => {
    const stores = await openThread(...given);
    closers.push(stores.close);
    return stores;
  };
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'thread-'));
  });
  afterEach(async () => {
    for (const close of closers.splice(0)) await close();
    rmSync(folder, { recursive: true, force: true });
  });

  test('leaves one file when it is closed, and none of its locks', async () => {
    const stores = await opened(folder);
    await inserted(stores.orders, 1);
    expect(readdirSync(folder)).toContain('scaledmail.db-wal');
    await stores.close();
    expect(readdirSync(folder)).toEqual(['scaledmail.db']);
    const { orders } = await opened(folder);
    await known(orders, referenceOf(1));
  });

  test('errors come back in their own class', async () => {
    const { orders } = await opened(folder);
    await inserted(orders, 1);
    const database = openSqliteDatabase(folder);
    database.exec("UPDATE orders SET content = '{}'");
    database.close();
    const read = orders.get(referenceOf(1));
    await expect(read).rejects.toBeInstanceOf(StoredRowBroken);
    await expect(read).rejects.toMatchObject({ code: 'stored_row_broken', message: expect.stringContaining('order') });
  });

  test('an order that did not change is not written again', async () => {
    const { orders } = await opened(folder);
    await inserted(orders, 1, { dueAt: [after(-1)] });
    const database = openSqliteDatabase(folder);
    database.exec("UPDATE orders SET content = content || ' '");
    const [claimed] = await orders.claimDue(noon, LEASE_MS, 1, 'token');
    if (!claimed) throw new Error('The order is due');
    expect(await orders.replace(claimed.version, { ...claimed, entry: null, lease: null })).toBe(true);
    expect(database.prepare("SELECT 1 FROM orders WHERE content LIKE '% '").all()).toHaveLength(1);
    database.close();
  });

  test('a file that is no database is refused with a sentence, and left as it is', async () => {
    const garbage = 'This is no database. '.repeat(1_000);
    writeFileSync(join(folder, 'scaledmail.db'), garbage);
    await expect(openThread(folder)).rejects.toMatchObject({
      code: 'store_unreadable',
      message: expect.stringMatching(/is damaged.*Nothing was changed.*put a backup/),
    });
    expect(readFileSync(join(folder, 'scaledmail.db'), 'utf8')).toBe(garbage);
  });

  test('a file with a damaged page is refused', async () => {
    const stores = await opened(folder);
    for (const number of [1, 2, 3]) await inserted(stores.orders, number);
    await stores.close();
    const file = join(folder, 'scaledmail.db');
    const bytes = readFileSync(file);
    bytes.fill(0xa5, bytes.length / 2);
    writeFileSync(file, bytes);
    await expect(openThread(folder)).rejects.toMatchObject({ code: 'store_unreadable' });
  });

  test('another machine that has the file open is refused for a minute; the same one is not, nor is one after a clean stop', async () => {
    const here = { id: 'boot-1', name: 'web-1' };
    const there = { id: 'boot-2', name: 'web-2' };
    const first = await opened(folder, { host: here });
    await expect(openThread(folder, { host: there })).rejects.toMatchObject({
      code: 'store_unreadable',
      message: expect.stringMatching(/Another machine, web-1, has this store open/),
    });
    await opened(folder, { host: here });
    await first.close();
    await closers.at(-1)?.();
    const sign = join(folder, 'scaledmail.db.open-0123456789abcdef-01234567-web-1');
    const giveSign = (ageMs: number) => {
      const at = new Date(Date.now() - ageMs);
      writeFileSync(sign, '');
      utimesSync(sign, at, at);
    };
    giveSign(50_000);
    await expect(openThread(folder, { host: there })).rejects.toThrow('Another machine, web-1');
    giveSign(61_000);
    const third = await opened(folder, { host: there });
    await third.close();
    await opened(folder, { host: here });
    expect(existsSync(sign)).toBe(false);
  });
});

describe('a thread that dies', () => {
  test.each(['exits', 'throws'])('%s: every call is answered, and whoever opened it is told once', async (how) => {
    const folder = mkdtempSync(join(tmpdir(), 'thread-'));
    const told: Error[] = [];
    let tell = () => {};
    const isLost = new Promise<void>((resolve) => {
      tell = resolve;
    });
    const onLost = (why: Error) => {
      told.push(why);
      tell();
    };
    const stores = await openThread(folder, { program: programOf(DYING_THREAD), onLost });
    const calls = [
      stores.keyValues.set('die', how, null),
      stores.keyValues.get('key'),
      stores.orders.nextClaimableAt(),
    ];
    for (const { status } of await Promise.allSettled(calls)) expect(status).toBe('rejected');
    await isLost;
    await expect(stores.keyValues.get('key')).rejects.toMatchObject({ code: 'store_unavailable' });
    await stores.close();
    expect(told.map(({ message }) => message)).toEqual([
      how === 'exits' ? 'It exited with code 3' : 'The thread had an accident',
    ]);
    rmSync(folder, { recursive: true, force: true });
  });
});
