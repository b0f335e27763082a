import { describe, expect, test } from '@jest/globals';
import { namesOf } from '../../../../../src/acts/act.ts';
import { decide } from '../../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../../src/orders/event.ts';
import { actOf, type Order } from '../../../../../src/orders/order.ts';
import { lookForNames } from '../../../../../src/service/placing/looking/look-for-names.ts';
import { reconcileOrder } from '../../../../../src/service/placing/looking/reconcile-order.ts';
import type { TraceReads } from '../../../../../src/service/placing/vendor-lists.ts';
import { noon } from '../../../../support/builders.ts';
import { anApprovedBuy } from '../../../../support/warrants.ts';
import { anIntent } from '../../../orders/sent.ts';

function lived(order: Order, event: OrderEvent): Order {
  const decision = decide(order, event, noon);
  if (!decision.ok) throw new Error(`${event.type} is refused: ${decision.refusal}`);
  return decision.order;
}

const approved = anApprovedBuy();
const names = namesOf(actOf(approved));
const [first = '', second = ''] = names;
const intent = { ...anIntent(), tag: null, quotedCents: 3_100, nowCents: 3_100 };
const placing = lived(approved, { type: 'placing_started', attempt: intent });
const unknown = lived(placing, { type: 'outcome_unclear', reason: 'no_answer', message: null, attempt: 1 });
const never = () => Promise.reject(new Error('It is not asked'));
const readsOf = (bought: readonly string[]): TraceReads => ({
  orders: never,
  details: never,
  page: never,
  domains: never,
  forms: never,
  mailboxes: never,
  workspaces: never,
  purchased: async () => bought,
});
const look = (order: Order, ...bought: readonly string[]) => lookForNames(readsOf(bought), order);
const found = {
  type: 'found',
  event: { type: 'vendor_order_found', vendorOrderId: first, amountCents: null, attempt: 1 },
};
const absent = { type: 'absent', unread: { count: 0, odd: null, silent: null } };

describe('names that were sent for', () => {
  test('are found when all of them are listed, also among others', async () => {
    expect(await look(unknown, 'other.com', ...names)).toEqual(found);
  });

  test('are not found when none is listed', async () => {
    expect(await look(unknown, 'other.com')).toEqual(absent);
  });

  test('prove nothing when a part of them is listed, and that part is told', async () => {
    expect(await look(unknown, second)).toEqual({ ...absent, only: [second] });
    expect(await reconcileOrder(readsOf([second]), unknown, async () => false)).toEqual({
      type: 'look_incomplete',
      unread: { only: [second] },
    });
  });

  test('are not looked for again once they were found', async () => {
    const placed = lived(unknown, { type: 'vendor_order_found', vendorOrderId: first, amountCents: null, attempt: 1 });
    expect(await lookForNames({ ...readsOf([]), purchased: never }, placed)).toEqual(absent);
  });
});

describe('right before a call', () => {
  test('names that are all listed were bought by hand, or by a call that the store forgot', async () => {
    expect(await look(approved, ...names)).toEqual(found);
  });

  test('nothing is sent while a part of them is listed', async () => {
    expect(await look(approved, first)).toMatchObject({ type: 'absent', unread: { count: 1 } });
  });

  test('it is sent when none is', async () => {
    expect(await look(approved, 'other.com')).toEqual(absent);
  });
});

test('an error of our own is not taken for silence', async () => {
  await expect(lookForNames({ ...readsOf([]), purchased: never }, unknown)).rejects.toThrow('It is not asked');
});
