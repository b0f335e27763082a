import { expect, test } from '@jest/globals';
import { finishLeftOvers } from '../../../src/slack/finish-left-overs.ts';
import { noon } from '../../support/builders.ts';

const nothing = () => {};

test('a look that fails is tried again, and what is left is done then', async () => {
  const later: (() => Promise<void>)[] = [];
  const done: string[] = [];
  let looks = 0;
  const left = { id: 'one', text: '{"type":"block_actions"}', receivedAt: noon, isToBeTold: false };
  const finishing = finishLeftOvers({
    unfinished: {
      keep: () => ({ id: null, done: nothing }),
      takeOver: async () => {
        looks += 1;
        if (looks === 1) throw new Error('The store does not answer');
        return { leftOvers: [{ ...left, done: () => done.push('forgotten') }], lookAgainAt: null };
      },
    },
    contextOf: () => null,
    clock: { now: () => noon },
    after: (_ms, work) => {
      later.push(work);
      return nothing;
    },
    log: { debug: nothing, info: nothing, warn: nothing, error: nothing },
    process: async ({ body }) => void done.push(String(body.type)),
  });
  await finishing.idle();
  expect([done, later.length]).toEqual([[], 1]);
  await later[0]?.();
  expect([done, later.length]).toEqual([['block_actions', 'forgotten'], 1]);
});
