import { expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { Order, termsOf } from '../../../../src/orders/order.ts';
import { shortageOf } from '../../../../src/values/mailboxes-short.ts';
import { amir, anOrder, noon } from '../../../support/builders.ts';
import { anApprovedFilling } from '../../../support/filling.ts';
import { anIntent } from '../sent.ts';

/** The order as a store gives it back. */
function next(order: Order, event: OrderEvent, now = noon): Order {
  const decision = decide(order, event, now);
  if (!decision.ok) throw new Error(`${event.type} on ${order.state}: ${decision.refusal}`);
  return Order.parse(JSON.parse(JSON.stringify(decision.order)));
}

const placedOf = (order: Order, tag: string | null = 'acme-7f3k2q'): Order => {
  const { fingerprint } = termsOf(order);
  const approved: OrderEvent[] = order.state === 'approved' ? [] : [{ type: 'approved', by: amir, fingerprint }];
  const events: OrderEvent[] = [
    ...approved,
    { type: 'placing_started', attempt: anIntent({ tag, quotedCents: 0 }) },
    { type: 'vendor_confirmed', vendorOrderId: null },
  ];
  return events.reduce<Order>((before, event) => next(before, event), order);
};

const lacking = [{ domain: 'getgoogle1.com', lacks: ['MX' as const] }];
const short = shortageOf([{ domain: 'getgoogle2.com', listed: 1, expected: 2, missing: ['a@getgoogle2.com'] }]);
const seen: OrderEvent = {
  type: 'progress_seen',
  ready: [],
  isDone: false,
  lacking,
  silent: 2,
  ...(short && { short }),
};

test('what is missing is kept by name, also while the vendor’s lists cannot be read', () => {
  const kept = next(placedOf(anOrder()), seen);
  expect(kept).toMatchObject({ progress: { lacking, short, silent: 2 } });
  expect(next(kept, { type: 'watch_failed' })).toMatchObject({
    progress: { lacking, short, silent: 2, isUnread: true },
  });
  expect(next(kept, { type: 'progress_seen', ready: [], isDone: false })).not.toMatchObject({ progress: { short } });
});

test('what only our own look holds back is said to be held for long after five business days, and is never late', () => {
  const placed = placedOf(anOrder());
  const ownOnly: OrderEvent = { type: 'progress_seen', ready: ['getgoogle2.com'], isDone: false, lacking };
  expect(next(placed, ownOnly, addDays(noon, 6))).not.toMatchObject({ progress: { isHeldLong: true } });
  expect(next(placed, ownOnly, addDays(noon, 7))).toMatchObject({ progress: { isHeldLong: true, isStuck: false } });
  const keyOnly: OrderEvent = { ...ownOnly, lacking: [{ domain: 'getgoogle1.com', lacks: ['DKIM'] }] };
  expect(next(placed, keyOnly, addDays(noon, 7))).not.toMatchObject({ progress: { isHeldLong: true } });
});

test('a filled-in form that only our own look holds back is in nobody’s way', () => {
  const filling = placedOf(anApprovedFilling(), null);
  expect(filling.claims).not.toEqual([]);
  expect(next(filling, { ...seen, isDoneThere: true })).toMatchObject({ state: 'placed', claims: [] });
  const lasting = placedOf(anOrder());
  expect(next(lasting, { ...seen, isDoneThere: true }).claims).toEqual(lasting.claims);
});

test('so much of what is short is kept, and the rest is counted', () => {
  const many = Array.from({ length: 200 }, (_, index) => ({
    domain: `${'x'.repeat(40)}${index}.com`,
    listed: 0,
    expected: 25,
    missing: Array.from({ length: 25 }, (__, each) => `${'jane.doe'.repeat(3)}${each}@${'x'.repeat(40)}${index}.com`),
  }));
  const kept = shortageOf(many);
  expect(kept).toMatchObject({ more: 175 });
  expect(kept?.domains).toHaveLength(25);
  expect(kept?.domains[0]?.missing).toHaveLength(5);
  expect(JSON.stringify(kept).length).toBeLessThan(16_000);
  expect(shortageOf([])).toBeNull();
});
