import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@jest/globals';
import { pressLate } from '../support/late-click.ts';
import { cardFor, person } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { programsForThisFile } from '../support/store-thread.ts';
import { startWorld } from '../support/world.ts';

const MAIN = 'src/main.ts';
const DYING = 'test/support/dying-thread.ts';
const programOf = programsForThisFile([MAIN, DYING]);

test('when the thread of SQLite dies, the log says so, the click is answered, and the process ends to be started again', async () => {
  const world = await startWorld();
  const folder = mkdtempSync(join(tmpdir(), 'dead-thread-'));
  copyFileSync(programOf(DYING), new URL('./store-thread.js', programOf(MAIN)));
  const { PATH = '' } = process.env;
  const port = String(world.sparePort);
  const bot = spawn(process.execPath, [fileURLToPath(programOf(MAIN))], {
    env: { PATH, ...world.environment, PORT: port, DATA_DIR: join(folder, 'dies-at-a-click') },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const exit = once(bot, 'exit');
  try {
    let said = '';
    await new Promise<void>((resolve, reject) => {
      bot.once('exit', () => reject(new Error(`It ended early: ${said}`)));
      bot.stdout.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('The bot is ready')) resolve();
      });
    });
    await requestOrder(world);
    const late = { ...world, botUrl: `http://127.0.0.1:${port}` };
    const { statuses } = await pressLate(late, 'U0AMIR', cardFor(person(world, 'U0AMIR')), 'approve_order');
    expect(statuses).toEqual([200]);
    expect(await exit).toEqual([1, null]);
    expect(said).toContain('The thread of the embedded store ended, so this process ends');
    expect(said).toContain('The thread had an accident');
  } finally {
    bot.kill('SIGKILL');
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
