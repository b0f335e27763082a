import { describe, expect, test } from '@jest/globals';
import { addDays, addHours } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { approvalsOf, attemptOf, newestTerms, type Order, termsOf } from '../../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../../src/orders/schedule.ts';
import { attemptsLookedFor, atVendor } from '../../../../src/orders/standing/at-vendor.ts';
import { isDoneWithLogins } from '../../../../src/orders/standing/ends.ts';
import { Fingerprint } from '../../../../src/values/ids.ts';
import { amir, anOrder, aQuote, aWorth, bea, inState, noon, rita } from '../../../support/builders.ts';
import { anIntent } from '../sent.ts';

const waiting = anOrder();
const { fingerprint } = termsOf(waiting);
const attempt = anIntent();
const absent: OrderEvent = { type: 'vendor_order_absent' };
const approvedOn = (order: Order, by = amir): OrderEvent => ({
  type: 'approved',
  by,
  fingerprint: termsOf(order).fingerprint,
});
const notThere: OrderEvent = { type: 'declared_absent', by: bea, fingerprint };
const foundAs = (attemptNumber: number, amountCents = 1_400): OrderEvent => ({
  type: 'vendor_order_found',
  vendorOrderId: 'recNew',
  amountCents,
  attempt: attemptNumber,
});

function lived(order: Order, ...events: OrderEvent[]): Order {
  return events.reduce((current, event) => {
    const decision = decide(current, event, noon);
    if (!decision.ok) throw new Error(`${event.type} on ${current.state}: ${decision.refusal}`);
    return decision.order;
  }, order);
}
const outcome = (order: Order, event: OrderEvent) => {
  const decision = decide(order, event, noon);
  return decision.ok ? decision.order.state : decision.refusal;
};
const effectsOf = (order: Order, event: OrderEvent, now = noon) => {
  const decision = decide(order, event, now);
  return decision.ok ? decision.effects : [];
};
const typesOf = (order: Order, event: OrderEvent, now = noon) =>
  effectsOf(order, event, now).map(({ task }) => task.type);

const unknown = lived(
  waiting,
  approvedOn(waiting),
  { type: 'placing_started', attempt },
  { type: 'outcome_unclear', reason: 'no_answer', message: null },
);
const asked = lived(unknown, ...Array.from({ length: LOOKS_BEFORE_ASKING }, () => absent));
const again: OrderEvent = { ...notThere, again: {} };
const second = lived(asked, again);

test('asked for anew, the order waits for approval as a new one does, and its requester is told', () => {
  const looked = lived(unknown, ...Array.from({ length: LOOKS_BEFORE_ASKING }, () => absent));
  expect(effectsOf(looked, { type: 'declared_absent', by: bea, fingerprint, again: {} }).slice(-3)).toEqual([
    { task: { type: 'tell', to: 'requester', notice: 'terms_changed' }, dueAt: noon },
    { task: { type: 'remind' }, dueAt: addDays(noon, 1) },
    { task: { type: 'expire' }, dueAt: addDays(noon, 7) },
  ]);
});

describe('“it is not there”', () => {
  test.each<{ given: Order; event: OrderEvent; then: string }>`
    given                       | event                                                              | then
    ${asked}                    | ${notThere}                                                        | ${'refused'}
    ${asked}                    | ${again}                                                           | ${'awaiting_approval'}
    ${asked}                    | ${{ ...notThere, by: rita }}                                       | ${'own_order'}
    ${asked}                    | ${{ ...again, by: rita }}                                          | ${'own_order'}
    ${asked}                    | ${{ ...notThere, fingerprint: Fingerprint.parse('0'.repeat(64)) }} | ${'terms_have_moved'}
    ${unknown}                  | ${notThere}                                                        | ${'still_looking'}
    ${waiting}                  | ${notThere}                                                        | ${'does_not_apply'}
    ${second}                   | ${again}                                                           | ${'does_not_apply'}
    ${lived(asked, foundAs(1))} | ${notThere}                                                        | ${'does_not_apply'}
  `('of an order $given.state by $event.by -> $then', ({ given, event, then }) =>
    expect(outcome(given, event)).toBe(then),
  );

  test('voids the approvals and asks anew, with another fingerprint and another tag', () => {
    const change = { reason: 'declared_absent', before: 1, at: noon };
    expect(second).toMatchObject({ state: 'awaiting_approval', change });
    expect(approvalsOf(second)).toEqual([]);
    expect(termsOf(second).fingerprint).not.toBe(fingerprint);
    expect(second.terms.map(({ number, tag, because }) => [number, tag, because])).toEqual([
      [1, 'acme-7f3k2q', 'requested'],
      [2, 'acme-7f3k2q.2', 'declared_absent'],
    ]);
    expect(outcome(second, { type: 'approved', by: amir, fingerprint })).toBe('terms_have_moved');
    expect(isDoneWithLogins(second)).toBe(false);
  });

  test('asks for what moved meanwhile, too', () => {
    const worth = aWorth({ ...aQuote(), totalCents: 1_500 });
    const dearer = lived(asked, { ...again, again: { worth } });
    expect(newestTerms(dearer)).toMatchObject({ number: 2, act: termsOf(waiting).act, worth });
  });

  test('the new attempt is placed only after a new approval, and only under its own number', () => {
    const approved = lived(second, approvedOn(second));
    const started: OrderEvent = { type: 'placing_started', attempt: anIntent({ number: 2 }) };
    expect(outcome(second, started)).toBe('not_awaiting_placement');
    expect(outcome(approved, { type: 'placing_started', attempt })).toBe('not_awaiting_placement');
    expect(outcome(approved, started)).toBe('placing');
  });

  test('the order is still looked for every hour while it waits', () => {
    const [look] = effectsOf(second, absent);
    expect(look).toEqual({ task: { type: 'reconcile' }, dueAt: addHours(noon, 1) });
  });

  test('given up, it is looked for every hour until a day has passed, and then once a day', () => {
    const givenUp = lived(asked, notThere);
    expect(givenUp).toMatchObject({ state: 'refused', attempts: [{ known: 'said_absent', givenUpBy: bea }] });
    const [hourly] = effectsOf(givenUp, absent, addHours(noon, 22));
    expect(hourly).toEqual({ task: { type: 'reconcile' }, dueAt: addHours(noon, 23) });
    const [daily] = effectsOf(givenUp, absent, addDays(noon, 1));
    expect(daily).toEqual({ task: { type: 'reconcile' }, dueAt: new Date('2026-11-25T04:00:00.000Z') });
  });

  test('two attempts in vain are both remembered', () => {
    const tried = lived(
      second,
      approvedOn(second),
      { type: 'placing_started', attempt: anIntent({ number: 2 }) },
      { type: 'outcome_unclear', reason: 'no_answer', message: null },
      ...Array.from({ length: LOOKS_BEFORE_ASKING }, () => absent),
    );
    const asks: OrderEvent = { ...again, fingerprint: termsOf(second).fingerprint };
    expect(attemptsLookedFor(tried).map(({ number }) => number)).toEqual([2, 1]);
    const third = lived(tried, asks);
    expect(attemptsLookedFor(third).map(({ number }) => number)).toEqual([2, 1]);
    expect(newestTerms(third)).toMatchObject({ number: 3, tag: 'acme-7f3k2q.3' });
  });
});

describe('an order that turns up although somebody said that it is not there', () => {
  const given: readonly (readonly [string, Order])[] = [
    ['waiting again', second],
    ['approved again', lived(second, approvedOn(second))],
    ['declined', lived(second, { type: 'declined', by: amir, reason: 'No' })],
    ['withdrawn', lived(second, { type: 'withdrawn', by: rita, reason: '' })],
    ['given up', lived(asked, notThere)],
  ];
  test.each(given)('is placed on what was approved then, when it is %s', (_name, order) => {
    const placed = lived(order, foundAs(1));
    expect(placed).toMatchObject({
      state: 'placed',
      attempt: 1,
    });
    expect(atVendor(placed)).toEqual({ vendorOrderId: 'recNew', vendorAmountCents: 1_400 });
    expect(termsOf(placed)).toEqual(termsOf(waiting));
    expect(approvalsOf(placed)).toEqual([{ by: amir, at: noon, fingerprint }]);
    expect(typesOf(order, foundAs(1))).toEqual(expect.arrayContaining(['redraw', 'note', 'tell', 'watch']));
  });

  test('then nothing is sent any more', () => {
    const placed = inState(lived(second, approvedOn(second), foundAs(1)), 'placed');
    expect(outcome(placed, { type: 'placing_started', attempt })).toBe('not_awaiting_placement');
    expect(outcome(placed, approvedOn(second, bea))).toBe('already_approved');
  });

  test('while the second call is unsettled, the first one does not settle it', () => {
    const calling = lived(second, approvedOn(second), { type: 'placing_started', attempt: anIntent({ number: 2 }) });
    expect(outcome(calling, foundAs(1))).toBe('placing');
    expect(outcome(calling, foundAs(2))).toBe('placed');
  });

  test('it is proven then, and what a person said of it is kept', () => {
    const placed = inState(lived(second, foundAs(1)), 'placed');
    expect(attemptOf(placed)).toMatchObject({ known: 'proven', givenUpBy: bea, givenUpAt: noon });
  });

  test('an order that was never sent is not looked for', () => {
    expect(attemptsLookedFor(waiting)).toEqual([]);
    expect(outcome(waiting, absent)).toBe('does_not_apply');
    expect(outcome(lived(waiting, { type: 'declined', by: amir, reason: 'No' }), foundAs(2))).toBe('does_not_apply');
  });
});
