import { describe, expect, test } from '@jest/globals';
import { addDays, addHours, addMinutes, addSeconds, subHours } from 'date-fns';
import { turnedUpBeside } from '../../../../src/orders/decide/attempts.ts';
import { decide } from '../../../../src/orders/decide/decide.ts';
import { questionOf } from '../../../../src/orders/decide/settle-resembling.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { approvalsOf, commonOf, Order, termsOf } from '../../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../../src/orders/schedule.ts';
import { attemptsLookedFor, atVendor } from '../../../../src/orders/standing/at-vendor.ts';
import type { UserId } from '../../../../src/values/ids.ts';
import { orderedTwice } from '../../../../views/card/ordered-twice.ts';
import { amir, anOrder, bea, noon } from '../../../support/builders.ts';
import { anAttempt, anIntent } from '../sent.ts';

/** An order whose first call was given up for lost, and which was sent a second time. */
const waiting = anOrder();
const absent: OrderEvent = { type: 'vendor_order_absent' };
const absentTimes = (count: number) => Array.from({ length: count }, () => absent);
const unclear = (attempt: number): OrderEvent => ({
  type: 'outcome_unclear',
  reason: 'no_answer',
  message: null,
  attempt,
});
const confirmed = (attempt: number): OrderEvent => ({ type: 'vendor_confirmed', vendorOrderId: null, attempt });
const notCharged = (attempt: number): OrderEvent => ({ type: 'vendor_could_not_charge', message: 'unable', attempt });
const foundAs = (attempt: number, namedBy?: UserId): OrderEvent => ({
  type: 'vendor_order_found',
  vendorOrderId: `rec${attempt}`,
  amountCents: 1_400,
  attempt,
  ...(namedBy ? { namedBy } : {}),
});
const approvedOn = (order: Order): OrderEvent => ({
  type: 'approved',
  by: amir,
  fingerprint: termsOf(order).fingerprint,
});
const started = (number: number): OrderEvent => ({ type: 'placing_started', attempt: anIntent({ number }) });
const said = (order: Order) => ({ type: 'declared_absent', by: bea, fingerprint: termsOf(order).fingerprint }) as const;
const notThere = (order: Order): OrderEvent => said(order);
const notThereAgain = (order: Order): OrderEvent => ({ ...said(order), again: {} });

function decided(order: Order, event: OrderEvent, now = noon) {
  const decision = decide(order, event, now);
  if (!decision.ok) throw new Error(`${event.type} on ${order.state}: ${decision.refusal}`);
  return decision;
}
const lived = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((current, event) => decided(current, event).order, order);
const tasksOf = (order: Order, event: OrderEvent, now = noon) =>
  decided(order, event, now).effects.map(({ task }) =>
    task.type === 'tell'
      ? `tell ${task.to} ${task.notice}`
      : task.type === 'note'
        ? `note ${task.event.type}`
        : task.type,
  );
const alarms = ['tell approvers ordered_twice', 'tell requester ordered_twice'];
const numbers = (order: Order) => attemptsLookedFor(order).map(({ number }) => number);

const asked = lived(waiting, approvedOn(waiting), started(1), unclear(1), ...absentTimes(LOOKS_BEFORE_ASKING));
const again = lived(asked, notThereAgain(asked));
const approved = lived(again, approvedOn(again));
const placing = lived(approved, started(2));
const unknown = lived(placing, unclear(2));
const placed = lived(placing, confirmed(2));
const numbered = lived(placed, foundAs(2));
const active = lived(numbered, { type: 'progress_seen', ready: ['getgoogle1.com', 'getgoogle2.com'] });
const pending = lived(placing, notCharged(2));
const cancelled = lived(active, { type: 'vendor_cancelled' });
/** The second attempt stands, or may stand. */
const standing = [placing, unknown, placed, numbered, active, pending, cancelled];
const second = (vendorOrderId: string | null, amountCents: number | null) => ({
  type: 'second_order_found',
  attempt: 1,
  vendorOrderId,
  amountCents,
});

describe('an earlier attempt is looked for in every state', () => {
  test.each([
    ['approved again', approved, [1]],
    ['being placed', placing, [2, 1]],
    ['unknown', unknown, [2, 1]],
    ['placed without a number', placed, [2, 1]],
    ['placed', numbered, [1]],
    ['active', active, [1]],
    ['not charged', pending, [2, 1]],
    ['cancelled', cancelled, [1]],
  ] as const)('%s', (_name, order, sought) => {
    expect(numbers(order)).toEqual(sought);
  });

  test.each([numbered, active, cancelled])(
    'hourly for a day after it was given up, then once a day: $state',
    (order) => {
      const [look] = decided(order, absent, addHours(noon, 2)).effects;
      expect(look).toEqual({ task: { type: 'reconcile' }, dueAt: addHours(noon, 3) });
      const later = addHours(noon, 30);
      expect(decided(order, absent, later)).toMatchObject({ order, isNews: false });
      const [daily] = decided(order, absent, later).effects;
      expect(daily?.task.type).toBe('reconcile');
      expect(daily?.dueAt.getTime()).toBeGreaterThan(addHours(later, 3).getTime());
      expect(daily?.dueAt.getTime()).toBeLessThanOrEqual(addHours(later, 28).getTime());
    },
  );

  test('all orders look at the same time of the day then, so that one read of the list serves them all', () => {
    const dueAt = (now: Date) => decided(numbered, absent, now).effects.map((effect) => effect.dueAt.toISOString());
    expect(dueAt(addHours(noon, 30))).toEqual(dueAt(addHours(noon, 33)));
  });

  test('once the second one has its number, and with each look at a working one', () => {
    expect(tasksOf(placed, foundAs(2))).toContain('reconcile');
    expect(tasksOf(active, { type: 'progress_seen', ready: [] })).toEqual(['watch', 'reconcile']);
  });
});

describe('an earlier attempt that turns up while a later one stands, or may stand,', () => {
  const proofs = [
    ['in the list', foundAs(1), second('rec1', 1_400)],
    ['by a late yes', confirmed(1), second(null, null)],
    ['by a late “not charged”', notCharged(1), { ...second(null, null), message: 'unable' }],
  ] as const;
  test.each(standing.flatMap((order) => proofs.map((proof) => [order.state, order, ...proof] as const)))(
    'is an alarm to approvers and requester: %s, %s %s',
    (_state, order, _how, event, recorded) => {
      const decision = decided(order, event, addMinutes(noon, 5));
      expect(decision.isNews).toBe(true);
      expect(decision.event).toStrictEqual(recorded);
      expect(Order.parse(decision.order)).toStrictEqual(decision.order);
      expect(tasksOf(order, event)).toEqual(
        expect.arrayContaining([
          'redraw',
          'note second_order_found',
          'tell approvers ordered_twice',
          'tell requester ordered_twice',
        ]),
      );
      const { attempts, ...rest } = order;
      expect(decision.order).toMatchObject(rest);
      const [first, later] = decision.order.attempts;
      expect(first).toMatchObject({ ...anIntent(), turnedUpAt: addMinutes(noon, 5), givenUpBy: bea, known: 'proven' });
      expect(later).toEqual(attempts[1]);
      expect(termsOf(decision.order)).toEqual(termsOf(order));
    },
  );

  test('never makes the later one placed: its own answer still decides', () => {
    const warned = lived(placing, confirmed(1));
    expect(warned).toMatchObject({ state: 'placing', attempt: 2 });
    expect(lived(warned, unclear(2))).toMatchObject({ state: 'outcome_unknown' });
    expect(lived(warned, confirmed(2))).toMatchObject({ state: 'placed', attempt: 2 });
  });

  test('is told once more when the later one turns out to stand there, too', () => {
    const both = ['tell approvers ordered_twice', 'tell requester ordered_twice'];
    for (const order of [lived(placing, confirmed(1)), lived(unknown, foundAs(1))]) {
      for (const event of [confirmed(2), notCharged(2), foundAs(2)]) {
        expect(tasksOf(order, event)).toEqual(expect.arrayContaining(both));
      }
    }
    expect(tasksOf(placing, confirmed(2))).not.toEqual(expect.arrayContaining(both));
    expect(tasksOf(lived(placed, foundAs(1)), foundAs(2))).not.toEqual(expect.arrayContaining(both));
  });

  test('leaves a call alone that is still under way', () => {
    const looks = decided(placing, confirmed(1), addSeconds(noon, 30)).effects.filter(
      ({ task }) => task.type === 'reconcile',
    );
    expect(looks).toEqual([{ task: { type: 'reconcile' }, dueAt: addSeconds(noon, 90) }]);
  });

  test('is looked for until its number is known, and people are told once', () => {
    const warned = lived(numbered, confirmed(1));
    expect(numbers(warned)).toEqual([1]);
    expect(decide(warned, confirmed(1), noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    expect(tasksOf(warned, foundAs(1))).toEqual(['redraw', 'note second_order_found']);
    const known = lived(warned, foundAs(1));
    expect(known.attempts[0]).toMatchObject({ vendorOrderId: 'rec1', vendorAmountCents: 1_400 });
    expect(numbers(known)).toEqual([]);
  });

  test('is looked for at once when a late yes told of it', () => {
    const [first] = decided(numbered, confirmed(1)).effects;
    expect(first).toEqual({ task: { type: 'reconcile' }, dueAt: noon });
  });

  test('counts when a person names it', () => {
    const decision = decided(unknown, foundAs(1, bea));
    expect(decision.event).toEqual({ ...second('rec1', 1_400), namedBy: bea });
  });

  test('an answer that says nothing clear is kept in the history, and looked into', () => {
    const decision = decided(numbered, unclear(1));
    expect(decision).toMatchObject({ order: numbered, isNews: true, event: { ...unclear(1), isLate: true } });
    expect(tasksOf(numbered, unclear(1))).toEqual(['reconcile']);
    expect(decided(placing, unclear(1))).toMatchObject({ order: placing, event: { isLate: true } });
    expect(tasksOf(unknown, unclear(1))).toEqual([]);
  });

  test('is looked for along with a later one that is sought, by the waits of that one', () => {
    const looks = decided(unknown, confirmed(1)).effects.filter(({ task }) => task.type === 'reconcile');
    expect(looks).toEqual([{ task: { type: 'reconcile' }, dueAt: addSeconds(noon, 5) }]);
  });

  test('is kept by the event itself, and that means nothing where no later one stands', () => {
    const { event } = decided(numbered, foundAs(1));
    if (!event) throw new Error('It meant nothing else');
    expect(decided(numbered, event).order).toEqual(lived(numbered, foundAs(1)));
    expect(decide(again, event, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  });

  test('has no number that nobody sent', () => {
    for (const order of [placing, unknown, placed]) {
      expect(decide(order, foundAs(3), noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
      expect(decide(order, unclear(3), noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    }
    const once = lived(waiting, approvedOn(waiting), started(1), confirmed(1));
    expect(decide(once, unclear(1), noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  });
});

test('an attempt that turned up is not beside itself, once the order stands by it', () => {
  const { attempts } = lived(unknown, foundAs(1));
  expect([1, 2].map((present) => turnedUpBeside({ attempts }, present)?.number)).toEqual([undefined, 1]);
});

describe('an earlier attempt that turns up while nothing else was sent', () => {
  const idle = [again, approved, lived(again, { type: 'declined', by: amir, reason: 'No' })];
  test.each(idle)('is what the order is placed by, by a late yes too: $state', (order) => {
    expect(lived(order, confirmed(1))).toMatchObject({ state: 'placed', attempt: 1 });
    expect(atVendor(lived(order, confirmed(1)))).toEqual({ vendorOrderId: null, vendorAmountCents: null });
    expect(lived(order, notCharged(1))).toMatchObject({ state: 'payment_pending', attempt: 1 });
    expect(tasksOf(order, confirmed(1))).toEqual(
      expect.arrayContaining(['reconcile', 'watch', 'tell requester placed', 'note vendor_confirmed']),
    );
  });

  test('leaves the other unproven attempts to be looked for', () => {
    const twice = lived(unknown, ...absentTimes(LOOKS_BEFORE_ASKING));
    const third = lived(twice, notThereAgain(twice));
    const { order, effects } = decided(third, foundAs(1));
    expect(order).toMatchObject({ state: 'placed', attempt: 1 });
    expect(termsOf(order).number).toBe(1);
    expect(numbers(order)).toEqual([2]);
    expect(effects).toContainEqual({ task: { type: 'reconcile' }, dueAt: noon });
    expect(tasksOf(order, foundAs(2))).toContain('tell approvers ordered_twice');
    const givenUp = lived(twice, notThere(twice));
    expect(numbers(lived(givenUp, foundAs(1)))).toEqual([2]);
  });

  test('a late answer to the attempt that was given up counts as well', () => {
    const givenUp = lived(asked, notThere(asked));
    expect(lived(givenUp, confirmed(1))).toMatchObject({ state: 'placed' });
    expect(lived(givenUp, notCharged(1))).toMatchObject({ state: 'payment_pending' });
    expect(decided(givenUp, unclear(1))).toMatchObject({ order: givenUp, event: { isLate: true } });
    const unnamed = { type: 'vendor_confirmed', vendorOrderId: null } as const;
    for (const event of [unclear(2), unnamed]) {
      expect(decide(givenUp, event, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    }
    const listed = { type: 'vendor_order_found', vendorOrderId: 'rec1', amountCents: 1_400 } as const;
    expect(lived(givenUp, listed)).toMatchObject({ state: 'placed', attempt: 1 });
  });
});

describe('once an earlier attempt turned up,', () => {
  test.each([notThere, notThereAgain])('“it is not there” of the later one leaves the order placed by it', (wordOf) => {
    const warned = lived(unknown, foundAs(1), ...absentTimes(LOOKS_BEFORE_ASKING));
    const event = wordOf(warned);
    const order = lived(warned, event);
    expect(order).toMatchObject({ state: 'placed', attempt: 1 });
    expect(atVendor(order).vendorOrderId).toBe('rec1');
    expect(termsOf(order)).toEqual(termsOf(waiting));
    expect(order.terms).toHaveLength(2);
    expect(numbers(order)).toEqual([2]);
    expect(tasksOf(warned, event)).toEqual(
      expect.arrayContaining([
        'redraw',
        'note declared_absent',
        'watch',
        'reconcile',
        'tell requester placed',
        'erase_logins',
      ]),
    );
  });

  test('one that was not charged leaves it waiting for the card', () => {
    const unpaid = lived(unknown, notCharged(1), ...absentTimes(LOOKS_BEFORE_ASKING));
    expect(lived(unpaid, notThere(unpaid))).toMatchObject({ state: 'payment_pending', vendorMessage: 'unable' });
    expect(tasksOf(unpaid, notThere(unpaid)).filter((task) => task.startsWith('tell'))).toEqual([
      'tell requester payment_pending',
    ]);
  });

  test('a “no” to the later one never ends the order as refused', () => {
    const rejected = lived(placing, { type: 'outcome_unclear', reason: 'rejected', message: 'No' }, foundAs(1));
    expect(lived(rejected, ...absentTimes(20))).toMatchObject({ state: 'outcome_unknown' });
  });

  test('a later call that was not sent is not made again', () => {
    const order = lived(placing, foundAs(1), { type: 'not_sent', reason: 'too_late', attempt: 2, startedAt: noon });
    expect(order).toMatchObject({ state: 'placed', attempt: 1 });
    expect(atVendor(order).vendorOrderId).toBe('rec1');
    expect(numbers(order)).toEqual([]);
  });
});

describe('an approved order whose own attempt turns up: the store went back in time', () => {
  const first = lived(waiting, approvedOn(waiting));
  const sent = { ...anAttempt({ known: 'proven' }), startedAt: addDays(noon, 1) };

  test('is placed by it, on what was approved', () => {
    const { order } = decided(first, foundAs(1), addDays(noon, 1));
    expect(order).toMatchObject({ state: 'placed', attempt: 1, approvals: [{ by: amir }] });
    const lookFrom = subHours(noon, 48);
    expect(order.attempts).toEqual([{ ...sent, lookFrom, vendorOrderId: 'rec1', vendorAmountCents: 1_400 }]);
    expect(approvalsOf(order)).toHaveLength(1);
    const found = decided(approved, foundAs(2)).order;
    expect(found).toMatchObject({ state: 'placed', attempt: 2 });
    expect(found.attempts[1]).toMatchObject(anIntent({ number: 2, lookFrom: subHours(noon, 48) }));
    expect(numbers(decided(approved, foundAs(2)).order)).toEqual([1]);
  });

  test('is placed by the answer to a call that the store has forgotten', () => {
    expect(lived(first, confirmed(1))).toMatchObject({ state: 'placed', attempt: 1 });
    expect(lived(first, notCharged(1))).toMatchObject({ state: 'payment_pending' });
  });

  test('is not taken for it by an event that names no attempt, or another one', () => {
    expect(decide(first, { type: 'vendor_confirmed', vendorOrderId: null }, noon).ok).toBe(false);
    expect(decide(first, foundAs(2), noon).ok).toBe(false);
  });
});

describe('a vendor order that may be of the attempt that was given up', () => {
  const resembling = {
    vendorOrderId: 'recHand',
    tag: null,
    amountCents: 1_400,
    createdAt: noon,
    names: ['getgoogle1.com'],
  };
  const question: OrderEvent = { type: 'resembling_found', resembling };
  const declined: Order = { ...commonOf(again), state: 'declined', by: amir, at: noon, reason: '' };

  test.each([numbered, active, cancelled, declined])('is asked about beside one that is $state', (order) => {
    expect(tasksOf(order, question)).toEqual([
      'reconcile',
      'redraw',
      'note resembling_found',
      'tell approvers resembling_order',
    ]);
    expect(decided(order, question).effects[0]?.dueAt).toEqual(addHours(noon, 1));
    expect(questionOf(lived(order, question))).toEqual(resembling);
    expect(questionOf(lived(order, question, { type: 'look_incomplete', unread: 1 }))).toEqual(resembling);
    expect(questionOf(lived(order, question, absent))).toBeNull();
  });

  test('is an alarm when people say that it is this one', () => {
    const answer: OrderEvent = {
      type: 'vendor_order_found',
      vendorOrderId: 'recHand',
      amountCents: 1_400,
      attempt: 1,
      namedBy: bea,
    };
    expect(tasksOf(lived(numbered, question), answer)).toEqual(expect.arrayContaining(alarms));
    expect(lived(numbered, question, answer).question).toBeNull();
    expect(lived(numbered, question, foundAs(1)).question).toEqual(resembling);
  });

  test('waits for its turn while people still have to approve, and while a call is under way', () => {
    for (const order of [again, placing]) expect(decide(order, question, noon)).toMatchObject({ ok: false });
  });
});

describe('a look that finds more than one order of ours', () => {
  const also = [
    { vendorOrderId: 'recOnceMore', amountCents: 1_500, attempt: 1 },
    { vendorOrderId: 'recForgotten', amountCents: null, attempt: 2 },
  ];
  const found = { type: 'vendor_order_found' as const, vendorOrderId: 'rec1', amountCents: 1_400, attempt: 1, also };
  const firstApproved = lived(waiting, approvedOn(waiting));
  const firstPlacing = lived(firstApproved, started(1));
  const states = [firstApproved, firstPlacing, lived(firstPlacing, confirmed(1)), lived(firstPlacing, unclear(1))];

  test.each(states)('is an alarm for an order that is $state, which follows the first', (order) => {
    expect(tasksOf(order, found)).toEqual(expect.arrayContaining(alarms));
    const after = lived(order, found);
    expect(after).toMatchObject({ state: 'placed', attempt: 1 });
    const byId = (id: string) => after.attempts.find(({ vendorOrderId }) => vendorOrderId === id);
    expect(byId('rec1')).toMatchObject({ number: 1, tag: 'acme-7f3k2q', vendorAmountCents: 1_400 });
    const turnedUp = { known: 'proven', turnedUpAt: noon, terms: 1 };
    expect(byId('recOnceMore')).toMatchObject({ ...turnedUp, tag: 'acme-7f3k2q', vendorAmountCents: 1_500 });
    expect(byId('recForgotten')).toMatchObject({ ...turnedUp, tag: 'acme-7f3k2q.2', vendorAmountCents: null });
    expect(after.attempts.map(({ number }) => number).toSorted()).toEqual([1, 2, 3]);
    expect(numbers(after)).toEqual([]);
    expect(Order.parse(after)).toStrictEqual(after);
  });

  test('keeps the number that its tag names, where no attempt has it', () => {
    const third = { vendorOrderId: 'recThird', amountCents: 1_400, attempt: 3 };
    const { order } = decided(firstPlacing, { ...found, also: [third] });
    expect(order.attempts).toMatchObject([
      { number: 1, vendorOrderId: 'rec1' },
      { number: 3, vendorOrderId: 'recThird', tag: 'acme-7f3k2q.3' },
    ]);
  });

  test('may be of an attempt that was given up, which is found by it then', () => {
    const also = [{ vendorOrderId: 'recFirst', amountCents: 1_400, attempt: 1 }];
    const { order } = decided(unknown, { ...found, vendorOrderId: 'rec2', attempt: 2, also });
    expect(order.attempts).toMatchObject([
      { number: 1, vendorOrderId: 'recFirst', turnedUpAt: noon, givenUpBy: bea },
      { number: 2, vendorOrderId: 'rec2' },
    ]);
    expect(order.attempts).toHaveLength(2);
    expect(numbers(order)).toEqual([]);
  });

  test('may do so once the number is known: those that are news are an alarm, once', () => {
    const { also: _also, ...single } = found;
    const known = lived(firstPlacing, single);
    expect(tasksOf(known, found)).toEqual(['redraw', 'note vendor_order_found', ...alarms]);
    expect(decided(known, found).event).toEqual(found);
    const half = lived(known, { ...found, also: also.slice(0, 1) });
    expect(decided(half, found).event).toEqual({ ...found, also: also.slice(1) });
    const after = lived(known, found);
    expect(after.attempts.map(({ vendorOrderId }) => vendorOrderId)).toEqual(['rec1', 'recOnceMore', 'recForgotten']);
    expect(decide(after, found, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    expect(decide(known, single, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    expect(decide(known, { ...found, vendorOrderId: 'recElse' }, noon)).toMatchObject({ ok: false });
  });

  test('is waited for after a person ruled one out: every hour for a day, then daily, while the order stands', () => {
    const { also: _also, ...single } = found;
    const known = lived(firstPlacing, single);
    const doubted: Order = { ...known, ruledOut: ['recHand'] };
    const looksOf = (order: Order, now = noon) => decide(order, absent, now);
    expect(looksOf(known)).toMatchObject({ ok: false });
    expect(looksOf(doubted)).toMatchObject({ effects: [{ task: { type: 'reconcile' }, dueAt: addHours(noon, 1) }] });
    expect(looksOf(doubted, addDays(noon, 2))).toMatchObject({
      effects: [{ task: { type: 'reconcile' }, dueAt: new Date('2026-11-26T04:00:00.000Z') }],
    });
    expect(looksOf(lived(doubted, { type: 'vendor_cancelled' }))).toMatchObject({ ok: false });
    expect(looksOf({ ...lived(known, found), ruledOut: ['recOnceMore'] })).toMatchObject({ ok: false });
    const seeking = { ...firstPlacing, ruledOut: ['recHand'] };
    expect(tasksOf(seeking, single)).toContain('reconcile');
  });

  test('names both on the card, and the one that is followed', () => {
    const twice = orderedTwice(lived(firstPlacing, found));
    expect(twice).toMatchObject({ title: 'Ordered twice' });
    expect(twice?.text).toContain('recOnceMore');
    expect(twice?.text).toContain('best recOnceMore and recForgotten, as this app follows rec1');
  });
});
