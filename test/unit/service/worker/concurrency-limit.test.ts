import { expect, test } from '@jest/globals';
import { atMostAtOnce } from '../../../../src/service/worker/concurrency-limit.ts';

test('so many pieces go on at the same time; another is not begun, until one has ended', async () => {
  const whenFree = atMostAtOnce(2);
  const ends: (() => void)[] = [];
  let begun = 0;
  const work = () => {
    begun += 1;
    return new Promise<string>((resolve) => ends.push(() => resolve('done')));
  };
  const [first] = [whenFree(work), whenFree(work)];
  expect([whenFree(work), begun]).toEqual([null, 2]);
  ends[0]?.();
  expect(await first).toBe('done');
  expect(whenFree(work)).not.toBeNull();
  expect([whenFree(work), begun]).toEqual([null, 3]);
});

test('a piece that fails makes room, and its failure reaches its caller only', async () => {
  const whenFree = atMostAtOnce(1);
  await expect(whenFree(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  expect(await whenFree(async () => 'done')).toBe('done');
});
