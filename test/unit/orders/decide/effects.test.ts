import { describe, expect, test } from '@jest/globals';
import { addDays, addHours } from 'date-fns';
import type { Attempt } from '../../../../src/orders/attempt.ts';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { EffectIntent } from '../../../../src/orders/effect.ts';
import type { InsufficientReason, OrderEvent } from '../../../../src/orders/event.ts';
import { newestTerms, type Order, termsOf } from '../../../../src/orders/order.ts';
import { atVendor } from '../../../../src/orders/standing/at-vendor.ts';
import { surfaceOf } from '../../../../src/orders/surface.ts';
import {
  amir,
  anOrder,
  aPolicy,
  aPurchase,
  approvals as approvalsChannel,
  aQuote,
  asked as askedBy,
  aWorth,
  bea,
  customOrderOf,
  inState,
  noon,
  rita,
} from '../../../support/builders.ts';
import { changedOrder } from '../../../support/changes.ts';
import { anAttempt, anIntent } from '../sent.ts';

const DAY = 86_400;
const waiting = anOrder();
const terms = termsOf(waiting);
const dearer = aWorth({ ...aQuote(), totalCents: 1_500 });
const card = { channelId: approvalsChannel, ts: '1.1' };

function lived(order: Order, ...events: OrderEvent[]): Order {
  return events.reduce((current, event) => {
    const decision = decide(current, event, noon);
    if (!decision.ok) throw new Error(`${event.type} on ${current.state}: ${decision.refusal}`);
    return decision.order;
  }, order);
}

/** `<task> +<seconds from now>`; a note also says of what, and when that was. */
function said({ task, dueAt }: EffectIntent, now: Date): string {
  const words = task.type === 'tell' ? [task.to, task.notice] : task.type === 'note' ? [task.event.type] : [];
  if (task.type === 'note') expect(task.at).toEqual(now);
  const seconds = (dueAt.getTime() - now.getTime()) / 1_000;
  return [task.type, ...words, ...(seconds === 0 ? [] : [`+${seconds}`])].join(' ');
}
function effectsOf(order: Order, event: OrderEvent, now = noon): string[] {
  const decision = decide(order, event, now);
  if (!decision.ok) throw new Error(decision.refusal);
  return decision.effects.map((effect) => said(effect, now));
}
const isNews = (order: Order, event: OrderEvent, now = noon) => {
  const decision = decide(order, event, now);
  return decision.ok && decision.isNews;
};

const approved: OrderEvent = { type: 'approved', by: amir, fingerprint: terms.fingerprint };
const declined: OrderEvent = { type: 'declined', by: amir, reason: 'Too dear' };
const withdrawn: OrderEvent = { type: 'withdrawn', by: rita, reason: 'A mistake' };
const held: OrderEvent = { type: 'held', reason: 'paused' };
const started = (quotedCents = 1_400): OrderEvent => ({
  type: 'placing_started',
  attempt: anIntent({ quotedCents }),
});
const changed: OrderEvent = { type: 'terms_changed', reason: 'price_rose', to: { worth: dearer } };
const insufficient = (reason: InsufficientReason): OrderEvent => ({
  type: 'approvals_insufficient',
  reason,
  asked: askedBy(),
  without: [amir],
});
const lessAsked: OrderEvent = { type: 'asked_anew', asked: askedBy(aPolicy({ users: [bea] })) };
const askedAnew: OrderEvent = { type: 'asked_anew', asked: askedBy(aPolicy({ quorum: 2 })) };
const confirmed: OrderEvent = { type: 'vendor_confirmed', vendorOrderId: null };
const notCharged: OrderEvent = { type: 'vendor_could_not_charge', message: 'unable' };
const unclear: OrderEvent = { type: 'outcome_unclear', reason: 'no_answer', message: null };
const rejected: OrderEvent = { type: 'outcome_unclear', reason: 'rejected', message: 'No' };
const found: OrderEvent = { type: 'vendor_order_found', vendorOrderId: 'recNew', amountCents: 1_400 };
const absent: OrderEvent = { type: 'vendor_order_absent' };
const ready = (...names: string[]): OrderEvent => ({ type: 'progress_seen', ready: names });
const both = ready('getgoogle1.com', 'getgoogle2.com');
const cancelled: OrderEvent = { type: 'vendor_cancelled' };
const renamed: OrderEvent = {
  type: 'domains_changed',
  through: changedOrder,
  changes: [{ domain: 'getgoogle1.com', name: 'new.com' }],
};
const absentTimes = (count: number) => Array.from({ length: count }, () => absent);
const declaredAbsent: OrderEvent = { type: 'declared_absent', by: bea, fingerprint: terms.fingerprint };

const agreed = lived(waiting, approved);
const onHold = lived(agreed, held);
const placing = lived(agreed, started());
const unknown = lived(placing, unclear);
const placed = lived(placing, confirmed);
const pending = lived(placing, notCharged);
const active = lived(placed, both);
const { mayAskToConfirm: _may, ...paid } = inState(placed, 'placed');
const asked = lived(unknown, ...absentTimes(5));
const refused = lived(placing, rejected, ...absentTimes(3));

describe('what follows from an event, and when', () => {
  test.each<{ what: string; order: Order; event: OrderEvent; then: string[] }>`
    what                          | order                                       | event                                    | then
    ${'a decline'}                | ${waiting}                                  | ${declined}                              | ${['redraw', 'tell requester declined', 'note declined', 'erase_logins']}
    ${'a withdrawal'}             | ${waiting}                                  | ${withdrawn}                             | ${['redraw', 'note withdrawn', 'erase_logins']}
    ${'an approval'}              | ${waiting}                                  | ${approved}                              | ${['redraw', 'place', 'note approved']}
    ${'a hold'}                   | ${agreed}                                   | ${held}                                  | ${['place +30', 'redraw', 'note held']}
    ${'the same hold again'}      | ${onHold}                                   | ${held}                                  | ${['place +30']}
    ${'new terms'}                | ${agreed}                                   | ${changed}                               | ${['redraw', 'note terms_changed', 'tell requester terms_changed', `remind +${DAY}`, `expire +${7 * DAY}`]}
    ${'approvals that lack one'}  | ${agreed}                                   | ${insufficient('approver_not_entitled')} | ${['redraw', 'note approvals_insufficient', 'tell requester terms_changed', `remind +${DAY}`, `expire +${7 * DAY}`]}
    ${'approvals that are old'}   | ${agreed}                                   | ${insufficient('approval_too_old')}      | ${['redraw', 'note approvals_insufficient', 'tell requester terms_changed', 'tell approvers terms_changed', `remind +${DAY}`, `expire +${7 * DAY}`]}
    ${'another policy'}           | ${waiting}                                  | ${askedAnew}                             | ${['redraw']}
    ${'another policy, later'}    | ${agreed}                                   | ${lessAsked}                             | ${['redraw']}
    ${'the intent'}               | ${agreed}                                   | ${started()}                             | ${['reconcile +90']}
    ${'the intent after a hold'}  | ${onHold}                                   | ${started()}                             | ${['reconcile +90', 'redraw']}
    ${'the intent, cheaper'}      | ${agreed}                                   | ${started(1_399)}                        | ${['reconcile +90', 'note placing_started']}
    ${'a confirmation'}           | ${placing}                                  | ${confirmed}                             | ${['redraw', 'note vendor_confirmed', 'reconcile', 'watch +900', 'tell requester placed', 'erase_logins']}
    ${'a card that is empty'}     | ${placing}                                  | ${notCharged}                            | ${['redraw', 'note vendor_could_not_charge', 'reconcile', 'watch +900', 'tell requester payment_pending', 'tell approvers payment_pending', 'erase_logins']}
    ${'no answer'}                | ${placing}                                  | ${unclear}                               | ${['redraw', 'note outcome_unclear', 'reconcile +5', 'tell requester outcome_unknown']}
    ${'a "no"'}                   | ${placing}                                  | ${rejected}                              | ${['redraw', 'note outcome_unclear', 'reconcile +5']}
    ${'an interrupted call'}      | ${placing}                                  | ${absent}                                | ${['redraw', 'note outcome_unclear', 'reconcile +5', 'tell requester outcome_unknown']}
    ${'an order that turned up'}  | ${unknown}                                  | ${found}                                 | ${['redraw', 'note vendor_order_found', 'tell requester placed', 'watch +900', 'erase_logins']}
    ${'the id of a placed one'}   | ${placed}                                   | ${found}                                 | ${['redraw', 'note vendor_order_found']}
    ${'the fifth look in vain'}   | ${lived(unknown, ...absentTimes(4))}        | ${absent}                                | ${['reconcile +3600', 'redraw', 'note vendor_order_absent', 'tell approvers cannot_find']}
    ${'a "no" without a trace'}   | ${lived(placing, rejected, absent, absent)} | ${absent}                                | ${['redraw', 'note vendor_order_absent', 'reconcile +300', 'tell requester refused', 'erase_logins']}
    ${'a look after a refusal'}   | ${refused}                                  | ${absent}                                | ${['reconcile +900']}
    ${'a placed one not listed'}  | ${placed}                                   | ${absent}                                | ${['reconcile +15']}
    ${'an unpaid one not listed'} | ${pending}                                  | ${absent}                                | ${['reconcile +15']}
    ${'an active one not listed'} | ${active}                                   | ${absent}                                | ${['reconcile +15']}
    ${'a person’s word'}          | ${asked}                                    | ${declaredAbsent}                        | ${['redraw', 'note declared_absent', 'reconcile +3600', 'tell requester refused', 'erase_logins']}
    ${'half of the domains'}      | ${placed}                                   | ${ready('getgoogle1.com')}               | ${['watch +900', 'redraw']}
    ${'all domains'}              | ${placed}                                   | ${both}                                  | ${['redraw', 'note progress_seen', 'tell requester active', 'hand_over', 'watch +43200']}
    ${'a look at a working one'}  | ${active}                                   | ${both}                                  | ${['watch +43200']}
    ${'an unpaid one, still'}     | ${pending}                                  | ${ready()}                               | ${['watch +900']}
    ${'an unpaid one that works'} | ${pending}                                  | ${ready('getgoogle1.com')}               | ${['watch +900', 'redraw', 'tell requester placed']}
    ${'a cancellation'}           | ${active}                                   | ${cancelled}                             | ${['redraw', 'note vendor_cancelled', 'tell requester cancelled']}
    ${'another name'}             | ${active}                                   | ${renamed}                               | ${['redraw', 'note domains_changed']}
  `('$what', ({ order, event, then }) => {
    expect(effectsOf(order, event)).toEqual(then);
  });

  test('a week without an answer', () => {
    const expected = ['redraw', 'tell requester expired', 'note expired', 'erase_logins'];
    expect(effectsOf(waiting, { type: 'expired' }, addDays(noon, 7))).toEqual(expected);
  });

  test('set-up that is stuck after five business days', () => {
    const stuck = ['watch +900', 'redraw', 'note progress_seen', 'tell requester stuck'];
    expect(effectsOf(placed, ready(), addDays(noon, 7))).toEqual(stuck);
  });
});

test.each<{ order: Order; event: OrderEvent; news: boolean }>`
  order      | event        | news
  ${waiting} | ${approved}  | ${true}
  ${onHold}  | ${held}      | ${false}
  ${unknown} | ${absent}    | ${false}
  ${refused} | ${absent}    | ${false}
  ${active}  | ${both}      | ${false}
  ${placed}  | ${ready()}   | ${false}
  ${placed}  | ${cancelled} | ${true}
`('$event.type on $order.state goes into the history: $news', ({ order, event, news }) => {
  expect(isNews(order, event)).toBe(news);
});

describe('what an order keeps', () => {
  const { expiresAt: _expiresAt, change: _change, ...asRequested } = waiting;
  const approvals = [{ by: amir, at: noon, fingerprint: terms.fingerprint }];
  const agreedOn = { ...asRequested, approvals };
  const sentAs = (news: Partial<Attempt>) => ({ ...agreedOn, attempt: 1, attempts: [anAttempt(news)] });
  const progress = { ready: [], changedAt: noon, isStuck: false };
  const change = { reason: 'price_rose', before: 1, at: noon };
  const proven = { known: 'proven', answer: 'confirmed' } as const;

  test.each<{ order: Order }>`
    order
    ${{ ...sentAs(proven), state: 'placed', placedAt: noon, progress, looks: 0, mayAskToConfirm: true }}
    ${{ ...sentAs({ ...proven, answer: 'not_charged' }), state: 'payment_pending', vendorMessage: 'unable', looks: 0 }}
    ${{ ...sentAs({ answer: 'no_answer' }), state: 'outcome_unknown', reason: 'no_answer', vendorMessage: null, looks: 0 }}
    ${{ ...sentAs({ answer: 'rejected', givenUpAt: noon }), state: 'refused', vendorMessage: 'No', refusedAt: noon, looks: 3 }}
    ${{ ...asRequested, state: 'declined', by: amir, at: noon, reason: 'Too dear' }}
    ${{ ...asRequested, state: 'withdrawn', by: rita, at: noon, reason: 'A mistake' }}
    ${{ ...agreedOn, terms: [terms, newestTerms(lived(agreed, changed))], state: 'awaiting_approval', expiresAt: addDays(noon, 7), change }}
  `('when it is $order.state', ({ order }) => {
    const after = [
      placed,
      pending,
      unknown,
      refused,
      lived(waiting, declined),
      lived(waiting, withdrawn),
      lived(agreed, changed),
    ];
    expect(after.find(({ state }) => state === order.state)).toEqual(order);
  });

  test('when it works: everything that it was when it was placed', () => {
    const all = { ...progress, ready: ['getgoogle1.com', 'getgoogle2.com'] };
    expect(active).toEqual({ ...paid, state: 'active', progress: all, activeAt: noon });
    const { activeAt: _, ...rest } = inState(active, 'active');
    expect(lived(active, cancelled)).toEqual({ ...rest, state: 'cancelled', cancelledAt: noon });
  });

  test('when a pending payment went through: everything but the pending', () => {
    const now = { ...progress, ready: ['getgoogle1.com'] };
    expect(lived(pending, ready('getgoogle1.com'))).toEqual({
      ...paid,
      attempts: pending.attempts,
      progress: now,
    });
    expect(atVendor(lived(pending, found, ready('getgoogle1.com')))).toEqual({
      vendorOrderId: 'recNew',
      vendorAmountCents: 1_400,
    });
  });

  test('when somebody gives it up: what the vendor had said', () => {
    const saidNo: OrderEvent = { type: 'outcome_unclear', reason: 'server_error', message: 'Down' };
    const given = lived(placing, saidNo, ...absentTimes(5), declaredAbsent);
    expect(given).toMatchObject({ state: 'refused', vendorMessage: 'Down', refusedAt: noon });
    expect(given.attempts).toMatchObject([{ known: 'said_absent', givenUpBy: bea, givenUpAt: noon }]);
    expect(lived(asked, declaredAbsent)).toMatchObject({ vendorMessage: '' });
  });
});

describe('an amount of the vendor’s', () => {
  const cheaper = lived(agreed, started(1_300));
  test.each<{ order: Order; amountCents: number | null; alarms: boolean }>`
    order      | amountCents | alarms
    ${unknown} | ${1_400}    | ${false}
    ${unknown} | ${1_399}    | ${true}
    ${unknown} | ${null}     | ${false}
    ${placed}  | ${1_500}    | ${true}
    ${cheaper} | ${1_300}    | ${false}
    ${cheaper} | ${1_400}    | ${false}
    ${cheaper} | ${1_350}    | ${true}
  `('of $amountCents for an order that is $order.state alarms: $alarms', ({ order, amountCents, alarms }) => {
    const effects = effectsOf(order, { ...found, amountCents });
    expect(effects.includes('tell approvers amount_differs')).toBe(alarms);
  });
});

test.each([
  [1_260, false],
  [1_400, false],
  [1_401, true],
])('an amount of %i for an order with a coupon alarms: %s', (amountCents, alarms) => {
  const order = anOrder({ purchase: aPurchase({ coupon: 'WELCOME10' }) });
  const { fingerprint } = termsOf(order);
  const sought = lived(order, { type: 'approved', by: amir, fingerprint }, started(), unclear);
  expect(effectsOf(sought, { ...found, amountCents }).includes('tell approvers amount_differs')).toBe(alarms);
});

describe('looking goes on', () => {
  test('for an order without an id on the vendor’s list, until people are asked', () => {
    const almost = lived(placed, ...absentTimes(4));
    expect(almost).toMatchObject({ state: 'placed', looks: 4 });
    expect(effectsOf(almost, absent)).toContain('tell approvers cannot_find');
  });

  test('for a refused order, every hour for a day, then once a day for a week', () => {
    expect(lived(refused, absent)).toMatchObject({ state: 'refused', looks: 4 });
    expect(effectsOf(refused, absent, addHours(noon, 23))).toEqual(['reconcile +900']);
    expect(effectsOf(refused, absent, addDays(noon, 1))).toEqual(['reconcile +57600']);
    expect(effectsOf(refused, absent, addDays(noon, 7))).toEqual([]);
  });

  test('not for one whose id is known, nor for one that was never sent', () => {
    for (const order of [lived(placed, found), waiting, lived(active, cancelled), lived(waiting, declined)]) {
      expect(decide(order, absent, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    }
  });

  test('a "no" to another attempt is not taken from an order that stands there', () => {
    expect(lived(placed, ...absentTimes(3)).state).toBe('placed');
  });
});

test('an order without names is not working because none of its names is missing', () => {
  const nameless = { ...placed, terms: [{ ...termsOf(placed), act: aPurchase({ lines: [] }) }] };
  expect(lived(nameless, ready()).state).toBe('placed');
});

describe('messages', () => {
  const long = anOrder({
    purchase: {
      ...customOrderOf(waiting),
      lines: [
        {
          provider: 'google',
          domains: Array.from({ length: 11 }, (_, index) => ({
            name: `get${index}.com`,
            naming: { form: 'names', firstName: 'Ada', lastName: 'Park' },
          })),
        },
      ],
    },
  });
  const exactlyTen = anOrder({
    purchase: {
      ...customOrderOf(long),
      lines: customOrderOf(long).lines.map((line) => ({ ...line, domains: line.domains.slice(0, 10) })),
    },
  });
  const quorum = anOrder({ policy: aPolicy({ users: [amir, bea], quorum: 2 }) });
  const once = lived(quorum, { type: 'approved', by: amir, fingerprint: termsOf(quorum).fingerprint });
  const announced: OrderEvent = { type: 'announced', card };
  const told: OrderEvent = { type: 'requester_told', message: card };
  const failed: OrderEvent = { type: 'announce_failed', failure: 'channel_archived' };

  test.each<{ what: string; order: Order; event: OrderEvent; then: string[] }>`
    what                                | order                     | event        | then
    ${'eleven domains go into a file'}  | ${long}                   | ${announced} | ${['tell requester requested', 'attach_list', 'look_at_card +82800']}
    ${'ten stand on the card'}          | ${exactlyTen}             | ${announced} | ${['tell requester requested', 'look_at_card +82800']}
    ${'one approval of two is drawn'}   | ${once}                   | ${announced} | ${['tell requester requested', 'redraw', 'look_at_card +82800']}
    ${'new terms are drawn'}            | ${lived(agreed, changed)} | ${announced} | ${['tell requester requested', 'redraw', 'look_at_card +82800']}
    ${'an approval is drawn'}           | ${agreed}                 | ${announced} | ${['tell requester requested', 'redraw', 'look_at_card +82800']}
    ${'nothing new is not drawn'}       | ${waiting}                | ${told}      | ${[]}
    ${'an approval is drawn for them'}  | ${agreed}                 | ${told}      | ${['redraw']}
    ${'a channel that has to be fixed'} | ${waiting}                | ${failed}    | ${['tell requester requested', 'tell approvers channel_archived']}
  `('$what', ({ order, event, then }) => {
    expect(effectsOf(order, event)).toEqual(then);
  });

  test('are known once, each beside the other', () => {
    const other = { ...card, ts: '2.2' };
    const both = lived(waiting, announced, { type: 'requester_told', message: other });
    expect([surfaceOf(both, 'card'), surfaceOf(both, 'requester')]).toEqual([card, other]);
    expect(both.surfaces).toHaveLength(2);
    for (const event of [announced, told, failed]) {
      expect(decide(both, event, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    }
  });
});

test.each<{ order: Order; event: OrderEvent; refusal: string }>`
  order      | event                                                                             | refusal
  ${waiting} | ${changed}                                                                        | ${'not_awaiting_placement'}
  ${placing} | ${changed}                                                                        | ${'not_awaiting_placement'}
  ${waiting} | ${held}                                                                           | ${'not_awaiting_placement'}
  ${placing} | ${held}                                                                           | ${'not_awaiting_placement'}
  ${agreed}  | ${{ type: 'expired' }}                                                            | ${'already_approved'}
  ${waiting} | ${{ type: 'requested', by: rita, fingerprint: terms.fingerprint, totalCents: 1 }} | ${'does_not_apply'}
`('$event.type on $order.state is refused: $refusal', ({ order, event, refusal }) => {
  expect(decide(order, event, addDays(noon, 9))).toEqual({ ok: false, refusal });
});
