import { expect, test } from '@jest/globals';
import { decide } from '../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import type { Order } from '../../../src/orders/order.ts';
import { newestTerms } from '../../../src/orders/order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { amir, aNewOrder, bea, inState, noon } from '../../support/builders.ts';

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

test('what is known already, or says nobody, changes nothing', () => {
  const ended = lived(placedOrder(), { type: 'vendor_cancelled', by });
  expect(decide(ended, { type: 'vendor_cancelled', by }, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  expect(decide(ended, { type: 'vendor_cancelled' }, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
});
