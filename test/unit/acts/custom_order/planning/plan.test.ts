import { expect, test } from '@jest/globals';
import {
  namesForPlan,
  type PlanAnswer,
  plannedDomains,
  tierOutcome,
} from '../../../../../src/acts/custom_order/planning/plan.ts';

const rows = (google: number, outlook: number): PlanAnswer => ({
  ok: true,
  rows: [
    { provider: 'google', requiredDomains: 24, requiredMailboxes: 48, totalPrice: google },
    { provider: 'outlook', requiredDomains: 3, requiredMailboxes: 75, totalPrice: outlook },
  ],
});

test.each([
  ['dollars', rows(168, 150)],
  ['cents', rows(16_800, 15_000)],
])('a tier in %s is sized and priced as the sum of its rows', (_unit, answer) => {
  const priced = tierOutcome('low', answer);
  expect(priced).toMatchObject({
    outcome: 'priced',
    monthCents: 31_800,
    lines: [
      { provider: 'google', domains: 24, mailboxes: 48, monthCents: 16_800 },
      { provider: 'outlook', domains: 3, mailboxes: 75, monthCents: 15_000 },
    ],
  });
  if (priced.outcome === 'priced') expect(plannedDomains(priced)).toEqual({ google: 24, outlook: 3 });
});

test.each([
  ['neither dollars nor cents', rows(1, 1)],
  ['in two units', rows(168, 15_000)],
  ['one of them far off', rows(168, 1)],
  ['beyond what whole cents hold', rows(Number.MAX_VALUE, 150)],
])('prices %s are none', (_what, answer) => {
  expect(tierOutcome('max', answer)).toEqual({ outcome: 'price_unclear', tier: 'max' });
});

test('a volume that is too small has the number of ScaledMail', () => {
  const minimum = { volume: 500, period: 'month' } as const;
  expect(tierOutcome('max', { ok: false, minimum })).toEqual({ outcome: 'too_small', tier: 'max', minimum });
});

test('names are shared out, each once, as many as are needed and fit one order', () => {
  const names = ['a.com', 'b.com', 'c.com', 'd.com'];
  expect(namesForPlan({ google: 2, smtp: 1 }, names, () => 100)).toEqual({
    google: ['a.com', 'b.com'],
    smtp: ['c.com'],
  });
  expect(namesForPlan({ google: 9, outlook: 9 }, names, () => 3)).toEqual({
    google: ['a.com', 'b.com', 'c.com'],
    outlook: ['d.com'],
  });
  expect(namesForPlan({ google: 2 }, [], () => 100)).toEqual({});
});
