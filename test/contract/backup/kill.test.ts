import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, watch } from 'node:fs';
import { join } from 'node:path';
import { env } from 'node:process';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { fastStores, store as storeOrder } from '../../../bench/subjects/seeding.ts';
import type { Config } from '../../../src/config.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { noon, team } from '../../support/builders.ts';
import { redisForThisFile, silentLog } from '../stores/two-handles.ts';
import { contentOf, environmentOf, run, temporaryFolder } from './support.ts';

const redis = redisForThisFile();
const PROGRAM = join(import.meta.dirname, '../../../src/backup.ts');
const ORDERS = 600;
let folder: ReturnType<typeof temporaryFolder>;
let store: Extract<Config['store'], { kind: 'sqlite' }>;

beforeEach(async () => {
  folder = temporaryFolder();
  store = { kind: 'sqlite', dataDir: join(folder.path, 'data') };
  const { orders, close } = fastStores(store.dataDir);
  const left = { task: { type: 'expire' as const }, dueAt: noon };
  for (let number = 0; number < ORDERS; number += 1)
    await storeOrder(orders, number, { stage: 'waiting', at: noon, left });
  close();
});
afterEach(() => folder.remove());

/** Runs the real program, and kills it as soon as something shows. */
async function killed(words: readonly string[], environment: Record<string, string>, shows: () => Promise<void>) {
  const { PATH = '' } = env;
  const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...words], {
    cwd: join(import.meta.dirname, '../../..'),
    env: { PATH, ...environment },
    stdio: 'ignore',
  });
  const exited = once(child, 'exit');
  await Promise.race([shows(), exited]);
  child.kill('SIGKILL');
  expect(await exited).toEqual([null, 'SIGKILL']);
}

/** Resolves once a file whose name ends so stands in a folder. */
function appears(inFolder: string, ending: string): Promise<void> {
  mkdirSync(inFolder, { recursive: true });
  return new Promise((resolve) => {
    const look = () => {
      if (!readdirSync(inFolder).some((name) => name.endsWith(ending))) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(inFolder, look);
    look();
  });
}

test('a backup that was killed leaves no file of its name, and the next one is whole', async () => {
  const out = join(folder.path, 'files', 'copy.gz');
  await killed(['--out', out], environmentOf(store), () => appears(join(folder.path, 'files'), '.part'));
  expect(readdirSync(join(folder.path, 'files'))).toEqual(['copy.gz.part']);
  expect(await run(['--out', out], environmentOf(store), folder.path)).toMatchObject({ code: 0 });
  expect(readdirSync(join(folder.path, 'files'))).toEqual(['copy.gz']);
});

test('a store of SQLite that was killed while it was put back is not there, and the next one is whole', async () => {
  const file = join(folder.path, 'copy.gz');
  await run(['--out', file], environmentOf(store), folder.path);
  const target = { kind: 'sqlite' as const, dataDir: join(folder.path, 'restored') };
  await killed(['restore', file], environmentOf(target), () => appears(target.dataDir, '.restoring'));
  expect(existsSync(join(target.dataDir, 'scaledmail.db'))).toBe(false);
  expect(await run(['restore', file], environmentOf(target), folder.path)).toMatchObject({ code: 0 });
  expect(readdirSync(target.dataDir)).toEqual(['scaledmail.db']);
  expect(await contentOf(target)).toEqual(await contentOf(store));
});

test('no bot and no program opens a Redis into which half a store was put; the next restore is whole', async () => {
  const file = join(folder.path, 'copy.gz');
  await run(['--out', file], environmentOf(store), folder.path);
  const target = { kind: 'redis' as const, url: `${redis.url()}/301`, operatorSaysDurable: false };
  const client = new Redis(target.url);
  await client.config('SET', 'notify-keyspace-events', 'KEA');
  const listener = new Redis(target.url);
  const written = async () => {
    await listener.psubscribe(`__keyspace@301__:scaledmail:{*}:order:*`);
    await once(listener, 'pmessage');
  };
  await killed(['restore', file], environmentOf(target), written);
  listener.disconnect();
  await client.quit();
  const open = () => openStores({ store: target, teamId: team, clock: { now: () => noon }, log: silentLog });
  await expect(open()).rejects.toThrow(/is not whole/);
  expect(await run(['--out', join(folder.path, 'other.gz')], environmentOf(target), folder.path)).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('is not whole'),
  });
  expect(await run(['restore', file], environmentOf(target), folder.path)).toMatchObject({ code: 0 });
  expect(await contentOf(target)).toEqual(await contentOf(store));
});
