import { afterEach, expect, jest, test } from '@jest/globals';
import { createWorkQueue } from '../../../../src/slack/receive/work-queue.ts';

/** Work that ends when the test says so. */
function heldWork() {
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) => () => {
    started.push(number);
    return new Promise<void>((resolve) => ends.push(resolve));
  };
  return { started, ends, work };
}
/** A queue on an event loop that is never slow, with room for so many. */
const turnsFor = (most: number) =>
  createWorkQueue({
    answersPerRound: 2,
    leastAtOnce: 1,
    firstAtOnce: most,
    mostAtOnce: most,
    startsPerRound: most,
    slowRoundMs: 20,
    monotonicMs: () => 0,
  });
const macrotask = () => new Promise(setImmediate);

afterEach(() => {
  jest.useRealTimers();
});

test('so many pieces of work go on at the same time, in the order they came', async () => {
  const { started, ends, work } = heldWork();
  const turns = turnsFor(2);
  for (const number of [1, 2, 3, 4]) turns.run(work(number));
  await macrotask();
  expect(started).toEqual([1, 2]);
  expect(turns.waiting()).toBe(2);
  ends[0]?.();
  await macrotask();
  await macrotask();
  expect(started).toEqual([1, 2, 3]);
  expect(turns.waiting()).toBe(1);
});

test('work that takes long gives its room to others, and is waited for all the same', async () => {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  try {
    const { started, ends, work } = heldWork();
    const turns = turnsFor(2);
    for (const number of [1, 2, 3, 4, 5]) turns.run(work(number));
    await macrotask();
    jest.advanceTimersByTime(499);
    await macrotask();
    expect(started).toEqual([1, 2]);
    jest.advanceTimersByTime(1);
    await macrotask();
    expect(started).toEqual([1, 2, 3, 4]);
    let isIdle = false;
    void turns.idle().then(() => {
      isIdle = true;
    });
    for (const at of [0, 1, 2, 3]) ends[at]?.();
    await macrotask();
    await macrotask();
    expect([started, isIdle]).toEqual([[1, 2, 3, 4, 5], false]);
    ends[4]?.();
    await macrotask();
    expect(isIdle).toBe(true);
  } finally {
    jest.useRealTimers();
  }
});

test('answers are given in the order they came, so many a round, and others get a round in between', async () => {
  const given: string[] = [];
  const turns = turnsFor(1);
  for (const name of ['one', 'two', 'three', 'four', 'five']) turns.first(() => given.push(name));
  expect(given).toEqual([]);
  await macrotask();
  expect(given).toEqual(['one', 'two']);
  turns.first(() => given.push('six'));
  await macrotask();
  expect(given).toEqual(['one', 'two', 'three', 'four']);
  await macrotask();
  expect(given).toEqual(['one', 'two', 'three', 'four', 'five', 'six']);
});

test('an answer may ask for another one, which comes in a later round', async () => {
  const given: string[] = [];
  const turns = turnsFor(1);
  turns.first(() => {
    given.push('first');
    turns.first(() => given.push('second'));
  });
  await macrotask();
  expect(given).toEqual(['first']);
  await macrotask();
  expect(given).toEqual(['first', 'second']);
});

test('work starts after the answers of its round', async () => {
  const order: string[] = [];
  const turns = turnsFor(1);
  turns.first(() => {
    turns.run(async () => {
      order.push('work');
    });
    order.push('answer');
  });
  turns.first(() => order.push('other answer'));
  await turns.idle();
  expect(order).toEqual(['answer', 'other answer', 'work']);
});

test('it is idle only when nothing waits and nothing goes on', async () => {
  const { ends, work } = heldWork();
  const turns = turnsFor(1);
  await turns.idle();
  let isIdle = false;
  turns.run(work(1));
  turns.run(work(2));
  void turns.idle().then(() => {
    isIdle = true;
  });
  await macrotask();
  ends[0]?.();
  await macrotask();
  await macrotask();
  expect(isIdle).toBe(false);
  ends[1]?.();
  await macrotask();
  expect(isIdle).toBe(true);
});

test('an answer that is still to be given is not idle', async () => {
  const turns = turnsFor(1);
  let isIdle = false;
  turns.first(() => {});
  void turns.idle().then(() => {
    isIdle = true;
  });
  await Promise.resolve();
  expect(isIdle).toBe(false);
  await macrotask();
  expect(isIdle).toBe(true);
});

test('while answers are given there is less work at a time, and when there are none, as much as before', async () => {
  const { started, work } = heldWork();
  const turns = turnsFor(3);
  for (const number of [1, 2, 3, 4]) turns.run(work(number));
  for (let round = 0; round < 5; round += 1) {
    for (const _ of ['one', 'two']) turns.first(() => {});
    await macrotask();
  }
  expect(started).toEqual([1]);
  for (let round = 0; round < 3; round += 1) await macrotask();
  expect(started).toEqual([1, 2, 3]);
});

/**
 * A queue whose rounds take as long as the test says, and the numbers of what was started. However slow this machine is, no work
 * takes long enough to give its room away.
 */
function adaptive(roundMs: () => number) {
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'nextTick', 'queueMicrotask'] });
  let nowMs = 0;
  const { started, ends, work } = heldWork();
  const turns = createWorkQueue({
    answersPerRound: 2,
    leastAtOnce: 1,
    firstAtOnce: 4,
    mostAtOnce: 16,
    startsPerRound: 2,
    slowRoundMs: 20,
    monotonicMs: () => {
      nowMs += roundMs();
      return nowMs;
    },
  });
  const rounds = async (count: number) => {
    for (let round = 0; round < count; round += 1) await macrotask();
  };
  return { turns, started, ends, work, rounds };
}

test('while the event loop is quick, more and more goes on side by side, a few a round, up to the most', async () => {
  const { turns, started, work, rounds } = adaptive(() => 1);
  for (let number = 1; number <= 40; number += 1) turns.run(work(number));
  await rounds(1);
  expect(started).toHaveLength(2);
  await rounds(20);
  expect(started).toHaveLength(16);
});

test('when its rounds become slow, there is room for a quarter less each time', async () => {
  let roundMs = 1;
  const { turns, started, ends, work, rounds } = adaptive(() => roundMs);
  for (let number = 1; number <= 40; number += 1) turns.run(work(number));
  await rounds(20);
  roundMs = 30;
  for (const end of ends.splice(0, 8)) end();
  await rounds(10);
  // Eight go on still. The first slow round left room for twelve, and started two; the next one left none.
  expect(started).toHaveLength(18);
  for (const end of ends.splice(0, 8)) end();
  await rounds(10);
  expect(started.length - 18).toBeLessThanOrEqual(4);
  expect(started.length).toBeGreaterThan(18);
});

test('one slow round among quick ones takes a quarter of the room, not more', async () => {
  let roundMs = 1;
  const { turns, started, ends, work, rounds } = adaptive(() => roundMs);
  for (let number = 1; number <= 40; number += 1) turns.run(work(number));
  await rounds(20);
  roundMs = 30;
  ends.splice(0, 1)[0]?.();
  await rounds(2);
  roundMs = 1;
  expect(started).toHaveLength(16);
  for (const end of ends.splice(0, 5)) end();
  // Ten go on still; the slow round left room for twelve.
  await rounds(2);
  expect(started).toHaveLength(18);
});
