import { expect, test } from '@jest/globals';
import { remembered, sharedWhileUnderWay } from '../../../src/slack/say/remembered-answers.ts';

test('what never changes is asked for once; null and failures are asked for again', async () => {
  const asked: string[] = [];
  const answers: Record<string, () => Promise<string | null>> = {
    known: async () => 'answer',
    unknown: async () => null,
    broken: () => Promise.reject(new Error('broken')),
  };
  const ask = remembered((key) => {
    asked.push(key);
    return answers[key]?.() ?? Promise.resolve(null);
  });
  for (const key of ['known', 'known', 'unknown', 'unknown']) await ask(key);
  for (let time = 0; time < 2; time += 1) await expect(ask('broken')).rejects.toThrow('broken');
  expect(asked).toEqual(['known', 'unknown', 'unknown', 'broken', 'broken']);
});

test('what may change is asked for again when its time is over', async () => {
  let nowMs = 0;
  let asked = 0;
  const ask = remembered(
    async () => {
      asked += 1;
      return asked;
    },
    { clock: { now: () => new Date(nowMs) }, forMs: 1_000 },
  );
  const answers: number[] = [];
  for (nowMs of [0, 999, 1_000, 1_999, 2_000]) answers.push(await ask('key'));
  expect(answers).toEqual([1, 1, 2, 2, 3]);
});

test('questions of the same moment share an answer; the next one after it asks anew', async () => {
  let asked = 0;
  const ask = sharedWhileUnderWay(async (key) => {
    asked += 1;
    return `${key} ${asked}`;
  });
  expect(await Promise.all([ask('amir'), ask('amir'), ask('bea')])).toEqual(['amir 1', 'amir 1', 'bea 2']);
  expect(await ask('amir')).toBe('amir 3');
});

test('a failure reaches all who share it, and is not kept', async () => {
  let asked = 0;
  const ask = sharedWhileUnderWay(async () => {
    asked += 1;
    if (asked === 1) throw new Error('broken');
    return 'answer';
  });
  const both = await Promise.allSettled([ask('a'), ask('a')]);
  expect(both.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(await ask('a')).toBe('answer');
});
