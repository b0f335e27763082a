import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import type { Config } from '../../../src/config.ts';
import { firstBrokenEntry } from '../../../src/orders/history/history.ts';
import { openSource } from '../../../src/storage/content/open-content.ts';
import { checkFile, recordsOf } from '../../../src/storage/content/read-file.ts';
import { writeFileOf } from '../../../src/storage/content/write-file.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import { openSqliteDatabase } from '../../../src/storage/sqlite/database/open-database.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { amir, noon, team } from '../../support/builders.ts';
import { countLines } from '../stores/order-counts.contract.ts';
import { changeBy, declinedBy, insertionOf, known, referenceOf } from '../stores/order-store-support.ts';
import { redisForThisFile, silentLog } from '../stores/two-handles.ts';
import { contentOf, environmentOf, fill, PASSWORD, run, TEN_YEARS_MS, temporaryFolder } from './support.ts';

const redis = redisForThisFile();
const clock = { now: () => noon };
let databases = 200;
let folder: ReturnType<typeof temporaryFolder>;
const opened: Stores[] = [];

beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(async () => {
  await Promise.all(opened.splice(0).map((stores) => stores.close()));
  folder.remove();
});

const nextNumber = (): number => {
  databases += 1;
  return databases;
};
const places = {
  SQLite: (): Config['store'] => ({ kind: 'sqlite', dataDir: join(folder.path, `data${nextNumber()}`) }),
  Redis: (): Config['store'] => ({
    kind: 'redis',
    url: `${redis.url()}/${nextNumber()}`,
    operatorSaysDurable: false,
  }),
};
type Kind = keyof typeof places;

async function open(store: Config['store']): Promise<Stores> {
  const stores = await openStores({ store, teamId: team, clock, log: silentLog });
  opened.push(stores);
  return stores;
}

async function filled(kind: Kind): Promise<{ store: Config['store']; stores: Stores }> {
  const store = places[kind]();
  const stores = await open(store);
  await fill(stores);
  return { store, stores };
}

const backUp = (store: Config['store']) => run(['--out', 'copy.gz'], environmentOf(store), folder.path);
const putBack = (store: Config['store'], ...words: string[]) =>
  run(['restore', 'copy.gz', ...words], environmentOf(store), folder.path);

const pairs: [from: Kind, to: Kind][] = [
  ['SQLite', 'SQLite'],
  ['SQLite', 'Redis'],
  ['Redis', 'SQLite'],
  ['Redis', 'Redis'],
];

test('what processes had under way on the store before is not done on the one that was put back', async () => {
  const { store } = await filled('SQLite');
  await backUp(store);
  const target = { kind: 'sqlite', dataDir: join(folder.path, `data${nextNumber()}`) } as const;
  const journal = join(target.dataDir, 'scaledmail.db.under-way', 'gone.0');
  mkdirSync(dirname(journal), { recursive: true });
  writeFileSync(journal, 'a click');
  expect(await putBack(target)).toMatchObject({ code: 0 });
  expect(existsSync(journal)).toBe(false);
});

describe.each(pairs)('a backup of %s, put into %s', (from, to) => {
  test('is everything that was there, and a bot goes on with it, paused', async () => {
    const { store, stores } = await filled(from);
    expect(await backUp(store)).toEqual({
      code: 0,
      stdout: expect.stringMatching(/copy\.gz: 3 orders with 4 entries of history; audit: no violation\. SHA-256/),
      stderr: '',
    });
    const target = places[to]();
    expect(await putBack(target)).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /3 orders with 4 entries of history; audit: no violation[\s\S]*Placing is paused[\s\S]*2 orders waiting for approval: aaaaab, aaaaac/,
      ),
      stderr: '',
    });
    expect(await contentOf(target)).toEqual(await contentOf(store));

    const again = await open(target);
    for (const number of [1, 2, 3]) {
      const reference = referenceOf(number);
      expect(await known(again.orders, reference)).toStrictEqual(await known(stores.orders, reference));
      expect(firstBrokenEntry(await again.orders.history(reference))).toBeNull();
    }
    for (const stage of ['waiting', 'running', 'decided', 'all'] as const) {
      const page = { offset: 0, limit: 10 };
      expect(await again.orders.select({ stage }, page)).toEqual(await stores.orders.select({ stage }, page));
    }
    expect(await countLines(again.orders)).toEqual(await countLines(stores.orders));
    expect(await again.orders.nextClaimableAt()).toEqual(await stores.orders.nextClaimableAt());
    expect(await again.shortLived.get('draft:1')).toBe('{"typed":"äöü"}');
    expect(await again.watch.book()).toEqual(await stores.watch.book());
    const claims = (await known(again.orders, referenceOf(1))).order.claims;
    expect([...(await again.orders.claimed(claims)).values()]).toEqual([referenceOf(1)]);
    expect(JSON.parse((await again.keyValues.get('paused')) ?? '{}')).toMatchObject({
      by: null,
      reason: `Put back from a backup of ${noon.toISOString()}`,
    });
    expect(await again.keyValues.get('store-suspicion')).toContain('origin');
  });
});

test.each<Kind>(['SQLite', 'Redis'])('a pause that stood in %s keeps its reason', async (kind) => {
  const { store, stores } = await filled(kind);
  await stores.keyValues.set('paused', JSON.stringify({ by: amir, at: noon, reason: 'the card was stolen' }), null);
  await backUp(store);
  const target = places[kind]();
  await putBack(target);
  const again = await open(target);
  expect(await again.keyValues.get('paused')).toContain('Before that: the card was stolen');
});

test.each<Kind>(['SQLite', 'Redis'])('a row of %s that nobody can read comes along as it stands', async (kind) => {
  const { store } = await filled(kind);
  const reference = referenceOf(2);
  if (store.kind === 'redis') {
    const client = new Redis(store.url);
    await client.hset(`scaledmail:{${team}}:order:${reference}`, 'content', '{"broken":');
    await client.quit();
  } else {
    const database = openSqliteDatabase(store.dataDir);
    database.prepare('UPDATE orders SET content = ? WHERE reference = ?').run('{"broken":', reference);
    database.close();
  }
  expect(await backUp(store)).toMatchObject({ code: 1, stdout: expect.stringContaining(`${reference}: It cannot be`) });
  const target = places[kind]();
  expect(await putBack(target)).toMatchObject({ code: 1 });
  expect(await contentOf(target)).toEqual(await contentOf(store));
});

describe.each<Kind>(['SQLite', 'Redis'])('what processes hold in %s', (kind) => {
  const OF_PROCESSES = ['unfinished:1', 'processes'];
  const inStore = async ({ shortLived }: Stores, keys: readonly string[]) =>
    Promise.all(keys.map((key) => shortLived.get(key)));
  async function withClicks() {
    const { store, stores } = await filled(kind);
    for (const key of [...OF_PROCESSES, 'seen:1']) await stores.shortLived.set(key, 'of a click', TEN_YEARS_MS);
    return store;
  }

  test('does not come into a backup, and what was seen does', async () => {
    await backUp(await withClicks());
    const text = gunzipSync(readFileSync(join(folder.path, 'copy.gz'))).toString();
    const isThere = [...OF_PROCESSES, 'seen:1'].map((key) => text.includes(`"key":"${key}"`));
    expect(isThere).toEqual([false, false, true]);
  });

  test('is not put back from the file of a version before, which held it', async () => {
    const source = await openSource({ store: await withClicks(), teamId: null, log: silentLog });
    const header = { content: 'store', madeAt: noon, team, from: source.from } as const;
    await writeFileOf(join(folder.path, 'copy.gz'), header, source.records());
    await source.close();
    expect(gunzipSync(readFileSync(join(folder.path, 'copy.gz'))).toString()).toContain('unfinished:1');
    const target = places[kind]();
    expect(await putBack(target)).toMatchObject({ code: 0 });
    expect(await inStore(await open(target), [...OF_PROCESSES, 'seen:1'])).toEqual([null, null, 'of a click']);
  });
});

/** A gzip whose checksum, four of the last eight bytes, is another. */
const withOtherSum = (gzip: Buffer): Buffer =>
  Buffer.concat([gzip.subarray(0, -8), Buffer.alloc(4, 7), gzip.subarray(-4)]);

describe('the file', () => {
  test('is its owner’s alone, holds no login, and is never written over', async () => {
    const { store } = await filled('SQLite');
    await backUp(store);
    const path = join(folder.path, 'copy.gz');
    expect(statSync(path).mode & 0o777).toBe(0o600);
    const text = gunzipSync(readFileSync(path)).toString();
    expect(text).toContain('login:');
    expect(text).not.toContain(PASSWORD);
    const before = readFileSync(path);
    expect(await backUp(store)).toMatchObject({ code: 2, stderr: expect.stringContaining('is there already') });
    expect(readFileSync(path).equals(before)).toBe(true);
    expect(readdirSync(folder.path)).not.toContain('copy.gz.part');
  });

  test.each<[what: string, spoil: (lines: string[]) => string[], said: RegExp]>([
    ['was cut at its end', (lines) => lines.slice(0, -2).concat(''), /was cut: its end is missing/],
    ['was cut in a line', (lines) => lines.slice(0, 3).concat('{"kind":'), /middle of a line/],
    ['lost a line', (lines) => lines.toSpliced(2, 1), /checksum is another/],
    ['was changed', (lines) => lines.map((line) => line.replace('"version":1', '"version":7')), /checksum is another/],
    ['goes on', (lines) => lines.toSpliced(-1, 0, lines[1] ?? ''), /goes on after its end/],
    ['is of a newer form', (lines) => ['{"kind":"header","format":9}', ...lines.slice(1)], /newer version/],
    ['is something else', () => ['{"a":1}', ''], /no backup and no archive/],
  ])('that %s is refused, and nothing is put anywhere', async (_what, spoil, said) => {
    const { store } = await filled('SQLite');
    await backUp(store);
    const path = join(folder.path, 'copy.gz');
    writeFileSync(path, gzipSync(spoil(gunzipSync(readFileSync(path)).toString().split('\n')).join('\n')));
    const target = places.SQLite();
    expect(await putBack(target)).toEqual({ code: 2, stdout: '', stderr: expect.stringMatching(said) });
    expect(target.kind === 'sqlite' && existsSync(target.dataDir)).toBe(false);
  });

  test.each<[what: string, content: Buffer, said: RegExp]>([
    ['half a gzip', gzipSync('x'.repeat(1_000)).subarray(0, 20), /it was cut/],
    ['a gzip that was changed', withOtherSum(gzipSync('x'.repeat(1_000))), /it was changed\. Take another copy/],
    [
      'no gzip',
      Buffer.from('hello'),
      /is no backup and no archive of this app\. Give a file that npm run backup wrote/,
    ],
  ])('%s is refused', async (_what, content, said) => {
    writeFileSync(join(folder.path, 'copy.gz'), content);
    expect(await putBack(places.SQLite())).toMatchObject({ code: 2, stderr: expect.stringMatching(said) });
  });

  test('that is a folder is refused', async () => {
    mkdirSync(join(folder.path, 'copy.gz'));
    const said = /is a folder\. Give a file in it that npm run backup wrote/;
    expect(await putBack(places.SQLite())).toMatchObject({ code: 2, stderr: expect.stringMatching(said) });
  });

  test('that is not there, and an archive in its place, are refused', async () => {
    expect(await putBack(places.SQLite())).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/is not there\. Give the path of a file that npm run backup wrote/),
    });
    const header = { content: 'archive', madeAt: noon, team, from: 'sqlite' } as const;
    await writeFileOf(join(folder.path, 'copy.gz'), header, []);
    expect(await putBack(places.SQLite())).toMatchObject({ code: 2, stderr: expect.stringContaining('is an archive') });
  });
});

describe.each<Kind>(['SQLite', 'Redis'])('a store in %s that holds something', (kind) => {
  test('takes nothing, and stays as it is', async () => {
    const { store } = await filled(kind);
    await backUp(store);
    const before = await contentOf(store);
    expect(await putBack(store)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/already, and nothing is put/),
    });
    expect(await contentOf(store)).toEqual(before);
  });
});

test('Redis asks whose store it is, when nothing says it', async () => {
  const store = places.SQLite();
  await open(store);
  await backUp(store);
  const target = places.Redis();
  expect(await putBack(target)).toMatchObject({ code: 2, stderr: expect.stringContaining('--team T0123ABCD') });
  expect(await putBack(target, '--team', team)).toMatchObject({ code: 0 });
});

describe('while the bot writes', () => {
  /** Reads a store into a file, and lets something happen after the first order was read. */
  async function backUpWhile(store: Config['store'], happens: () => Promise<void>) {
    const path = join(folder.path, 'copy.gz');
    const source = await openSource({ store, teamId: null, log: silentLog });
    async function* interrupted() {
      let isFirst = true;
      for await (const record of source.records()) {
        yield record;
        if (isFirst) await happens();
        isFirst = false;
      }
    }
    await writeFileOf(path, { content: 'store', madeAt: noon, team, from: source.from }, interrupted());
    await source.close();
    return checkFile(path);
  }

  test.each<[Kind, state: string, holds: boolean]>([
    ['SQLite', 'awaiting_approval', true],
    ['Redis', 'declined', false],
  ])('the file of %s is of one moment: an order and its claims agree', async (kind, state, holds) => {
    const { store, stores } = await filled(kind);
    const reference = referenceOf(1);
    const file = await backUpWhile(store, async () => {
      const stored = await known(stores.orders, reference);
      await stores.orders.replace(stored.version, changeBy(stored, declinedBy(amir)));
    });
    const kept: string[] = [];
    for await (const record of recordsOf(file))
      if (record.kind === 'order' && record.reference === reference) kept.push(record.row?.content ?? '');
    expect(kept.map((text) => JSON.parse(text).state)).toEqual([state]);
    expect(file.claims.has(reference)).toBe(holds);
    expect(file.end.orders).toBe(3);
  });

  test('Redis is left alone when it is written the whole time, and nothing is left of the file', async () => {
    const { store, stores } = await filled('Redis');
    const source = await openSource({ store, teamId: null, log: silentLog });
    let number = 10;
    async function* restless() {
      for await (const record of source.records()) {
        yield record;
        number += 1;
        const { order, effects, entry } = insertionOf(number);
        await stores.orders.insert(order, effects, entry);
      }
    }
    const path = join(folder.path, 'copy.gz');
    const written = writeFileOf(path, { content: 'store', madeAt: noon, team, from: 'redis' }, restless());
    await expect(written).rejects.toThrow(/whole time/);
    expect(readdirSync(folder.path)).toEqual([]);
    await source.close();
  });
});
