import { expect, test } from '@jest/globals';
import { addDays, addSeconds } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { Order, termsOf } from '../../../../src/orders/order.ts';
import { aLine, amir, anOrder, aPurchase, noon } from '../../../support/builders.ts';
import { anIntent } from '../sent.ts';

const NAMES = Array.from({ length: 50 }, (_, index) => `getgoogle${index + 1}.com`);
const waiting = anOrder({ purchase: aPurchase({ lines: [aLine('google', NAMES.length)] }) });

function next(order: Order, event: OrderEvent, now = noon) {
  const decision = decide(order, event, now);
  if (!decision.ok) throw new Error(`${event.type} on ${order.state}: ${decision.refusal}`);
  const effects = decision.effects.map(({ task, dueAt }) => ({
    what: task.type === 'tell' ? task.notice : task.type,
    seconds: (dueAt.getTime() - now.getTime()) / 1_000,
  }));
  return { order: Order.parse(JSON.parse(JSON.stringify(decision.order))), effects };
}
const events: OrderEvent[] = [
  { type: 'approved', by: amir, fingerprint: termsOf(waiting).fingerprint },
  { type: 'placing_started', attempt: anIntent() },
  { type: 'vendor_confirmed', vendorOrderId: null },
];
const placed = events.reduce<Order>((order, event) => next(order, event).order, waiting);
const told = (effects: readonly { what: string }[]) =>
  effects.map(({ what }) => what).filter((what) => what === 'stuck' || what === 'progress_unknown');

const tenWait: OrderEvent = {
  type: 'progress_seen',
  ready: NAMES.slice(0, 40),
  isDone: false,
  unread: NAMES.slice(40),
  isToGoOn: true,
};

test('what waits for its turn to be read is looked at in a minute, and never said to be late', () => {
  for (const days of [0, 7, 30]) {
    const { order, effects } = next(placed, tenWait, addDays(noon, days));
    expect(effects.find(({ what }) => what === 'watch')?.seconds).toBe(60);
    expect(told(effects)).toEqual([]);
    expect(order).toMatchObject({ progress: { isStuck: false, unread: NAMES.slice(40) } });
  }
});

test('what failed is looked at again when it is asked for again: in a minute at the earliest, a quarter of an hour at the latest', () => {
  const inSeconds = (seconds: number) => {
    const { isToGoOn: _turns, ...seen } = tenWait;
    const failed: OrderEvent = { ...seen, readAgainAt: addSeconds(noon, seconds) };
    return next(placed, failed).effects.find(({ what }) => what === 'watch')?.seconds;
  };
  expect([-10, 30, 60, 61, 480, 900, 3_600].map(inSeconds)).toEqual([60, 60, 60, 61, 480, 900, 900]);
});

test('what waits for its turn comes in a minute, whatever failed beside it', () => {
  const both: OrderEvent = { ...tenWait, readAgainAt: addSeconds(noon, 480) };
  expect(next(placed, both).effects.find(({ what }) => what === 'watch')?.seconds).toBe(60);
});

test('what was not read at the look before stays unknown while the list itself cannot be read', () => {
  const seen = next(placed, { ...tenWait, ready: NAMES.slice(0, 39) }, addDays(noon, 8)).order;
  const { order } = next(seen, { type: 'watch_failed' }, addDays(noon, 8));
  expect(order).toMatchObject({ progress: { isStuck: true, isUnread: true, unread: NAMES.slice(40) } });
});

test('what is read and not ready is late, whatever else is unread', () => {
  const one: OrderEvent = { ...tenWait, ready: NAMES.slice(0, 39) };
  expect(told(next(placed, one, addDays(noon, 6)).effects)).toEqual([]);
  const { order, effects } = next(placed, one, addDays(noon, 7));
  expect(told(effects)).toEqual(['stuck']);
  expect(told(next(order, one, addDays(noon, 8)).effects)).toEqual([]);
});

test('a late order is drawn again when others of its domains are unread, one that is not late only when more or fewer are', () => {
  const unread = (...names: (string | undefined)[]): OrderEvent => ({
    ...{ type: 'progress_seen', ready: [], isDone: false },
    unread: names.flatMap((name) => name ?? []),
  });
  const drawnAt = (days: number) => {
    const now = addDays(noon, days);
    const seen = next(placed, unread(NAMES[0], NAMES[1]), now).order;
    const events = [unread(NAMES[0], NAMES[1]), unread(NAMES[0], NAMES[2]), unread(NAMES[0])];
    return events.map((event) => next(seen, event, now).effects.some(({ what }) => what === 'redraw'));
  };
  expect(drawnAt(1)).toEqual([false, false, true]);
  expect(drawnAt(8)).toEqual([false, true, true]);
});

test('what can never be read is unknown: people hear so once, a day later, and of being late when it is read', () => {
  const unreadable: OrderEvent = { type: 'progress_seen', ready: NAMES.slice(0, 40), unread: NAMES.slice(40) };
  const early = next(placed, unreadable, addDays(noon, 7));
  expect([told(early.effects), early.effects.find(({ what }) => what === 'watch')?.seconds]).toEqual([[], 900]);
  const late = next(early.order, unreadable, addDays(noon, 8));
  expect(told(late.effects)).toEqual(['progress_unknown']);
  expect(told(next(late.order, unreadable, addDays(noon, 9)).effects)).toEqual([]);
  const read = next(late.order, { type: 'progress_seen', ready: NAMES.slice(0, 40) }, addDays(noon, 9));
  expect(told(read.effects)).toEqual(['stuck']);
  expect(read.order).not.toHaveProperty('progress.unread');
});

test('a list that cannot be read is told of once, a day after it should be done, and the card is drawn when it can be read', () => {
  const failed: OrderEvent = { type: 'watch_failed' };
  const whats = (order: Order, event: OrderEvent, days: number) =>
    next(order, event, addDays(noon, days)).effects.map(({ what }) => what);
  const early = next(placed, failed, addDays(noon, 2)).order;
  expect(early).toMatchObject({ progress: { isUnread: true, isStuck: false } });
  expect(whats(early, { type: 'progress_seen', ready: [] }, 2)).toEqual(['watch']);
  expect(whats(early, failed, 2)).toEqual(['watch']);
  const late = next(early, failed, addDays(noon, 8));
  expect(told(late.effects)).toEqual(['progress_unknown']);
  expect(whats(late.order, failed, 9)).toEqual(['watch']);
  expect(whats(late.order, { type: 'progress_seen', ready: [], isToGoOn: true, unread: NAMES }, 9)).toEqual([
    'watch',
    'redraw',
  ]);
  const stuck = next(placed, { type: 'progress_seen', ready: [] }, addDays(noon, 8)).order;
  expect(whats(stuck, { type: 'progress_seen', ready: [] }, 8)).toEqual(['watch']);
  expect(whats(stuck, failed, 8)).toEqual(['watch', 'redraw']);
  expect(whats(next(stuck, failed, addDays(noon, 8)).order, failed, 8)).toEqual(['watch']);
});

test('an order that is read whole and has nothing ready is late, and only once', () => {
  const nothing: OrderEvent = { type: 'progress_seen', ready: [] };
  expect(told(next(placed, nothing, addDays(noon, 6)).effects)).toEqual([]);
  expect(told(next(placed, nothing, addDays(noon, 8)).effects)).toEqual(['stuck']);
  const notDone: OrderEvent = { type: 'progress_seen', ready: NAMES, isDone: false };
  expect(told(next(placed, notDone, addDays(noon, 8)).effects)).toEqual(['stuck']);
});

test('names of others are not kept, and the row of an order that is read whole has none', () => {
  const { order } = next(placed, { type: 'progress_seen', ready: [], unread: ['theirs.com', NAMES[0] ?? ''] });
  expect(order).toMatchObject({ progress: { unread: [NAMES[0]] } });
  const all = next(order, { type: 'progress_seen', ready: NAMES });
  expect(all.order).toMatchObject({ state: 'active' });
  expect(all.order).not.toHaveProperty('progress.unread');
});
