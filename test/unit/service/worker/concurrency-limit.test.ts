import { expect, test } from '@jest/globals';
import { roomFor } from '../../../../src/service/worker/concurrency-limit.ts';

test('so many pieces go on at the same time; another is not begun, until one has ended', async () => {
  const whenRoom = roomFor(2);
  const ends: (() => void)[] = [];
  let begun = 0;
  const work = () => {
    begun += 1;
    return new Promise<string>((resolve) => ends.push(() => resolve('done')));
  };
  const [first] = [whenRoom(work), whenRoom(work)];
  expect([whenRoom(work), begun]).toEqual([null, 2]);
  ends[0]?.();
  expect(await first).toBe('done');
  expect(whenRoom(work)).not.toBeNull();
  expect([whenRoom(work), begun]).toEqual([null, 3]);
});

test('a piece that fails makes room, and its failure reaches its caller only', async () => {
  const whenRoom = roomFor(1);
  await expect(whenRoom(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await whenRoom(async () => 'done')).toBe('done');
});
