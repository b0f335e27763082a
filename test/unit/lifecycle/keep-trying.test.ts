import { expect, test } from '@jest/globals';
import { keepTrying } from '../../../src/lifecycle/keep-trying.ts';
import { StartCutShort, StartProblem } from '../../../src/lifecycle/start-problem.ts';
import { handTimers } from '../../support/hand-timers.ts';

function patient() {
  const timers = handTimers();
  const waits: unknown[] = [];
  const write = (fields: Readonly<Record<string, unknown>>) => void waits.push(fields.waitMs);
  const cut = new AbortController();
  const lasting = (error: unknown) => (String(error).includes('wrong') ? new StartProblem('The token is wrong') : null);
  const log = { debug: write, info: write, warn: write, error: write };
  return { timers, waits, cut, trying: keepTrying({ after: timers.after, log, signal: cut.signal, lasting }) };
}

test('what is away is tried again, later and later, up to every half minute', async () => {
  const { timers, waits, trying } = patient();
  let tries = 0;
  const found = trying('Slack', async () => {
    tries += 1;
    if (tries <= 9) throw new Error('away');
    return 'here';
  });
  await Promise.resolve();
  while (tries < 10) {
    await timers.advance(30_000);
    await new Promise(setImmediate);
  }
  expect(await found).toBe('here');
  expect(waits).toEqual([500, 1_000, 2_000, 4_000, 8_000, 16_000, 30_000, 30_000, 30_000]);
});

test('what no later try fixes ends it at once', async () => {
  const { waits, trying } = patient();
  const started = trying('Slack', async () => {
    throw new Error('a wrong token');
  });
  await expect(started).rejects.toThrow('The token is wrong');
  expect(waits).toEqual([]);
});

test('it ends when it is told to, while it waits and while it tries', async () => {
  const { cut, trying } = patient();
  const waiting = trying('Slack', async () => {
    throw new Error('away');
  });
  const hanging = trying('the store', () => new Promise<void>(() => {}));
  await new Promise(setImmediate);
  cut.abort();
  await expect(waiting).rejects.toBeInstanceOf(StartCutShort);
  await expect(hanging).rejects.toBeInstanceOf(StartCutShort);
  await expect(trying('anything', async () => new Promise<void>(() => {}))).rejects.toBeInstanceOf(StartCutShort);
});
