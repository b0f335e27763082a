import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { type Image, runByShell, takeImageSteps } from '../../packaging/image-steps.ts';
import { startWorld } from '../support/world.ts';

const PROJECT = join(import.meta.dirname, '../..');

/** What `npm ci` installs where NODE_ENV is production, as links to what is installed already: tests reach no registry. */
function installForProduction(folder: string): void {
  const listed = execFileSync('npm', ['ls', '--all', '--omit=dev', '--parseable'], { cwd: PROJECT, encoding: 'utf8' });
  for (const path of listed.trim().split('\n').slice(1)) {
    const inside = relative(PROJECT, path);
    const isWithinAnother = inside.lastIndexOf('node_modules/') > 0;
    if (isWithinAnother) continue;
    mkdirSync(dirname(join(folder, inside)), { recursive: true });
    symlinkSync(path, join(folder, inside));
  }
  mkdirSync(join(folder, 'node_modules/.bin'));
  for (const program of ['tsx']) {
    symlinkSync(join(PROJECT, 'node_modules/.bin', program), join(folder, 'node_modules/.bin', program));
  }
}

let place: string;
let image: Image;

beforeAll(() => {
  place = mkdtempSync(join(tmpdir(), 'scaledmail-image-'));
  chmodSync(place, 0o755);
  image = takeImageSteps(readFileSync(join(PROJECT, 'Dockerfile'), 'utf8'), PROJECT, place, (command, folder, env) => {
    if (command === 'npm ci') installForProduction(folder);
    else if (command.startsWith('npm '))
      execFileSync('sh', ['-ec', command], { cwd: folder, env: { ...process.env, ...env } });
    else if (process.getuid?.() === 0) runByShell(command, folder, env);
    else mkdirSync(join(folder, 'data'), { mode: 0o700 });
  });
});

afterAll(() => rmSync(place, { recursive: true, force: true }));

/** How the last stage runs: its own variables, and its user where this machine may become another one. */
function asImage(more: Readonly<Record<string, string>> = {}) {
  const { PATH = '' } = process.env;
  const [uid, gid] = image.user.split(':').map(Number);
  const identity = process.getuid?.() === 0 ? { uid, gid } : {};
  const env = { PATH, ...image.environment, DATA_DIR: join(image.workingFolder, 'data'), ...more };
  return { cwd: image.workingFolder, env, ...identity };
}

describe('what the steps of the Dockerfile make', () => {
  test('is the bundle alone: no sources, no packages but native ones', () => {
    expect(existsSync(join(image.workingFolder, 'src'))).toBe(false);
    expect(existsSync(join(image.workingFolder, 'node_modules'))).toBe(false);
    expect(existsSync(join(image.workingFolder, 'dist/node_modules/libsql/package.json'))).toBe(true);
    expect(existsSync(join(image.workingFolder, 'dist/node_modules/zod'))).toBe(false);
  });

  test('brings the licences of what is in it', () => {
    const notices = readFileSync(join(image.workingFolder, 'dist/THIRD-PARTY-LICENSES.txt'), 'utf8');
    for (const name of ['@slack/bolt', 'zod', 'ioredis', 'libsql', 'pino', 'undici', 'tldts']) {
      expect(notices).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+ \\(`, 'm'));
    }
    expect(notices).not.toMatch(/^(jest|typescript|playwright-core|esbuild) /m);
  });

  test('runs as somebody who is not root, and says what is missing without variables', () => {
    expect(Number(image.user.split(':')[0])).toBeGreaterThan(0);
    const [program = '', ...args] = image.command;
    expect(image.command).toEqual(['node', 'dist/src/main.js']);
    const { status, stderr } = spawnSync(program, args, { ...asImage(), encoding: 'utf8' });
    expect([status, stderr]).toEqual([78, expect.stringContaining('SLACK_BOT_TOKEN is missing')]);
  });

  test('starts, answers its health check, and stops in order; doctor, audit and backup run beside it', async () => {
    const world = await startWorld();
    const port = String(world.sparePort);
    const surroundings = asImage({ ...world.environment, PORT: port, DATA_DIR: join(image.workingFolder, 'data') });
    const [program = '', ...args] = image.command;
    const bot = spawn(program, args, { ...surroundings, stdio: ['ignore', 'pipe', 'inherit'] });
    try {
      await new Promise<void>((resolve, reject) => {
        bot.once('exit', (code) => reject(new Error(`It ended early: ${code}`)));
        bot.stdout?.on('data', (chunk) => String(chunk).includes('The bot is ready') && resolve());
      });
      expect((await fetch(`http://127.0.0.1:${port}/healthz`)).status).toBe(200);
      const audit = spawnSync('node', ['dist/src/audit.js', 'verify'], { ...surroundings, encoding: 'utf8' });
      expect([audit.status, audit.stderr]).toEqual([0, expect.any(String)]);
      const doctor = spawnSync('node', ['dist/src/doctor.js'], { ...surroundings, encoding: 'utf8' });
      expect(doctor.stdout).toMatch(/scopes/i);
      const file = join(image.workingFolder, 'data/copy.jsonl.gz');
      const backup = spawnSync('node', ['dist/src/backup.js', '--out', file], { ...surroundings, encoding: 'utf8' });
      expect([backup.status, backup.stderr, existsSync(file)]).toEqual([0, expect.any(String), true]);
      const ended = once(bot, 'exit');
      bot.kill('SIGTERM');
      expect(await ended).toEqual([0, null]);
    } finally {
      bot.kill('SIGKILL');
      await world.stop();
    }
  });
});
