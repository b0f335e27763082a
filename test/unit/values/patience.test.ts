import { expect, test } from '@jest/globals';
import { patiently } from '../../../src/values/patience.ts';

class Theirs extends Error {}

/** Questions at moments that the test chooses, and how often they were really asked. */
function asking({ most = 10 } = {}) {
  let nowMs = 0;
  let asked = 0;
  const clock = { now: () => new Date(nowMs) };
  const patient = patiently({
    clock,
    firstMs: 10,
    mostMs: 40,
    remembers: (error) => error instanceof Theirs,
    most,
  });
  return {
    patient,
    asked: () => asked,
    at: (ms: number) => {
      nowMs = ms;
    },
    fails: (key = 'a', error: Error = new Theirs('no')) =>
      patient
        .ask(key, async () => {
          asked += 1;
          throw error;
        })
        .catch((caught: unknown) => caught),
    answers: (key = 'a') =>
      patient.ask(key, async () => {
        asked += 1;
        return 'yes';
      }),
  };
}

test('a failure stands for an answer, each time for twice as long, up to a limit', async () => {
  const { fails, at, asked } = asking();
  const askedAt: number[] = [];
  for (let ms = 0; ms < 200; ms += 1) {
    at(ms);
    const before = asked();
    expect(await fails()).toBeInstanceOf(Theirs);
    if (asked() > before) askedAt.push(ms);
  }
  expect(askedAt).toEqual([0, 10, 30, 70, 110, 150, 190]);
});

test('an answer forgets it, and another key knows nothing of it', async () => {
  const { patient, fails, answers, at, asked } = asking();
  await fails();
  expect(patient.waitsUntil('a')).toEqual(new Date(10));
  expect([await answers('b'), patient.waitsUntil('b')]).toEqual(['yes', null]);
  at(10);
  expect(patient.waitsUntil('a')).toBeNull();
  expect(await answers()).toBe('yes');
  await fails();
  at(20);
  await fails();
  expect(asked()).toBe(5);
});

test('what says nothing of who was asked is not remembered', async () => {
  const { fails, asked } = asking();
  const ours = new TypeError('ours');
  expect([await fails('a', ours), await fails('a', ours)]).toEqual([ours, ours]);
  expect(asked()).toBe(2);
});

test('a clock that is set back, and too many failures, let everybody be asked again', async () => {
  const { fails, at, asked } = asking({ most: 2 });
  at(100);
  await fails();
  at(99);
  await fails();
  expect(asked()).toBe(2);
  for (const key of ['b', 'c']) await fails(key);
  await fails();
  expect(asked()).toBe(5);
});
