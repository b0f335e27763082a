import { describe, expect, test } from '@jest/globals';
import type { Act } from '../../../src/acts/act.ts';
import { undoneRedirect } from '../../../src/acts/change_redirect/change-redirect.ts';
import type { Order } from '../../../src/orders/order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { redirectView } from '../../../views/form/changing/redirect-view.ts';
import { swapView } from '../../../views/form/changing/swap-view.ts';
import { reviewView } from '../../../views/form/ordering/review-view.ts';
import { sentView } from '../../../views/form/ordering/sent-view.ts';
import { settleAbsentView } from '../../../views/form/settle-absent-view.ts';
import { undoView } from '../../../views/form/undo-view.ts';
import { ACTION } from '../../../views/ids.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { eventText } from '../../../views/words/event-text.ts';
import { type CannotUndo, cannotUndoText } from '../../../views/words/refusals/undoing.ts';
import { statusOf } from '../../../views/words/states/status.ts';
import { mention } from '../../../views/words/text.ts';
import { freed } from '../../support/free.ts';
import { aRedirect, aSwap, changesInEveryState, oneRedirect } from '../../support/views/changes.ts';
import { aReviewedDraft, channel, policy, rita } from '../../support/views/orders.ts';
import { HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { setting, surfacesOf } from '../../support/views/surfaces.ts';
import { allText, foreignControls, slackProblems } from '../../support/views/text.ts';

/** Orders that were sent without approval, in every state in which they are so still. */
const freeInEveryState = (act: Act): Order[] =>
  changesInEveryState(act)
    .filter(({ state }) => state !== 'awaiting_approval')
    .map((order): Order => ({ ...order, asked: freed(), approvals: [] }));

const orders = freeInEveryState(aRedirect());
const of = (state: Order['state'], act: Act = oneRedirect()): Order => {
  const order = freeInEveryState(act).find((each) => each.state === state);
  if (!order) throw new Error(`None is ${state}`);
  return order;
};
const card = (order: Order) => orderCard(order, { ...setting, named: () => 'Rita Okafor' });
const hasUndo = (order: Order) => JSON.stringify(card(order).blocks).includes(ACTION.undo);

describe('an order that is free by rule', () => {
  test.each(orders.map((order, index) => [`${index} ${order.state}`, order] as const))(
    '%s is drawn on every surface as Slack takes it, and nobody stands there as having approved it',
    (_name, order) => {
      for (const [surface, view] of surfacesOf(order)) {
        expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
      }
      const details = orderDetailsModal({ order, history: [], reader: { by: rita, mayDecide: true } }, { policy });
      const own = [card(order), requesterMessage(order, setting), details].map(allText).join('\n');
      expect(own).not.toMatch(/approved by|who approved it|Approved, on hold|· Approved ·/i);
    },
  );

  test('is announced in two lines, with old and new, who sent it, and Undo', () => {
    const order = of('approved');
    expect(card(order).text).toBe('Free by rule: Rita Okafor changes 1 redirect, Umbrella.');
    const text = allText(card(order));
    expect(text).toContain('🔵 Being sent · Free · 1 redirect, Umbrella');
    expect(text).toContain('Rita Okafor · no approval needed (rule)');
    expect(text).toContain('a.com · no redirect → new.com/a');
    expect(card(order).blocks).toHaveLength(3);
    expect(allText(card(of('placed')))).toContain('🟢 Sent, ScaledMail applies it');
  });

  test('names three changes, and where the rest is', () => {
    const changes = ['a', 'b', 'c', 'd'].map((name) => ({ domain: `${name}.com`, from: '', to: 'https://x.com' }));
    const text = allText(card(of('active', aRedirect({ changes }))));
    expect(text).toContain('c.com · no redirect → x.com');
    expect(text).not.toContain('d.com');
    expect(text).toContain('the rest in Details');
  });

  test('has Undo while there is something to set back, and only where that can be', () => {
    const states = ['approved', 'placing', 'outcome_unknown', 'placed', 'active'] as const;
    expect(states.map((state) => hasUndo(of(state)))).toEqual(states.map(() => true));
    expect((['refused', 'withdrawn', 'declined', 'expired'] as const).some((state) => hasUndo(of(state)))).toBe(false);
    expect(hasUndo(of('active', aSwap()))).toBe(false);
    const approved = changesInEveryState(oneRedirect()).find(({ state }) => state === 'active');
    expect(approved && hasUndo(approved)).toBe(false);
  });

  test('is on hold without being called approved, and a second try needs no approval either', () => {
    const held = freeInEveryState(oneRedirect()).find((order) => order.state === 'approved' && order.hold !== null);
    expect(held && statusOf(held)).toEqual({ emoji: '🔵', words: 'On hold' });
    const lost = freeInEveryState(oneRedirect()).find(
      (order) => order.state === 'outcome_unknown' && order.looks === 9,
    );
    expect(lost && allText(settleAbsentView(lost))).toContain('At once; no approval needed (rule)');
  });

  test('is told in its history as sent, free by rule', () => {
    const { fingerprint } = of('approved').terms[0] ?? {};
    if (!fingerprint) throw new Error('It has terms');
    const event = { type: 'requested', by: rita, fingerprint, totalCents: 0, free: freed() } as const;
    expect(eventText(event, 'write', () => 'Rita Okafor')).toBe('Sent by Rita Okafor, free by rule');
  });
});

const redirectForm = {
  id: 'form',
  ownerId: rita,
  reference: 'qk53z7',
  vendorOrderId: 'rec1',
  label: 'Umbrella',
  domain: { domain: 'a.com', from: '' },
  others: [],
  typed: { redirect: 'https://new.com', also: [] },
  fill: 1,
};
const swapForm = {
  id: 'form',
  ownerId: rita,
  reference: 'qk53z7',
  vendorOrderId: 'rec1',
  domain: 'a.com',
  unused: ['b.com'],
  typed: { chosen: '', elsewhere: '' },
  fill: 1,
};

describe('a page whose act is sent at once says so, also on its button', () => {
  test.each([
    ['redirect', redirectView({ ...redirectForm, isFree: true }, { policy }), 'Send without approval'],
    ['swap', swapView({ ...swapForm, isFree: true }, { policy }), 'Send without approval'],
  ])('the page of a %s', (_name, view, button) => {
    expect(allText(view)).toContain('*Sent at once, without approval (rule)*');
    expect(allText(view)).not.toContain('Will be asked');
    expect(view.submit?.text).toBe(button);
    expect(slackProblems(view)).toEqual([]);
  });

  test('and one that asks for approval says whom', () => {
    for (const view of [redirectView(redirectForm, { policy }), swapView(swapForm, { policy })]) {
      expect(allText(view)).toContain('Will be asked');
      expect(view.submit?.text).toBe('Ask for the change');
    }
  });

  test('its answer says that it is sent', () => {
    const free = sentView(of('approved'), channel);
    expect(free.title.text).toBe('Sent');
    expect(allText(free)).toContain('is sent at once, without approval (rule)');
    expect(allText(free)).not.toContain('withdraw');
  });

  test('the review of a form that is filled in', () => {
    const { review, ...draft } = aReviewedDraft();
    if (!review) throw new Error('It was reviewed');
    const names = review.purchase.lines.flatMap(({ domains }) => domains.map(({ name }) => name));
    const holds = { uuid: 'form-1', vendorOrderId: 'recPaid', providers: ['google' as const], names };
    const view = reviewView({ ...draft, holds, review: { ...review, quote: null, isFree: true } }, policy);
    expect(allText(view)).toContain('*Sent at once, without approval (rule)*');
    expect(allText(view)).toContain('No approval needed (rule)');
    expect(view.submit?.text).toBe('Fill in without approval');
    expect(slackProblems(view)).toEqual([]);
  });
});

describe('the page that sets a change back', () => {
  const order = of('active');
  const drawn = (isFree: boolean, label = 'Umbrella') =>
    undoView(
      { formId: 'form', order, act: undoneRedirect(aRedirect({ label })), worth: { effect: 'write' }, isFree },
      { policy, by: rita },
    );

  test('shows what leads back to where, and whether somebody has to approve it', () => {
    expect(allText(drawn(true))).toContain('a.com · no redirect → old.com');
    expect(allText(drawn(true))).toContain('*Sent at once, without approval (rule)*');
    expect(drawn(true).submit?.text).toBe('Send without approval');
    expect(allText(drawn(false))).toContain('Will be asked: ');
    expect(drawn(false).submit?.text).toBe('Ask for the change');
  });

  test.each(HOSTILE_TEXTS)('takes %j as it was typed', (text) => {
    const changes = [{ domain: 'a.com', from: text, to: text }];
    const view = undoView(
      { formId: 'form', order, act: aRedirect({ changes, label: text }), worth: { effect: 'write' }, isFree: true },
      { policy, by: rita },
    );
    expect([slackProblems(view), foreignControls(view)]).toEqual([[], []]);
  });
});

test('why nothing can be set back is told in whole sentences, each of its own', () => {
  const by = Reference.parse('m4x8tp');
  const refused: CannotUndo[] = [
    { refusal: 'no_undo' },
    { refusal: 'undone_already' },
    { refusal: 'changed_since' },
    { refusal: 'on_its_way', by },
    { refusal: 'claimed', by },
    { refusal: 'unknown_order' },
    { refusal: 'guest' },
    { refusal: 'not_applied', order: of('approved') },
    { refusal: 'not_applied', order: of('placed') },
  ];
  const sentences = refused.map(cannotUndoText);
  expect(new Set(sentences).size).toBe(sentences.length);
  expect(sentences.filter((sentence) => !/^[A-Z].*\.$/.test(sentence))).toEqual([]);
  expect(cannotUndoText({ refusal: 'not_applied', order: of('approved') })).toContain(`${mention(rita)} can withdraw`);
});
