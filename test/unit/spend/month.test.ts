import { describe, expect, test } from '@jest/globals';
import { chargeDayIn, nextChargeAfter } from '../../../src/spend/charges.ts';
import { dayIn, daysIn, monthAfter, monthOf, typedMonth } from '../../../src/spend/month.ts';

const month = (text: string) => ({ year: Number(text.slice(0, 4)), month: Number(text.slice(5)) });

test.each([
  ['2026-02', 28],
  ['2028-02', 29],
  ['2100-02', 28],
  ['2026-11', 30],
  ['2026-12', 31],
])('%s has %i days', (text, days) => {
  expect(daysIn(month(text))).toBe(days);
  expect(dayIn(month(text), 31).getUTCDate()).toBe(days);
});

test('months go on across years, both ways', () => {
  expect(monthAfter(month('2026-12'))).toEqual(month('2027-01'));
  expect(monthAfter(month('2026-01'), -1)).toEqual(month('2025-12'));
  expect(monthAfter(month('2026-11'), 26)).toEqual(month('2029-01'));
  expect(monthOf(new Date('2026-11-30T23:59:59.999Z'))).toEqual(month('2026-11'));
});

describe('an order is charged on the day on which it was made', () => {
  test.each([
    ['2026-10-15T09:30:00Z', '2026-09', null],
    ['2026-10-15T09:30:00Z', '2026-10', '2026-10-15'],
    ['2026-10-15T23:59:59Z', '2026-11', '2026-11-15'],
    ['2026-10-15T00:00:00Z', '2027-02', '2027-02-15'],
  ])('made at %s, in %s: %s', (madeAt, text, day) => {
    expect(chargeDayIn(month(text), new Date(madeAt))).toEqual(day && new Date(day));
  });

  test.each([
    ['2026-01-31', '2026-02', '2026-02-28'],
    ['2026-01-31', '2028-02', '2028-02-29'],
    ['2026-01-31', '2026-04', '2026-04-30'],
    ['2026-01-31', '2026-05', '2026-05-31'],
    ['2026-01-30', '2026-02', '2026-02-28'],
    ['2026-01-30', '2026-03', '2026-03-30'],
    ['2028-01-29', '2028-02', '2028-02-29'],
    ['2028-02-29', '2029-02', '2029-02-28'],
    ['2028-02-29', '2028-03', '2028-03-29'],
    ['2026-02-28', '2026-03', '2026-03-28'],
  ])('made on %s, in %s: on %s', (madeAt, text, day) => {
    expect(chargeDayIn(month(text), new Date(`${madeAt}T12:00:00Z`))).toEqual(new Date(day));
  });
});

describe('a month is typed', () => {
  const now = new Date('2026-11-29T10:00:00Z');
  test.each([
    ['', '2026-11'],
    [' this month ', '2026-11'],
    ['last', '2026-10'],
    ['Last month', '2026-10'],
    ['next', '2026-12'],
    ['2026-10', '2026-10'],
    ['2026-3', '2026-03'],
    ['october', '2026-10'],
    ['Oct', '2026-10'],
    ['sept.', '2026-09'],
    ['oct 2025', '2025-10'],
    ['jan', '2027-01'],
    ['may', '2026-05'],
    ['november', '2026-11'],
  ])('“%s”', (typed, text) => {
    expect(typedMonth(typed, now)).toEqual(month(text));
  });

  test.each(['soon', '2026-13', '2026-00', '1999-10', '12', 'oc', 'october 26', 'next year'])(
    '“%s” is none',
    (typed) => {
      expect(typedMonth(typed, now)).toBeNull();
    },
  );
});

test.each([
  ['2026-10-04', '2026-11-03T23:59:59Z', '2026-11-04'],
  ['2026-10-04', '2026-11-04T00:00:00Z', '2026-12-04'],
  ['2026-10-31', '2027-02-01T10:00:00Z', '2027-02-28'],
  ['2026-10-31', '2027-02-28T10:00:00Z', '2027-03-31'],
  ['2026-11-29', '2026-11-29T10:00:00Z', '2026-12-29'],
])('an order of %s is charged after %s on %s', (madeAt, now, day) => {
  expect(nextChargeAfter(new Date(`${madeAt}T09:00:00Z`), new Date(now))).toEqual(new Date(day));
});
