import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { pressLate } from '../support/late-click.ts';
import { cardFor, person } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { programsForThisFile } from '../support/store-thread.ts';
import { startWorld, type World } from '../support/world.ts';

const MAIN = 'src/main.ts';
const HANGING = 'test/support/hanging-thread.ts';
const programOf = programsForThisFile([MAIN, HANGING]);

let world: World;
let folder: string;
let bot: ChildProcess | undefined;
beforeEach(async () => {
  world = await startWorld();
  folder = mkdtempSync(join(tmpdir(), 'hanging-disk-'));
  execFileSync('mkfifo', [join(folder, 'pipe')]);
});
afterEach(async () => {
  bot?.kill('SIGKILL');
  await world.stop();
  rmSync(folder, { recursive: true, force: true });
});

/** The real process, whose store is in a folder of this name on a disk that may stop to answer. */
function start(dataDir: string) {
  copyFileSync(programOf(HANGING), new URL('./store-thread.js', programOf(MAIN)));
  const { PATH = '' } = process.env;
  const own = { PORT: String(world.sparePort), DATA_DIR: join(folder, dataDir), DRAIN_SECONDS: '0' };
  const child = spawn(process.execPath, [fileURLToPath(programOf(MAIN))], {
    env: { PATH, ...world.environment, ...own },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  bot = child;
  let text = '';
  child.stdout.on('data', (chunk) => {
    text += String(chunk);
  });
  // When all that it said was read, too.
  const ended = once(child, 'close');
  const hasSaid = (words: string) =>
    new Promise<void>((resolve, reject) => {
      void ended.then(() => reject(new Error(`It ended: ${text}`)));
      child.stdout.on('data', () => text.includes(words) && resolve());
      if (text.includes(words)) resolve();
    });
  return { child, ended, hasSaid, said: () => text };
}

test('a start whose disk does not answer says what to check, and ends at a signal all the same', async () => {
  const { child, ended, hasSaid, said } = start('hangs-at-once');
  await hasSaid('The start waits for the store, which has not answered yet. Check that DATA_DIR is on a local disk');
  child.kill('SIGTERM');
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(said()).toMatch(
    /The start was ended.*The thread of the store did not end .*It may be that a disk does not answer/s,
  );
});

test('a running bot whose disk stops to answer acknowledges a click, and a second signal ends it within seconds', async () => {
  const { child, ended, hasSaid, said } = start('hangs-at-a-click');
  await hasSaid('The bot is ready');
  await requestOrder(world);
  const late = { ...world, botUrl: `http://127.0.0.1:${world.sparePort}` };
  const { statuses } = await pressLate(late, 'U0AMIR', cardFor(person(world, 'U0AMIR')), 'approve_order');
  expect(statuses).toEqual([200]);
  // The thread stands still in the system now, as in a sync that does not end: nothing waits for it.
  const since = performance.now();
  for (let asked = 0; asked < 20; asked += 1) expect((await fetch(`${late.botUrl}/healthz`)).status).toBe(200);
  const again = await pressLate(late, 'U0AMIR', cardFor(person(world, 'U0AMIR')), 'approve_order');
  expect(again.statuses).toEqual([200]);
  expect(performance.now() - since).toBeLessThan(3_000);
  child.kill('SIGTERM');
  await hasSaid('Stopping: ');
  child.kill('SIGTERM');
  expect(await ended).toEqual([null, 'SIGKILL']);
  expect(said()).toContain('It may be that a disk does not answer');
  expect(said()).not.toContain('The thread of the embedded store ended');
});
