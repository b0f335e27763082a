import { describe, expect, test } from '@jest/globals';
import { addDays, addHours, addMinutes, addSeconds } from 'date-fns';
import { decide } from '../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import {
  type Attempt,
  attemptsLookedFor,
  type LostAttempt,
  type Order,
  type OrderIn,
} from '../../../src/orders/order.ts';
import { Fingerprint } from '../../../src/values/ids.ts';
import { amir, anOrder, bea, noon, rita } from '../../support/builders.ts';

const waiting = anOrder();
const { facts, messages, terms } = waiting;
const attemptOf = (number: number): Attempt => ({
  number,
  tag: number === 1 ? 'acme-7f3k2q' : `acme-7f3k2q.${number}`,
  startedAt: noon,
  quotedCents: 1_400,
  knownOrderIds: [],
});
const lostOf = (number: number): LostAttempt => ({
  attempt: attemptOf(number),
  terms: { ...terms, attempt: number, fingerprint: Fingerprint.parse(`${number}`.repeat(64)) },
  approvals: [{ by: amir, at: addMinutes(noon, number), fingerprint: Fingerprint.parse(`${number}`.repeat(64)) }],
  declaredAbsentBy: bea,
  declaredAbsentAt: noon,
});
const lostAttempts = [lostOf(1), lostOf(2)];
const again: Order = { ...waiting, terms: { ...terms, attempt: 3, lostAttempts } };
const absent: OrderEvent = { type: 'vendor_order_absent' };
const foundAs = (attempt: number): OrderEvent => ({
  type: 'vendor_order_found',
  vendorOrderId: 'recLate',
  amountCents: 1_400,
  attempt,
});
const ended = { facts, messages, terms: again.terms, by: rita, at: noon, reason: '' };
const declined: Order = { ...ended, state: 'declined' };
const withdrawn: Order = { ...ended, state: 'withdrawn' };
const expired: Order = { facts, messages, terms: again.terms, at: noon, state: 'expired' };
const sent = { facts, messages, terms: again.terms, approvals: [], attempt: attemptOf(3), looks: 3 };
const refused: OrderIn<'refused'> = { ...sent, state: 'refused', vendorMessage: '', refusedAt: noon };

function decided(order: Order, event: OrderEvent, now = noon) {
  const decision = decide(order, event, now);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision;
}

const lookAt = (dueAt: Date) => ({ task: { type: 'reconcile' }, dueAt });

describe('an order of a lost attempt that turns up', () => {
  test.each([1, 2])('is placed on what attempt %i was approved on', (number) => {
    const lost = lostOf(number);
    const { order } = decided(refused, foundAs(number));
    expect(order).toMatchObject({ state: 'placed', attempt: lost.attempt, approvals: lost.approvals });
    const other = lostOf(number === 1 ? 2 : 1);
    // The vendor's own "no" to the third one is no proof either.
    const { lostAttempts: _lost, ...agreed } = again.terms;
    const third = { attempt: attemptOf(3), terms: agreed, approvals: [], declaredAbsentAt: noon };
    expect(order.terms).toStrictEqual({ ...lost.terms, lostAttempts: [other, third] });
  });

  test('is the present one’s when it carries the present tag', () => {
    const { order } = decided(refused, foundAs(3));
    expect(order).toMatchObject({ state: 'placed', attempt: attemptOf(3), terms: { attempt: 3, lostAttempts } });
  });

  test.each([again, declined, withdrawn, expired])(
    'is one that our store forgot, once the order is $state',
    (order) => {
      const { order: after } = decided(order, foundAs(3));
      const { startedAt: _now, ...forgotten } = attemptOf(3);
      expect(after).toMatchObject({ state: 'placed', vendorOrderId: 'recLate', attempt: forgotten, approvals: [] });
      expect(after.terms).toStrictEqual(order.terms);
      const unnamed = { type: 'vendor_confirmed', vendorOrderId: null } as const;
      expect(decide(order, unnamed, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    },
  );

  test('is nobody’s when no attempt has its number', () => {
    expect(decide(refused, foundAs(4), noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  });
});

describe('lost attempts are looked for', () => {
  test.each([declined, withdrawn, expired])('every hour for a day once the order is $state, then daily', (order) => {
    expect(decided(order, absent)).toEqual({
      ok: true,
      order,
      isNews: false,
      effects: [lookAt(addHours(noon, 1))],
    });
    expect(decided(order, absent, addHours(noon, 22)).effects).toEqual([lookAt(addHours(noon, 23))]);
    expect(decided(order, absent, addHours(noon, 23)).effects).toEqual([lookAt(new Date('2026-11-25T04:00:00.000Z'))]);
  });

  test('every hour for a day while the order waits to be approved anew, then daily', () => {
    expect(decided(again, absent, addHours(noon, 2))).toStrictEqual({
      ok: true,
      order: again,
      isNews: false,
      effects: [lookAt(addHours(noon, 3))],
    });
    const daily = [lookAt(new Date('2026-11-27T04:00:00.000Z'))];
    expect(decided(again, absent, addDays(noon, 3)).effects).toEqual(daily);
  });

  test('again within the hour when the list could not be read', () => {
    const unread: OrderEvent = { type: 'look_incomplete', unread: 'list' };
    expect(decided(again, unread, addDays(noon, 3)).effects).toEqual([lookAt(addHours(addDays(noon, 3), 1))]);
    const inPart: OrderEvent = { type: 'look_incomplete', unread: 2 };
    expect(decided(again, inPart, addDays(noon, 3)).effects).toEqual([lookAt(new Date('2026-11-27T04:00:00.000Z'))]);
  });

  test('newest first, with a refused one before them', () => {
    const numbers = (order: Order) => attemptsLookedFor(order).map(({ number }) => number);
    expect(numbers(again)).toEqual([2, 1]);
    expect(numbers(refused)).toEqual([3, 2, 1]);
  });

  test('without the newest one once the order ended at the vendor', () => {
    const progress = { ready: [], changedAt: noon, isStuck: false };
    const placement = { ...sent, placedAt: noon, vendorOrderId: 'recNew', vendorAmountCents: null, progress };
    const cancelled: Order = { ...placement, state: 'cancelled', cancelledAt: noon };
    expect(attemptsLookedFor(cancelled).map(({ number }) => number)).toEqual([2, 1]);
  });

  test('up to a day after a refusal that came from the vendor alone, and not at its very end', () => {
    const alone: Order = { ...refused, terms };
    const lastLook = addDays(noon, 1);
    expect(decided(alone, absent, addSeconds(lastLook, -901)).effects).toHaveLength(1);
    expect(decided(alone, absent, addSeconds(lastLook, -900)).effects).toEqual([]);
    expect(decided(refused, absent, lastLook).effects).toHaveLength(1);
  });
});
