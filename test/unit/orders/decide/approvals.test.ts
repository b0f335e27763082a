import { describe, expect, test } from '@jest/globals';
import { addDays, subMilliseconds } from 'date-fns';
import type { Asked } from '../../../../src/orders/approval/terms.ts';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { InsufficientReason, OrderEvent } from '../../../../src/orders/event.ts';
import { approvalsOf, newestTerms, type Order, termsOf } from '../../../../src/orders/order.ts';
import { UserId } from '../../../../src/values/ids.ts';
import { amir, anOrder, aPolicy, aQuote, asked, aWorth, bea, noon, rita } from '../../../support/builders.ts';
import { anIntent } from '../sent.ts';

/** Approvals are counted under the policy in force when it matters; only a click completes a quorum. */

const carl = UserId.parse('U0CARL');
const askedFor = (need: number): Asked => asked(aPolicy({ users: [amir, bea, carl], quorum: need }));
const one = askedFor(1);
const two = askedFor(2);
const three = askedFor(3);

const waiting = anOrder({ policy: aPolicy({ users: [amir, bea, carl], quorum: 2 }) });
const { fingerprint } = termsOf(waiting);

function decided(order: Order, event: OrderEvent, now = noon) {
  const decision = decide(order, event, now);
  if (!decision.ok) throw new Error(`${event.type} on ${order.state}: ${decision.refusal}`);
  return decision;
}
const lived = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((current, event) => decided(current, event).order, order);
const outcome = (order: Order, event: OrderEvent, now = noon) => {
  const decision = decide(order, event, now);
  return decision.ok ? decision.order.state : decision.refusal;
};
/** A click under a policy in force, which still counts those before of `entitled`. */
const clickOf = (by: UserId, under: Asked, ...entitled: UserId[]): OrderEvent => ({
  type: 'approved',
  by,
  fingerprint,
  asked: under,
  entitled,
});
const insufficient = (reason: InsufficientReason, under: Asked | undefined, ...without: UserId[]): OrderEvent => ({
  type: 'approvals_insufficient',
  reason,
  without,
  ...(under ? { asked: under } : {}),
});
const anew = (under: Asked): OrderEvent => ({ type: 'asked_anew', asked: under });
const started: OrderEvent = { type: 'placing_started', attempt: anIntent() };
const peopleOf = (order: Order) => approvalsOf(order).map(({ by }) => by);

const once = lived(waiting, clickOf(amir, two));
const approved = lived(once, clickOf(bea, two, amir));

describe('a click under another policy in force than the card says', () => {
  test.each<{ given: Order; event: OrderEvent; then: string }>`
    given      | event                         | then
    ${once}    | ${clickOf(bea, two, amir)}    | ${'approved'}
    ${once}    | ${clickOf(bea, two)}          | ${'awaiting_approval'}
    ${once}    | ${clickOf(bea, three, amir)}  | ${'awaiting_approval'}
    ${once}    | ${clickOf(bea, one)}          | ${'approved'}
    ${waiting} | ${clickOf(amir, one)}         | ${'approved'}
    ${once}    | ${clickOf(amir, two, amir)}   | ${'approved_by_you_already'}
    ${once}    | ${clickOf(amir, three, amir)} | ${'approved_by_you_already'}
    ${once}    | ${clickOf(amir, two)}         | ${'awaiting_approval'}
    ${once}    | ${clickOf(rita, one, amir)}   | ${'own_order'}
  `('by $event.by, $event.asked.need needed, $event.entitled counting: $then', ({ given, event, then }) => {
    expect(outcome(given, event)).toBe(then);
  });

  test('keeps what it was asked for', () => {
    expect(lived(once, clickOf(bea, three, amir)).asked).toEqual(three);
    expect(lived(waiting, clickOf(amir, one)).asked).toEqual(one);
  });

  test('leaves the approval of somebody who does not count now: they may count again', () => {
    const without = lived(once, clickOf(bea, two));
    expect(peopleOf(without)).toEqual([amir, bea]);
    expect(outcome(without, clickOf(carl, three, amir, bea))).toBe('approved');
    expect(outcome(without, clickOf(carl, three, bea))).toBe('awaiting_approval');
  });

  test('by somebody who counts again is their approval, once', () => {
    const again = lived(once, clickOf(bea, two), clickOf(amir, three, bea));
    expect(again.state).toBe('awaiting_approval');
    expect(peopleOf(again)).toEqual([bea, amir]);
  });

  test('by the only one who decides completes what is less than before, though they had approved already', () => {
    const looser = lived(once, anew(one));
    expect(looser).toMatchObject({ state: 'awaiting_approval', asked: one });
    const { order, effects } = decided(looser, clickOf(amir, one, amir), addDays(noon, 1));
    expect(order).toMatchObject({ state: 'approved', approvals: [{ by: amir, at: addDays(noon, 1), fingerprint }] });
    expect(effects.map(({ task }) => task.type)).toEqual(['redraw', 'place', 'note']);
  });

  test('of a history of the first form says nothing of the policy: what the order asks for counts', () => {
    const click = (by: UserId): OrderEvent => ({ type: 'approved', by, fingerprint });
    expect(outcome(once, click(bea))).toBe('approved');
    expect(outcome(once, click(amir))).toBe('approved_by_you_already');
  });
});

describe('approvals that do not suffice any more', () => {
  test.each<{ reason: InsufficientReason; without: UserId[]; left: UserId[] }>`
    reason                     | without   | left
    ${'policy_changed'}        | ${[]}     | ${[amir, bea]}
    ${'policy_changed'}        | ${[bea]}  | ${[amir]}
    ${'approver_not_entitled'} | ${[amir]} | ${[bea]}
    ${'approval_too_old'}      | ${[]}     | ${[]}
    ${'approval_too_old'}      | ${[amir]} | ${[]}
  `('for $reason without $without leave those of $left', ({ reason, without, left }) => {
    const after = lived(approved, insufficient(reason, three, ...without));
    expect(after).toMatchObject({
      state: 'awaiting_approval',
      asked: three,
      expiresAt: addDays(noon, 7),
      change: { reason, before: 1, at: noon },
    });
    expect(peopleOf(after)).toEqual(left);
    expect(after.terms).toEqual(approved.terms);
  });

  test('leave those of other terms alone: they say what an earlier call was approved on', () => {
    const to = { worth: aWorth({ ...aQuote(), totalCents: 1_500 }) };
    const moved = lived(approved, { type: 'terms_changed', reason: 'price_rose', to });
    const newer: OrderEvent = { type: 'approved', by: amir, fingerprint: newestTerms(moved).fingerprint, asked: one };
    const after = lived(moved, newer, insufficient('approval_too_old', one));
    expect(after.approvals.map((each) => [each.by, each.fingerprint])).toEqual([
      [amir, fingerprint],
      [bea, fingerprint],
    ]);
    expect(peopleOf(after)).toEqual([]);
  });

  test('are completed by one click more, of somebody who has not approved yet or whose approval was taken away', () => {
    const after = lived(approved, insufficient('approver_not_entitled', two, amir));
    expect(outcome(after, clickOf(bea, two, bea))).toBe('approved_by_you_already');
    expect(outcome(after, clickOf(carl, two, bea))).toBe('approved');
    expect(outcome(after, clickOf(amir, two, bea))).toBe('approved');
    expect(outcome(after, started)).toBe('not_awaiting_placement');
  });

  test('in a history of the first form leave what is asked for as it was', () => {
    expect(lived(approved, insufficient('approver_not_entitled', undefined, bea)).asked).toEqual(approved.asked);
  });

  test.each([waiting, lived(approved, started)])('are no news of an order that is $state', (order) => {
    expect(outcome(order, insufficient('policy_changed', three))).toBe('not_awaiting_placement');
  });

  test('end nothing at the old date: the order waits a week from then on', () => {
    const later = addDays(noon, 3);
    const after = decided(approved, insufficient('policy_changed', three), later).order;
    expect(outcome(after, { type: 'expired' }, addDays(noon, 9))).toBe('not_expired_yet');
    expect(outcome(after, { type: 'expired' }, addDays(later, 7))).toBe('expired');
  });
});

describe('another policy than the card says', () => {
  test('is drawn, and completes nothing', () => {
    expect(decided(once, anew(one))).toEqual({
      ok: true,
      order: { ...once, asked: one },
      isNews: true,
      effects: [{ task: { type: 'redraw' }, dueAt: noon }],
    });
    expect(outcome(once, started)).toBe('not_awaiting_placement');
  });

  test('of an approved order is drawn while its approvals suffice, and never leaves it waiting for nothing', () => {
    expect(lived(approved, anew(one))).toEqual({ ...approved, asked: one });
    expect(outcome(approved, anew(three))).toBe('does_not_apply');
    expect(outcome(lived(approved, anew(one)), started)).toBe('placing');
  });

  test.each([
    ['the same one', waiting, two],
    ['of an order whose call is made', lived(approved, started), three],
    ['of one that ended', lived(waiting, { type: 'withdrawn', by: rita, reason: '' }), three],
  ] as const)('is no news: %s', (_what, order, under) => {
    expect(outcome(order, anew(under))).toBe('does_not_apply');
  });
});

describe('terms that come again', () => {
  const moved = (order: Order, totalCents: number) =>
    lived(order, {
      type: 'terms_changed',
      reason: 'price_rose',
      to: { worth: aWorth({ ...aQuote(), totalCents }) },
    });
  const clickOn = (order: Order, by: UserId): OrderEvent => ({
    type: 'approved',
    by,
    fingerprint: newestTerms(order).fingerprint,
    asked: one,
    entitled: [],
  });

  test('are other terms: who had approved the first ones has not approved these', () => {
    const dearer = moved(approved, 1_500);
    const again = moved(lived(dearer, clickOn(dearer, amir)), 1_400);
    expect(newestTerms(again)).toMatchObject({ number: 3, worth: termsOf(approved).worth });
    expect(peopleOf(again)).toEqual([]);
    expect(outcome(again, { type: 'approved', by: amir, fingerprint })).toBe('terms_have_moved');
    expect(outcome(again, clickOn(again, amir))).toBe('approved');
  });
});

test('an approval of other terms counts for nothing, also in a history of the first form', () => {
  const to = { worth: aWorth({ ...aQuote(), totalCents: 1_500 }) };
  const moved = lived(approved, { type: 'terms_changed', reason: 'price_rose', to });
  const click: OrderEvent = { type: 'approved', by: bea, fingerprint: newestTerms(moved).fingerprint };
  expect(outcome(moved, click)).toBe('awaiting_approval');
  expect(peopleOf(lived(moved, click))).toEqual([bea]);
});

test('approvals count for less than seven days when the intent is written', () => {
  const weekLater = addDays(noon, 7);
  expect(outcome(approved, started, subMilliseconds(weekLater, 1))).toBe('placing');
  expect(outcome(approved, started, weekLater)).toBe('not_awaiting_placement');
});

describe('the attempt of an order', () => {
  const notSent: OrderEvent = { type: 'not_sent', reason: 'too_late', attempt: 1, startedAt: noon };
  const begin = (number: number, startedAt = noon): OrderEvent => ({
    type: 'placing_started',
    attempt: anIntent({ number, startedAt }),
  });

  test('that was surely not sent is made again under its number and tag, in the place of the try before', () => {
    const again = lived(approved, started, notSent);
    expect(again.attempts).toMatchObject([{ number: 1, known: 'not_sent', tag: 'acme-7f3k2q' }]);
    expect(outcome(again, begin(2))).toBe('not_awaiting_placement');
    const later = addDays(noon, 1);
    const second = lived(again, begin(1, later));
    expect(second).toMatchObject({ state: 'placing', attempt: 1 });
    expect(second.attempts).toMatchObject([{ number: 1, startedAt: later, known: 'begun', answer: null }]);
    expect(outcome(second, notSent)).toBe('does_not_apply');
  });

  test('that was not sent before terms moved is made on the new ones, under the same number and tag', () => {
    const to = { worth: aWorth({ ...aQuote(), totalCents: 1_500 }) };
    const moved = lived(approved, started, notSent, { type: 'terms_changed', reason: 'price_rose', to });
    const { tag, fingerprint: named } = newestTerms(moved);
    expect(tag).toBe('acme-7f3k2q');
    const again = lived(moved, { type: 'approved', by: amir, fingerprint: named, asked: one }, begin(1));
    expect(again.attempts).toMatchObject([{ number: 1, terms: 2, known: 'begun' }]);
    expect(termsOf(again).number).toBe(2);
  });

  test('that was given up keeps its number, and the price that moves meanwhile leaves the next one its tag', () => {
    const looks = Array.from({ length: 5 }, (): OrderEvent => ({ type: 'vendor_order_absent' }));
    const unclear: OrderEvent = { type: 'outcome_unclear', reason: 'no_answer', message: null };
    const unknown = lived(approved, started, unclear, ...looks);
    const second = lived(unknown, { type: 'declared_absent', by: bea, fingerprint, again: {} });
    const click: OrderEvent = { type: 'approved', by: amir, fingerprint: newestTerms(second).fingerprint, asked: one };
    const to = { worth: aWorth({ ...aQuote(), totalCents: 1_500 }) };
    const third = lived(second, click, { type: 'terms_changed', reason: 'price_rose', to });
    expect(third.terms.map(({ number, tag }) => [number, tag])).toEqual([
      [1, 'acme-7f3k2q'],
      [2, 'acme-7f3k2q.2'],
      [3, 'acme-7f3k2q.2'],
    ]);
    const sure: OrderEvent = { type: 'approved', by: amir, fingerprint: newestTerms(third).fingerprint, asked: one };
    const sent = lived(third, sure, begin(2), { ...notSent, attempt: 2 }, begin(2));
    expect(sent.attempts).toMatchObject([
      { number: 1, terms: 1, known: 'said_absent' },
      { number: 2, terms: 3, known: 'begun' },
    ]);
  });
});
