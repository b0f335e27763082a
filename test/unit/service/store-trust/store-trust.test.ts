import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import { begunAttempts } from '../../../../src/service/store-trust/begun-attempts.ts';
import { startHeartbeat } from '../../../../src/service/store-trust/heartbeat.ts';
import { HEARTBEAT_MS, storeTrust } from '../../../../src/service/store-trust/store-trust.ts';
import { liftWentBack } from '../../../../src/service/store-trust/went-back.ts';
import { openSqliteStores } from '../../../../src/storage/open-stores.ts';
import type { Stores } from '../../../../src/storage/stores.ts';
import { aReference, noon } from '../../../support/builders.ts';
import { handTimers } from '../../../support/hand-timers.ts';

const MINUTE_MS = 60_000;
let now: Date;
let origin: string;
let kept: number;
let storeFailure: Error | null;
let stores: Stores;
let logged: string[];

beforeEach(() => {
  now = noon;
  origin = 'file 1';
  kept = 5;
  storeFailure = null;
  logged = [];
  stores = openSqliteStores(null, { now: () => now });
});
afterEach(() => stores.close());

const write = (level: string) => (_fields: object, message: string) => void logged.push(`${level}: ${message}`);
const log = { debug: write('debug'), info: write('info'), warn: write('warn'), error: write('error') };
/** What a new process makes of the store. */
const newProcess = () =>
  storeTrust({
    origin: async () => origin,
    kept: async () => kept,
    settings: {
      ...stores.keyValues,
      set: async (...parameters) => {
        if (storeFailure) throw storeFailure;
        await stores.keyValues.set(...parameters);
      },
    },
    clock: { now: () => now },
    log,
  });
const pass = (ms: number) => {
  now = addMilliseconds(now, ms);
};

describe('a start', () => {
  test('on a store in which no process ever left a heartbeat trusts it', async () => {
    const trust = newProcess();
    expect(await trust.suspicion()).toBeNull();
    expect(logged).toEqual([]);
  });

  test.each([
    { gapMs: MINUTE_MS, because: null },
    { gapMs: MINUTE_MS + 1, because: 'standstill' },
    { gapMs: 30 * 24 * 60 * MINUTE_MS, because: 'standstill' },
    { gapMs: -MINUTE_MS, because: null },
    { gapMs: -MINUTE_MS - 1, because: 'standstill' },
  ])('$gapMs ms after the last heartbeat suspects: $because', async ({ gapMs, because }) => {
    await newProcess().beat();
    pass(gapMs);
    expect(await newProcess().suspicion()).toEqual(because && { since: now, because });
    expect(logged).toHaveLength(because ? 1 : 0);
  });

  test('on another store suspects it, however soon it comes', async () => {
    await newProcess().beat();
    origin = 'file 2';
    expect(await newProcess().suspicion()).toEqual({ since: noon, because: 'origin' });
  });

  test('that only looked leaves a heartbeat, too', async () => {
    await newProcess().suspicion();
    origin = 'file 2';
    expect(await newProcess().suspicion()).toMatchObject({ because: 'origin' });
  });

  test('keeps what an earlier start suspected, and suspects anew from the next one on', async () => {
    await newProcess().beat();
    pass(2 * MINUTE_MS);
    const first = { since: now, because: 'standstill' };
    expect(await newProcess().suspicion()).toEqual(first);
    pass(MINUTE_MS);
    expect(await newProcess().suspicion()).toEqual(first);
    pass(2 * MINUTE_MS);
    expect(await newProcess().suspicion()).toEqual({ since: now, because: 'standstill' });
  });
});

describe('a process that runs', () => {
  test('trusts its store for as long as it beats, however long that is, and after it stood still', async () => {
    const trust = newProcess();
    for (let beats = 0; beats < 10; beats += 1) {
      await trust.beat();
      pass(HEARTBEAT_MS);
    }
    pass(60 * MINUTE_MS);
    await trust.beat();
    expect(await trust.suspicion()).toBeNull();
    pass(MINUTE_MS);
    expect(await newProcess().suspicion()).toBeNull();
  });

  test.each(['beat', 'suspicion'] as const)('notices at its next %s that the store is another one', async (how) => {
    const trust = newProcess();
    await trust.beat();
    pass(HEARTBEAT_MS);
    origin = 'file 2';
    await trust[how]();
    const expected = { since: now, because: 'origin' };
    expect(await trust.suspicion()).toEqual(expected);
    pass(HEARTBEAT_MS);
    await trust.beat();
    expect(await trust.suspicion()).toEqual(expected);
  });

  test('does not take the origin that another process saw for its own', async () => {
    const [one, other] = [newProcess(), newProcess()];
    await one.beat();
    origin = 'file 2';
    await other.beat();
    origin = 'file 1';
    await one.beat();
    expect(await one.suspicion()).toMatchObject({ since: noon });
    origin = 'file 2';
    expect(await other.suspicion()).toMatchObject({ because: 'origin' });
  });

  test('does not trust a store that could not keep the suspicion', async () => {
    const trust = newProcess();
    await trust.beat();
    origin = 'file 2';
    storeFailure = new Error('The disk is full');
    await expect(trust.suspicion()).rejects.toThrow('The disk is full');
    await expect(trust.beat()).rejects.toThrow('The disk is full');
    storeFailure = null;
    expect(await trust.suspicion()).toMatchObject({ because: 'origin' });
  });
});

describe('the heartbeat', () => {
  test('comes at once and every fifteen seconds, until it is stopped', async () => {
    const timers = handTimers();
    let beats = 0;
    const beat = async () => {
      beats += 1;
      return beats === 3 ? { reference: aReference, at: noon } : null;
    };
    const heartbeat = await startHeartbeat({ beat }, timers.after, log);
    expect(beats).toBe(1);
    await timers.advance(30_000);
    expect(heartbeat.wentBack()).toEqual({ reference: aReference, at: noon });
    await timers.advance(8 * 15_000);
    expect(heartbeat.wentBack()).toBeNull();
    expect(beats).toBe(11);
    heartbeat.stop();
    expect(timers.waiting()).toBe(0);
  });

  test('goes on after one that failed, which is logged', async () => {
    const timers = handTimers();
    const trust = newProcess();
    storeFailure = new Error('The disk is full');
    await startHeartbeat(trust, timers.after, log);
    expect(logged).toEqual(['warn: The store took no heartbeat; it is tried again']);
    storeFailure = null;
    await timers.advance(HEARTBEAT_MS);
    expect(logged).toHaveLength(1);
    origin = 'file 2';
    expect(await newProcess().suspicion()).toMatchObject({ because: 'origin' });
  });

  test('that is stopped in the middle of a beat does not come again', async () => {
    const timers = handTimers();
    let end = () => {};
    let isFirst = true;
    const beat = () => {
      if (isFirst) {
        isFirst = false;
        return Promise.resolve(null);
      }
      return new Promise<null>((resolve) => {
        end = () => resolve(null);
      });
    };
    const heartbeat = await startHeartbeat({ beat }, timers.after, log);
    const moved = timers.jump(HEARTBEAT_MS);
    heartbeat.stop();
    end();
    await moved;
    expect(timers.waiting()).toBe(0);
  });
});

test('an attempt that was begun is remembered until it surely was not sent', () => {
  const attempts = begunAttempts();
  const attempt = { reference: aReference, number: 1 };
  expect(attempts.has(attempt)).toBe(false);
  attempts.remember(attempt);
  attempts.remember(attempt);
  expect(attempts.has({ ...attempt })).toBe(true);
  expect(attempts.has({ ...attempt, number: 2 })).toBe(false);
  expect(begunAttempts().has(attempt)).toBe(false);
  attempts.notSent(attempt);
  expect(attempts.has(attempt)).toBe(false);
});

describe('orders that are missing', () => {
  const WENT_BACK = { missing: 2, at: expect.any(Date) };

  test('are noticed by the next beat, also of another process, and are there until somebody resumes', async () => {
    expect(await newProcess().beat()).toBeNull();
    kept = 7;
    const running = newProcess();
    expect(await running.beat()).toBeNull();
    kept = 5;
    expect(await running.beat()).toEqual(WENT_BACK);
    expect(await newProcess().beat()).toEqual(WENT_BACK);
    expect(logged.filter((line) => line.includes('fewer orders'))).toHaveLength(1);
    pass(MINUTE_MS / 2);
    await liftWentBack({ settings: stores.keyValues, clock: { now: () => now } });
    expect(await running.beat()).toBeNull();
    pass(1);
    kept = 4;
    expect(await running.beat()).toEqual({ missing: 1, at: now });
  });

  test('are none while orders only become more, or become stubs', async () => {
    const running = newProcess();
    for (const count of [5, 5, 6, 60]) {
      kept = count;
      pass(HEARTBEAT_MS);
      expect(await running.beat()).toBeNull();
    }
  });
});
