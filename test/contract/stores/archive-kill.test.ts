import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { addDays, addMinutes } from 'date-fns';
import { stubPages } from '../../../src/service/ports/stores/order-archive.ts';
import { archiveEnded } from '../../../src/service/retention/archive-ended.ts';
import { checkFile, recordsOf } from '../../../src/storage/content/read-file.ts';
import { openStores } from '../../../src/storage/open-stores.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { amir, noon, team } from '../../support/builders.ts';
import { temporaryFolder } from '../backup/support.ts';
import { countLines } from './order-counts.contract.ts';
import { changeBy, declinedBy, inserted, known, referenceOf } from './order-store-support.ts';
import { redisForThisFile, silentLog } from './two-handles.ts';

const PROGRAM = join(import.meta.dirname, '../../support/archive-and-die.ts');
const NUMBERS = [1, 2, 3, 4, 5];
const ALL = NUMBERS.map(referenceOf);
const later = addDays(noon, 60);

const redis = redisForThisFile();
let databases = 200;

describe.each(['SQLite', 'Redis'])('a retention run on %s that is killed', (kind) => {
  const folder = temporaryFolder();
  let stores: Stores | null = null;
  afterEach(async () => {
    await stores?.close();
    folder.remove();
  });

  test.each([0, 1, 3])(
    'before its purge %i loses nothing, and the next run takes the rest, each once',
    async (diesAt) => {
      databases += 1;
      const url = `${redis.url()}/${databases}`;
      const dataDir = join(folder.path, `store-${diesAt}`);
      const place = kind === 'Redis' ? url : dataDir;
      const archiveFolder = join(folder.path, `archive-${diesAt}`);
      const store =
        kind === 'Redis'
          ? { kind: 'redis' as const, url, operatorSaysDurable: true }
          : { kind: 'sqlite' as const, dataDir };
      const opened = await openStores({ store, teamId: team, clock: { now: () => later }, log: silentLog });
      stores = opened;
      const { orders, archive } = opened;
      for (const number of NUMBERS) {
        const stored = await inserted(orders, number);
        const { order, entry, head } = changeBy(stored, declinedBy(amir));
        await orders.replace(stored.version, { order, effects: [], entry, head, lease: null });
      }

      const words = [place, archiveFolder, later.toISOString(), String(diesAt)];
      const child = spawn(process.execPath, ['--import', 'tsx', PROGRAM, ...words], { stdio: 'inherit' });
      expect(await once(child, 'exit')).toEqual([null, 'SIGKILL']);
      for (const [index, reference] of ALL.entries()) {
        const isPurged = (await archive.stub(reference)) !== null;
        expect([reference, isPurged]).toEqual([reference, index < diesAt]);
        expect((await orders.get(reference)) === null).toBe(isPurged);
      }
      expect(await archive.kept()).toBe(ALL.length);

      const next = { now: () => addMinutes(later, 60) };
      const around = { clock: next, log: silentLog, keepDays: 30, folder: archiveFolder };
      expect(await archiveEnded({ archive, orders, ...around })).toBe(ALL.length - diesAt);
      expect(await archiveEnded({ archive, orders, ...around })).toBe(0);
      expect(await archive.kept()).toBe(ALL.length);
      expect(await countLines(orders)).toEqual([]);
      const inFiles = await referencesIn(archiveFolder);
      const stubs: string[] = [];
      for await (const page of stubPages(archive)) {
        for (const { reference, file } of page) {
          stubs.push(reference);
          expect(inFiles.get(file)).toContain(reference);
        }
      }
      expect(stubs.sort()).toEqual(ALL);
      await expect(known(orders, referenceOf(1))).rejects.toThrow('There is no order');
    },
  );
});

/** The orders of each file; each file is whole. */
async function referencesIn(folder: string): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const name of readdirSync(folder)) {
    const references: string[] = [];
    for await (const record of recordsOf(await checkFile(join(folder, name))))
      if (record.kind === 'order') references.push(record.reference);
    found.set(name, references);
  }
  return found;
}
