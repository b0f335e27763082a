import { randomBytes } from 'node:crypto';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import { notesInStore } from '../../../src/service/left-over-rows.ts';
import { type LivingProcesses, livingProcesses, SIGN_OF_LIFE_MS } from '../../../src/service/living-processes.ts';
import type { Log } from '../../../src/service/ports/log.ts';
import { type Unfinished, unfinishedDeliveries } from '../../../src/service/unfinished.ts';
import { textSeal } from '../../../src/storage/logins/login-seal.ts';
import { noon } from '../../support/builders.ts';
import { handTimers } from '../../support/hand-timers.ts';
import { openTwiceOnSqlite, redisForThisFile, silentLog, type TwoHandles } from './two-handles.ts';

/** A process on the store, whose clock is off by `offByMs`, and whose time passes only while it is awake. */
interface Process extends LivingProcesses {
  readonly unfinished: Unfinished;
  readonly pass: (ms: number) => Promise<void>;
}

const SECOND_MS = 1_000;
const redis = redisForThisFile();

describe.each([
  ['SQLite', openTwiceOnSqlite],
  ['Redis', redis.openTwice],
])('processes on one %s', (_name, openTwice) => {
  let handles: TwoHandles;
  let now: Date;
  let ended: Set<string>;
  let isAway: boolean;
  /** Whether the store takes what is written over something else, and its answer is lost. */
  let isUnheard: boolean;
  /** What a sign of the first waits for before it is written. */
  let beforeWritten: () => Promise<unknown>;
  /** What happens when somebody begins to look through the store. */
  let whileLooking: () => Promise<unknown>;
  let live: Process[];
  const warnings: string[] = [];
  /** What is said of processes that ended. */
  const told: unknown[] = [];
  const log: Log = {
    ...silentLog,
    warn: (_fields, message) => void warnings.push(message),
    info: (fields) => void told.push(fields.process),
  };
  beforeEach(async () => {
    now = noon;
    ended = new Set();
    isAway = false;
    isUnheard = false;
    beforeWritten = async () => {};
    whileLooking = async () => {};
    live = [];
    warnings.length = 0;
    told.length = 0;
    handles = await openTwice({ now: () => now });
    // All that ran here before ended in order.
    await handles.first.shortLived.set('processes', '{}', null);
  });
  afterEach(async () => {
    for (const process of live) process.stop();
    await handles.close();
  });

  /** `trace`: told to the others, which see at once when it has ended. */
  async function started(id: string, more: { trace?: string; offByMs?: number } = {}): Promise<Process> {
    const { shortLived: keyValues } = live.length === 0 ? handles.first : handles.second;
    const timers = handTimers();
    const clock = { now: () => addMilliseconds(now, more.offByMs ?? 0) };
    const signs: typeof keyValues = {
      ...keyValues,
      get: async (key) => {
        if (isAway) throw new Error('The store does not answer');
        return keyValues.get(key);
      },
      replace: async (...given) => {
        if (id === 'first') await beforeWritten();
        const isWritten = await keyValues.replace(...given);
        if (isUnheard && id === 'first') throw new Error('The answer did not come in time');
        return isWritten;
      },
    };
    const processes = livingProcesses({
      ...{ signs, clock, id, after: timers.after, log, monotonicMs: () => now.getTime() },
      trace: more.trace ?? null,
      hasEnded: (trace) => ended.has(trace),
    });
    await processes.begin();
    let ids = 0;
    const rows = {
      keyValues: {
        ...keyValues,
        keys: async (prefix: string) => {
          await whileLooking();
          return keyValues.keys(prefix);
        },
      },
      seal: textSeal({ keys: { current: Buffer.alloc(32, 7) }, randomBytes }),
    };
    const unfinished = unfinishedDeliveries({
      ...{ ...rows, clock, processes, log: silentLog },
      notes: notesInStore({ ...rows, holder: id, log: silentLog }),
      newId: () => `${id}-${++ids}`,
    });
    const process = { ...processes, unfinished, pass: timers.jump };
    live.push(process);
    return process;
  }
  /** Time passes for those who are awake. */
  const pass = async (ms: number, awake: readonly Process[]) => {
    for (let left = ms; left > 0; left -= 5 * SECOND_MS) {
      now = addMilliseconds(now, 5 * SECOND_MS);
      for (const process of awake) await process.pass(5 * SECOND_MS);
    }
  };
  const keep = async ({ unfinished }: Process, text: string) => {
    const kept = unfinished.keep(text);
    // Writes of one handle come one after the other.
    for (const { shortLived } of [handles.first, handles.second]) await shortLived.set('later', '', 1);
    return kept;
  };
  const taken = async ({ unfinished }: Process) => (await unfinished.takeOver()).map(({ text }) => text);

  test('a process knows how long nobody can have taken it for gone', async () => {
    const first = await started('first');
    await pass(25 * SECOND_MS, [first]);
    expect(first.mayBeTaken()).toBe(false);
    isAway = true;
    await pass(35 * SECOND_MS, [first]);
    expect(first.mayBeTaken()).toBe(true);
    isAway = false;
    await pass(15 * SECOND_MS, [first]);
    expect(first.mayBeTaken()).toBe(false);
    await first.end();
    expect(first.mayBeTaken()).toBe(true);
  });

  test('one whose signs are written lives, though it does not hear of that', async () => {
    const [first, second] = [await started('first'), await started('second')];
    isUnheard = true;
    await pass(5 * 60 * SECOND_MS, [first, second]);
    expect(second.gone()).toEqual([]);
  });

  test('what one that died left is taken over by one that lives, a minute and a half later at the latest', async () => {
    const [first, second] = [await started('first'), await started('second')];
    expect(await taken(second)).toEqual([]);
    await pass(7 * SECOND_MS, [first, second]);
    await keep(first, 'one');
    await pass(45 * SECOND_MS, [second]);
    expect(await taken(second)).toEqual([]);
    await pass(45 * SECOND_MS, [second]);
    expect(await taken(second)).toEqual(['one']);
    expect(second.gone()).toEqual([]);
    expect(await taken(await started('third'))).toEqual([]);
  });

  test('one that is seen to have ended is taken over from at its next sign, and at a start at once', async () => {
    const [first, second] = [await started('first', { trace: 'trace 1' }), await started('second')];
    await keep(first, 'one');
    expect(await taken(second)).toEqual([]);
    ended.add('trace 1');
    await pass(SIGN_OF_LIFE_MS, [second]);
    expect(await taken(second)).toEqual(['one']);
    const third = await started('third', { trace: 'trace 3' });
    await keep(third, 'three');
    ended.add('trace 3');
    expect(await taken(await started('fourth'))).toEqual(['three']);
  });

  test.each([0, -10, 10])(
    'one that lives keeps its work for as long as it takes, %s minutes apart',
    async (minutes) => {
      const slow = await started('slow', { offByMs: minutes * 60 * SECOND_MS });
      const other = await started('other');
      await keep(slow, 'one');
      for (let times = 0; times < 20; times += 1) {
        await pass(60 * SECOND_MS, [slow, other]);
        expect([await taken(other), await taken(slow)]).toEqual([[], []]);
      }
      expect(await taken(await started('new'))).toEqual([]);
    },
  );

  test('whoever stood still judges nobody before they watched for a minute, and nor does who did not reach the store', async () => {
    const [first, second] = [await started('first'), await started('second')];
    await keep(first, 'one');
    await pass(30 * SECOND_MS, [first, second]);
    // Both stand still, as on a machine that sleeps; one wakes first.
    now = addMilliseconds(now, 3_600 * SECOND_MS);
    await pass(15 * SECOND_MS, [second]);
    expect(await taken(second)).toEqual([]);
    await pass(30 * SECOND_MS, [first, second]);
    isAway = true;
    await pass(120 * SECOND_MS, [first, second]);
    isAway = false;
    await pass(15 * SECOND_MS, [second]);
    expect([second.gone(), await taken(second)]).toEqual([[], []]);
    await pass(75 * SECOND_MS, [second]);
    expect(await taken(second)).toEqual(['one']);
  });

  test('one that begins while the store is away is known once it is back', async () => {
    const first = await started('first');
    isAway = true;
    const second = await started('second');
    expect(second.isKnown()).toBe(false);
    isAway = false;
    expect([...(await first.goneAmong(['second']))]).toEqual(['second']);
    await pass(SIGN_OF_LIFE_MS, [second]);
    expect(second.isKnown()).toBe(true);
    expect([...(await first.goneAmong(['second']))]).toEqual([]);
  });

  test('one that was taken for gone and goes on counts as living again', async () => {
    const [first, second] = [await started('first'), await started('second')];
    await pass(90 * SECOND_MS, [second]);
    expect(second.gone()).toEqual(['first']);
    expect(await taken(second)).toEqual([]);
    expect(warnings).toEqual([]);
    await pass(15 * SECOND_MS, [first]);
    expect(warnings).toEqual([expect.stringContaining('took this one for gone')]);
    await keep(first, 'one');
    await pass(30 * SECOND_MS, [first, second]);
    expect([second.gone(), await taken(second)]).toEqual([[], []]);
    expect(await taken(await started('third'))).toEqual([]);
  });

  test('one that gives a sign before it is forgotten stays, with its work', async () => {
    const [first, second] = [await started('first'), await started('second')];
    await pass(90 * SECOND_MS, [second]);
    await pass(15 * SECOND_MS, [first]);
    await keep(first, 'one');
    await second.forget(second.gone());
    expect([...(await second.goneAmong(['first']))]).toEqual([]);
    expect(await taken(second)).toEqual([]);
  });

  test('what a process left that nobody knows, such as one of a version before, is taken over at a start', async () => {
    const { id } = await keep(await started('first'), 'one');
    const { shortLived } = handles.first;
    const text = (await shortLived.get(`unfinished:${id}`)) ?? '';
    const ofBefore = text.replace('"holder":"first"', `"holder":"host 12 uuid","begunAt":"${noon.toISOString()}"`);
    await shortLived.set(`unfinished:${id}`, ofBefore, null);
    expect(await taken(await started('second'))).toEqual(['one']);
  });

  test('one that begins while another looks is no stranger', async () => {
    const first = await started('first');
    whileLooking = async () => {
      whileLooking = async () => {};
      await keep(await started('second'), 'two');
    };
    expect(await taken(first)).toEqual([]);
    expect(live).toHaveLength(2);
  });

  test('one that ends in order leaves no sign: neighbours and the next one say nothing, and find nothing', async () => {
    const [first, second] = [await started('first', { trace: 'trace 1' }), await started('second')];
    await pass(90 * SECOND_MS, [first, second]);
    const { done, written } = first.unfinished.keep('one');
    await written;
    expect(await first.unfinished.isAllDone()).toBe(false);
    done();
    expect(await first.unfinished.isAllDone()).toBe(true);
    let write = () => {};
    const isToWrite = new Promise<void>((resolve) => {
      write = resolve;
    });
    beforeWritten = () => {
      beforeWritten = async () => {};
      return isToWrite;
    };
    const sign = first.pass(15 * SECOND_MS);
    const end = first.end();
    // Longer than to take a sign back takes, if that waited for nothing.
    for (let times = 0; times < 5; times += 1) await handles.first.shortLived.get('processes');
    write();
    await Promise.all([sign, end]);
    ended.add('trace 1');
    expect(await handles.first.shortLived.get('processes')).not.toContain('first');
    await pass(90 * SECOND_MS, [first, second]);
    expect([second.gone(), await taken(second), told, warnings]).toEqual([[], [], [], []]);
    expect(await taken(await started('third'))).toEqual([]);
    expect(told).toEqual([]);
  });

  test('one that ends while the store is away, or before it began, says so, or nothing', async () => {
    const first = await started('first');
    isAway = true;
    await first.end();
    expect(warnings).toEqual([expect.stringContaining('left nothing undone')]);
  });

  test.each([
    ['cannot be read', 'odd'],
    ['are of another kind', '["first"]'],
    ['are gone', null],
  ])('signs that %s take nobody for gone who lives, and those who are gone a minute later', async (_how, text) => {
    const [first, dead] = [await started('first'), await started('dead')];
    await keep(first, 'one');
    await keep(dead, 'two');
    await pass(15 * SECOND_MS, [first]);
    const { shortLived } = handles.second;
    const spoil = () => (text === null ? shortLived.delete('processes') : shortLived.set('processes', text, null));
    await spoil();
    expect([...(await first.goneAmong(['dead', 'first']))]).toEqual([]);
    const third = await started('third');
    expect([await taken(third), await taken(first)]).toEqual([[], []]);
    await pass(45 * SECOND_MS, [first, third]);
    // It happens once more, before the first time was over.
    await spoil();
    await pass(45 * SECOND_MS, [third]);
    expect(await taken(third)).toEqual([]);
    await pass(15 * SECOND_MS, [first]);
    await pass(30 * SECOND_MS, [first, third]);
    expect([await taken(third), third.gone(), await taken(first)]).toEqual([['two'], [], []]);
    expect(warnings).toEqual([expect.stringContaining('could not be read')]);
  });

  test('one whose signs are of another shape lives while they change, and is gone when they stand still', async () => {
    const first = await started('first');
    const { shortLived } = handles.second;
    const signOfOther = async (beat: string) => {
      const text = (await shortLived.get('processes')) ?? '';
      await shortLived.set('processes', JSON.stringify({ ...JSON.parse(text), other: { beat } }), null);
    };
    for (const beat of ['a', 'b', 'c']) {
      await signOfOther(beat);
      await pass(45 * SECOND_MS, [first]);
      expect([[...(await first.goneAmong(['other']))], first.gone()]).toEqual([[], []]);
    }
    await pass(45 * SECOND_MS, [first]);
    expect(first.gone()).toEqual(['other']);
  });

  test('signs that many give at one moment are all there, and unreadable ones are written anew', async () => {
    const all: Process[] = [];
    await Promise.all(Array.from({ length: 8 }, async (_, index) => all.push(await started(`process ${index}`))));
    const ids = all.map(({ id }) => id);
    expect([...((await all[0]?.goneAmong(ids)) ?? ids)]).toEqual([]);
    await handles.first.shortLived.set('processes', 'odd', null);
    await pass(SIGN_OF_LIFE_MS, all);
    expect([...((await all[0]?.goneAmong(ids)) ?? ids)]).toEqual([]);
  });
});
