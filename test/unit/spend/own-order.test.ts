import { describe, expect, test } from '@jest/globals';
import type { Order } from '../../../src/orders/order.ts';
import { ownOrderOf } from '../../../src/spend/own-order.ts';
import { oursOf } from '../../../src/watch/ours.ts';
import { bothOrdersInEveryState } from '../../support/views/both-orders.ts';

const { before, half, after } = bothOrdersInEveryState();
const found = (orders: readonly Order[], state: Order['state'], nth = 0) => {
  const order = orders.filter((each) => each.state === state)[nth];
  return order ? ownOrderOf(order) : undefined;
};

describe('of an order that buys names and orders mailboxes on them', () => {
  test('all of it waits before anything is bought', () =>
    expect(found(before, 'awaiting_approval')).toMatchObject({
      stage: 'waits',
      nowCents: 1_550,
      monthCents: 1_400,
      paidOnce: [],
    }));

  test('only the mailboxes wait once the names are bought, and these are paid', () =>
    expect(found(half, 'awaiting_approval')).toMatchObject({
      stage: 'waits',
      nowCents: 0,
      monthCents: 1_400,
      paidOnce: [{ cents: 1_550 }],
      vendorOrderIds: [],
    }));

  test('nothing of it runs between its steps', () =>
    expect(found(before, 'placed')).toMatchObject({ stage: 'waits', vendorOrderIds: [] }));

  test('what is paid stays counted when it ends before its mailboxes', () =>
    expect(found(half, 'declined')).toMatchObject({ stage: 'ended', paidOnce: [{ cents: 1_550 }] }));

  test('it runs under the number of its mailboxes alone', () => {
    expect(found(after, 'active')).toMatchObject({ stage: 'runs', vendorOrderIds: ['recOrd1'] });
    expect([...oursOf(after).made.keys()]).toEqual(['recOrd1']);
  });
});
