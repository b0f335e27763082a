import { expect, test } from '@jest/globals';
import { NOT_KEPT } from '../../../src/service/unfinished.ts';
import { finishLeftOvers } from '../../../src/slack/finish-left-overs.ts';
import { noon } from '../../support/builders.ts';
import { handTimers } from '../../support/hand-timers.ts';

const nothing = () => {};

test('a look that fails is tried again, what is left is done then, and others are looked for all the time', async () => {
  const timers = handTimers();
  const done: string[] = [];
  let looks = 0;
  const left = { id: 'one', text: '{"type":"block_actions"}', receivedAt: noon, isToBeTold: false };
  const finishing = finishLeftOvers({
    unfinished: {
      keep: () => NOT_KEPT,
      takeOver: async () => {
        looks += 1;
        if (looks === 1) throw new Error('The store does not answer');
        return looks % 2 === 0 ? [{ ...left, done: () => done.push('forgotten') }] : [];
      },
    },
    contextOf: () => null,
    after: timers.after,
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    process: async ({ body }) => void done.push(String(body.type)),
  });
  await finishing.idle();
  expect(done).toEqual([]);
  await timers.advance(5_000);
  expect(done).toEqual(['block_actions', 'forgotten']);
  await timers.advance(10_000);
  expect(done).toEqual(['block_actions', 'forgotten', 'block_actions', 'forgotten']);
  finishing.stop();
  expect(timers.waiting()).toBe(0);
});
