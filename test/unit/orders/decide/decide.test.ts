import { describe, expect, test } from '@jest/globals';
import { addDays, addHours, addMilliseconds, addSeconds } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { EffectIntent } from '../../../../src/orders/effect.ts';
import { OrderEvent } from '../../../../src/orders/event.ts';
import { approvalsOf, newestTerms, ORDER_STATES, type Order, termsOf } from '../../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../../src/orders/schedule.ts';
import { Fingerprint, type UserId } from '../../../../src/values/ids.ts';
import {
  amir,
  anOrder,
  aPolicy,
  approvals as approvalsChannel,
  aQuote,
  asked as askedBy,
  aWorth,
  bea,
  inState,
  noon,
  rita,
} from '../../../support/builders.ts';
import { changedOrder } from '../../../support/changes.ts';
import { anIntent } from '../sent.ts';

const waiting = anOrder();
const { fingerprint } = termsOf(waiting);
const attempt = anIntent();
const otherFingerprint = Fingerprint.parse('0'.repeat(64));
const card = { channelId: approvalsChannel, ts: '1.1' };

/** Lives an order through events that all have to be accepted. */
function lived(order: Order, ...events: OrderEvent[]): Order {
  return events.reduce((current, event) => {
    const decision = decide(current, event, noon);
    if (!decision.ok) throw new Error(`${event.type} on ${current.state}: ${decision.refusal}`);
    return decision.order;
  }, order);
}
function outcome(order: Order, event: OrderEvent, now = noon): string {
  const decision = decide(order, event, now);
  return decision.ok ? decision.order.state : decision.refusal;
}
function effectsOf(order: Order, event: OrderEvent, now = noon): readonly EffectIntent[] {
  const decision = decide(order, event, now);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.effects;
}
const tasksOf = (order: Order, event: OrderEvent, now = noon) =>
  effectsOf(order, event, now).map(({ task }) => (task.type === 'tell' ? `tell ${task.to} ${task.notice}` : task.type));

const approvedBy = (by: UserId, on = fingerprint): OrderEvent => ({ type: 'approved', by, fingerprint: on });
const declinedBy = (by: UserId): OrderEvent => ({ type: 'declined', by, reason: 'Too dear' });
const withdrawnBy = (by: UserId): OrderEvent => ({ type: 'withdrawn', by, reason: '' });
const expired: OrderEvent = { type: 'expired' };
const started: OrderEvent = { type: 'placing_started', attempt };
const confirmed: OrderEvent = { type: 'vendor_confirmed', vendorOrderId: null };
const notCharged: OrderEvent = { type: 'vendor_could_not_charge', message: 'unable to charge' };
const unclear = (reason: 'no_answer' | 'rejected'): OrderEvent => ({ type: 'outcome_unclear', reason, message: 'No' });
const found = { type: 'vendor_order_found', vendorOrderId: 'recNew', amountCents: 1_400 } as const;
const absent: OrderEvent = { type: 'vendor_order_absent' };
const ready = (...names: string[]): OrderEvent => ({ type: 'progress_seen', ready: names });
const bothNames = ['getgoogle1.com', 'getgoogle2.com'];

const approved = lived(waiting, approvedBy(amir));
const placing = lived(approved, started);
const unknown = lived(placing, unclear('no_answer'));
const rejected = lived(placing, unclear('rejected'));
const pending = lived(placing, notCharged);
const placed = lived(placing, confirmed);
const active = lived(placed, ready(...bothNames));
const declined = lived(waiting, declinedBy(amir));
const withdrawn = lived(waiting, withdrawnBy(rita));
const refused = lived(rejected, absent, absent, absent);
const cancelled = lived(active, { type: 'vendor_cancelled' });
const lapsed = decide(waiting, expired, addDays(noon, 7));
const expiredOrder = lapsed.ok ? lapsed.order : waiting;

const resembling = { vendorOrderId: 'recOther', tag: 'old', amountCents: 1_400, createdAt: noon, names: bothNames };
const asked: OrderEvent = { type: 'resembling_found', resembling };
const ruledOutBy = (by: UserId, vendorOrderId = 'recOther'): OrderEvent => ({ type: 'ruled_out', by, vendorOrderId });

describe('a call that was surely not sent', () => {
  const notSent = { type: 'not_sent', reason: 'connection_failed', attempt: 1, startedAt: attempt.startedAt } as const;
  const unreachable = { hold: 'vendor_unreachable', trouble: 'unreachable', heldSince: noon };

  test('goes on from before it, under the same tag and approval', () => {
    const again = lived(placing, notSent);
    const { attempts, ...rest } = again;
    expect({ ...rest, attempts: [] }).toEqual({ ...approved, ...unreachable });
    expect(attempts).toMatchObject([{ ...attempt, known: 'not_sent', answer: 'not_sent' }]);
    expect(tasksOf(placing, notSent)).toEqual(['place', 'redraw', 'note']);
    expect(outcome(again, started)).toBe('placing');
  });

  test('for the same reason once more is said once, and again when the reason is another', () => {
    const busy = { ...notSent, reason: 'rate_limited' } as const;
    const again = lived(placing, busy, started);
    expect(again).toMatchObject({ state: 'placing', heldFor: 'vendor_busy' });
    expect(tasksOf(again, busy)).toEqual(['place', 'redraw']);
    expect(tasksOf(lived(again, busy, started), busy)).toEqual(['place', 'redraw']);
    expect(tasksOf(again, notSent)).toEqual(['place', 'redraw', 'note']);
    expect(tasksOf(again, { ...notSent, reason: 'too_late' })).toEqual(['place', 'redraw', 'note']);
    const cheaper: OrderEvent = { type: 'placing_started', attempt: { ...attempt, quotedCents: 1_000 } };
    expect(tasksOf(approved, cheaper)).toContain('note');
    expect(tasksOf(lived(placing, busy), cheaper)).not.toContain('note');
  });

  test.each<{ asked: string; waitMs: number | undefined; seconds: number }>`
    asked                   | waitMs         | seconds
    ${'nothing'}            | ${undefined}   | ${300}
    ${'for no time'}        | ${0}           | ${30}
    ${'for ten minutes'}    | ${600_000}     | ${600}
    ${'for a day and more'} | ${100_000_000} | ${3_600}
  `('comes again in $seconds seconds when the vendor asked $asked', ({ waitMs, seconds }) => {
    const busy = { ...notSent, reason: 'rate_limited', ...(waitMs === undefined ? {} : { waitMs }) } as const;
    const decision = decide(placing, busy, noon);
    if (!decision.ok) throw new Error(decision.refusal);
    expect(decision.effects[0]).toEqual({ task: { type: 'place' }, dueAt: addSeconds(noon, seconds) });
  });

  test('is believed also after others took it for lost', () => {
    expect({ ...lived(unknown, notSent), attempts: [] }).toEqual({ ...approved, ...unreachable });
  });

  test('is not believed of another attempt or another try, nor once something else is known', () => {
    expect(outcome(placing, { ...notSent, attempt: 2 })).toBe('does_not_apply');
    expect(outcome(placing, { ...notSent, startedAt: addSeconds(attempt.startedAt, 1) })).toBe('does_not_apply');
    expect(outcome(placed, notSent)).toBe('does_not_apply');
  });
});

describe('a vendor order with names of ours but without our tag', () => {
  test('holds an approved order, and people are asked once', () => {
    expect(tasksOf(approved, asked)).toEqual(['place', 'redraw', 'note', 'tell approvers resembling_order']);
    const held = lived(approved, asked);
    expect(held).toMatchObject({ state: 'approved', hold: 'resembling_order', question: resembling });
    expect(tasksOf(held, asked)).toEqual(['place']);
  });

  test('is asked about while the outcome is unknown, or its number is', () => {
    for (const order of [unknown, placed, active, pending]) {
      expect(lived(order, asked)).toMatchObject({ state: order.state, question: resembling });
    }
    for (const order of [waiting, placing, declined, cancelled, lived(placed, found)]) {
      expect(outcome(order, asked)).toBe('does_not_apply');
    }
  });

  test('is asked about after a refusal too: it may have been made all the same', () => {
    expect(tasksOf(refused, asked)).toEqual(['reconcile', 'redraw', 'note', 'tell approvers resembling_order']);
    const questioned = lived(refused, asked);
    expect(questioned).toMatchObject({ state: 'refused', question: resembling });
    expect(tasksOf(questioned, asked)).toEqual(['reconcile']);
    expect(lived(questioned, ruledOutBy(amir)).ruledOut).toEqual(['recOther']);
    const named: OrderEvent = { ...found, vendorOrderId: 'recOther', attempt: 1, namedBy: amir };
    expect(lived(questioned, named)).toMatchObject({ state: 'placed', attempts: [{ vendorOrderId: 'recOther' }] });
    expect(lived(questioned, named).question).toBeNull();
    expect(tasksOf(questioned, absent)).toEqual(['redraw', 'reconcile']);
    expect(lived(questioned, absent)).toStrictEqual(lived(refused, absent));
  });

  test('that somebody else than the requester rules out lets the order go on, and is not asked about again', () => {
    const held = lived(approved, asked);
    expect(outcome(held, ruledOutBy(rita))).toBe('own_order');
    expect(outcome(held, ruledOutBy(amir, 'recElse'))).toBe('does_not_apply');
    expect(tasksOf(held, ruledOutBy(amir))).toEqual(['place', 'redraw', 'note']);
    const free = lived(held, ruledOutBy(amir));
    expect(free).toMatchObject({ state: 'approved', hold: null, question: null, ruledOut: ['recOther'] });
    expect(outcome(free, asked)).toBe('does_not_apply');
    expect(tasksOf(lived(unknown, asked), ruledOutBy(amir))).toEqual(['reconcile', 'redraw', 'note']);
  });
});

describe('a click', () => {
  test.each<{ given: Order; event: OrderEvent; then: string }>`
    given           | event                                 | then
    ${waiting}      | ${approvedBy(amir)}                   | ${'approved'}
    ${waiting}      | ${approvedBy(rita)}                   | ${'own_order'}
    ${waiting}      | ${approvedBy(amir, otherFingerprint)} | ${'terms_have_moved'}
    ${approved}     | ${approvedBy(bea)}                    | ${'already_approved'}
    ${placing}      | ${approvedBy(amir)}                   | ${'already_approved'}
    ${unknown}      | ${approvedBy(amir)}                   | ${'already_approved'}
    ${refused}      | ${approvedBy(amir)}                   | ${'already_approved'}
    ${declined}     | ${approvedBy(amir)}                   | ${'already_declined'}
    ${withdrawn}    | ${approvedBy(amir)}                   | ${'already_withdrawn'}
    ${expiredOrder} | ${approvedBy(amir)}                   | ${'already_expired'}
    ${waiting}      | ${declinedBy(amir)}                   | ${'declined'}
    ${approved}     | ${declinedBy(amir)}                   | ${'already_approved'}
    ${declined}     | ${declinedBy(bea)}                    | ${'already_declined'}
    ${waiting}      | ${withdrawnBy(rita)}                  | ${'withdrawn'}
    ${waiting}      | ${withdrawnBy(amir)}                  | ${'not_the_requester'}
    ${approved}     | ${withdrawnBy(rita)}                  | ${'too_late_to_withdraw'}
    ${withdrawn}    | ${withdrawnBy(rita)}                  | ${'already_withdrawn'}
    ${declined}     | ${withdrawnBy(rita)}                  | ${'already_declined'}
  `('an order $given.state, $event.type by $event.by -> $then', ({ given, event, then }) => {
    expect(outcome(given, event)).toBe(then);
  });

  test('an approval makes placing due, and redraws the card first', () => {
    expect(tasksOf(waiting, approvedBy(amir))).toEqual(['redraw', 'place', 'note']);
  });

  test('a quorum of two needs two people', () => {
    const order = anOrder({ policy: aPolicy({ users: [amir, bea], quorum: 2 }) });
    const once = lived(order, approvedBy(amir, termsOf(order).fingerprint));
    expect(once.state).toBe('awaiting_approval');
    expect(outcome(once, approvedBy(amir, termsOf(order).fingerprint))).toBe('approved_by_you_already');
    expect(outcome(once, approvedBy(bea, termsOf(order).fingerprint))).toBe('approved');
  });

  test('whatever ends an order before it is placed erases its logins', () => {
    expect(tasksOf(waiting, declinedBy(amir))).toContain('erase_logins');
    expect(tasksOf(waiting, withdrawnBy(rita))).toContain('erase_logins');
    expect(tasksOf(waiting, expired, addDays(noon, 7))).toContain('erase_logins');
  });
});

describe('time', () => {
  test('an order expires after a week and not before', () => {
    expect(outcome(waiting, expired, addHours(noon, 167))).toBe('not_expired_yet');
    expect(outcome(waiting, expired, addDays(noon, 7))).toBe('expired');
  });
});

describe('placing', () => {
  test('the intent is recorded with a safety net that comes after the call has ended either way', () => {
    const effects = effectsOf(approved, started);
    expect(effects).toEqual([{ task: { type: 'reconcile' }, dueAt: addSeconds(noon, 90) }]);
  });

  test.each(ORDER_STATES.filter((state) => state !== 'approved'))('nothing is placed from %s', (state) => {
    const samples: Order[] = [
      waiting,
      placing,
      unknown,
      pending,
      placed,
      active,
      declined,
      withdrawn,
      refused,
      cancelled,
      expiredOrder,
    ];
    const order = samples.find((sample) => sample.state === state);
    if (!order) throw new Error(`No sample of ${state}`);
    expect(outcome(order, started)).toBe('not_awaiting_placement');
  });

  test('a price above the approved one is never placed, a lower one is', () => {
    expect(outcome(approved, { type: 'placing_started', attempt: { ...attempt, quotedCents: 1_401 } })).toBe(
      'terms_have_moved',
    );
    expect(outcome(approved, { type: 'placing_started', attempt: { ...attempt, quotedCents: 1_300 } })).toBe('placing');
  });

  test('approvals of other terms do not count', () => {
    const terms = [{ ...termsOf(waiting), fingerprint: otherFingerprint }];
    const swapped = { ...inState(approved, 'approved'), terms };
    expect(outcome(swapped, started)).toBe('not_awaiting_placement');
  });

  test('another attempt than the terms name is not placed', () => {
    expect(outcome(approved, { type: 'placing_started', attempt: { ...attempt, number: 2 } })).toBe(
      'not_awaiting_placement',
    );
  });

  test('new terms void the approval and ask again', () => {
    const worth = aWorth({ ...aQuote(), totalCents: 1_500 });
    const asked = lived(approved, { type: 'terms_changed', reason: 'price_rose', to: { worth } });
    expect(asked).toMatchObject({ state: 'awaiting_approval', change: { reason: 'price_rose', before: 1, at: noon } });
    const terms = newestTerms(asked);
    const { act, tag } = termsOf(waiting);
    expect(terms).toMatchObject({ number: 2, act, tag, worth, because: 'price_rose', at: noon });
    expect(approvalsOf(asked)).toEqual([]);
    expect(asked.approvals).toEqual([{ by: amir, at: noon, fingerprint }]);
    expect(outcome(asked, approvedBy(amir))).toBe('terms_have_moved');
    expect(outcome(asked, approvedBy(amir, terms.fingerprint))).toBe('approved');
  });

  test('a held order can be taken back by its requester, and is not placed then', () => {
    const held = lived(approved, { type: 'held', reason: 'logins_missing' });
    expect(outcome(held, withdrawnBy(amir))).toBe('not_the_requester');
    const takenBack = lived(held, withdrawnBy(rita));
    expect(takenBack.state).toBe('withdrawn');
    expect(outcome(takenBack, started)).toBe('not_awaiting_placement');
  });

  test('a held order stays approved, says why once, and tries again', () => {
    const held: OrderEvent = { type: 'held', reason: 'vendor_unreachable' };
    expect(tasksOf(approved, held)).toEqual(['place', 'redraw', 'note']);
    const waitingForVendor = lived(approved, held);
    expect(waitingForVendor).toMatchObject({ state: 'approved', hold: 'vendor_unreachable' });
    expect(tasksOf(waitingForVendor, held)).toEqual(['place']);
    expect(outcome(waitingForVendor, started)).toBe('placing');
  });
});

describe('the outcome', () => {
  test.each<{ given: Order; event: OrderEvent; then: string }>`
    given       | event                   | then
    ${placing}  | ${confirmed}            | ${'placed'}
    ${placing}  | ${notCharged}           | ${'payment_pending'}
    ${placing}  | ${unclear('no_answer')} | ${'outcome_unknown'}
    ${placing}  | ${unclear('rejected')}  | ${'outcome_unknown'}
    ${placing}  | ${found}                | ${'placed'}
    ${placing}  | ${absent}               | ${'outcome_unknown'}
    ${unknown}  | ${found}                | ${'placed'}
    ${unknown}  | ${confirmed}            | ${'placed'}
    ${unknown}  | ${notCharged}           | ${'payment_pending'}
    ${unknown}  | ${unclear('no_answer')} | ${'does_not_apply'}
    ${rejected} | ${found}                | ${'placed'}
    ${placed}   | ${found}                | ${'placed'}
    ${placed}   | ${confirmed}            | ${'does_not_apply'}
    ${pending}  | ${found}                | ${'payment_pending'}
    ${waiting}  | ${found}                | ${'does_not_apply'}
    ${approved} | ${confirmed}            | ${'does_not_apply'}
    ${declined} | ${confirmed}            | ${'does_not_apply'}
  `('of an order $given.state, $event.type -> $then', ({ given, event, then }) => {
    expect(outcome(given, event)).toBe(then);
  });

  test('absence is never proof: an order without an answer stays unknown however often it is not found', () => {
    const looked = lived(unknown, ...Array.from({ length: 50 }, () => absent));
    expect(looked).toMatchObject({ state: 'outcome_unknown', looks: 50 });
  });

  test('people are asked once after the last planned look', () => {
    const almost = lived(unknown, ...Array.from({ length: LOOKS_BEFORE_ASKING - 1 }, () => absent));
    expect(tasksOf(almost, absent)).toContain('tell approvers cannot_find');
    expect(tasksOf(lived(almost, absent), absent)).toEqual(['reconcile']);
  });

  test('a "no" of the vendor is believed only after it left no trace three times', () => {
    expect(outcome(lived(rejected, absent), absent)).toBe('outcome_unknown');
    expect(refused).toMatchObject({ state: 'refused', vendorMessage: 'No' });
  });

  test('looks are spread: 5 s, 15 s, 60 s, 5 min', () => {
    const delays: number[] = [];
    effectsOf(placing, unclear('no_answer')).forEach(({ task, dueAt }) => {
      if (task.type === 'reconcile') delays.push(dueAt.getTime() - noon.getTime());
    });
    let order = unknown;
    for (let looks = 0; looks < 3; looks += 1) {
      effectsOf(order, absent).forEach(({ dueAt }) => {
        delays.push(dueAt.getTime() - noon.getTime());
      });
      order = lived(order, absent);
    }
    expect(delays).toEqual([5_000, 15_000, 60_000, 300_000]);
  });

  test('an amount that nobody approved alarms the approvers; the approved one does not', () => {
    expect(tasksOf(placing, { ...found, amountCents: 1_401 })).toContain('tell approvers amount_differs');
    expect(tasksOf(placing, found)).not.toContain('tell approvers amount_differs');
  });
});

describe('afterwards', () => {
  test('progress is kept and drawn when it changes', () => {
    const half = lived(placed, ready('getgoogle1.com'));
    expect(half).toMatchObject({ state: 'placed', progress: { ready: ['getgoogle1.com'], isStuck: false } });
    expect(tasksOf(placed, ready('getgoogle1.com'))).toEqual(['watch', 'redraw']);
    expect(tasksOf(half, ready('getgoogle1.com'))).toEqual(['watch']);
  });

  test('names of others do not count', () => {
    expect(lived(placed, ready('other.com', 'getgoogle2.com'))).toMatchObject({
      progress: { ready: ['getgoogle2.com'] },
    });
  });

  test('the requester is told when all works', () => {
    expect(active.state).toBe('active');
    expect(tasksOf(placed, ready(...bothNames))).toContain('tell requester active');
  });

  test('the requester is told once when set-up is stuck for five business days', () => {
    const nextMonday = addMilliseconds(addDays(noon, 7), 0);
    expect(tasksOf(placed, ready(), addDays(noon, 6))).not.toContain('tell requester stuck');
    expect(tasksOf(placed, ready(), nextMonday)).toContain('tell requester stuck');
    const decision = decide(placed, ready(), nextMonday);
    if (!decision.ok) throw new Error(decision.refusal);
    expect(tasksOf(decision.order, ready(), nextMonday)).toEqual(['watch']);
  });

  test('a working domain shows that a pending payment went through', () => {
    expect(outcome(pending, ready())).toBe('payment_pending');
    expect(outcome(pending, ready('getgoogle1.com'))).toBe('placed');
    expect(outcome(pending, ready(...bothNames))).toBe('active');
  });

  test('a cancellation at the vendor is told', () => {
    expect(cancelled.state).toBe('cancelled');
    expect(tasksOf(placed, { type: 'vendor_cancelled' })).toContain('tell requester cancelled');
    expect(lived(pending, { type: 'vendor_cancelled' })).toMatchObject({ state: 'cancelled', placedAt: noon });
    expect(outcome(waiting, { type: 'vendor_cancelled' })).toBe('does_not_apply');
  });
});

describe('messages', () => {
  test('once the card is out, the requester is told', () => {
    expect(tasksOf(waiting, { type: 'announced', card })).toEqual(['tell requester requested', 'look_at_card']);
    expect(outcome(lived(waiting, { type: 'announced', card }), { type: 'announced', card })).toBe('does_not_apply');
  });

  test('a channel that has to be fixed is told to requester and approvers', () => {
    expect(tasksOf(waiting, { type: 'announce_failed', failure: 'bot_not_in_channel' })).toEqual([
      'tell requester requested',
      'tell approvers bot_not_in_channel',
    ]);
  });
});

test('every event has an answer in every state', () => {
  const samples: Order[] = [
    waiting,
    approved,
    placing,
    unknown,
    pending,
    placed,
    active,
    declined,
    withdrawn,
    refused,
    cancelled,
    expiredOrder,
  ];
  const events: OrderEvent[] = [
    { type: 'requested', by: rita, fingerprint, totalCents: 1 },
    { type: 'announced', card },
    { type: 'announce_failed', failure: 'channel_not_found' },
    { type: 'card_lost', card, word: 'message_not_found' },
    { type: 'requester_told', message: card },
    approvedBy(amir),
    declinedBy(amir),
    withdrawnBy(rita),
    expired,
    { type: 'terms_changed', reason: 'price_rose', to: {} },
    { type: 'approvals_insufficient', reason: 'policy_changed', asked: askedBy(), without: [] },
    { type: 'asked_anew', asked: askedBy(aPolicy({ quorum: 2 })) },
    { type: 'held', reason: 'price_unclear' },
    started,
    confirmed,
    notCharged,
    unclear('no_answer'),
    found,
    absent,
    ready(),
    { type: 'second_order_found', attempt: 1, vendorOrderId: 'recFirst', amountCents: 1_400 },
    { type: 'look_incomplete', unread: 1 },
    { type: 'watch_failed' },
    { type: 'not_sent', reason: 'too_late', attempt: 1, startedAt: noon },
    { type: 'resembling_found', resembling },
    { type: 'ruled_out', by: amir, vendorOrderId: 'recOther' },
    { type: 'declared_absent', by: amir, fingerprint },
    { type: 'vendor_cancelled' },
    { type: 'domains_changed', through: changedOrder, changes: [{ domain: 'getgoogle1.com', name: 'new.com' }] },
  ];
  expect(new Set(samples.map(({ state }) => state))).toEqual(new Set(ORDER_STATES));
  expect(new Set(events.map(({ type }) => type))).toEqual(
    new Set(OrderEvent.options.map((option) => option.shape.type.value)),
  );
  for (const order of samples) for (const event of events) expect(outcome(order, event)).toEqual(expect.any(String));
});
