import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, readFileSync, symlinkSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from '@jest/globals';
import { z } from 'zod';

const project = new URL('../..', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'scaledmail-second-demo-'));
symlinkSync(join(project, 'node_modules'), join(folder, 'node_modules'));
const Word = z.object({ pid: z.int(), pageUrl: z.string() });
const started: ChildProcess[] = [];

/** What `npm run demo` runs, in a folder of its own. */
function demo(): ChildProcess {
  const { PATH = '', HOME = '' } = process.env;
  const child = spawn(process.execPath, ['--import', 'tsx', join(project, 'sandbox/demo.ts')], {
    cwd: folder,
    env: { PATH, HOME },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  started.push(child);
  return child;
}

/** Resolves when the demo says that it runs. */
async function welcomed({ stdout }: ChildProcess): Promise<void> {
  for await (const chunk of stdout ?? []) if (String(chunk).includes('Open  http')) return;
  throw new Error('the demo ended before it ran');
}

/** The exit code of a demo that ends by itself, and what it said. */
async function ended(child: ChildProcess): Promise<{ code: unknown; said: string }> {
  let said = '';
  child.stderr?.on('data', (chunk) => {
    said += String(chunk);
  });
  const [code] = await once(child, 'close');
  return { code, said };
}

async function killed(child: ChildProcess): Promise<void> {
  const closed = once(child, 'exit');
  child.kill('SIGKILL');
  await closed;
}

afterEach(async () => {
  for (const child of started) if (child.exitCode === null && child.signalCode === null) await killed(child);
  await rm(folder, { recursive: true, force: true, maxRetries: 20 });
});

test('a second demo in one folder is refused with a sentence; one that was killed does not block the next', async () => {
  const first = demo();
  await welcomed(first);
  const word = Word.parse(JSON.parse(readFileSync(join(folder, '.demo/running.json'), 'utf8')));
  const files = readdirSync(join(folder, '.demo')).sort();

  const { code, said } = await ended(demo());
  expect(code).toBe(1);
  expect(said).toContain(`A demo runs in this folder already, at ${word.pageUrl} (process ${first.pid}).`);
  expect(said).toContain(`Ctrl-C in its terminal, or with  kill ${first.pid}.`);
  expect(said).not.toMatch(/at .*\.ts:/);
  expect(readdirSync(join(folder, '.demo')).sort()).toEqual(files);
  expect((await fetch(word.pageUrl)).status).toBe(200);

  await killed(first);
  await welcomed(demo());
});
