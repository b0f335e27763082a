import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { readPlanLine } from '../../../../../src/acts/custom_order/planning/read-plan-line.ts';
import { checkPlan } from '../../../../../src/acts/custom_order/planning/typed-plan.ts';
import { property } from '../../../../support/property/check.ts';

const GOOGLE_OUTLOOK = { google: 70, outlook: 30 };
const GOOGLE = { google: 100 };

test.each([
  ['30000/month google 70 outlook 30', 30_000, 'month', GOOGLE_OUTLOOK],
  ['30000', 30_000, 'month', GOOGLE],
  ['30k/day', 30_000, 'day', GOOGLE],
  ['1.5k a day google', 1_500, 'day', GOOGLE],
  ['1,5k daily google', 1_500, 'day', GOOGLE],
  ['1,000/month smtp', 1_000, 'month', { smtp: 100 }],
  ['30.000 emails per month google 70% outlook 30%', 30_000, 'month', GOOGLE_OUTLOOK],
  ["30'000 monthly, 70 % google and 30 % outlook", 30_000, 'month', GOOGLE_OUTLOOK],
  ['30 000 google', 30_000, 'month', GOOGLE],
  ['30 000/day 70% google 30% outlook', 30_000, 'day', GOOGLE_OUTLOOK],
  ['30\u00a0000 google', 30_000, 'month', GOOGLE],
  ['google 70 outlook 30 500/day', 500, 'day', GOOGLE_OUTLOOK],
  ['google 70 outlook 30 90/day', 90, 'day', GOOGLE_OUTLOOK],
  ['google 70 outlook 30 90', 90, 'month', GOOGLE_OUTLOOK],
  ['google 30000', 30_000, 'month', GOOGLE],
  ['Google: 70 Outlook=30 2m', 2_000_000, 'month', GOOGLE_OUTLOOK],
  ['30000 70 google 30 outlook', 30_000, 'month', GOOGLE_OUTLOOK],
  ['30000 google 70 outlook', 30_000, 'month', GOOGLE_OUTLOOK],
  ['30000 70% google outlook', 30_000, 'month', GOOGLE_OUTLOOK],
  ['50 smtp', 50, 'month', { smtp: 100 }],
  ['30000 google 33.3 outlook 33,3 smtp 33.4', 30_000, 'month', { google: 33.3, outlook: 33.3, smtp: 33.4 }],
  ['30000 google 100 outlook 0 smtp 0', 30_000, 'month', GOOGLE],
])('%s is read in one way', (line, volume, period, shares) => {
  const read = readPlanLine(line);
  expect([read.notUnderstood, read.otherPeriod]).toEqual([[], null]);
  expect(checkPlan(read.typed)).toEqual({ ok: true, question: { volume, period, shares } });
});

test.each([
  ['30000 google 70 outlook 30 asap please', ['asap please'], null],
  ['1,000/week google', [], '/week'],
  ['1000 a year', [], 'a year'],
  ['30k/day monthly', ['monthly'], null],
  ['30000 google 70 google 30', ['google', '30'], null],
  ['-500 google', ['-500'], null],
  ['30000 google/outlook 70/30', ['/outlook', '/30'], null],
  ['30000 for acme', ['for acme'], null],
  ['7f3k2q', ['7f3k2q'], null],
])('%s: what is not understood is told', (line, notUnderstood, otherPeriod) => {
  const read = readPlanLine(line);
  expect([read.notUnderstood, read.otherPeriod]).toEqual([notUnderstood, otherPeriod]);
});

test('whether mailboxes were named at all is told', () => {
  expect(readPlanLine('30000')).toMatchObject({ isProviderOpen: true, typed: { shares: { google: '100' } } });
  expect(readPlanLine('30000 outlook')).toMatchObject({ isProviderOpen: false, typed: { shares: { outlook: '100' } } });
});

test.each([
  ['30000 google 70 outlook 40', ['70 and 40 are 110 percent: together they have to be 100.']],
  ['30000 google 60 outlook 20 smtp 10', ['60, 20 and 10 are 90 percent: together they have to be 100.']],
  ['30000 google 70', ['70 percent for Google alone: one that sends all of it has 100.']],
  [
    'google 70 outlook 40',
    ['Say how many emails, such as 30000.', '70 and 40 are 110 percent: together they have to be 100.'],
  ],
  ['30000 20000 google', ['20000 percent for Google are more than 100.']],
  ['30000 google outlook', ['Say which mailboxes send it: how many percent Google, Outlook or SMTP.']],
  ['30.5 google', ['“30.5” is no number of emails. It is a whole number, such as 30000.']],
  ['2000m google', ['That is more than a thousand million emails.']],
])('%s: all mistakes are told at once', (line, messages) => {
  const checked = checkPlan(readPlanLine(line).typed);
  expect(checked.ok ? [] : checked.problems.map(({ message }) => message)).toEqual(messages);
});

test('what stands in the fields is judged as what is typed in a line, field by field', () => {
  const typed = { volume: '0', period: 'day', shares: { google: '300', outlook: ' 70.555 ', smtp: '%' } } as const;
  expect(checkPlan(typed)).toEqual({
    ok: false,
    problems: [
      { field: 'volume', message: 'No emails need no mailboxes. It is a number above 0.' },
      { field: 'google', message: '300 percent for Google are more than 100.' },
      { field: 'outlook', message: '“70.555” is no percentage for Outlook.' },
      { field: 'smtp', message: '“%” is no percentage for SMTP.' },
    ],
  });
});

const piece = fc.constantFrom('google', '70', '30%', '30k', '/day', 'a month', 'and', 'x', '1,000', '%', '-', '“', ':');

property(
  'every word of a line is in what is read of it, and no line hangs',
  fc.array(fc.oneof(piece, fc.string({ maxLength: 8 })), { maxLength: 12 }),
  (pieces) => {
    const line = pieces.join(' ');
    const { typed, notUnderstood, otherPeriod } = readPlanLine(line);
    const said = [typed.volume, ...Object.values(typed.shares), ...notUnderstood, otherPeriod ?? ''].join(' ');
    for (const letter of line.match(/[x“-]/g) ?? []) expect(said).toContain(letter);
    expect(typeof checkPlan(typed).ok).toBe('boolean');
  },
  { runs: 300 },
);
