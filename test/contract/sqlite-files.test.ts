import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { createLog } from '../../src/log.ts';
import { openSqliteStores, type Stores } from '../../src/storage/open-stores.ts';
import { keepToOwner } from '../../src/storage/sqlite/sqlite-files.ts';
import { noon } from '../support/builders.ts';
import { insertionOf } from './order-store-support.ts';

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

describe('nobody but its owner reads the store', () => {
  const modeOf = (path: string) => (statSync(path).mode & 0o777).toString(8);
  const modesIn = (dataDir: string) =>
    Object.fromEntries(readdirSync(dataDir).map((name) => [name, modeOf(join(dataDir, name))]));
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
