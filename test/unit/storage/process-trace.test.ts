import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { afterEach, expect, test } from '@jest/globals';
import { hasEnded, traceOfThisProcess } from '../../../src/storage/process-trace.ts';

/*
 * Where the system does not tell where a process runs, nobody is seen, and signs of life alone count. Linux tells it, which is
 * where these tests have something to look at.
 */
const own = traceOfThisProcess();
const [boot = '', namespace = '', number = '', begun = ''] = own?.split(' ') ?? [];

let other: ChildProcess | null = null;
afterEach(() => void other?.kill('SIGKILL'));

/** A process that waits for its end, as it tells of itself; the time at which it began stands in its `stat`. */
async function running(): Promise<string> {
  other = spawn(process.execPath, ['-e', 'process.stdout.write("here"); process.stdin.resume()']);
  if (other.stdout) await once(other.stdout, 'data');
  const words = readFileSync(`/proc/${other.pid}/stat`, 'utf8')
    .replace(/^.*\) /s, '')
    .split(' ');
  return `${boot} ${namespace} ${other.pid} ${words[19]}`;
}

test('a process is seen to run, and to have ended', async () => {
  expect(own).toMatch(/^[0-9a-f-]{36} pid:\[\d+\] \d+ \d+$/);
  expect(hasEnded(own ?? '')).toBe(false);
  const trace = await running();
  expect(hasEnded(trace)).toBe(false);
  other?.kill('SIGKILL');
  await once(other ?? process, 'exit');
  expect(hasEnded(trace)).toBe(true);
});

test('one whose number another process has by now has ended, this one’s own included', async () => {
  expect(hasEnded(`${boot} ${namespace} ${number} ${Number(begun) - 1}`)).toBe(true);
  const trace = await running();
  expect(hasEnded(trace.replace(/\d+$/, '1'))).toBe(true);
});

test('of a container with the same name and number, and of another machine, nothing is known', () => {
  const nobody = 2 ** 22 + 1;
  expect(hasEnded(`${boot} ${namespace} ${nobody} 1`)).toBe(true);
  for (const place of [`${boot} pid:[1]`, `${boot.replace(/^./, 'x')} ${namespace}`])
    for (const theirs of [`${number} ${begun}`, `${number} 1`, `${nobody} 1`])
      expect(hasEnded(`${place} ${theirs}`)).toBe(false);
  for (const odd of ['', 'host', 'host 12 uuid']) expect(hasEnded(odd)).toBe(false);
});
