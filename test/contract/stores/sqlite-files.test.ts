import { spawnSync } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createLog } from '../../../src/log.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { thisHost } from '../../../src/storage/sqlite/files/host.ts';
import { keepToOwner } from '../../../src/storage/sqlite/files/store-files.ts';
import { connectSqlite } from '../../../src/storage/sqlite/open-sqlite-stores.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { noon } from '../../support/builders.ts';
import { inserted, insertionOf } from './order-store-support.ts';

const clock = { now: () => noon };
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0).toReversed()) await close();
});

/** A folder that only this test has, and a path in it at which nothing is. */
function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'sqlite-files-'));
  closers.push(() => rmSync(folder, { recursive: true, force: true }));
  return join(folder, 'data');
}

/** Opens the store of a folder; `logged` holds what it told the log. */
function open(dataDir: string): { readonly stores: Stores; readonly logged: () => string } {
  let logged = '';
  const write = (line: string) => {
    logged += line;
  };
  const stores = openSqliteStores(dataDir, clock, createLog('info', { write }));
  closers.push(stores.close);
  return { stores, logged: () => logged };
}

describe('the file that is open is the file at its path', () => {
  test('or nothing is placed: the folder was deleted, and made anew by another process', async () => {
    const dataDir = newPath();
    const { stores } = open(dataDir);
    expect(await stores.orders.durabilityProblem()).toBeNull();
    rmSync(dataDir, { recursive: true });
    const gone = expect.stringMatching(/scaledmail\.db was deleted, moved or replaced.*start the bot again/);
    expect(await stores.orders.durabilityProblem()).toEqual(gone);
    open(dataDir);
    expect(existsSync(join(dataDir, 'scaledmail.db'))).toBe(true);
    expect(await stores.orders.durabilityProblem()).toEqual(gone);
  });

  test('or no intent to pay is written, however long before the store was asked', async () => {
    const dataDir = newPath();
    const { stores } = open(dataDir);
    const stored = await inserted(stores.orders, 1);
    const guard = { attemptId: 'aaaaab.1', at: noon, cents: 1, dayLimitCents: 1 };
    rmSync(dataDir, { recursive: true });
    const change = { ...stored, entry: null };
    await expect(stores.orders.replaceWithIntent(1, change, guard)).rejects.toThrow('scaledmail.db was deleted');
    expect((await stores.orders.get(stored.order.facts.reference))?.version).toBe(1);
  });

  test('or nothing is placed until the folder that was moved away is back', async () => {
    const dataDir = newPath();
    const { stores } = open(dataDir);
    renameSync(dataDir, `${dataDir}-moved`);
    expect(await stores.orders.durabilityProblem()).toContain(`${dataDir}`);
    renameSync(`${dataDir}-moved`, dataDir);
    expect(await stores.orders.durabilityProblem()).toBeNull();
  });

  test('or nothing is placed: the log of the file was deleted, in which the newest writes stand', async () => {
    const dataDir = newPath();
    const { stores } = open(dataDir);
    rmSync(join(dataDir, 'scaledmail.db-wal'));
    expect(await stores.orders.durabilityProblem()).toContain('scaledmail.db-wal was deleted');
  });

  test('also while others open and close the store, and after a start with what was there', async () => {
    const dataDir = newPath();
    const { stores } = open(dataDir);
    await inserted(stores.orders, 1);
    const second = openSqliteStores(dataDir, clock);
    await inserted(second.orders, 2);
    await second.close();
    expect(await stores.orders.durabilityProblem()).toBeNull();
    await stores.close();
    closers.pop();
    expect(await open(dataDir).stores.orders.durabilityProblem()).toBeNull();
  });

  test('also after another process had the store open: it does not take itself for the last one', async () => {
    const dataDir = newPath();
    const { stores } = open(dataDir);
    const script =
      'const d = new (require("libsql"))(process.argv[1]); d.prepare("SELECT * FROM orders").all(); d.close()';
    const file = join(dataDir, 'scaledmail.db');
    expect(spawnSync(process.execPath, ['-e', script, file], { stdio: 'inherit' }).status).toBe(0);
    expect(existsSync(`${file}-wal`)).toBe(true);
    expect(await stores.orders.durabilityProblem()).toBeNull();
  });

  test('of a store in memory there is none', async () => {
    const stores = openSqliteStores(null, clock);
    closers.push(stores.close);
    expect(await stores.orders.durabilityProblem()).toBeNull();
  });
});

describe('nobody but its owner reads the store', () => {
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const modesIn = (dataDir: string) =>
    Object.fromEntries(
      readdirSync(dataDir)
        // Signs of life are empty, and come and go.
        .filter((name) => !name.includes('.open-'))
        .map((name) => [name, modeOf(join(dataDir, name))]),
    );
  const PRIVATE = { 'scaledmail.db': '600', 'scaledmail.db-shm': '600', 'scaledmail.db-wal': '600' };

  test('its folder is made for the owner alone, and so are its files', async () => {
    const dataDir = join(newPath(), 'deeper');
    const { stores, logged } = open(dataDir);
    const { order, effects, entry } = insertionOf(1);
    await stores.orders.insert(order, effects, entry);
    expect(modeOf(dataDir)).toBe('700');
    expect(modesIn(dataDir)).toEqual(PRIVATE);
    expect(logged()).toBe('');
  });

  test('a folder and files that others could read are closed to them, while another process has them open', async () => {
    const dataDir = newPath();
    open(dataDir);
    chmodSync(dataDir, 0o755);
    for (const name of readdirSync(dataDir)) chmodSync(join(dataDir, name), 0o644);
    const { logged } = open(dataDir);
    expect(modeOf(dataDir)).toBe('700');
    expect(modesIn(dataDir)).toEqual(PRIVATE);
    expect(logged()).toBe('');
  });

  test('a folder with other things in it is left as it is, and the log says so; the files are closed all the same', async () => {
    const dataDir = newPath();
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o755);
    writeFileSync(join(dataDir, 'notes.txt'), 'Somebody else reads these');
    const { logged } = open(dataDir);
    expect(modeOf(dataDir)).toBe('755');
    expect(modesIn(dataDir)).toMatchObject(PRIVATE);
    expect(logged()).toContain(dataDir);
    expect(logged()).toContain('chmod 700');
  });

  test('what belongs to another user is left as it is and named', () => {
    const dataDir = newPath();
    mkdirSync(dataDir);
    chmodSync(dataDir, 0o755);
    const somebodyElse = statSync(dataDir).uid + 1;
    expect(keepToOwner(dataDir, somebodyElse)).toEqual([dataDir]);
    expect(modeOf(dataDir)).toBe('755');
  });

  test('rights that the owner does not have are not given', () => {
    const dataDir = newPath();
    mkdirSync(dataDir);
    writeFileSync(join(dataDir, 'scaledmail.db'), '');
    chmodSync(join(dataDir, 'scaledmail.db'), 0o444);
    expect(keepToOwner(dataDir, statSync(dataDir).uid)).toEqual([]);
    expect(modesIn(dataDir)).toEqual({ 'scaledmail.db': '400' });
  });
});

test.each([
  ['memory', true],
  ['other', false],
] as const)('a store on %s: the log says whether it is for a trial alone (%s)', (fileSystem, isTold) => {
  const dataDir = newPath();
  const logged: string[] = [];
  const log = createLog('info', { write: (line) => void logged.push(line) });
  const machine = { fileSystemOf: () => fileSystem, temporary: realpathSync(tmpdir()) };
  const { synced, unsynced } = connectSqlite(dataDir, log, thisHost(), machine);
  unsynced.close();
  synced.close();
  expect(logged.join('').includes('every order in it is lost when the machine starts again')).toBe(isTold);
});
