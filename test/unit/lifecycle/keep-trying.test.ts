import { expect, test } from '@jest/globals';
import { keepTrying } from '../../../src/lifecycle/keep-trying.ts';
import { StartCutShort, StartProblem } from '../../../src/lifecycle/start-problem.ts';
import { handTimers } from '../../support/hand-timers.ts';

const SLACK = { name: 'Slack', check: 'Check the network.' };
const STORE = { name: 'the store', check: 'Check the disk.' };

function patient() {
  const timers = handTimers();
  const waits: unknown[] = [];
  const said: string[] = [];
  const write = (fields: Readonly<Record<string, unknown>>, message: string) => {
    waits.push(fields.waitMs ?? fields.waitedMs);
    said.push(message);
  };
  const cut = new AbortController();
  const lasting = (error: unknown) => (String(error).includes('wrong') ? new StartProblem('The token is wrong') : null);
  const log = { debug: write, info: write, warn: write, error: write };
  return { timers, waits, said, cut, trying: keepTrying({ after: timers.after, log, signal: cut.signal, lasting }) };
}

test('what is away is tried again, later and later, up to every half minute', async () => {
  const { timers, waits, trying } = patient();
  let tries = 0;
  const found = trying(SLACK, async () => {
    tries += 1;
    if (tries <= 9) throw new Error('away');
    return 'here';
  });
  await Promise.resolve();
  while (tries < 10) {
    await timers.advance(500);
    await new Promise(setImmediate);
  }
  expect(await found).toBe('here');
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test('each try that failed is one line, with what to check', async () => {
  const { timers, said, trying } = patient();
  let tries = 0;
  const found = trying(SLACK, async () => {
    tries += 1;
    if (tries === 1) throw new Error('away');
  });
  await new Promise(setImmediate);
  await timers.advance(500);
  await found;
  await timers.advance(60_000);
  expect(said).toEqual(['The start waits for Slack, and tries again. Check the network.']);
});

test('a try that hangs is told of, later and later, with what to check, until it ends', async () => {
  const { timers, waits, said, trying } = patient();
  let answer = (_value: string) => {};
  const found = trying(STORE, () => new Promise<string>((resolve) => (answer = resolve)));
  await timers.advance(39_000);
  expect(waits).toEqual([5_000, 10_000, 20_000]);
  expect(said[0]).toBe('The start waits for the store, which has not answered yet. Check the disk.');
  answer('here');
  expect(await found).toBe('here');
  await timers.advance(600_000);
  expect(said).toHaveLength(3);
  expect(timers.waiting()).toBe(0);
});

test('what no later try fixes ends it at once', async () => {
  const { waits, trying } = patient();
  const started = trying(SLACK, async () => {
    throw new Error('a wrong token');
  });
  await expect(started).rejects.toThrow('The token is wrong');
  expect(waits).toEqual([]);
});

test('it ends when it is told to, while it waits and while it tries', async () => {
  const { cut, trying } = patient();
  const waiting = trying(SLACK, async () => {
    throw new Error('away');
  });
  const hanging = trying(STORE, () => new Promise<void>(() => {}));
  await new Promise(setImmediate);
  cut.abort();
  await expect(waiting).rejects.toBeInstanceOf(StartCutShort);
  await expect(hanging).rejects.toBeInstanceOf(StartCutShort);
  await expect(trying(STORE, async () => new Promise<void>(() => {}))).rejects.toBeInstanceOf(StartCutShort);
});
