import { describe, expect, test } from '@jest/globals';
import { addDays, addHours, addMinutes, addSeconds, subHours } from 'date-fns';
import type { Approval, Terms } from '../../../../src/orders/approval/terms.ts';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { termsFor } from '../../../../src/orders/new-order.ts';
import {
  approvalsOf,
  attemptOf,
  commonOf,
  newestTerms,
  type Order,
  type OrderIn,
  termsOf,
} from '../../../../src/orders/order.ts';
import { attemptsLookedFor, atVendor } from '../../../../src/orders/standing/at-vendor.ts';
import { amir, anOrder, bea, inState, noon, rita } from '../../../support/builders.ts';
import { anAttempt } from '../sent.ts';

const waiting = anOrder();
const [first] = waiting.terms;
/** The terms of so many attempts, each asked for after the one before had been given up. */
const termsOfNumber = (number: number): Terms => {
  const { act, worth } = newestTerms(waiting);
  if (number === 1 && first) return first;
  return termsFor(waiting.facts.reference, {
    act,
    worth,
    number,
    attempt: number,
    because: 'declared_absent',
    at: noon,
  });
};
const approvalOf = (number: number): Approval => ({
  by: amir,
  at: addMinutes(noon, number),
  fingerprint: termsOfNumber(number).fingerprint,
});
const lostOf = (number: number) => anAttempt({ number, known: 'said_absent', givenUpAt: noon, givenUpBy: bea });
const again: Order = {
  ...waiting,
  terms: [1, 2, 3].map(termsOfNumber),
  approvals: [1, 2].map(approvalOf),
  attempts: [1, 2].map(lostOf),
};
const absent: OrderEvent = { type: 'vendor_order_absent' };
const foundAs = (attempt: number): OrderEvent => ({
  type: 'vendor_order_found',
  vendorOrderId: 'recLate',
  amountCents: 1_400,
  attempt,
});
const ended = { ...commonOf(again), by: rita, at: noon, reason: '' };
const declined: Order = { ...ended, state: 'declined' };
const withdrawn: Order = { ...ended, state: 'withdrawn' };
const expired: Order = { ...commonOf(again), at: noon, state: 'expired' };
const third = anAttempt({ number: 3, answer: 'rejected', givenUpAt: noon });
const sent = { ...commonOf(again), attempts: [...again.attempts, third], attempt: 3, looks: 3 };
const refused: OrderIn<'refused'> = { ...sent, state: 'refused', vendorMessage: '', refusedAt: noon };

function decided(order: Order, event: OrderEvent, now = noon) {
  const decision = decide(order, event, now);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision;
}

const lookAt = (dueAt: Date) => ({ task: { type: 'reconcile' }, dueAt });

describe('an order of a lost attempt that turns up', () => {
  test.each([1, 2])('is placed on what attempt %i was approved on', (number) => {
    const order = inState(decided(refused, foundAs(number)).order, 'placed');
    expect(order.attempt).toBe(number);
    const found = { known: 'proven', vendorOrderId: 'recLate', vendorAmountCents: 1_400 };
    expect(attemptOf(order)).toEqual({ ...lostOf(number), ...found });
    expect(termsOf(order)).toEqual(termsOfNumber(number));
    expect(approvalsOf(order)).toEqual([approvalOf(number)]);
    // The vendor's own "no" to the third one is no proof either.
    const other = number === 1 ? 2 : 1;
    expect(attemptsLookedFor(order)).toEqual([third, lostOf(other)]);
  });

  test('is the present one’s when it carries the present tag', () => {
    const { order } = decided(refused, foundAs(3));
    expect(order).toMatchObject({ state: 'placed', attempt: 3, attempts: [lostOf(1), lostOf(2), { number: 3 }] });
    expect(termsOf(order).number).toBe(3);
  });

  test.each([again, declined, withdrawn, expired])(
    'is one that our store forgot, once the order is $state',
    (order) => {
      const { order: after } = decided(order, foundAs(3));
      const found = { known: 'proven', vendorOrderId: 'recLate', vendorAmountCents: 1_400 } as const;
      expect(after).toMatchObject({ state: 'placed', attempt: 3 });
      expect(after.attempts).toEqual([
        lostOf(1),
        lostOf(2),
        anAttempt({ number: 3, lookFrom: subHours(noon, 48), ...found }),
      ]);
      expect(atVendor(after).vendorOrderId).toBe('recLate');
      expect(approvalsOf(after)).toEqual([]);
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

  test('every hour for a day after the last of it: the end of the order, or that the attempt was given up', () => {
    const later = addDays(noon, 2);
    const hourly = [lookAt(addHours(later, 2))];
    for (const order of [
      { ...declined, at: later },
      { ...withdrawn, at: later },
    ]) {
      expect(decided(order, absent, addHours(later, 1)).effects).toEqual(hourly);
    }
    const givenUp = { ...again, attempts: [{ ...lostOf(1), givenUpAt: later }] };
    expect(decided(givenUp, absent, addHours(later, 1)).effects).toEqual(hourly);
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
    const placement = { ...sent, placedAt: noon, progress };
    const cancelled: Order = { ...placement, state: 'cancelled', cancelledAt: noon };
    expect(attemptsLookedFor(cancelled).map(({ number }) => number)).toEqual([2, 1]);
  });

  test('up to a week after a refusal that came from the vendor alone, and not at its very end', () => {
    const alone: Order = { ...refused, attempts: [third] };
    // The next look is on the next day, at four in the morning.
    const lastLook = addHours(addDays(noon, 6), 12);
    expect(decided(alone, absent, addSeconds(lastLook, -1)).effects).toHaveLength(1);
    expect(decided(alone, absent, lastLook).effects).toEqual([]);
    expect(decided(refused, absent, lastLook).effects).toHaveLength(1);
  });
});
