import { expect, test } from '@jest/globals';
import { eventLoopQueue } from '../../../src/storage/event-loop-queue.ts';

const round = () => new Promise(setImmediate);

test('a turn is never given in the round in which it is asked for', async () => {
  const { person } = eventLoopQueue();
  const order: string[] = [];
  const turn = person().then(() => order.push('turn'));
  await Promise.resolve().then(() => order.push('others'));
  await turn;
  expect(order).toEqual(['others', 'turn']);
});

test('eight turns are given in one round, and the rest in later ones, in order', async () => {
  const { background } = eventLoopQueue();
  const given: number[] = [];
  for (let number = 0; number < 20; number += 1) void background().then(() => given.push(number));
  await round();
  expect(given).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
  await round();
  await round();
  expect(given).toEqual(Array.from({ length: 20 }, (_, number) => number));
});

test('people go before the background, however long that has waited', async () => {
  const { person, background } = eventLoopQueue();
  const given: string[] = [];
  for (let number = 0; number < 20; number += 1) void background().then(() => given.push('background'));
  await round();
  void person().then(() => given.push('person'));
  await round();
  expect(given[8]).toBe('person');
});
