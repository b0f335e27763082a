import { expect, test } from '@jest/globals';
import { decide } from '../../../../src/orders/decide/decide.ts';
import { actorOf, type OrderEvent } from '../../../../src/orders/event.ts';
import { newestTerms, type Order } from '../../../../src/orders/order.ts';
import { isOver } from '../../../../src/orders/standing/ends.ts';
import { rankMsOf, stageOf } from '../../../../src/orders/standing/stage.ts';
import { amir, anOrder, bea, inState, noon, rita } from '../../../support/builders.ts';
import { anApprovedCancel } from '../../../support/warrants.ts';
import { anIntent } from '../sent.ts';

const lived = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((before, event) => {
    const decision = decide(before, event, noon);
    if (!decision.ok) throw new Error(`${event.type}: ${decision.refusal}`);
    return decision.order;
  }, order);

const waiting = anOrder();
const { fingerprint } = newestTerms(waiting);
const approved = lived(waiting, { type: 'approved', by: amir, fingerprint });
const placing = lived(approved, { type: 'placing_started', attempt: anIntent() });
const placed = lived(placing, { type: 'vendor_confirmed', vendorOrderId: null });
const active = lived(placed, { type: 'progress_seen', ready: [], isDone: true });
const ending = lived(
  anApprovedCancel(),
  { type: 'placing_started', attempt: anIntent({ tag: null, quotedCents: null }) },
  { type: 'vendor_confirmed', vendorOrderId: null },
);
const ended = lived(ending, { type: 'progress_seen', ready: [], isDone: true });

test.each([
  ['waiting', waiting, false],
  ['running', approved, false],
  ['running', placing, false],
  ['running', lived(placing, { type: 'outcome_unclear', reason: 'no_answer', message: null }), false],
  ['running', lived(placing, { type: 'vendor_could_not_charge', message: 'unable' }), false],
  ['running', placed, false],
  ['running', active, false],
  ['running', ending, false],
  ['over', ended, true],
  ['over', lived(active, { type: 'vendor_cancelled' }), true],
  ['over', lived(waiting, { type: 'declined', by: amir, reason: '' }), true],
  ['over', lived(waiting, { type: 'withdrawn', by: rita, reason: '' }), true],
])('an order is %s: %#', (stage, order, over) => {
  expect([stageOf(order), isOver(order)]).toEqual([stage, over]);
});

test('what waits is sorted by its end, and all else by when it was asked for', () => {
  expect(rankMsOf(waiting)).toBe(inState(waiting, 'awaiting_approval').expiresAt.getTime());
  expect(rankMsOf(approved)).toBe(noon.getTime());
});

test.each<[OrderEvent, string | null]>([
  [{ type: 'requested', by: rita, fingerprint, totalCents: 1_400 }, rita],
  [{ type: 'approved', by: amir, fingerprint }, amir],
  [{ type: 'declined', by: amir, reason: '' }, amir],
  [{ type: 'withdrawn', by: rita, reason: '' }, rita],
  [{ type: 'declared_absent', by: bea, fingerprint }, bea],
  [{ type: 'ruled_out', by: bea, vendorOrderId: 'recOther' }, bea],
  [{ type: 'vendor_order_found', vendorOrderId: 'recOurs', amountCents: null, namedBy: bea }, bea],
  [{ type: 'vendor_order_found', vendorOrderId: 'recOurs', amountCents: null }, null],
  [{ type: 'second_order_found', attempt: 1, vendorOrderId: null, amountCents: null, namedBy: bea }, bea],
  [{ type: 'second_order_found', attempt: 1, vendorOrderId: null, amountCents: null }, null],
  [{ type: 'expired' }, null],
  [{ type: 'vendor_cancelled' }, null],
])('who did %j: %s', (event, actor) => {
  expect(actorOf(event)).toBe(actor);
});
