import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { requestOf, requestsOf } from '../../../../src/acts/act.ts';
import { buyWorth } from '../../../../src/acts/buy_domains/buy-domains.ts';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { newestTerms, type Order } from '../../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING } from '../../../../src/orders/schedule.ts';
import { isLookedFor } from '../../../../src/orders/standing/at-vendor.ts';
import { holdsClaims, isDoneWithLogins } from '../../../../src/orders/standing/ends.ts';
import { stepOf, stepsDone } from '../../../../src/orders/standing/steps.ts';
import { issueWarrant } from '../../../../src/orders/warrant/warrant.ts';
import { bea, inState, noon, rita } from '../../../support/builders.ts';
import { anApprovedRedirect, threeRedirects } from '../../../support/changes.ts';
import { aBuy, anApprovedBuy, anApprovedCancel, anApprovedOrder, goodFacts } from '../../../support/warrants.ts';
import { anIntent } from '../sent.ts';

function decided(order: Order, event: OrderEvent) {
  const decision = decide(order, event, noon);
  if (!decision.ok) throw new Error(`${event.type}: ${decision.refusal}`);
  return decision;
}

const lived = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((before, event) => decided(before, event).order, order);

/** The intent of a step; the number of its attempt is the same, unless told otherwise. */
const begun = (step: number, number = step): OrderEvent => ({
  type: 'placing_started',
  attempt: anIntent({ number, step, tag: null, quotedCents: null }),
});
const YES: OrderEvent = { type: 'vendor_confirmed', vendorOrderId: null };
const DONE: OrderEvent = { type: 'progress_seen', ready: [], isDone: true };

const approved = anApprovedRedirect(threeRedirects);
const afterOne = lived(approved, begun(1), YES, DONE);

describe('an act of three steps', () => {
  test('goes round: each step that is done leads back to before the call, until the last one is', () => {
    expect(afterOne).toMatchObject({ state: 'approved', hold: null, approvals: approved.approvals });
    expect([stepsDone(afterOne), stepOf(afterOne)]).toEqual([1, 2]);
    const afterTwo = lived(afterOne, begun(2), YES, DONE);
    expect([afterTwo.state, stepOf(afterTwo)]).toEqual(['approved', 3]);
    const last = lived(afterTwo, begun(3), YES);
    expect([last.state, stepOf(last)]).toEqual(['placed', 3]);
    expect(lived(last, DONE).state).toBe('active');
  });

  test('is named by the calls of all its steps', () => {
    expect(requestsOf(threeRedirects, null).map(({ parameters }) => parameters.domain)).toEqual([
      'getgoogle1.com',
      'getgoogle2.com',
      'getgoogle3.com',
    ]);
    const two = anApprovedRedirect({ ...threeRedirects, changes: threeRedirects.changes.slice(0, 2) });
    expect(newestTerms(two).fingerprint).not.toBe(newestTerms(approved).fingerprint);
  });

  test.each([
    ['the next but one', begun(3, 2)],
    ['the same once more', begun(1, 2)],
    ['the same attempt once more', begun(1, 1)],
  ])('sends no other step than the next: not %s', (_what, event) =>
    expect(decide(afterOne, event, noon)).toMatchObject({ ok: false }),
  );

  test('is proven step by step: while one is under way or unknown, no other begins', () => {
    const under = lived(approved, begun(1));
    const unknown = lived(under, { type: 'outcome_unclear', reason: 'no_answer', message: null });
    for (const order of [under, unknown, lived(under, YES)]) {
      expect(decide(order, begun(2), noon)).toMatchObject({ ok: false });
    }
  });

  test('gets a warrant for the call of the step that it is at, and no other', () => {
    const order = inState(afterOne, 'approved');
    const second = requestsOf(threeRedirects, null)[1];
    if (!second) throw new Error('There are three');
    const issued = issueWarrant(order, goodFacts(order, { request: second }));
    if (!issued.ok) throw new Error(issued.line);
    expect(issued.warrant.request).toEqual(second);
    expect(issued.warrant.intent).toMatchObject({ number: 2, step: 2, tag: null });
    const [first] = requestsOf(threeRedirects, null);
    if (!first) throw new Error('There are three');
    expect(issueWarrant(order, goodFacts(order, { request: first }))).toMatchObject({
      ok: false,
      event: { type: 'held', reason: 'not_as_approved' },
    });
  });

  test('tells people of the whole: of a step that was taken there is neither note nor message', () => {
    const { effects } = decided(lived(approved, begun(1)), YES);
    expect(effects.map(({ task }) => task.type)).toEqual(['redraw', 'reconcile', 'watch']);
    expect(effects.every(({ dueAt }) => dueAt <= noon)).toBe(true);
    expect(decided(lived(approved, begun(1), YES), DONE).effects.map(({ task }) => task.type)).toEqual([
      'redraw',
      'place',
    ]);
  });

  test('needs its logins until the last step is answered', () => {
    expect(isDoneWithLogins(lived(approved, begun(1), YES))).toBe(false);
    const last = lived(afterOne, begun(2), YES, DONE, begun(3), YES);
    expect(isDoneWithLogins(last)).toBe(true);
    expect(isDoneWithLogins(lived(last, DONE))).toBe(true);
  });

  test('keeps what is done when the rest needs a new approval', () => {
    const back = lived(afterOne, { type: 'approvals_insufficient', reason: 'approval_too_old', without: [] });
    expect([back.state, stepsDone(back)]).toEqual(['awaiting_approval', 1]);
    const again = lived(back, { type: 'approved', by: bea, fingerprint: newestTerms(back).fingerprint });
    expect([again.state, stepOf(again)]).toEqual(['approved', 2]);
  });
});

describe('what costs nothing', () => {
  const vain = Array.from({ length: LOOKS_BEFORE_ASKING }, (): OrderEvent => ({ type: 'vendor_order_absent' }));
  const lost = lived(approved, begun(1), { type: 'outcome_unclear', reason: 'no_answer', message: null }, ...vain);
  const { fingerprint } = newestTerms(approved);

  test('is sent once more at the click of somebody who looked, under the approvals that it has', () => {
    const { order, effects } = decided(lost, { type: 'declared_absent', by: bea, fingerprint, again: {} });
    expect(order).toMatchObject({ state: 'approved', hold: null, approvals: approved.approvals });
    expect(order.terms).toHaveLength(1);
    expect(effects).toContainEqual(expect.objectContaining({ task: { type: 'place' }, dueAt: noon }));
    expect([stepOf(order), lived(order, begun(1, 2)).state]).toEqual([1, 'placing']);
  });

  test('was done once when both tries are seen to be done: nothing was paid twice, and nobody is alarmed', () => {
    const second = lived(lost, { type: 'declared_absent', by: bea, fingerprint, again: {} }, begun(1, 2));
    const seen: OrderEvent = { type: 'vendor_order_found', vendorOrderId: 'row1', amountCents: null, attempt: 1 };
    for (const [before, ...events] of [
      [lived(second, YES), seen],
      [second, seen, YES],
    ] as const) {
      const decisions = events.reduce<{ order: Order; told: string[] }>(
        ({ order, told }, event) => {
          const { order: next, effects } = decided(order, event);
          return { order: next, told: [...told, ...effects.map(({ task }) => task.type)] };
        },
        { order: before, told: [] },
      );
      expect(decisions.order.state).toBe('placed');
      expect(decisions.told).not.toContain('tell');
      expect(decisions.told).not.toContain('note');
    }
  });

  test('goes on being looked for, as the first try may have arrived', () => {
    const { effects } = decided(lost, { type: 'declared_absent', by: bea, fingerprint, again: {} });
    expect(effects.map(({ task }) => task.type)).toContain('reconcile');
  });
});

describe('what was accepted and never shows', () => {
  const { fingerprint } = newestTerms(approved);
  const gone: OrderEvent = { type: 'declared_absent', by: bea, fingerprint };
  const late = (order: Order): Order => {
    const decision = decide(order, { type: 'progress_seen', ready: [], isDone: false }, addDays(noon, 40));
    if (!decision.ok) throw new Error(decision.refusal);
    expect(decision.order).toMatchObject({ state: 'placed', progress: { isStuck: true } });
    return decision.order;
  };
  const accepted = lived(approved, begun(1), YES);

  test('cannot be said to be absent before it is late, nor by whoever asked for it', () => {
    expect(decide(accepted, gone, noon)).toEqual({ ok: false, refusal: 'still_looking' });
    expect(decide(late(accepted), { ...gone, by: rita }, noon)).toEqual({ ok: false, refusal: 'own_order' });
  });

  test('is given up by somebody who looked: its claims are free, and it goes on being looked for', () => {
    const { order, effects } = decided(late(accepted), gone);
    expect(order).toMatchObject({
      state: 'refused',
      attempts: [{ known: 'said_absent', givenUpBy: bea, vendorOrderId: null }],
    });
    expect([holdsClaims(order), isLookedFor(order)]).toEqual([false, true]);
    expect(effects.map(({ task }) => task.type)).toContain('reconcile');
    const found: OrderEvent = { type: 'vendor_order_found', vendorOrderId: 'row1', amountCents: null, attempt: 1 };
    expect(lived(order, found, DONE)).toMatchObject({ state: 'awaiting_approval' });
  });

  test('is sent once more at that click when it costs nothing', () => {
    const order = lived(late(accepted), { ...gone, again: {} });
    expect([order.state, stepOf(order), order.approvals]).toEqual(['approved', 1, approved.approvals]);
    expect(lived(order, begun(1, 2)).state).toBe('placing');
  });

  test('is asked for anew when it ends something', () => {
    const cancel = anApprovedCancel();
    const sent = lived(cancel, { type: 'placing_started', attempt: anIntent({ tag: null, quotedCents: null }) }, YES);
    const said = { ...gone, fingerprint: newestTerms(cancel).fingerprint };
    expect(lived(late(sent), { ...said, again: {} }).state).toBe('awaiting_approval');
    expect(holdsClaims(lived(late(sent), said))).toBe(false);
  });

  test('is never sent again when it is charged for', () => {
    const buy = anApprovedBuy();
    const attempt = anIntent({ tag: null, quotedCents: 3_100, nowCents: 3_100 });
    const sent = late(lived(buy, { type: 'placing_started', attempt }, YES));
    const said = { ...gone, fingerprint: newestTerms(buy).fingerprint };
    expect(decide(sent, { ...said, again: {} }, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
    expect(lived(sent, said).state).toBe('refused');
  });

  test('is not to be given up while it runs there', () => {
    const order = anApprovedOrder();
    const sent = lived(order, { type: 'placing_started', attempt: anIntent() }, YES);
    const said = { ...gone, fingerprint: newestTerms(order).fingerprint };
    expect(decide(late(sent), said, noon)).toEqual({ ok: false, refusal: 'does_not_apply' });
  });
});

describe('names that are bought in steps', () => {
  const names = (count: number) =>
    Array.from({ length: count }, (_, index) => ({
      name: `n${index + 1}.com`,
      priceCents: 1_550,
      renewalCents: 1_700,
    }));
  const named = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, index) => `n${from + index}.com`);
  const buys = (number: number, step: number): OrderEvent => ({
    type: 'placing_started',
    attempt: anIntent({ number, step, tag: null, quotedCents: 15_500, nowCents: 15_500 }),
  });
  const found = (attempt: number, vendorOrderId: string): OrderEvent => ({
    type: 'vendor_order_found',
    vendorOrderId,
    amountCents: null,
    attempt,
  });
  const seen = (ready: string[], isDone: boolean): OrderEvent => ({ type: 'progress_seen', ready, isDone });
  const lost: OrderEvent = { type: 'outcome_unclear', reason: 'no_answer', message: null };
  const inVain = Array.from({ length: LOOKS_BEFORE_ASKING }, (): OrderEvent => ({ type: 'vendor_order_absent' }));
  const again = (order: Order): OrderEvent => ({
    type: 'declared_absent',
    by: bea,
    fingerprint: newestTerms(order).fingerprint,
    again: {},
  });
  const yes = (order: Order): OrderEvent => ({
    type: 'approved',
    by: bea,
    fingerprint: newestTerms(order).fingerprint,
  });
  const twenty = anApprovedBuy(aBuy({ names: names(20) }));

  test.each<[string, readonly OrderEvent[]]>([
    ['refused by ScaledMail', [{ type: 'outcome_unclear', reason: 'rejected', message: 'no' }, ...inVain.slice(0, 3)]],
    [
      'given up by a person',
      [lost, ...inVain, { type: 'declared_absent', by: bea, fingerprint: newestTerms(twenty).fingerprint }],
    ],
  ])('are not gone on with when a step of an order that was %s turns up: people decide', (_how, ended) => {
    const over = lived(twenty, buys(1, 1), ...ended);
    expect(over.state).toBe('refused');
    const { order, effects } = decided(lived(over, found(1, 'n1.com')), seen(named(1, 10), true));
    expect(order).toMatchObject({ state: 'awaiting_approval', change: { reason: 'step_turned_up' } });
    expect(effects.map(({ task }) => task.type)).not.toContain('place');
    for (const to of ['requester', 'approvers'] as const) {
      expect(effects.map(({ task }) => task)).toContainEqual({ type: 'tell', to, notice: 'terms_changed' });
    }
  });

  test('get the number of a step late, and an order that was withdrawn meanwhile stays so', () => {
    const between = lived(twenty, buys(1, 1), YES, seen(named(1, 10), true), { type: 'held', reason: 'paused' });
    const over = lived(between, { type: 'withdrawn', by: rita, reason: '' });
    const { order, effects } = decided(over, found(1, 'n1.com'));
    expect([order.state, order.attempts[0]?.vendorOrderId, effects]).toEqual(['withdrawn', 'n1.com', []]);
  });

  test('of other terms are no step of these: what came in their place is still bought', () => {
    const act = aBuy({ names: names(40) });
    const afterFirst = lived(anApprovedBuy(act), buys(1, 1), found(1, 'n1.com'), seen(named(1, 10), true));
    const unknown = lived(afterFirst, buys(2, 2), lost, ...inVain);
    const asked = lived(unknown, again(unknown));
    const left = { ...act, names: act.names.filter((_, index) => index < 10 || index >= 20) };
    const moved = lived(asked, yes(asked), {
      type: 'terms_changed',
      reason: 'target_changed',
      to: { act: left, worth: buyWorth(left) },
    });
    const late = lived(moved, yes(moved), found(2, 'n11.com'), seen(named(1, 20), true));
    expect(late.state).toBe('awaiting_approval');
    const { act: now, tag } = newestTerms(late);
    expect(requestOf(now, tag, undefined, stepOf(late)).body).toEqual({ domains: named(21, 30) });
  });

  test('and a card that was not charged bring no next step by themselves', () => {
    const unpaid = lived(twenty, buys(1, 1), { type: 'vendor_could_not_charge', message: 'unable to charge' });
    expect(lived(unpaid, seen(named(1, 9), false)).state).toBe('payment_pending');
    const { order, effects } = decided(unpaid, seen(named(1, 10), true));
    expect(order.state).toBe('awaiting_approval');
    expect(effects.map(({ task }) => task.type)).not.toContain('place');
  });

  test('between two steps that nobody can read are told of in time', () => {
    let order = lived(twenty, buys(1, 1), found(1, 'n1.com'));
    const told: string[] = [];
    for (let day = 1; day <= 60; day += 1) {
      const decision = decide(order, { type: 'watch_failed' }, addDays(noon, day));
      if (!decision.ok) throw new Error(decision.refusal);
      order = decision.order;
      told.push(...decision.effects.flatMap(({ task }) => (task.type === 'tell' ? [task.notice] : [])));
    }
    expect(told).toContain('progress_unknown');
  });
});
