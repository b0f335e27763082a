import { describe, expect, test } from '@jest/globals';
import { addDays, addHours, addMinutes, addSeconds } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { Order, termsOf } from '../../../../src/orders/order.ts';
import { amir, anOrder, noon } from '../../../support/builders.ts';
import { anIntent } from '../sent.ts';

/** An order at a moment, with what people were told on the way there. */
interface Life {
  readonly order: Order;
  readonly told: readonly string[];
}

function live(before: Life, event: OrderEvent, now = noon): Life {
  const decision = decide(before.order, event, now);
  if (!decision.ok) throw new Error(`${event.type} on ${before.order.state}: ${decision.refusal}`);
  const told = decision.effects.flatMap(({ task }) => (task.type === 'tell' ? [`${task.to} ${task.notice}`] : []));
  // What a store keeps is what its schema lets through.
  return { order: Order.parse(JSON.parse(JSON.stringify(decision.order))), told };
}
const waiting = anOrder();
const approved = live(
  { order: waiting, told: [] },
  { type: 'approved', by: amir, fingerprint: termsOf(waiting).fingerprint },
);
const attempt = anIntent();
const placing = live(approved, { type: 'placing_started', attempt });
const held = (reason: 'vendor_unreachable' | 'paused' | 'store_not_durable'): OrderEvent => ({ type: 'held', reason });
const refusedKey: OrderEvent = { type: 'held', reason: 'vendor_unreachable', trouble: 'key_refused' };
const silent: OrderEvent = { type: 'held', reason: 'vendor_unreachable', trouble: 'unreachable' };
const BOTH = ['requester on_hold', 'approvers on_hold'];

describe('an order on hold', () => {
  test('is brought up after a day, and then after two, four and eight, as long as it waits', () => {
    let life = live(approved, silent);
    const reminded: number[] = [];
    for (let hours = 1; hours <= 200; hours += 1) {
      life = live(life, hours % 50 === 0 ? held('store_not_durable') : silent, addHours(noon, hours));
      if (life.told.length > 0) {
        reminded.push(hours);
        expect(life.told).toEqual(BOTH);
      }
    }
    expect(reminded).toEqual([24, 48, 96, 192]);
    expect(life.order).toMatchObject({ state: 'approved', heldSince: noon, reminders: 4 });
  });

  test('that people paused themselves is not brought up', () => {
    const paused = live(approved, held('paused'));
    expect(live(paused, held('paused'), addDays(noon, 3)).told).toEqual([]);
  });

  test('because the key is refused is told to approvers at once, once', () => {
    const first = live(approved, refusedKey);
    expect(first.told).toEqual(['approvers on_hold']);
    expect(live(first, refusedKey, addMinutes(noon, 1)).told).toEqual([]);
    // In an outage the vendor says now this, now that.
    expect(live(live(first, silent), refusedKey).told).toEqual([]);
  });

  test('for another trouble of the vendor’s is drawn anew, and said in the thread', () => {
    const before = live(approved, silent).order;
    const decision = decide(before, refusedKey, addMinutes(noon, 1));
    expect(decision).toMatchObject({ ok: true, isNews: true });
    const tasks = decision.ok ? decision.effects.map(({ task }) => task.type) : [];
    expect(tasks).toEqual(['place', 'redraw', 'note', 'tell']);
    expect(decide(before, silent, addMinutes(noon, 1))).toMatchObject({ ok: true, isNews: false });
  });

  test('by a vendor that is away is news once: what it says of it next is only drawn', () => {
    const tasksOf = (order: Order, event: OrderEvent) => {
      const decision = decide(order, event, addMinutes(noon, 1));
      return decision.ok ? [decision.isNews, ...decision.effects.map(({ task }) => task.type)] : decision.refusal;
    };
    const first = live(approved, silent).order;
    const others: OrderEvent[] = [
      { type: 'held', reason: 'vendor_unreachable', trouble: 'failing' },
      { type: 'held', reason: 'vendor_busy' },
      { type: 'held', reason: 'orders_unread' },
    ];
    for (const event of others) {
      expect(tasksOf(first, event)).toEqual([false, 'place', 'redraw']);
      expect(live(live({ order: first, told: [] }, event), event).order).toMatchObject({ heldSince: noon });
    }
    expect(tasksOf(first, silent)).toEqual([false, 'place']);
    expect(tasksOf(first, held('store_not_durable'))).toEqual([true, 'place', 'redraw', 'note']);
    expect(tasksOf(live(approved, held('store_not_durable')).order, silent)).toEqual([true, 'place', 'redraw', 'note']);
  });

  test('makes up for no reminder that nobody was there to give, and a pause is no trouble', () => {
    const slept = live(live(approved, silent), silent, addDays(noon, 9));
    expect(slept.told).toEqual(BOTH);
    expect(slept.order).toMatchObject({ reminders: 4 });
    expect(live(slept, silent, addDays(noon, 9)).told).toEqual([]);
    const after = live(live(approved, held('paused')), silent, addDays(noon, 5));
    expect(after.order).toMatchObject({ heldSince: addDays(noon, 5) });
    expect(after.told).toEqual([]);
    const paused = live(live(approved, held('paused')), held('paused'), addDays(noon, 5));
    expect(paused.order).toMatchObject({ heldSince: noon });
  });

  test('waits on through calls that are not sent, and forgets it once it goes on', () => {
    const notSent = {
      type: 'not_sent',
      reason: 'connection_failed',
      attempt: 1,
      startedAt: attempt.startedAt,
    } as const;
    const first = live(placing, notSent);
    expect(first.order).toMatchObject({ hold: 'vendor_unreachable', trouble: 'unreachable', heldSince: noon });
    const again = live(first, { type: 'placing_started', attempt }, addHours(noon, 23));
    expect(again.order).toMatchObject({ state: 'placing', heldFor: 'vendor_unreachable', heldSince: noon });
    const later = live(again, notSent, addHours(noon, 25));
    expect(later.told).toEqual(BOTH);
    expect(later.order).toMatchObject({ heldSince: noon, reminders: 1 });
    const placed = live(live(later, { type: 'placing_started', attempt }), {
      type: 'vendor_confirmed',
      vendorOrderId: null,
    });
    expect(Object.keys(placed.order)).not.toEqual(expect.arrayContaining(['heldSince']));
  });

  test('from before there was a reason beside it is read, and counts from now', () => {
    const row = Order.parse({ ...JSON.parse(JSON.stringify(approved.order)), hold: 'vendor_unreachable' });
    const life = live({ order: row, told: [] }, silent, addDays(noon, 3));
    expect(life.order).toMatchObject({ heldSince: addDays(noon, 3) });
    expect(life.told).toEqual([]);
  });
});

describe('a call that was not sent', () => {
  const notSent = (reason: 'connection_failed' | 'rate_limited' | 'too_late'): OrderEvent => ({
    type: 'not_sent',
    reason,
    attempt: 1,
    startedAt: attempt.startedAt,
  });

  test('because it came too late goes on in half a minute, and waits for nothing', () => {
    const decision = decide(placing.order, notSent('too_late'), noon);
    if (!decision.ok) throw new Error(decision.refusal);
    expect(decision.order).toMatchObject({ state: 'approved', hold: null });
    for (const field of ['heldSince', 'reminders', 'trouble']) expect(decision.order).not.toHaveProperty(field);
    expect(decision.effects).toContainEqual({ task: { type: 'place' }, dueAt: addSeconds(noon, 30) });
    expect(Order.parse(decision.order)).toStrictEqual(decision.order);
  });

  test('keeps how often people were reminded, through the call and what it leaves', () => {
    const reminded = live(live(approved, silent), silent, addHours(noon, 25));
    const begun = decide(reminded.order, { type: 'placing_started', attempt }, addHours(noon, 26));
    if (!begun.ok) throw new Error(begun.refusal);
    expect(begun.order).toMatchObject({ heldSince: noon, reminders: 1 });
    const again = live({ order: begun.order, told: [] }, notSent('rate_limited'), addHours(noon, 27));
    expect(again.order).toMatchObject({ hold: 'vendor_busy', heldSince: noon, reminders: 1 });
    expect(again.told).toEqual([]);
  });

  test('keeps nothing that is not there: a first hold has no reminders and, when it is busy, no trouble', () => {
    const ofBefore = Order.parse({ ...approved.order, hold: 'vendor_unreachable' });
    for (const order of [approved.order, live(approved, silent).order, ofBefore]) {
      const begun = decide(order, { type: 'placing_started', attempt }, noon);
      if (!begun.ok) throw new Error(begun.refusal);
      const decision = decide(begun.order, notSent('rate_limited'), noon);
      if (!decision.ok) throw new Error(decision.refusal);
      for (const each of [begun.order, decision.order]) expect(Order.parse(each)).toStrictEqual(each);
    }
  });
});

test('a store that went back is told to approvers at once, and a pause is not', () => {
  const told = (reason: 'store_went_back' | 'paused') => live(approved, { type: 'held', reason }).told;
  expect(told('store_went_back')).toEqual(['approvers store_went_back']);
  expect(told('paused')).toEqual([]);
});

describe('an order whose card was not charged', () => {
  const pending = live(placing, { type: 'vendor_could_not_charge', message: 'unable' });
  const seen: OrderEvent = { type: 'progress_seen', ready: [] };
  const failed: OrderEvent = { type: 'watch_failed' };

  test('is brought up after 1, 2, 4 and 8 days, whatever can be read', () => {
    let life = pending;
    const reminded: number[] = [];
    for (let hours = 1; hours <= 200; hours += 1) {
      life = live(life, hours % 2 === 0 ? seen : failed, addHours(attempt.startedAt, hours));
      if (life.told.length > 0) {
        reminded.push(hours);
        expect(life.told).toEqual(['approvers payment_reminder', 'requester payment_reminder']);
      }
    }
    expect(reminded).toEqual([24, 48, 96, 192]);
    const slept = live(pending, seen, addDays(attempt.startedAt, 9));
    expect(slept.order).toMatchObject({ reminders: 4 });
    expect(live(slept, seen, addDays(attempt.startedAt, 9)).told).toEqual([]);
  });

  test('is brought up also when only failures come', () => {
    expect(live(pending, failed, addHours(attempt.startedAt, 25)).told).toHaveLength(2);
  });

  test('needs no confirming any more once a domain works', () => {
    const reminded = live(pending, seen, addDays(noon, 2)).order;
    const paid = live({ order: reminded, told: [] }, { type: 'progress_seen', ready: ['getgoogle1.com'] });
    expect(paid.order).toMatchObject({ state: 'placed' });
    for (const field of ['reminders', 'mayAskToConfirm']) expect(paid.order).not.toHaveProperty(field);
  });
});

describe('a placed order', () => {
  const placed = live(placing, { type: 'vendor_confirmed', vendorOrderId: null });

  test('may need its card confirmed for a day, and then the card is drawn without that word', () => {
    const half: OrderEvent = { type: 'progress_seen', ready: ['getgoogle1.com'] };
    const almost = live(placed, half, addHours(noon, 23));
    expect(almost.order).toMatchObject({ mayAskToConfirm: true });
    for (const event of [half, { type: 'watch_failed' }] as const) {
      const decision = decide(almost.order, event, addHours(noon, 24));
      expect(decision.ok && decision.effects.map(({ task }) => task.type)).toContain('redraw');
      expect(decision.ok && decision.order).not.toHaveProperty('mayAskToConfirm');
    }
  });

  test('needs none once all of it works', () => {
    const all = live(placed, { type: 'progress_seen', ready: ['getgoogle1.com', 'getgoogle2.com'] });
    expect(all.order.state).toBe('active');
    expect(all.order).not.toHaveProperty('mayAskToConfirm');
  });
});
