import { randomBytes } from 'node:crypto';
import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { guardUntil } from '../../../src/doctor/check.ts';
import { checkStore } from '../../../src/doctor/check-store.ts';
import type { FileSystem } from '../../../src/storage/kept-folder.ts';
import { openSqliteStores } from '../../../src/storage/open-stores.ts';
import { noon, team } from '../../support/builders.ts';

const clock = { now: () => noon };
const silent = () => {};
const log = { debug: silent, info: silent, warn: silent, error: silent };

let folder: string;
beforeEach(() => {
  folder = realpathSync(mkdtempSync(join(tmpdir(), 'scaledmail-doctor-')));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** What is said of the durability of a store in this folder, on a machine that says what it is on. */
async function durabilityOn(fileSystem: FileSystem) {
  const lines = await checkStore({
    ...{ store: { kind: 'sqlite', dataDir: folder }, teamId: team, keys: { current: Buffer.alloc(32, 1) } },
    ...{ randomBytes, clock, log, guard: guardUntil(new Promise(() => {})) },
    machine: { fileSystemOf: () => fileSystem, temporary: folder },
  });
  return lines.find(({ name }) => name === 'Durability');
}

test.each(['is there', 'is still to be made'])(
  'a store in memory that %s is a warning, and is never said to lose nothing',
  async (how) => {
    if (how === 'is there') await openSqliteStores(folder, clock).close();
    expect(await durabilityOn('memory')).toEqual({
      name: 'Durability',
      ok: true,
      detail: `${folder} is in memory: every order in it is lost when the machine starts again`,
      fix: 'For more than a trial, let DATA_DIR name a folder on a local disk.',
    });
    expect(await durabilityOn('other')).toMatchObject({ ok: true, fix: null });
  },
);
