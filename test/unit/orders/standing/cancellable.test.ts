import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { newestTerms, type Order, Order as OrderSchema } from '../../../../src/orders/order.ts';
import { canBeCancelled, isCancellable, vendorOrdersOfTwice } from '../../../../src/orders/standing/cancellable.ts';
import { amir, anOrder, noon } from '../../../support/builders.ts';
import { anApprovedCancel } from '../../../support/warrants.ts';
import { anAttempt, anIntent } from '../sent.ts';

const lived = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((before, event) => {
    const decision = decide(before, event, noon);
    if (!decision.ok) throw new Error(`${event.type}: ${decision.refusal}`);
    return decision.order;
  }, order);

const waiting = anOrder();
const started: OrderEvent = { type: 'placing_started', attempt: anIntent() };
const approved = lived(waiting, { type: 'approved', by: amir, fingerprint: newestTerms(waiting).fingerprint });
const placing = lived(approved, started);
const placed = lived(placing, { type: 'vendor_confirmed', vendorOrderId: null });
const pending = lived(placing, { type: 'vendor_could_not_charge', message: 'unable' });
const found: OrderEvent = { type: 'vendor_order_found', vendorOrderId: 'recOurs', amountCents: 1_400, attempt: 1 };
const numbered = lived(placed, found);
const cancelled = lived(numbered, { type: 'vendor_cancelled' });
const ending = lived(
  anApprovedCancel(),
  { type: 'placing_started', attempt: anIntent({ tag: null, quotedCents: null }) },
  { type: 'vendor_confirmed', vendorOrderId: null },
);

describe('what can be cancelled', () => {
  test.each([
    ['runs there', numbered, true, true],
    ['was not charged', pending, true, false],
    ['has no number yet', placed, true, false],
    ['is being placed', placing, false, false],
    ['waits', waiting, false, false],
    ['is cancelled', cancelled, false, false],
    ['ends something itself', ending, false, false],
  ])('an order that %s', (_what, order, runs, canBeAsked) => {
    expect([isCancellable(order), canBeCancelled(order)]).toEqual([runs, canBeAsked]);
  });
});

describe('vendor orders of which one is to be cancelled', () => {
  const second = anAttempt({ number: 2, terms: 1, known: 'proven', vendorOrderId: 'recTwo', turnedUpAt: noon });
  const twice = (order: Order): Order => OrderSchema.parse({ ...order, attempts: [...order.attempts, second] });

  test('are all that are known, once another attempt turned up beside the one that is followed', () => {
    expect(vendorOrdersOfTwice(twice(numbered))).toEqual(['recOurs', 'recTwo']);
    expect(vendorOrdersOfTwice(twice(placed))).toEqual(['recTwo']);
  });

  test('are those that are left, once the one that was followed is cancelled', () => {
    expect(vendorOrdersOfTwice(twice(cancelled))).toEqual(['recTwo']);
  });

  test('are none where none turned up, or nothing runs', () => {
    const own = { ...numbered, attempts: numbered.attempts.map((each) => ({ ...each, turnedUpAt: noon })) };
    const { turnedUpAt: _turnedUp, ...known } = second;
    const unturned = { ...numbered, attempts: [...numbered.attempts, known] };
    expect(vendorOrdersOfTwice(numbered)).toEqual([]);
    expect(vendorOrdersOfTwice(OrderSchema.parse(own))).toEqual([]);
    expect(vendorOrdersOfTwice(OrderSchema.parse(unturned))).toEqual([]);
    expect(vendorOrdersOfTwice(twice(placing))).toEqual([]);
    expect(vendorOrdersOfTwice(twice(waiting))).toEqual([]);
  });
});
