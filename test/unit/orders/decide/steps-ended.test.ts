import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { newestTerms, type Order } from '../../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../../src/orders/schedule.ts';
import { stepOf } from '../../../../src/orders/standing/steps.ts';
import { bea, noon, rita } from '../../../support/builders.ts';
import {
  anApprovedRedirect,
  anApprovedSender,
  aSenderChange,
  newAddresses,
  threeRedirects,
} from '../../../support/changes.ts';
import { aBuy, anApprovedBuy } from '../../../support/warrants.ts';
import { anIntent } from '../sent.ts';

const lived = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((before, event) => {
    const decision = decide(before, event, noon);
    if (!decision.ok) throw new Error(`${event.type} on ${before.state}: ${decision.refusal}`);
    return decision.order;
  }, order);
const begun = (step: number, number = step): OrderEvent => ({
  type: 'placing_started',
  attempt: anIntent({ number, step, tag: null, quotedCents: null }),
});
const YES: OrderEvent = { type: 'vendor_confirmed', vendorOrderId: null };
const DONE: OrderEvent = { type: 'progress_seen', ready: [], isDone: true };
const LOST: OrderEvent = { type: 'outcome_unclear', reason: 'no_answer', message: null };
const inVain = Array.from({ length: LOOKS_BEFORE_ASKING }, (): OrderEvent => ({ type: 'vendor_order_absent' }));
const again = (order: Order): OrderEvent => ({
  type: 'declared_absent',
  by: bea,
  fingerprint: newestTerms(order).fingerprint,
  again: {},
});
const late = (order: Order): Order => {
  const decision = decide(order, { type: 'progress_seen', ready: [], isDone: false }, addDays(noon, 40));
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.order;
};

describe('names of an order that was withdrawn while they were looked for', () => {
  const names = Array.from({ length: 20 }, (_, index) => ({
    name: `n${index + 1}.com`,
    priceCents: 1_550,
    renewalCents: 1_700,
  }));
  const approved = anApprovedBuy(aBuy({ names }));
  const found: OrderEvent = { type: 'vendor_order_found', vendorOrderId: 'n1.com', amountCents: null, attempt: 1 };
  const bought: OrderEvent = { type: 'progress_seen', ready: names.slice(0, 10).map(({ name }) => name), isDone: true };

  test('bring no further call: people decide on the rest', () => {
    const withdrawn = lived(
      approved,
      { type: 'held', reason: 'vendor_unreachable' },
      { type: 'withdrawn', by: rita, reason: '' },
    );
    expect(lived(withdrawn, found, bought)).toMatchObject({
      state: 'awaiting_approval',
      change: { reason: 'step_turned_up' },
    });
  });

  test('do, where nobody took it back', () => {
    expect(lived(approved, found, bought).state).toBe('approved');
  });
});

describe('a change that is said to be absent', () => {
  const sent = (act: typeof newAddresses) => lived(anApprovedSender(act), begun(1), LOST, ...inVain);

  test('goes again at once where only names change', () => {
    const order = sent(aSenderChange());
    expect(lived(order, again(order)).state).toBe('approved');
  });

  test('is asked for anew where it deletes mailboxes: one approval is for one such call', () => {
    const order = sent(newAddresses);
    expect(lived(order, again(order)).state).toBe('awaiting_approval');
    const accepted = late(lived(anApprovedSender(newAddresses), begun(1), YES));
    expect(lived(accepted, again(accepted)).state).toBe('awaiting_approval');
  });

  test('is not sent again when all steps were taken: nobody knows which of them is missing', () => {
    const all = lived(anApprovedRedirect(threeRedirects), begun(1), YES, DONE, begun(2), YES, DONE, begun(3), YES);
    expect(stepOf(all)).toBe(3);
    expect(decide(late(all), again(all), noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  });
});
