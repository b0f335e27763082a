import { expect, test } from '@jest/globals';
import { standingInTime } from '../../../../src/service/reading/standing-in-time.ts';
import { noon } from '../../../support/builders.ts';
import { handTimers } from '../../../support/hand-timers.ts';

const counts = [{ kind: 'custom_order', state: 'placed', count: 2 }] as const;

test('a store that hangs is given two seconds, and asked once until it answers; what is known is told', async () => {
  const timers = handTimers();
  let asked = 0;
  let answer = (_counts: typeof counts) => {};
  const store = {
    counts: () => {
      asked += 1;
      return new Promise<typeof counts>((resolve) => {
        answer = resolve;
      });
    },
    nextClaimableAt: async () => noon,
  };
  const read = standingInTime(timers.after);
  const ask = async () => {
    const reading = read(store, noon);
    await new Promise(setImmediate);
    await timers.advance(2_000);
    return reading;
  };
  expect(await ask()).toEqual({ orders: null, oldestDueMs: 0 });
  expect(await ask()).toEqual({ orders: null, oldestDueMs: 0 });
  expect(asked).toBe(1);
  answer(counts);
  await new Promise(setImmediate);
  const third = read(store, noon);
  answer(counts);
  expect(await third).toEqual({ orders: counts, oldestDueMs: 0 });
  expect(asked).toBe(2);
});
