import { expect, test } from '@jest/globals';
import { createTurns } from '../../src/slack/turns.ts';

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
const turnsFor = (most: number, busy = { value: false }) =>
  createTurns({ most, mostWhileBusy: 1, isBusy: () => busy.value });
const macrotask = () => new Promise(setImmediate);

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

test('work starts after what the event loop has ready, so that an answer goes out first', async () => {
  const order: string[] = [];
  const turns = turnsFor(1);
  turns.run(async () => {
    order.push('work');
  });
  queueMicrotask(() => order.push('answer'));
  await turns.idle();
  expect(order).toEqual(['answer', 'work']);
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

test('while something more urgent goes on there is less at a time, and afterwards as much as before', async () => {
  const busy = { value: true };
  const { started, ends, work } = heldWork();
  const turns = turnsFor(3, busy);
  for (const number of [1, 2, 3, 4]) turns.run(work(number));
  await macrotask();
  expect(started).toEqual([1]);
  busy.value = false;
  ends[0]?.();
  await macrotask();
  await macrotask();
  expect(started).toEqual([1, 2, 3, 4]);
});
