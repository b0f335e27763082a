import { describe, expect, test } from '@jest/globals';
import { addDays, addHours, addSeconds } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import { maySettleAbsent } from '../../../../src/orders/decide/settle-absent.ts';
import type { EffectIntent } from '../../../../src/orders/effect.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { Order, termsOf } from '../../../../src/orders/order.ts';
import type { UnknownReason } from '../../../../src/orders/reasons.ts';
import { LOOKS_BEFORE_ASKING } from '../../../../src/orders/schedule.ts';
import { amir, anOrder, inState, noon } from '../../../support/builders.ts';
import { anIntent } from '../sent.ts';

const waiting = anOrder();
const { fingerprint } = termsOf(waiting);
const attempt = anIntent();
const absent: OrderEvent = { type: 'vendor_order_absent' };
const unreadList: OrderEvent = { type: 'look_incomplete', unread: 'list' };
const unread = (count: number): OrderEvent => ({ type: 'look_incomplete', unread: count });
const failed: OrderEvent = { type: 'watch_failed' };
const unclear = (reason: UnknownReason): OrderEvent => ({ type: 'outcome_unclear', reason, message: null, attempt: 1 });
const times = (count: number, event: OrderEvent) => Array.from({ length: count }, () => event);

function decided(order: Order, event: OrderEvent, now = noon) {
  const decision = decide(order, event, now);
  if (!decision.ok) throw new Error(`${event.type} on ${order.state}: ${decision.refusal}`);
  return decision;
}
const lived = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((current, event) => decided(current, event).order, order);

/** `<task> <what> +<seconds from now>`. */
function said({ task, dueAt }: EffectIntent, now: Date): string {
  const words = task.type === 'tell' ? [task.to, task.notice] : task.type === 'note' ? [task.event.type] : [];
  const seconds = (dueAt.getTime() - now.getTime()) / 1_000;
  return [task.type, ...words, ...(seconds === 0 ? [] : [`+${seconds}`])].join(' ');
}
const effectsOf = (order: Order, event: OrderEvent, now = noon) =>
  decided(order, event, now).effects.map((effect) => said(effect, now));

const placing = lived(waiting, { type: 'approved', by: amir, fingerprint }, { type: 'placing_started', attempt });
const unknown = lived(placing, unclear('no_answer'));
const rejected = lived(placing, unclear('rejected'));
const placed = lived(placing, { type: 'vendor_confirmed', vendorOrderId: null });
const pending = lived(placing, { type: 'vendor_could_not_charge', message: 'unable' });
const active = lived(placed, { type: 'progress_seen', ready: ['getgoogle1.com', 'getgoogle2.com'] });

describe('a look that could not read everything', () => {
  test.each([unreadList, unread(2)])('counts: people are asked after the usual twenty minutes: $unread', (event) => {
    let order = unknown;
    let at = addSeconds(noon, 5);
    const asked: number[] = [];
    for (let looks = 1; looks <= 7; looks += 1) {
      const { effects, order: next } = decided(order, event, at);
      if (effects.some(({ task }) => task.type === 'tell')) asked.push((at.getTime() - noon.getTime()) / 60_000);
      order = next;
      at = effects.find(({ task }) => task.type === 'reconcile')?.dueAt ?? at;
    }
    expect(asked).toHaveLength(1);
    expect(asked[0]).toBeLessThan(22);
    expect(maySettleAbsent(inState(order, 'outcome_unknown'))).toBe(true);
    expect(order).toMatchObject({ state: 'outcome_unknown', unread: event.type === 'look_incomplete' && event.unread });
  });

  test('goes on looking, and sooner than in an hour while the list itself cannot be read', () => {
    const asked = lived(unknown, ...times(LOOKS_BEFORE_ASKING, unreadList));
    expect(effectsOf(asked, unreadList)).toEqual(['reconcile +900']);
    expect(effectsOf(asked, unread(1))).toEqual(['reconcile +3600']);
  });

  test('is never proof: a “no” of the vendor is believed only after three looks that read everything', () => {
    expect(lived(rejected, ...times(30, unread(1)))).toMatchObject({ state: 'outcome_unknown' });
    expect(lived(rejected, ...times(30, unreadList), absent, absent)).toMatchObject({ state: 'outcome_unknown' });
    expect(lived(rejected, ...times(30, unreadList), absent, absent, absent)).toMatchObject({ state: 'refused' });
    expect(lived(rejected, absent, unread(3), absent, unreadList)).toMatchObject({ state: 'outcome_unknown' });
    expect(lived(rejected, absent, unread(3), absent, absent)).toMatchObject({ state: 'refused' });
  });

  test('of an order whose “no” cannot be checked leads to the question, too', () => {
    expect(effectsOf(lived(rejected, ...times(4, unreadList)), unreadList)).toContain('tell approvers cannot_find');
  });

  test('of an order whose call was never answered says that nobody knows', () => {
    const { order } = decided(placing, unreadList);
    expect(order).toMatchObject({ state: 'outcome_unknown', reason: 'interrupted' });
  });

  test.each([placed, pending, active])('asks for the number of an order that stands there: $state', (order) => {
    const almost = lived(order, ...times(LOOKS_BEFORE_ASKING - 1, unreadList));
    expect(effectsOf(almost, unreadList)).toEqual(
      expect.arrayContaining(['redraw', 'note look_incomplete', 'tell approvers cannot_find']),
    );
    expect(lived(almost, unreadList)).toMatchObject({ state: order.state, looks: LOOKS_BEFORE_ASKING, unread: 'list' });
  });

  test('of an order that stands there counts no whole looks', () => {
    const looked = lived(placed, unreadList, absent);
    expect(looked).not.toHaveProperty('fullLooks');
    expect(Order.parse(looked)).toStrictEqual(looked);
  });

  test('is forgotten by one that read everything, and the card says so', () => {
    const asked = lived(unknown, ...times(LOOKS_BEFORE_ASKING, unreadList));
    expect(effectsOf(asked, absent)).toEqual(['reconcile +3600', 'redraw']);
    expect('unread' in lived(asked, absent)).toBe(false);
    expect(effectsOf(lived(asked, absent), unread(1))).toEqual(['reconcile +3600', 'redraw']);
    expect(decided(asked, absent).isNews).toBe(false);
  });
});

describe('a “no” of the vendor’s that is believed', () => {
  const no: OrderEvent = { type: 'outcome_unclear', reason: 'rejected', message: 'Your card was declined', attempt: 1 };
  const resembling = { vendorOrderId: 'recOther', tag: null, amountCents: 1_400, createdAt: noon, names: [] };

  test('gives the attempt up, and keeps the vendor’s words', () => {
    const refused = lived(placing, no, ...times(3, absent));
    expect(refused).toMatchObject({ state: 'refused', vendorMessage: 'Your card was declined' });
    expect(refused.attempts).toMatchObject([{ known: 'unproven', answer: 'rejected', givenUpAt: noon }]);
    expect(lived(rejected, ...times(3, absent))).toMatchObject({ state: 'refused', vendorMessage: '' });
  });

  test('is looked into once a day for a week: a change that was taken after all shows days later', () => {
    const refused = lived(rejected, ...times(3, absent));
    const nextMorning = `reconcile +${16 * 3_600}`;
    expect(effectsOf(refused, absent, addDays(noon, 2))).toEqual([nextMorning]);
    expect(effectsOf(refused, absent, addDays(noon, 5))).toEqual([nextMorning]);
    expect(effectsOf(refused, absent, addDays(noon, 7))).toEqual([]);
  });

  test('is not believed by a last look that could not read the list: it is read again an hour later', () => {
    const refused = lived(rejected, ...times(3, absent));
    const lastMorning = addHours(addDays(noon, 6), 16);
    expect(effectsOf(refused, absent, lastMorning)).toEqual([]);
    expect(effectsOf(refused, unreadList, lastMorning)).toEqual(['reconcile +3600']);
    expect(effectsOf(refused, unreadList, addDays(noon, 7))).toEqual([]);
  });

  test('is not looked into any more after a week, also when people are asked about an order then', () => {
    const refused = lived(rejected, ...times(3, absent));
    const question: OrderEvent = { type: 'resembling_found', resembling };
    const tasks = ['redraw', 'note resembling_found', 'tell approvers resembling_order'];
    expect(effectsOf(refused, question, addDays(noon, 8))).toEqual(tasks);
  });
});

test('an answer is kept with its attempt, and that there was none', () => {
  const attempts = (event: OrderEvent) => lived(placing, event).attempts;
  expect(attempts(unclear('server_error'))).toMatchObject([{ known: 'unproven', answer: 'server_error' }]);
  expect(attempts(absent)).toMatchObject([{ known: 'unproven', answer: null }]);
});

describe('an answer of an unfamiliar shape', () => {
  const unfamiliar = lived(placing, unclear('unfamiliar'));

  test('is looked into at once, and people are told only after a minute', () => {
    expect(effectsOf(placing, unclear('unfamiliar'))).toEqual([
      'redraw',
      'reconcile',
      'note outcome_unclear +60',
      'tell requester outcome_unknown +60',
    ]);
  });

  test('is looked for again after 5 s, 15 s, 60 s, and asked about after the usual twenty minutes', () => {
    const delays: string[] = [];
    let order = unfamiliar;
    for (let looks = 0; looks < 5; looks += 1) {
      delays.push(...effectsOf(order, absent));
      order = lived(order, absent);
    }
    expect(delays).toEqual(['reconcile +5', 'reconcile +15', 'reconcile +60', 'reconcile +300', 'reconcile +900']);
    expect(maySettleAbsent(inState(order, 'outcome_unknown'))).toBe(false);
    expect(effectsOf(order, absent)).toContain('tell approvers cannot_find');
    expect(maySettleAbsent(inState(lived(order, absent), 'outcome_unknown'))).toBe(true);
  });
});

describe('a watch that could read nothing', () => {
  const late = addDays(noon, 12);

  test('says in time that nobody knows how far it is, once, and not that it is late', () => {
    expect(effectsOf(placed, failed, addHours(noon, 1))).toEqual(['watch +900']);
    expect(effectsOf(placed, failed, addDays(noon, 7))).toEqual(['watch +900', 'redraw']);
    expect(effectsOf(placed, failed, late)).toEqual([
      'watch +900',
      'redraw',
      'note watch_failed',
      'tell requester progress_unknown',
    ]);
    const { order, isNews } = decided(placed, failed, late);
    expect(isNews).toBe(true);
    expect(order).toMatchObject({ state: 'placed', progress: { isStuck: false, isUnknown: true, isUnread: true } });
    expect(effectsOf(order, failed, addHours(late, 1))).toEqual(['watch +900']);
  });

  test('keeps what was ready, and the next one that reads draws the card anew', () => {
    const half = lived(placed, { type: 'progress_seen', ready: ['getgoogle1.com'] });
    const { order } = decided(half, failed, late);
    expect(order).toMatchObject({ progress: { ready: ['getgoogle1.com'] } });
    expect(effectsOf(order, { type: 'progress_seen', ready: ['getgoogle1.com'] }, late)).toEqual([
      'watch +900',
      'redraw',
      'note progress_seen',
      'tell requester stuck',
    ]);
  });

  test.each([active, pending])('of an order that is $state comes again', (order) => {
    expect(effectsOf(order, failed)).toEqual(['watch +900']);
    expect(decided(order, failed)).toMatchObject({ order, isNews: false });
    expect(decided(order, failed).order).toEqual(order);
  });

  test('says nothing of an order that is not watched', () => {
    expect(decide(waiting, failed, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  });
});

describe('a question about a vendor order that may be this one', () => {
  const resembling = { vendorOrderId: 'recOther', tag: 'old', amountCents: 1_400, createdAt: noon, names: [] };
  const question: OrderEvent = { type: 'resembling_found', resembling };
  const no: OrderEvent = { type: 'ruled_out', by: amir, vendorOrderId: 'recOther' };
  const approved = lived(waiting, { type: 'approved', by: amir, fingerprint });

  test('stands until it is answered, and counts as no look in vain', () => {
    const asked = lived(unknown, ...times(20, question));
    expect(asked).toMatchObject({ state: 'outcome_unknown', looks: 0, question: resembling });
    expect(effectsOf(asked, question)).toEqual(['reconcile +900']);
    expect(effectsOf(lived(asked, no), absent)).toEqual(['reconcile +15']);
  });

  test('is drawn again when the order was on hold for something else meanwhile, and told once', () => {
    const elsewhere = lived(approved, question, { type: 'held', reason: 'vendor_unreachable' });
    expect(effectsOf(elsewhere, question)).toEqual(['place +900', 'redraw', 'note resembling_found']);
  });

  test('of an order that was sent before leaves the earlier attempt to be looked for', () => {
    const lost = lived(unknown, ...times(LOOKS_BEFORE_ASKING, absent));
    const declared = lived(lost, { type: 'declared_absent', by: amir, fingerprint, again: {} });
    const again = lived(declared, { type: 'approved', by: amir, fingerprint: termsOf(declared).fingerprint });
    expect(effectsOf(again, question)).toEqual(expect.arrayContaining(['place +900', 'reconcile +900']));
    expect(effectsOf(lived(again, question), question)).toEqual(['place +900', 'reconcile +900']);
  });

  test('is over once the order itself turned up', () => {
    const found: OrderEvent = { type: 'vendor_order_found', vendorOrderId: 'recOther', amountCents: null, attempt: 1 };
    for (const order of [approved, unknown, placed, pending]) {
      expect(lived(order, question, found).question).toBeNull();
    }
  });

  test('is over once a look proved that it is another’s: then it is not there', () => {
    const asked = lived(unknown, question);
    expect(lived(asked, absent).question).toBeNull();
    expect(effectsOf(asked, absent)).toEqual(['reconcile +15', 'redraw']);
    expect(lived(asked, unreadList)).toMatchObject({ question: resembling });
    expect(effectsOf(asked, unreadList)).toEqual(['reconcile +15']);
  });

  test('is over for an approved order, too, which goes on then, and not before', () => {
    const asked = lived(approved, question);
    expect(lived(asked, absent)).toMatchObject({ state: 'approved', hold: null, question: null });
    expect(effectsOf(asked, absent)).toEqual(['place', 'redraw', 'note vendor_order_absent']);
    for (const [order, event] of [
      [asked, unreadList],
      [approved, absent],
    ] as const) {
      expect(decide(order, event, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    }
  });

  test('is answered before anybody can say that it is not there', () => {
    const asked = lived(unknown, ...times(LOOKS_BEFORE_ASKING, absent), question);
    const declared: OrderEvent = { type: 'declared_absent', by: amir, fingerprint };
    expect(decide(asked, declared, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    expect(decide(lived(asked, no), declared, noon).ok).toBe(true);
  });

  test('that was answered with no is not asked again by a later attempt', () => {
    const answered = lived(unknown, question, no, ...times(LOOKS_BEFORE_ASKING, absent));
    const again = lived(answered, { type: 'declared_absent', by: amir, fingerprint, again: {} });
    expect(again.ruledOut).toEqual(['recOther']);
    const first = lived(again, { type: 'vendor_confirmed', vendorOrderId: null, attempt: 1 });
    expect(first).toMatchObject({ attempt: 1, ruledOut: ['recOther'] });
  });
});
