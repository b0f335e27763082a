import { once } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { expect, test } from '@jest/globals';
import { fileWorkOfProcess, processEnd } from '../../../src/lifecycle/process-end.ts';

/** The end of a process that only notes what would be done; five seconds pass in a hundred turns of the event loop. */
function noted(fileWork: () => readonly string[] = () => [], wait: () => Promise<unknown> = setImmediate) {
  const did: string[] = [];
  const write = (_fields: object, message: string) => void did.push(message);
  const end = processEnd({
    sleep: (ms) => {
      did.push(`sleeps ${ms}`);
      return wait();
    },
    log: { debug: write, info: write, warn: write, error: write },
    fileWork,
    exit: (code) => void did.push(`exit ${code}`),
    kill: () => void did.push('kill'),
  });
  return { did, ...end };
}

const sleeps = (did: readonly string[]) => did.filter((each) => each.startsWith('sleeps')).length;

test('a process in which nothing is under way ends at once, and once', () => {
  const { did, end } = noted();
  void end(78);
  void end(0);
  expect(did).toEqual(['exit 78']);
});

test('a thread that runs is ended first, and nobody takes that for an accident', async () => {
  const thread = new Worker('setInterval(() => {}, 1_000)', { eval: true });
  let accidents = 0;
  thread.on('exit', () => {
    accidents += 1;
  });
  const { did, end, onThread } = noted(undefined, () => thread.terminate());
  onThread(thread);
  await once(thread, 'online');
  await end(0);
  expect([did, accidents]).toEqual([['sleeps 50', 'exit 0'], 0]);
});

test('work with files that comes to no end is waited for five seconds; what is said of that is written, then the process is killed', async () => {
  const { did, end } = noted(() => ['FSReqPromise']);
  await end(0);
  expect(sleeps(did.slice(0, -3))).toBe(100);
  expect(did.slice(-3)).toEqual([
    expect.stringMatching(/^Work with files did not end .* killed\. It may be that a disk does not answer: /),
    'sleeps 250',
    'kill',
  ]);
});

test('of a thread that does not end it is said that it may wait for a lock, and not that a disk is at fault', async () => {
  const thread = new Worker('setInterval(() => {}, 1_000)', { eval: true });
  await once(thread, 'online');
  const { did, end, onThread } = noted();
  // As one that is inside of SQLite, which waits for another process or reads through the file.
  const busy = Object.assign(thread, { terminate: () => new Promise<number>(() => {}) });
  onThread(busy);
  try {
    await end(0);
    expect(did.slice(-3)).toEqual([
      expect.stringMatching(/^The thread of the store did not end .* may as well be that another process .* locked/),
      'sleeps 250',
      'kill',
    ]);
    expect(did.join('\n')).not.toMatch(/^A disk does not answer/m);
  } finally {
    await Worker.prototype.terminate.call(thread);
  }
});

test('work with files that ends in time lets the process exit', async () => {
  const left = ['FSReqPromise', 'FSReqPromise'];
  const { did, end } = noted(() => left.splice(0, 1));
  await end(1);
  expect(did).toEqual(['sleeps 50', 'sleeps 50', 'exit 1']);
});

test('this process tells its work with files', async () => {
  const { readFile } = await import('node:fs/promises');
  const reading = readFile(import.meta.filename);
  expect(fileWorkOfProcess()).toContain('FSReqPromise');
  await reading;
});
