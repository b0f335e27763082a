import { describe, expect, test } from '@jest/globals';
import { type Account, chargesIn, spendOf } from '../../../src/spend/charges.ts';
import { aName, aPayment, aRunningOrder } from './spending.ts';

const month = (text: string) => ({ year: Number(text.slice(0, 4)), month: Number(text.slice(5)) });
const order = (
  madeAt: string | null,
  monthCents: number | null,
  more: Partial<Parameters<typeof aRunningOrder>[0]> = {},
) => aRunningOrder({ madeAt: madeAt === null ? null : new Date(`${madeAt}T15:00:00Z`), monthCents, ...more });

/** An account that was added up by hand, below. */
const ACCOUNT: Account = {
  orders: [
    order('2026-01-31', 10_000),
    order('2026-10-04', 35_000),
    order('2026-11-20', 2_100),
    // Cancelled in the middle of November: before the day of its charge, and after it.
    order('2026-09-18', 5_000, { runs: false, endedAt: new Date('2026-11-15T08:00:00Z') }),
    order('2026-09-10', 700, { runs: false, endedAt: new Date('2026-11-15T08:00:00Z') }),
    // Nobody knows when it ended, what it costs, or when it was made.
    order('2026-08-01', 9_900, { runs: false, endedAt: null }),
    order('2026-11-05', null),
    order(null, 300),
  ],
  paidOnce: [aPayment('2026-11-20T15:00:00Z', 3_100), aPayment('2026-10-31T23:59:00Z', 1_550)],
  names: [
    aName(),
    aName({ name: 'b.com' }),
    aName({ name: 'c.com', renewsAt: new Date('2027-11-08'), boughtAt: new Date('2024-11-08') }),
    aName({ name: 'new.com', renewsAt: new Date('2027-11-20'), boughtAt: new Date('2026-11-20') }),
    aName({ name: 'odd.com', renewsAt: null, renewalCents: null }),
    aName({ name: 'unpriced.com', renewsAt: new Date('2026-12-30'), renewalCents: null }),
  ],
};
const NOW = new Date('2026-11-20T18:00:00Z');

/** What is charged on which day of November 2026, and the same of later months: written down by hand. */
const BY_HAND: Readonly<
  Record<string, readonly (readonly [day: string | null, what: string, cents: number | null])[]>
> = {
  '2026-10': [
    ['04', 'month', 35_000],
    ['10', 'month', 700],
    ['18', 'month', 5_000],
    ['31', 'month', 10_000],
    ['31', 'once', 1_550],
    [null, 'month', 300],
  ],
  '2026-11': [
    ['04', 'month', 35_000],
    ['05', 'month', null],
    ['08', 'renewal', 1_700],
    ['10', 'month', 700],
    ['20', 'month', 2_100],
    ['20', 'once', 3_100],
    ['30', 'month', 10_000],
    [null, 'month', 300],
  ],
  '2026-12': [
    ['04', 'month', 35_000],
    ['05', 'month', null],
    ['12', 'renewal', 1_700],
    ['12', 'renewal', 1_700],
    ['20', 'month', 2_100],
    ['30', 'renewal', null],
    ['31', 'month', 10_000],
    [null, 'month', 300],
  ],
  '2027-02': [
    ['04', 'month', 35_000],
    ['05', 'month', null],
    ['20', 'month', 2_100],
    ['28', 'month', 10_000],
    [null, 'month', 300],
  ],
  '2028-02': [
    ['04', 'month', 35_000],
    ['05', 'month', null],
    ['20', 'month', 2_100],
    ['29', 'month', 10_000],
    [null, 'month', 300],
  ],
  '2026-09': [
    ['10', 'month', 700],
    ['18', 'month', 5_000],
    ['30', 'month', 10_000],
    [null, 'month', 300],
  ],
};

describe('charges are those of the table', () => {
  test.each(Object.entries(BY_HAND))('in %s', (text, expected) => {
    const charges = chargesIn(month(text), ACCOUNT);
    expect(charges.map(({ day, what, cents }) => [day?.toISOString().slice(8, 10) ?? null, what, cents])).toEqual(
      expected,
    );
    expect(charges.every(({ day }) => day === null || day.toISOString().startsWith(text))).toBe(true);
  });
});

describe('a month is added up', () => {
  test('what was charged, what is ahead, and what is not known', () => {
    expect(spendOf(month('2026-11'), ACCOUNT, NOW)).toMatchObject({
      past: { known: 35_000 + 1_700 + 700 + 2_100 + 3_100, unknown: 1 },
      ahead: { known: 10_000 + 300, unknown: 0 },
      total: { known: 52_900, unknown: 1 },
      unknownEnds: 1,
    });
  });

  test('of a month that is over, everything is past; of one to come, everything is ahead', () => {
    const before = spendOf(month('2026-10'), ACCOUNT, NOW);
    expect(before).toMatchObject({ ahead: { known: 0, unknown: 0 }, total: { known: 52_550 } });
    expect(before.past).toEqual(before.total);
    const next = spendOf(month('2026-12'), ACCOUNT, NOW);
    expect(next).toMatchObject({ past: { known: 0, unknown: 0 }, total: { known: 50_800, unknown: 2 } });
    expect(next.ahead).toEqual(next.total);
  });

  test('an order that ended on the day of its charge was charged on it', () => {
    const ended = order('2026-10-15', 1_000, { runs: false, endedAt: new Date('2026-11-15T00:00:00Z') });
    const account = { orders: [ended], paidOnce: [], names: [] };
    expect(spendOf(month('2026-11'), account, NOW).total.known).toBe(1_000);
    expect(spendOf(month('2026-12'), account, NOW)).toMatchObject({ total: { known: 0, unknown: 0 }, unknownEnds: 0 });
  });

  test('an order whose end nobody knows is not asked about in months before it was made', () => {
    const gone = order('2026-11-15', 1_000, { runs: false, endedAt: null });
    const account = { orders: [gone], paidOnce: [], names: [] };
    expect(spendOf(month('2026-10'), account, NOW).unknownEnds).toBe(0);
    expect(spendOf(month('2026-11'), account, NOW).unknownEnds).toBe(1);
  });

  test('an account without anything comes to nothing, and nothing of it is unknown', () => {
    expect(spendOf(month('2026-11'), { orders: [], paidOnce: [], names: [] }, NOW)).toMatchObject({
      charges: [],
      total: { known: 0, unknown: 0 },
    });
  });
});

test('of a day on which an order may have been over already, nobody knows what was charged', () => {
  const end = { runs: false, endedAfter: new Date('2026-11-14T08:00:00Z'), endedAt: new Date('2026-11-16T08:00:00Z') };
  const onDay = (day: number) => {
    const [charge, ...more] = chargesIn(
      { year: 2026, month: 11 },
      {
        ...{ paidOnce: [], names: [] },
        orders: [aRunningOrder({ madeAt: new Date(Date.UTC(2026, 8, day)), monthCents: 700, ...end })],
      },
    );
    expect(more).toEqual([]);
    return charge?.cents;
  };
  expect([13, 14, 15, 16, 17].map(onDay)).toEqual([700, 700, null, null, undefined]);
});
