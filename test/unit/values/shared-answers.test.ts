import { describe, expect, test } from '@jest/globals';
import { type SharedAnswers, sharedAnswers } from '../../../src/values/shared-answers.ts';

/** Asks through `answers` a question whose answer is how often it was asked. */
function counting(answers: SharedAnswers<number>) {
  let asked = 0;
  return (key = 'key', maxAgeMs?: number) =>
    answers(
      key,
      async () => {
        asked += 1;
        return asked;
      },
      maxAgeMs,
    );
}

test('what never changes is asked for once for each key', async () => {
  const ask = counting(sharedAnswers());
  expect([await ask('a'), await ask('a'), await ask('b'), await ask('a')]).toEqual([1, 1, 2, 1]);
});

test('an answer that is not to be kept is asked for again', async () => {
  const ask = counting(sharedAnswers({ keeps: (answer) => answer > 2 }));
  const answers: number[] = [];
  for (let time = 0; time < 5; time += 1) answers.push(await ask());
  expect(answers).toEqual([1, 2, 3, 3, 3]);
});

test('what may change is asked for again when it is older than whoever asks allows, or from a time to come', async () => {
  let nowMs = 0;
  const ask = counting(sharedAnswers({ clock: { now: () => new Date(nowMs) } }));
  const answers: number[] = [];
  for (nowMs of [0, 1_000, 1_001, 2_001, 1_000]) answers.push(await ask('key', 1_000));
  expect(answers).toEqual([1, 1, 2, 2, 3]);
  nowMs = 1_001;
  expect([await ask('key', 1), await ask('key', 0)]).toEqual([3, 4]);
});

describe('questions of the same moment', () => {
  test('share an answer; one that is not kept serves them, and the next one after it asks anew', async () => {
    const ask = counting(sharedAnswers({ keeps: () => false }));
    expect(await Promise.all([ask('amir'), ask('amir'), ask('bea')])).toEqual([1, 1, 2]);
    expect(await ask('amir')).toBe(3);
  });

  test('are asked for each where nobody is to wait for another; what is answered then serves all', async () => {
    const ask = counting(sharedAnswers({ isSharedUnderWay: false }));
    expect(await Promise.all([ask(), ask()])).toEqual([1, 2]);
    expect(await ask()).toBe(2);
  });

  test('share a failure, which is not kept', async () => {
    const answers = sharedAnswers<string>();
    const broken = () => Promise.reject(new Error('broken'));
    const both = await Promise.allSettled([answers('a', broken), answers('a', broken)]);
    expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await answers('a', async () => 'answer')).toBe('answer');
  });
});

test('a failure that comes late does not take away what was asked after it', async () => {
  let nowMs = 0;
  let fail = () => {};
  const answers = sharedAnswers<string>({ clock: { now: () => new Date(nowMs) } });
  const late = answers(
    'key',
    () =>
      new Promise((_resolve, reject) => {
        fail = () => reject(new Error('late'));
      }),
    10,
  );
  nowMs = 20;
  await answers('key', async () => 'newer', 10);
  fail();
  await expect(late).rejects.toThrow('late');
  expect(await answers('key', async () => 'asked again', 10)).toBe('newer');
});

test('when too many are kept, all are forgotten', async () => {
  const ask = counting(sharedAnswers({ most: 2 }));
  expect([await ask('a'), await ask('b'), await ask('a'), await ask('c'), await ask('a')]).toEqual([1, 2, 1, 3, 4]);
});
