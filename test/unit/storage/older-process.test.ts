import { expect, test } from '@jest/globals';
import { ORDER_STATES } from '../../../src/orders/order.ts';
import { FirstFormOrder } from '../../../src/storage/first-form/order.ts';
import { encodeOrder } from '../../../src/storage/rows/row.ts';
import { orderIn } from '../../support/views/orders.ts';

// On Redis nothing but the row itself turns an older process away; SQLite has the form of the whole store for that.
test.each(ORDER_STATES)(
  'an order of form 2 that is %s is none to a process that knows the first form only',
  (state) => {
    const head = { sequence: 1, hash: 'a'.repeat(64) };
    const { content } = encodeOrder({ version: 1, order: orderIn(state), effects: [], head, lease: null });
    expect(FirstFormOrder.safeParse(JSON.parse(content)).success).toBe(false);
  },
);
