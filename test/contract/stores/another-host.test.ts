import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, statSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, jest, test } from '@jest/globals';
import { runAudit } from '../../../src/audit/run.ts';
import { runBackup } from '../../../src/backup/run.ts';
import { guardUntil } from '../../../src/doctor/check.ts';
import { checkStore } from '../../../src/doctor/check-store.ts';
import { runErase } from '../../../src/erase/run.ts';
import { runKeys } from '../../../src/keys/run.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { openSqliteDatabase, openSqliteForReading } from '../../../src/storage/sqlite/database/open-database.ts';
import { giveSignsOfLife, type HostSign } from '../../../src/storage/sqlite/files/host.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { amir, noon, team } from '../../support/builders.ts';
import { temporaryFolder } from '../backup/support.ts';
import { inserted } from './order-store-support.ts';
import { silentLog } from './two-handles.ts';

const clock = { now: () => noon };
const there = { id: 'boot-2', name: 'web-2' };
const IN_USE = /Another machine, web-2, has this store open.*Run this on that machine/s;

let folder: ReturnType<typeof temporaryFolder>;
let work: ReturnType<typeof temporaryFolder>;
beforeEach(() => {
  folder = temporaryFolder();
  work = temporaryFolder();
});
afterEach(() => {
  folder.remove();
  work.remove();
});

/** Everything in the folder, with when each file was last written. */
const content = () =>
  readdirSync(folder.path)
    .toSorted()
    .map((name) => [name, statSync(join(folder.path, name)).mtimeMs, readFileSync(join(folder.path, name), 'base64')]);
const signs = () => readdirSync(folder.path).filter((name) => name.includes('.open-'));

describe('while another machine has the embedded store open', () => {
  let stores: Stores;
  let sign: HostSign;
  beforeEach(async () => {
    // As a bot there: its log is beside the file, and whatever opens the file here would write to it.
    stores = openSqliteStores(folder.path, clock);
    await inserted(stores.orders, 1);
    for (const name of signs()) rmSync(join(folder.path, name));
    sign = giveSignsOfLife(folder.path, there);
  });
  afterEach(async () => {
    sign.takeBack();
    await stores.close();
  });

  const base64 = Buffer.alloc(32, 1).toString('base64');
  const programs: Readonly<Record<string, (said: (text: string) => void) => Promise<number>>> = {
    'audit -- verify': (said) => runAudit(['verify'], around(said)),
    'audit -- export': (said) => runAudit(['export', '--out', 'export.jsonl'], around(said)),
    backup: (said) => runBackup(['--out', 'copy.gz'], around(said)),
    erase: (said) => runErase([amir], { ...around(said), stdout: said, stderr: said }),
    'keys -- rotate': (said) => runKeys(['rotate'], { ...around(said), randomBytes, stdout: said, stderr: said }),
  };
  const around = (said: (text: string) => void) => {
    const tell = async (text: string) => said(text);
    const environment = { DATA_DIR: folder.path, ENCRYPTION_KEY: base64 };
    return { environment, clock, log: silentLog, stdout: tell, stderr: tell, folder: work.path };
  };

  test.each(Object.keys(programs))('npm run %s is refused with what to do, and touches nothing', async (name) => {
    const before = content();
    let said = '';
    const code = await programs[name]?.((text) => {
      said += text;
    });
    expect({ code, said }).toEqual({ code: 2, said: expect.stringMatching(IN_USE) });
    expect(content()).toEqual(before);
    expect(readdirSync(work.path)).toEqual([]);
  });

  test('npm run restore is refused, and touches nothing', async () => {
    const copy = temporaryFolder();
    sign.takeBack();
    expect(
      await runBackup(
        ['--out', join(copy.path, 'copy.gz')],
        around(() => {}),
      ),
    ).toBe(0);
    sign.renew();
    const before = content();
    let said = '';
    const code = await runBackup(
      ['restore', join(copy.path, 'copy.gz')],
      around((text) => {
        said += text;
      }),
    );
    expect({ code, said }).toEqual({ code: 2, said: expect.stringMatching(IN_USE) });
    expect(content()).toEqual(before);
    copy.remove();
  });

  test('the doctor says so, and touches nothing', async () => {
    const before = content();
    const [line] = await checkStore({
      ...{ store: { kind: 'sqlite', dataDir: folder.path }, teamId: team, keys: { current: Buffer.alloc(32, 1) } },
      ...{ randomBytes, clock, log: silentLog, guard: guardUntil(new Promise(() => {})) },
    });
    expect(line).toMatchObject({ name: 'Store', ok: false, fix: expect.stringMatching(IN_USE) });
    expect(content()).toEqual(before);
  });

  test('its sign counts by the clock of the volume, and is cleared away when it is old', () => {
    const [name = ''] = signs();
    const ago = (ms: number) => new Date(Date.now() - ms);
    utimesSync(join(folder.path, name), ago(50_000), ago(50_000));
    expect(() => openSqliteForReading(folder.path)).toThrow(IN_USE);
    utimesSync(join(folder.path, name), ago(61_000), ago(61_000));
    openSqliteForReading(folder.path).close();
    expect(signs()).toEqual([]);
  });
});

describe('a program that has the embedded store open', () => {
  test.each([
    ['reads', () => openSqliteForReading(folder.path)],
    ['writes', () => openSqliteDatabase(folder.path)],
  ])('and %s is a sign of life, until it closes it', (_what, open) => {
    openSqliteDatabase(folder.path).close();
    const database = open();
    expect(() => giveSignsOfLife(folder.path, there)).toThrow('has this store open');
    database.close();
    expect(signs()).toEqual([]);
    giveSignsOfLife(folder.path, there).takeBack();
  });

  test('one that ends takes back its own sign alone', () => {
    const bot = openSqliteDatabase(folder.path);
    openSqliteForReading(folder.path).close();
    expect(() => giveSignsOfLife(folder.path, there)).toThrow('has this store open');
    bot.close();
  });

  test('finds out that another machine took the store while it stood still, and goes no further', () => {
    const here = { id: 'boot-1', name: 'web-1' };
    const sign = giveSignsOfLife(folder.path, here);
    const [name = ''] = signs();
    utimesSync(join(folder.path, name), new Date(0), new Date(0));
    const other = giveSignsOfLife(folder.path, there);
    expect(() => sign.renew()).toThrow('Another machine, web-2');
    other.renew();
    sign.takeBack();
    other.takeBack();
  });

  test('gives its sign every fifteen seconds', () => {
    jest.useFakeTimers();
    try {
      const sign = giveSignsOfLife(folder.path, { id: 'boot-1', name: 'web-1' });
      const [name = ''] = signs();
      utimesSync(join(folder.path, name), new Date(0), new Date(0));
      jest.advanceTimersByTime(15_000);
      expect(Date.now() - statSync(join(folder.path, name)).mtimeMs).toBeLessThan(60_000);
      sign.takeBack();
    } finally {
      jest.useRealTimers();
    }
  });
});
