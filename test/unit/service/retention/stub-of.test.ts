import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import { endedAt, isArchivable } from '../../../../src/orders/history/archivable.ts';
import { Stub } from '../../../../src/orders/history/stub.ts';
import { actOf, ORDER_STATES, type Order } from '../../../../src/orders/order.ts';
import { isOver } from '../../../../src/orders/standing/ends.ts';
import { stubOf } from '../../../../src/service/retention/stub-of.ts';
import { oursOf, oursOfStubs } from '../../../../src/watch/ours.ts';
import { amir, noon } from '../../../support/builders.ts';
import { buyOrdersInEveryState } from '../../../support/views/buy-orders.ts';
import { cancelOrdersInEveryState } from '../../../support/views/cancel-orders.ts';
import { orderIn, ordersInEveryState } from '../../../support/views/orders.ts';
import { prewarmedOrdersInEveryState } from '../../../support/views/prewarmed-orders.ts';

const KEEP = { now: addDays(noon, 1_000), keepDays: 90 };
const left = (order: Order) => ({ order, effects: [], lease: null });
const head = { sequence: 7, hash: 'a'.repeat(64) };

describe('an order that ended', () => {
  test.each(ORDER_STATES)('%s: only what is over is ever archived, and it has an end', (state) => {
    const order = orderIn(state);
    if (isArchivable(left(order), KEEP)) expect([isOver(order), endedAt(order)]).toEqual([true, expect.any(Date)]);
    expect(endedAt(order) !== null).toBe(isOver(order));
  });

  const order = orderIn('declined');
  test('is archived once it is over for long enough, not before', () => {
    const ended = endedAt(order) ?? noon;
    expect(isArchivable(left(order), { now: addDays(ended, 90), keepDays: 90 })).toBe(true);
    expect(isArchivable(left(order), { now: addDays(ended, 89), keepDays: 90 })).toBe(false);
  });

  /** As the vendor refused it: nobody gave it up. */
  const refused = orderIn('refused');

  test.each(ORDER_STATES.filter((state) => isOver(orderIn(state))))('%s: its time comes', (state) => {
    expect(isArchivable(left(orderIn(state)), KEEP)).toBe(true);
  });

  test('that ScaledMail refused is looked for until that is believed, and archived in its time', () => {
    const stored = { order: refused, effects: [], lease: null };
    const looked = (order: Order, days: number) => {
      const decision = decide(order, { type: 'vendor_order_absent' }, addDays(noon, days));
      if (!decision.ok) throw new Error(decision.refusal);
      return decision;
    };
    expect(looked(refused, 0).effects.map(({ task }) => task.type)).toEqual(['reconcile']);
    const { order, effects } = looked(refused, 8);
    expect([effects, isArchivable({ ...stored, order }, KEEP)]).toEqual([[], true]);
  });

  test('with which a question went that nobody is asked any more is archived in its time', () => {
    const question = { vendorOrderId: 'rec9', tag: null, amountCents: 1, createdAt: noon, names: [] };
    for (const state of ['declined', 'withdrawn', 'expired'] as const)
      expect(isArchivable(left({ ...orderIn(state), question }), KEEP)).toBe(true);
  });

  const cancelled = orderIn('cancelled');
  const [attempt] = cancelled.attempts;
  if (!attempt) throw new Error('A cancelled order was sent');
  const givenUp = (each: typeof attempt) => ({ ...each, known: 'said_absent' as const, givenUpBy: amir });
  const lost = { ...attempt, number: 9, vendorOrderId: null, known: 'said_absent' as const };
  test.each<[why: string, kept: Parameters<typeof isArchivable>[0]]>([
    [
      'has something left to do',
      { ...left(order), effects: [{ id: '1', task: { type: 'redraw' }, dueAt: noon, attempts: 0 }] },
    ],
    ['is worked on', { ...left(order), lease: { token: 'a', until: noon } }],
    [
      'waits for somebody',
      left({ ...refused, question: { vendorOrderId: 'rec9', tag: null, amountCents: 1, createdAt: noon, names: [] } }),
    ],
    ['is looked for because a person gave it up', left({ ...refused, attempts: refused.attempts.map(givenUp) })],
    [
      'was refused beside an attempt of which nobody knows',
      left({ ...refused, attempts: [...refused.attempts, lost] }),
    ],
    ['has an attempt of which nobody knows', left({ ...cancelled, attempts: [...cancelled.attempts, lost] })],
    [
      'was made a second time, and that one may run',
      left({ ...cancelled, attempts: [...cancelled.attempts, { ...attempt, number: 9, vendorOrderId: 'recSecond' }] }),
    ],
    ['turned up though it was declined', left({ ...order, terms: cancelled.terms, attempts: [attempt] })],
  ])('stays when it %s', (_why, kept) => {
    expect(isArchivable(left(cancelled), KEEP)).toBe(true);
    expect(isArchivable(kept, KEEP)).toBe(false);
  });
});

describe('what is left of an order', () => {
  const all = [
    ...ordersInEveryState(),
    ...buyOrdersInEveryState(),
    ...cancelOrdersInEveryState(),
    ...prewarmedOrdersInEveryState(),
  ];
  const archivable = all
    .filter((order) => isArchivable(left(order), KEEP))
    .map((order): [string, Order] => [`${actOf(order).kind} ${order.state}`, order]);

  test('there are orders of several kinds to look at', () => {
    expect(archivable.length).toBeGreaterThan(5);
  });

  test.each(archivable)(
    '%s: explains to the account watch what the order did, and is read back as it is',
    (_name, order) => {
      const stub = stubOf(
        { version: 1, order, effects: [], head, lease: null },
        { at: KEEP.now, file: 'orders-1.jsonl.gz' },
      );
      expect(Stub.parse(JSON.parse(JSON.stringify(stub)))).toStrictEqual(stub);
      // What the vendor refused is not looked for any more.
      expect({ ...oursOfStubs([stub]), purgedTags: new Map() }).toEqual({ ...oursOf([order]), sought: [] });
    },
  );
});
