import { expect, test } from '@jest/globals';
import { stopInOrder } from '../../../src/lifecycle/stop-in-order.ts';
import { handTimers } from '../../support/hand-timers.ts';

/** A process that ends by a clock of the test's own, and what was done in which order. */
function stopping({ drainMs = 10_000, calls = 0 } = {}) {
  const timers = handTimers();
  const done: string[] = [];
  let callCount = calls;
  let endWork = () => {};
  const work = new Promise<void>((resolve) => {
    endWork = resolve;
  });
  const log = (fields: object, message: string) => void done.push(`${message} ${JSON.stringify(fields)}`);
  const stopped = stopInOrder(
    {
      stopServing: () => void done.push('not ready'),
      finish: async (deadline) => {
        done.push('no more requests');
        void deadline.then(() => done.push('cut'));
        await work;
        done.push('work has ended');
      },
      callCount: () => callCount,
      close: async () => void done.push('store closed'),
    },
    { after: timers.after, log: { debug: log, info: log, warn: log, error: log }, drainMs },
  );
  return {
    ...{ done, stopped, endWork },
    endCalls: () => {
      callCount = 0;
    },
    pass: timers.advance,
  };
}

test('a stop is not ready first, takes requests for ten seconds, then ends the work, then the store', async () => {
  const { done, stopped, endWork, pass } = stopping();
  expect(done).toEqual(['not ready']);
  await pass(9_999);
  expect(done).toEqual(['not ready']);
  await pass(1);
  expect(done).toEqual(['not ready', 'no more requests']);
  endWork();
  await stopped;
  expect(done).toEqual(['not ready', 'no more requests', 'work has ended', 'store closed']);
});

test('work that does not end is cut after twenty seconds', async () => {
  const { done, stopped, pass } = stopping({ drainMs: 0 });
  await pass(0);
  await pass(19_999);
  expect(done).toEqual(['not ready', 'no more requests']);
  await pass(1);
  await stopped;
  expect(done.slice(2).toSorted()).toEqual(['The stop cuts what did not end in time {}', 'cut', 'store closed']);
});

test('a call under way that may charge a card gets its minute, and what it came to is still written', async () => {
  const { done, stopped, endWork, endCalls, pass } = stopping({ drainMs: 0, calls: 1 });
  await pass(0);
  await pass(64_000);
  expect(done.slice(2)).toEqual(['A call to ScaledMail is under way; the stop waits for it {"calls":1}']);
  endCalls();
  endWork();
  await stopped;
  expect(done.slice(3)).toEqual(['work has ended', 'store closed']);
});

test('a call that never ends does not keep the process for ever', async () => {
  const { done, stopped, pass } = stopping({ drainMs: 0, calls: 1 });
  await pass(0);
  await pass(20_000);
  await pass(45_000);
  await stopped;
  expect(done.at(-1)).toBe('store closed');
});
