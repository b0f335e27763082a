import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { installed } from '../support/installed.ts';
import { startWorld } from '../support/world.ts';

/** `npm start` in a process group of its own, as a supervisor starts it; npm asks no registry for news. */
function npmStart(folder: string, environment: Readonly<Record<string, string>>): ChildProcess {
  const { PATH = '' } = process.env;
  const quiet = { npm_config_update_notifier: 'false', npm_config_cache: join(folder, 'npm'), HOME: folder };
  return spawn('npm', ['start'], {
    cwd: folder,
    env: { PATH, ...quiet, ...environment },
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Sends a signal to every process of the group that `leader` began; 0 only asks. Answers whether there is any. */
function signalGroup({ pid }: ChildProcess, signal: NodeJS.Signals | 0): boolean {
  if (pid === undefined) return false;
  try {
    return process.kill(-pid, signal);
  } catch {
    return false;
  }
}

/** Whether nobody listens on a port. */
async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  const isListening = new Promise<boolean>((resolve) => {
    server.once('error', () => resolve(false));
    server.listen(port, () => resolve(true));
  });
  const answer = await isListening;
  if (answer) await new Promise((resolve) => server.close(resolve));
  return answer;
}

test('SIGTERM to `npm start` ends the bot in order: its port is free, and no process is left', async () => {
  const world = await startWorld();
  const folder = await installed();
  const port = world.sparePort;
  const npm = npmStart(folder, {
    ...world.environment,
    PORT: String(port),
    DATA_DIR: join(folder, 'data'),
    DRAIN_SECONDS: '0',
  });
  const closed = once(npm, 'close');
  try {
    let said = '';
    await new Promise<void>((resolve, reject) => {
      npm.once('exit', () => reject(new Error(`npm ended early: ${said}`)));
      npm.stdout?.on('data', (chunk) => {
        said += String(chunk);
        if (said.includes('The bot is ready')) resolve();
      });
    });
    expect(await isFree(port)).toBe(false);
    npm.kill('SIGTERM');
    await once(npm, 'exit');
    expect([signalGroup(npm, 0), await isFree(port)]).toEqual([false, true]);
    await closed;
    expect(said).toContain('Stopping: ');
  } finally {
    signalGroup(npm, 'SIGKILL');
    await world.stop();
    rmSync(folder, { recursive: true, force: true });
  }
});
