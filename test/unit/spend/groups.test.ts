import { describe, expect, test } from '@jest/globals';
import { byProvider, groupsBy, totalOf } from '../../../src/spend/groups.ts';
import { ownOrderOf } from '../../../src/spend/own-order.ts';
import { monthWhenApproved, waitingOf } from '../../../src/spend/waiting.ts';
import { anOrder } from '../../support/builders.ts';
import { anOwnPart, aRunningOrder } from './spending.ts';

const parts = (
  ...all: readonly ['google' | 'outlook' | 'several' | null, number | null, number | null, number | null][]
) => all.map(([provider, domains, mailboxes, monthCents]) => ({ provider, domains, mailboxes, monthCents }));
const ORDERS = [
  aRunningOrder({ monthCents: 12_100, parts: parts(['google', 3, 6, 2_100], ['outlook', 2, 50, 10_000]) }),
  aRunningOrder({ monthCents: 700, own: anOwnPart({ label: 'Globex' }), parts: parts(['google', 1, 2, 700]) }),
  aRunningOrder({ monthCents: null, own: null, tag: 'test', parts: parts([null, null, null, null]) }),
];

describe('orders are added up', () => {
  test('what is not known is counted, and never taken for nothing', () => {
    expect(totalOf(ORDERS)).toEqual({
      orders: 3,
      domains: { known: 6, unknown: 1 },
      mailboxes: { known: 58, unknown: 1 },
      month: { known: 12_800, unknown: 1 },
    });
  });

  test('by label, those that cost most first', () => {
    const groups = groupsBy(ORDERS, ({ own }) => own?.label ?? 'Not made here');
    expect(groups.map(({ key, month }) => [key, month])).toEqual([
      ['Acme, spring campaign', { known: 12_100, unknown: 0 }],
      ['Globex', { known: 700, unknown: 0 }],
      ['Not made here', { known: 0, unknown: 1 }],
    ]);
  });

  test('by provider, an order of several in each of its parts', () => {
    expect(byProvider(ORDERS)).toMatchObject([
      { key: 'outlook', orders: 1, domains: { known: 2 }, month: { known: 10_000 } },
      { key: 'google', orders: 2, domains: { known: 4 }, mailboxes: { known: 8 }, month: { known: 2_800 } },
      { key: null, domains: { known: 0, unknown: 1 } },
    ]);
  });
});

describe('what waits', () => {
  const own = (overrides: object) => {
    const order = ownOrderOf(anOrder());
    if (!order) throw new TypeError('It counts');
    return { ...order, ...overrides };
  };

  test('is more a month, less what it ends; of one that was seen at the vendor nothing is added', () => {
    const all = [
      own({ monthCents: 12_100, nowCents: 3_100 }),
      own({ monthCents: 0, endsCents: 3_500 }),
      own({ monthCents: 0, endsCents: null }),
      own({ monthCents: 900, reference: 'zzzzzz' }),
      own({ monthCents: 5_000, stage: 'runs' }),
    ];
    const waiting = waitingOf(all, new Set(['zzzzzz']));
    expect(waiting).toEqual({ orders: 3, nowCents: 3_100, monthCents: 12_100, ends: { known: 3_500, unknown: 1 } });
    expect(monthWhenApproved({ known: 120_400, unknown: 2 }, waiting)).toEqual({ known: 129_000, unknown: 3 });
  });

  test('never makes a month cost less than nothing', () => {
    const waiting = waitingOf([own({ monthCents: 0, endsCents: 9_000 })]);
    expect(monthWhenApproved({ known: 100, unknown: 0 }, waiting).known).toBe(0);
  });
});
