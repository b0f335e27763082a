import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Goal, shareOf, verdictOf } from '../../../bench/goal.ts';
import { figureText, median, percentile, ratioOf } from '../../../bench/statistics.ts';

test('the median of an even number of values is the mean of the middle two', () => {
  expect(median([4, 1, 3, 2])).toBe(2.5);
  expect(median([9, 1, 5])).toBe(5);
});

test('a percentile is a value of the run, by the nearest rank', () => {
  const hundred = Array.from({ length: 100 }, (_, index) => 100 - index);
  expect(percentile(hundred, 50)).toBe(50);
  expect(percentile(hundred, 99)).toBe(99);
  expect(percentile(hundred, 99.9)).toBe(100);
  expect(percentile([7], 1)).toBe(7);
});

test('at least the asked share of the values is not above a percentile', () => {
  const someNumbers = fc.array(fc.double({ noNaN: true }), { minLength: 1 });
  fc.assert(
    fc.property(someNumbers, fc.double({ min: 0.1, max: 100, noNaN: true }), (values, percent) => {
      const limit = percentile(values, percent);
      const within = values.filter((value) => value <= limit).length;
      expect(within / values.length).toBeGreaterThanOrEqual(percent / 100 - 1e-9);
      expect(values).toContain(limit);
    }),
  );
});

test('there is no figure of nothing', () => {
  expect(() => median([])).toThrow('nothing');
  expect(() => percentile([], 99)).toThrow('nothing');
  expect(() => ratioOf(1, 0)).toThrow('nothing');
});

test('a figure has three digits and its unit', () => {
  expect(figureText(1_234.5, '/s')).toBe('1,235/s');
  expect(figureText(12.345, 'ms')).toBe('12.3 ms');
  expect(figureText(0.01234, 'ms')).toBe('0.012 ms');
  expect(figureText(0, 'calls')).toBe('0 calls');
  expect(figureText(14, '')).toBe('14');
});

test.each<{ goal: Goal; share: number | null; verdict: string }>`
  goal                                                     | share                       | verdict
  ${{ text: '≤ 50 ms', value: 25, atMost: 50 }}            | ${0.5}                      | ${'met'}
  ${{ text: '≤ 50 ms', value: 50, atMost: 50 }}            | ${1}                        | ${'met'}
  ${{ text: '≤ 50 ms', value: 75, atMost: 50 }}            | ${1.5}                      | ${'missed'}
  ${{ text: '≤ +40 MB', value: -3, atMost: 40 }}           | ${0}                        | ${'met'}
  ${{ text: '≥ 1.0×', value: 2, atLeast: 1 }}              | ${0.5}                      | ${'met'}
  ${{ text: '≥ 1.0×', value: 0.5, atLeast: 1 }}            | ${2}                        | ${'missed'}
  ${{ text: '≥ 1.0×', value: 0, atLeast: 1 }}              | ${Number.POSITIVE_INFINITY} | ${'missed'}
  ${{ text: 'as few as the protocol needs', value: null }} | ${null}                     | ${''}
`('$goal.text with $goal.value is "$verdict"', ({ goal, share, verdict }) => {
  expect(shareOf(goal)).toBe(share);
  expect(verdictOf(goal)).toBe(verdict);
});
