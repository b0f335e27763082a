import { describe, expect, test } from '@jest/globals';
import type { OrderEvent } from '../../../src/orders/event.ts';
import type { Order, OrderIn } from '../../../src/orders/order.ts';
import type { Progress } from '../../../src/orders/progress.ts';
import type { UsualSetUp } from '../../../src/orders/standing/set-up-times.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { ACTION } from '../../../views/ids.ts';
import { historyNote } from '../../../views/messages/history/history-note.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { orderStatusMessage } from '../../../views/messages/one-order/order-status.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { namesText, usualText } from '../../../views/words/states/set-up.ts';
import { stateText } from '../../../views/words/states/state-text.ts';
import { mention } from '../../../views/words/text.ts';
import { cancelOrdersInEveryState } from '../../support/views/cancel-orders.ts';
import { amir, manyDomains, noon, orderIn, policy } from '../../support/views/orders.ts';
import { CARD_LINK, setting } from '../../support/views/surfaces.ts';
import { allText } from '../../support/views/text.ts';

const twelve = orderIn('placed', { lines: [manyDomains('google', 12)] });
const withProgress = (progress: Partial<Progress>): OrderIn<'placed'> => ({
  ...twelve,
  progress: { ready: [], changedAt: noon, isStuck: false, ...progress },
});
const late = withProgress({ isStuck: true, ready: ['google0.com'], unread: ['google1.com'] });
const usual: UsualSetUp = { orders: 12, providers: null, fromDays: 1, toDays: 3, halfDays: 2 };
const namesOfTwelve = Array.from({ length: 12 }, (_, index) => `google${index}.com`);
/** Neither ready nor unread. */
const NAMED = namesOfTwelve.slice(2).join(', ');

describe('how long it takes', () => {
  test('is told by our own orders, and says so; else by what the vendor says', () => {
    expect(usualText({})).toBe('set-up usually takes 2 to 4 business days');
    expect(usualText({ usual })).toBe('your last 12 orders took 1 to 3 days');
    expect(usualText({ usual: { ...usual, fromDays: 1, toDays: 1, halfDays: 1 } })).toBe(
      'your last 12 orders took 1 day',
    );
    expect(usualText({ usual: { ...usual, orders: 3, providers: ['google'] } })).toBe(
      'your last 3 Google orders took 1 to 3 days',
    );
    expect(usualText({ usual: { ...usual, providers: ['google', 'outlook'], toDays: 9 } })).toBe(
      'your last 12 Google and Outlook orders took 1 to 9 days, half of them 2 at most',
    );
  });

  test.each<[string, (order: Order) => unknown]>([
    ['card', (order) => orderCard(order, { ...setting, usual })],
    ['requester’s message', (order) => requesterMessage(order, { ...setting, usual })],
    [
      'Details',
      (order) => orderDetailsModal({ order, history: [], reader: { by: amir, mayDecide: true } }, { policy, usual }),
    ],
    ['status', (order) => orderStatusMessage(order, [], { policy, cardLink: CARD_LINK, usual })],
    ['message that it is placed', (order) => noticeMessage(order, 'placed', { ...setting, usual })],
    ['message that it is late', (order) => noticeMessage(order, 'stuck', { ...setting, usual })],
    ['message that nobody knows', (order) => noticeMessage(order, 'progress_unknown', { ...setting, usual })],
  ])('stands on the %s of an order that is being set up', (_, draw) => {
    for (const order of [withProgress({}), late, withProgress({ isUnknown: true })]) {
      expect(allText(draw(order))).toMatch(/your last 12 orders took 1 to 3 days/i);
    }
  });

  test('comes with when the last domain became ready: that it goes on', () => {
    const half = withProgress({ ready: ['google0.com'] });
    expect(stateText(half, mention)).toMatch(/1 of 12 domains ready\* · last change <!date.* · set-up usually takes/);
    expect(stateText(withProgress({}), mention)).not.toContain('last change');
  });
});

test.each<[string, (order: Order) => unknown]>([
  ['card', (order) => orderCard(order, setting)],
  ['requester’s message', (order) => requesterMessage(order, setting)],
])('the %s says long after its time that nobody can tell how far an order is', (_, draw) => {
  const unknown: Progress = { ready: [], changedAt: noon, isStuck: false, isUnread: true, isUnknown: true };
  expect(allText(draw({ ...twelve, progress: unknown }))).toContain('how far it is cannot be told');
  const cancel = cancelOrdersInEveryState().find(({ state }) => state === 'placed');
  if (cancel?.state !== 'placed') throw new Error('No cancel order is placed');
  const text = allText(draw({ ...cancel, progress: unknown }));
  expect(text).toContain('whether it is cancelled cannot be told: ScaledMail’s list cannot be read');
  expect(text).not.toContain('not cancelled in ScaledMail’s list yet');
});

describe('late domains', () => {
  test('are named, those that were read; what was not is counted as not known', () => {
    const text = stateText(late, mention);
    expect(text).toMatch(/^\*▰▱+ 1 of 12 domains ready, 1 not known yet\*/);
    expect(text).toMatch(
      /\*Late since <!date\^\d+\^\{date_short_pretty\}\|[A-Z][a-z]+ \d+, \d+>\*: google2\.com, google3/,
    );
    expect(text).toContain(`: ${NAMED}. Set-up usually`);
    expect(text).not.toContain('google1.com');
    expect(stateText(withProgress({}), mention)).not.toMatch(/late/i);
  });

  test('are ten at most on card, thread and messages; the rest is counted, and stands in Details', () => {
    const order = withProgress({ isStuck: true });
    const event: OrderEvent = { type: 'progress_seen', ready: [], isDone: false };
    const texts = [
      orderCard(order, setting),
      requesterMessage(order, setting),
      noticeMessage(order, 'stuck', setting),
      historyNote(order, event, { policy, isFirst: false, named: mention }),
    ].map(allText);
    for (const text of texts) {
      expect(text).toMatch(/google9\.com and 2 more, all in Details/);
      expect(text).not.toContain('google10.com');
    }
    const details = orderDetailsModal({ order, history: [], reader: { by: amir, mayDecide: true } }, { policy });
    expect(allText(details)).toContain('google10.com, google11.com.');
  });

  test('of a very large order are as many as there is room for, and the rest is counted', () => {
    const names = Array.from({ length: 200 }, (_, index) => `a-name-of-thirty-characters${index}.com`);
    const text = namesText(names, { namesAll: true });
    expect(text.length).toBeLessThan(2_100);
    const shown = text.split(', ').length;
    expect(text).toMatch(new RegExp(` and ${200 - shown} more$`));
    expect(namesText([])).toBe('');
  });

  test('are named in the thread by what was seen then, and not before they are late', () => {
    const event: OrderEvent = { type: 'progress_seen', ready: ['google0.com'], unread: ['google1.com'], isDone: false };
    expect(historyNote(late, event, { policy, isFirst: false, named: mention }).text).toMatch(
      new RegExp(`1 not known yet; late: ${NAMED}\\. .*: ScaledMail’s support`),
    );
    expect(historyNote(withProgress({}), event, { policy, isFirst: false, named: mention }).text).not.toContain('late');
  });

  test('have no line of their own when all that was read works', () => {
    const order = withProgress({ isStuck: true, unread: namesOfTwelve });
    expect(stateText(order, mention)).toMatch(/\*Late since [^*]+\*\. Set-up/);
  });
});

test.each<[string, (order: Order) => unknown]>([
  ['card', (order) => orderCard(order, setting)],
  ['requester’s message', (order) => requesterMessage(order, setting)],
  ['Details', (order) => orderDetailsModal({ order, history: [], reader: { by: amir, mayDecide: false } }, { policy })],
])('the %s of a late order offers a text for support, and of no other', (_, draw) => {
  expect(JSON.stringify(draw(late))).toContain(ACTION.supportText);
  expect(JSON.stringify(draw(withProgress({})))).not.toContain(ACTION.supportText);
});
