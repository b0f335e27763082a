import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import type { Order } from '../../../../src/orders/order.ts';
import { newestTerms } from '../../../../src/orders/order.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { amir, aNewOrder, bea, inState, noon } from '../../../support/builders.ts';
import { anApprovedCancel } from '../../../support/warrants.ts';
import { anIntent } from '../sent.ts';

const by = { reference: Reference.parse('m4x8tp'), requestedBy: bea, approvedBy: [amir] };

function lived(order: Order, ...events: OrderEvent[]): Order {
  return events.reduce((before, event) => {
    const decision = decide(before, event, noon);
    if (!decision.ok) throw new Error(`${event.type}: ${decision.refusal}`);
    return decision.order;
  }, order);
}

function placedOrder(): Order {
  const { order } = aNewOrder();
  const { fingerprint, tag } = newestTerms(order);
  const attempt = { number: 1, step: 1, tag, startedAt: noon, lookFrom: noon, quotedCents: 1_400, sentHash: null };
  return lived(
    order,
    { type: 'approved', by: amir, fingerprint },
    { type: 'placing_started', attempt },
    { type: 'vendor_order_found', vendorOrderId: 'recFirst', amountCents: 1_400, attempt: 1 },
  );
}

test('an order that our own call ended says which order did, and who wanted it', () => {
  const order = inState(lived(placedOrder(), { type: 'vendor_cancelled', by }), 'cancelled');
  expect(order.cancelledBy).toEqual(by);
});

test('so it does when the list told of its end first; then it is not said to the requester twice', () => {
  const ended = lived(placedOrder(), { type: 'vendor_cancelled' });
  const decision = decide(ended, { type: 'vendor_cancelled', by }, noon);
  expect(decision).toMatchObject({ ok: true, order: { state: 'cancelled', cancelledBy: by } });
  expect(decision.ok && decision.effects.map(({ task }) => task.type)).toEqual(['redraw', 'note']);
});

test('an order whose card was not charged may end before anything works', () => {
  const { order } = aNewOrder();
  const { fingerprint } = newestTerms(order);
  const pending = lived(
    order,
    { type: 'approved', by: amir, fingerprint },
    { type: 'placing_started', attempt: anIntent() },
    { type: 'vendor_could_not_charge', message: 'unable' },
  );
  const ended = inState(lived(pending, { type: 'vendor_cancelled' }), 'cancelled');
  expect(ended).toMatchObject({ placedAt: noon, progress: { ready: [], changedAt: noon, isStuck: false } });
  expect(ended).not.toHaveProperty('cancelledBy');
});

test('what is known already, or says nobody, changes nothing', () => {
  const ended = lived(placedOrder(), { type: 'vendor_cancelled', by });
  expect(decide(ended, { type: 'vendor_cancelled', by }, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  expect(decide(ended, { type: 'vendor_cancelled' }, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  const nobodys = lived(placedOrder(), { type: 'vendor_cancelled' });
  expect(decide(nobodys, { type: 'vendor_cancelled' }, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
});

describe('a call that ends a vendor order', () => {
  const approved = anApprovedCancel();
  const placing = lived(approved, { type: 'placing_started', attempt: anIntent({ tag: null, quotedCents: null }) });
  const found: OrderEvent = { type: 'vendor_order_found', vendorOrderId: 'recEnding', amountCents: 999, attempt: 1 };
  const tasksOf = (order: Order, event: OrderEvent) => {
    const decision = decide(order, event, noon);
    return decision.ok ? decision.effects.map(({ task }) => task.type) : [];
  };

  test('knows its number from the beginning, once it was confirmed, and asks nobody to confirm a card', () => {
    const placed = lived(placing, { type: 'vendor_confirmed', vendorOrderId: null });
    expect(placed.attempts).toMatchObject([{ answer: 'confirmed', known: 'proven', vendorOrderId: 'recEnding' }]);
    expect(placed).not.toHaveProperty('mayAskToConfirm');
  });

  test('is watched at once when it is proven, and its amount is no news', () => {
    expect(tasksOf(placing, found)).toEqual(['redraw', 'note', 'watch', 'erase_logins']);
  });

  test('is done once the list says so: others of ours are told, and nothing is watched any more', () => {
    const placed = lived(placing, found);
    const seen: OrderEvent = { type: 'progress_seen', ready: [], isDone: true };
    expect(tasksOf(placed, seen)).toEqual(['redraw', 'note', 'tell', 'conclude']);
    const done = inState(lived(placed, seen), 'active');
    expect(done.progress).toEqual({ ready: [], changedAt: noon, isStuck: false });
    expect(tasksOf(done, seen)).toEqual([]);
    expect(decide(done, { type: 'vendor_cancelled' }, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  });

  test('that the store forgot has charged nothing', () => {
    expect(lived(approved, found).attempts).toMatchObject([{ number: 1, tag: null, quotedCents: null }]);
  });
});

test('a call that charges has no number before the list shows it, and may ask to confirm the card', () => {
  const { order } = aNewOrder();
  const { fingerprint } = newestTerms(order);
  const approved: OrderEvent = { type: 'approved', by: amir, fingerprint };
  const placing = lived(order, approved, { type: 'placing_started', attempt: anIntent() });
  const placed = inState(lived(placing, { type: 'vendor_confirmed', vendorOrderId: 'recHint' }), 'placed');
  expect(placed.attempts).toMatchObject([{ answer: 'confirmed', known: 'proven', vendorOrderId: null }]);
  expect(placed.progress).toEqual({ ready: [], changedAt: noon, isStuck: false });
  expect(placed.mayAskToConfirm).toBe(true);
  const pending = lived(placing, { type: 'vendor_could_not_charge', message: 'unable' });
  expect(pending.attempts).toMatchObject([{ answer: 'not_charged', known: 'proven', vendorOrderId: null }]);
});
