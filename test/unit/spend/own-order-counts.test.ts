import { describe, expect, test } from '@jest/globals';
import type { Attempt } from '../../../src/orders/attempt.ts';
import type { Order, OrderState } from '../../../src/orders/order.ts';
import { ownOrderOf } from '../../../src/spend/own-order.ts';
import { property } from '../../support/property/check.ts';
import { life } from '../../support/property/lives.ts';
import { noon, orderIn, ordersInEveryState } from '../../support/views/orders.ts';

/** An order whose attempts have something else. */
const withAttempts = (order: Order, news: Partial<Attempt>): Order => ({
  ...order,
  attempts: order.attempts.map((attempt) => ({ ...attempt, ...news })),
});
const ownIn = (state: OrderState, news: Partial<Attempt> = {}) => ownOrderOf(withAttempts(orderIn(state), news));

describe('an order of ours counts', () => {
  test.each<[OrderState, string | undefined]>([
    ['awaiting_approval', 'waits'],
    ['approved', 'waits'],
    ['placing', 'waits'],
    ['outcome_unknown', 'waits'],
    ['payment_pending', 'runs'],
    ['placed', 'runs'],
    ['active', 'runs'],
    ['cancelled', 'ended'],
    ['refused', undefined],
    ['declined', undefined],
    ['withdrawn', undefined],
    ['expired', undefined],
  ])('%s: %s', (state, stage) => {
    expect(ownIn(state)?.stage).toBe(stage);
  });

  test('by the numbers and tags of all attempts that may have made something, and by when its call was made', () => {
    const own = ownIn('placed', {
      vendorOrderId: 'rec1',
      tag: 'Acme-7F3K2Q',
      vendorAmountCents: 2_100,
      known: 'proven',
    });
    expect(own).toMatchObject({
      ...{ lasts: true, spends: true, isUnpaid: false, vendorMonthCents: 2_100, endsCents: 0 },
      vendorOrderIds: ['rec1'],
      tags: ['acme-7f3k2q'],
      startedAt: noon,
    });
    expect(ownIn('placed', { vendorOrderId: 'rec1', known: 'not_sent' })).toMatchObject({
      vendorOrderIds: [],
      tags: [],
    });
    expect(ownIn('payment_pending')?.isUnpaid).toBe(true);
    expect(ownIn('awaiting_approval')).toMatchObject({ startedAt: null, endedAt: null });
    expect(ownIn('cancelled')?.endedAt).toEqual(expect.any(Date));
  });

  test('under the names that its domains have now', () => {
    const order = orderIn('active');
    const [first = ''] = ownOrderOf(order)?.names ?? [];
    const changed = { ...order, changed: [{ domain: first, name: 'swapped.com' }] };
    expect(ownOrderOf(changed)?.names[0]).toBe('swapped.com');
  });

  test.each<[string, Partial<Attempt>, number]>([
    ['proven', { known: 'proven', nowCents: 3_100 }, 1],
    ['which the vendor could not charge', { known: 'proven', nowCents: 3_100, answer: 'not_charged' }, 0],
    ['of which nobody knows', { known: 'unproven', nowCents: 3_100 }, 0],
    ['that charged nothing once', { known: 'proven', nowCents: 0 }, 0],
  ])('as paid once for a call that is %s', (_what, news, times) => {
    const paid = ownIn('placed', news)?.paidOnce ?? [];
    expect(paid).toHaveLength(times);
    if (times > 0) expect(paid[0]).toMatchObject({ at: noon, cents: 3_100 });
  });

  test('even ended, for the steps that were paid', () => {
    const refused = withAttempts(orderIn('refused'), { known: 'proven', nowCents: 1_550 });
    expect(ownOrderOf(refused)).toMatchObject({ stage: 'ended', paidOnce: [{ cents: 1_550 }] });
  });

  test('whatever it is: nothing is thrown, and amounts are whole and not below nothing', () => {
    for (const order of ordersInEveryState()) {
      const own = ownOrderOf(order);
      if (own)
        expect([own.nowCents, own.monthCents].every((cents) => Number.isInteger(cents) && cents >= 0)).toBe(true);
    }
  });
});

property(
  'what is no news leaves what counts as money as it was, so that an order is read again only after news',
  life,
  ({ steps }) => {
    for (const { isNews, refusal, before, after, event } of steps) {
      if (!isNews && refusal === null)
        expect([event.type, ownOrderOf(after)]).toEqual([event.type, ownOrderOf(before)]);
    }
  },
  { runs: 200 },
);
