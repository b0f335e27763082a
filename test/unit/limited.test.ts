import { expect, test } from '@jest/globals';
import { limited } from '../../src/service/limited.ts';

const macrotask = () => new Promise(setImmediate);

test('so many pieces go on at the same time; the next starts when one ends, in order', async () => {
  const inTurn = limited(2);
  const started: number[] = [];
  const ends: (() => void)[] = [];
  const work = (number: number) => () => {
    started.push(number);
    return new Promise<number>((resolve) => ends.push(() => resolve(number)));
  };
  const all = Promise.all([1, 2, 3, 4].map((number) => inTurn(work(number))));
  await macrotask();
  expect(started).toEqual([1, 2]);
  ends[1]?.();
  await macrotask();
  expect(started).toEqual([1, 2, 3]);
  ends[0]?.();
  await macrotask();
  ends[2]?.();
  ends[3]?.();
  expect(await all).toEqual([1, 2, 3, 4]);
});

test('a piece that fails makes room, and its failure reaches its caller only', async () => {
  const inTurn = limited(1);
  const failed = inTurn(() => Promise.reject(new Error('broken')));
  const after = inTurn(() => Promise.resolve('done'));
  await expect(failed).rejects.toThrow('broken');
  expect(await after).toBe('done');
});
