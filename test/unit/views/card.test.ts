import { describe, expect, test } from '@jest/globals';
import type { OrderedDomain, ProviderLine } from '../../../src/acts/custom_order/custom-order.ts';
import { askedOfPeople } from '../../../src/orders/approval/free-by-rule.ts';
import { ORDER_STATES, type OrderIn, termsOf } from '../../../src/orders/order.ts';
import { OrderButtonValue } from '../../../views/button-values.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { homeView } from '../../../views/home/home.ts';
import { ACTION } from '../../../views/ids.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { reminderMessage } from '../../../views/messages/reminder.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { progressBar } from '../../../views/words/states/status.ts';
import { mention } from '../../../views/words/text.ts';
import { amir, bea, manyDomains, noon, orderIn, ordersInEveryState, policy } from '../../support/views/orders.ts';
import { CARD_LINK, setting } from '../../support/views/surfaces.ts';
import { allText } from '../../support/views/text.ts';

const nine = { lines: [manyDomains('google', 9)] };

test.each(ORDER_STATES.map((state) => [state]))(
  'the card of an order %s offers a decision only while it waits',
  (state) => {
    const text = allText(orderCard(orderIn(state), setting));
    const decides = [ACTION.approve, ACTION.decline].map((action) => text.includes(action));
    expect(decides).toEqual(state === 'awaiting_approval' ? [true, true] : [false, false]);
    expect(text).toContain(ACTION.details);
  },
);

test('the approve button names the amount, and asks again with amount and size', () => {
  const text = allText(orderCard(orderIn('awaiting_approval', nine), setting));
  expect(text).toContain('Approve $63.00 / month');
  expect(text).toContain('Charges the company card $63.00 a month for 9 domains with 18 mailboxes, starting now.');
});

test('while placing is paused, no surface says that approving charges at once', () => {
  const order = orderIn('awaiting_approval', nine);
  const pause = { by: bea, at: noon, reason: 'month end' };
  const page = { list: 'to_decide', offset: 0, total: 1, orders: [order] } as const;
  const counts = { to_decide: 1, mine: 0, running: 0 };
  const reader = { by: amir, mayDecide: true };
  for (const view of [
    orderCard(order, { ...setting, pause }),
    homeView({ mayDecide: true, unread: null, counts, page, drafts: [], forms: [], pause, spend: null }, noon),
    orderDetailsModal({ order, history: [], reader }, { policy, isPaused: true }),
  ]) {
    expect(allText(view)).toContain('for 9 domains with 18 mailboxes, after Resume: placing is paused.');
    expect(allText(view)).not.toContain('starting now');
  }
});

test('approving another attempt says so, so that nobody approves a second call for a first', () => {
  const again = ordersInEveryState(nine).find(
    ({ state, attempts }) => state === 'awaiting_approval' && attempts.length === 1,
  );
  expect(again && allText(orderCard(again, setting))).toContain(
    'Sends it again, because the one before was not found. Charges the company card $63.00 a month',
  );
});

test('a second try is still called one after its price moved, too', () => {
  const again = ordersInEveryState(nine).find(
    (order): order is OrderIn<'awaiting_approval'> =>
      order.state === 'awaiting_approval' && order.attempts.length === 1,
  );
  const dearer = again && { ...again, change: { reason: 'price_rose' as const, before: 1, at: noon } };
  const text = dearer && allText(orderCard(dearer, setting));
  expect(text).toContain('*New price*');
  expect(text).toContain('*Second try*: the first is not at ScaledMail, says <@UAMIR>');
});

test('with two approvals to come, the first one is not said to charge at once', () => {
  const text = allText(orderCard(orderIn('awaiting_approval', { ...nine, quorum: 2 }), setting));
  expect(text).toContain(
    'Charges the company card $63.00 a month for 9 domains with 18 mailboxes, as soon as 1 other approval came too.',
  );
  expect(text).toContain('0 of 2 approvals.');
});

test('what a button carries is read back by the parser of clicks', () => {
  const order = orderIn('awaiting_approval');
  const card = orderCard(order, setting);
  const values = card.blocks.flatMap((block) =>
    block.type === 'actions' ? block.elements.flatMap((each) => ('value' in each ? [each.value] : [])) : [],
  );
  expect(values.map((value) => OrderButtonValue.parse(value))).toEqual(
    values.map(() => ({ reference: order.facts.reference, fingerprint: termsOf(order).fingerprint })),
  );
});

test('the card shows who can decide, but not the requester, and no fingerprint', () => {
  const order = orderIn('awaiting_approval');
  const text = allText(orderCard(order, setting));
  expect(text).toContain('*Waiting for* <!subteam^SBUYERS> or <@UAMIR> · until ');
  expect(text).not.toContain('fingerprint');
});

test('the card names those who can decide by the policy in force, also when the order was made under another one', () => {
  const order = orderIn('awaiting_approval');
  const text = allText(
    orderCard(order, {
      pause: null,
      policy: { users: [bea], userGroups: [], quorum: 1 },
      isFirst: false,
      named: mention,
    }),
  );
  expect(text).toContain('*Waiting for* <@UBEA> · until');
  expect(text).not.toContain('<@UAMIR>');
});

test('approvals of terms that are not in force any more are not shown', () => {
  const order = ordersInEveryState().find(({ terms }) => terms.length === 2 && terms[1]?.because === 'price_rose');
  if (order?.state !== 'awaiting_approval') throw new Error('No such sample');
  const [before, now] = order.terms.map(({ fingerprint }) => [{ by: amir, at: noon, fingerprint }]);
  const withTwo = { ...order, asked: { ...askedOfPeople(order.asked), need: 2 } };
  expect(allText(orderCard({ ...withTwo, approvals: before ?? [] }, setting))).toContain('0 of 2 approvals.');
  expect(allText(orderCard({ ...withTwo, approvals: now ?? [] }, setting))).toContain('1 of 2 approvals: <@UAMIR>.');
});

describe('what a card that waits lists', () => {
  const cardOf = (...lines: ProviderLine[]) => allText(orderCard(orderIn('awaiting_approval', { lines }), setting));
  const domain = (name: string, firstName: string, redirect?: string): OrderedDomain => ({
    name,
    naming: { form: 'names', firstName, lastName: 'Park' },
    ...(redirect === undefined ? {} : { redirect }),
  });
  const google = (...domains: OrderedDomain[]): ProviderLine => ({ provider: 'google', domains });

  test('a row each, with sender and redirect, up to ten', () => {
    const text = cardOf(google(domain('a.com', 'Ada', 'https://acme.com/a'), domain('b.com', 'Ben')));
    expect(text).toContain('a.com · Ada Park → acme.com/a\nb.com · Ben Park');
    expect(text).toContain('*Google · $14.00* · 2 domains, 4 mailboxes');
    expect(text).not.toContain('a mailbox');
  });

  test('all alike as one row with their names', () => {
    expect(cardOf(google(domain('a.com', 'Ada'), domain('b.com', 'Ada')))).toContain('Both: Ada Park\na.com, b.com');
    const ten = cardOf(manyDomains('google', 10));
    expect(ten).toContain('All 10: ');
    expect(ten).toContain('google9.com');
    expect(ten).not.toContain('thread');
    const more = cardOf(manyDomains('google', 12));
    expect(more).not.toContain('google10.com');
    expect(more).toContain('google9.com and 2 more\nAll of them stand in the file in the thread.');
  });

  test('of many, the commonest first, then those that differ', () => {
    const alike = Array.from({ length: 20 }, (_, index) => domain(`a${index}.com`, 'Ada', 'https://acme.com'));
    const others = Array.from({ length: 12 }, (_, index) => domain(`b${index}.com`, `Ben${index}`));
    const text = cardOf(google(...alike, ...others));
    expect(text).toContain('20 of 32: Ada Park → acme.com\na0.com, a1.com and 18 more\nb0.com · Ben0 Park');
    expect(text).toContain('b9.com · Ben9 Park\nand 2 more\nAll of them stand');
    const none = cardOf(google(...others));
    expect(none).toContain('b0.com · Ben0 Park\n');
    expect(none).not.toContain(' of 12: ');
  });
});

test('a card that waits for nobody is two lines', () => {
  for (const state of [
    'approved',
    'placing',
    'outcome_unknown',
    'placed',
    'active',
    'cancelled',
    'refused',
    'declined',
    'expired',
  ] as const) {
    const { blocks } = orderCard(orderIn(state), setting);
    expect([state, blocks.map(({ type }) => type)]).toEqual([state, ['section', 'context']]);
    expect(blocks[0]).toMatchObject({ accessory: { action_id: 'show_order_details' } });
  }
  expect(orderCard(orderIn('payment_pending'), setting).blocks[0]?.type).toBe('header');
});

test('on a card that waits, the buttons stand above the lists', () => {
  const types = orderCard(orderIn('awaiting_approval'), setting).blocks.map(({ type }) => type);
  expect(types.indexOf('actions')).toBeLessThan(types.indexOf('divider'));
  expect(types.indexOf('actions')).toBeLessThan(5);
});

describe('each state tells the truth', () => {
  const textOf = (index: number) => allText(orderCard(ordersInEveryState(nine)[index] ?? orderIn('expired'), setting));
  test.each<{ index: number; says: string }>`
    index | says
    ${2}  | ${'~$62.00 / month~ → *$63.00 / month* (+$1.00)'}
    ${3}  | ${'*The rules for approvals changed.*'}
    ${4}  | ${'9 domains with 18 mailboxes · <@URITA>, approved by <@UAMIR> · goes on in a moment'}
    ${5}  | ${'ScaledMail is not answering. The order is tried again by itself. · 9 domains'}
    ${6}  | ${'<@URITA>, approved by <@UAMIR> · takes up to two minutes'}
    ${7}  | ${'what became of it is not known yet; it is looked for, and never sent twice'}
    ${8}  | ${'Please look into ScaledMail’s own pages'}
    ${8}  | ${'“too many domains”'}
    ${9}  | ${'ScaledMail said no; its list is looked at before that is believed'}
    ${10} | ${'somebody with access to ScaledMail’s <https://app.scaledmail.com/|billing page> confirms the card there'}
    ${12} | ${'8 of 9 domains ready'}
    ${12} | ${'2 to 4 business days'}
    ${13} | ${'ScaledMail says *$64.00 / month*; $63.00 / month was approved'}
    ${14} | ${'9 domains with 18 mailboxes · <@URITA>, approved by <@UAMIR> · since '}
    ${15} | ${'ended at ScaledMail, noticed '}
    ${16} | ${'nothing was ordered · its answer in the thread'}
    ${17} | ${'By <@UAMIR>, '}
    ${17} | ${'nothing was ordered · reason in the thread'}
    ${18} | ${'By <@URITA>, '}
    ${19} | ${'Nobody decided in time'}
    ${20} | ${'*Second try*: the first is not at ScaledMail, says <@UAMIR>'}
    ${20} | ${'If it turns up before, nothing is sent.'}
    ${21} | ${'was renamed'}
    ${21} | ${'It is *Acme Inbound* now, and was Acme Outbound.'}
    ${22} | ${'not at ScaledMail, by the word of <@UAMIR>'}
    ${23} | ${'Not at ScaledMail, says <@UAMIR>'}
    ${24} | ${'cancelled by order `m4x8tp`, which <@URITA> asked for and <@UAMIR> approved · ended at ScaledMail, noticed'}
  `('sample $index says $says', ({ index, says }) => expect(textOf(index)).toContain(says));
});

test('the heading of an order is its title, after where it stands once it waits no more', () => {
  const heading = (state: (typeof ORDER_STATES)[number]) =>
    JSON.stringify(orderCard(orderIn(state), setting).blocks[0]);
  expect(heading('awaiting_approval')).toContain('"🟡 $14.00 / month · Acme spring"');
  expect(heading('declined')).toContain('"🔴 Declined · $14.00 / month · Acme spring"');
});

test.each<{ ready: number; total: number; bar: string }>`
  ready | total  | bar
  ${0}  | ${9}   | ${'▱▱▱▱▱▱▱▱▱▱ 0 of 9 domains ready'}
  ${1}  | ${200} | ${'▰▱▱▱▱▱▱▱▱▱ 1 of 200 domains ready'}
  ${7}  | ${9}   | ${'▰▰▰▰▰▰▰▱▱▱ 7 of 9 domains ready'}
  ${8}  | ${9}   | ${'▰▰▰▰▰▰▰▰▱▱ 8 of 9 domains ready'}
  ${1}  | ${1}   | ${'▰▰▰▰▰▰▰▰▰▰ 1 of 1 domain ready'}
`('$ready of $total is drawn as $bar', ({ ready, total, bar }) => expect(progressBar({ ready, total })).toBe(bar));

test('whoever asked finds the mailboxes, and the way to order again, once all works', () => {
  const working = allText(requesterMessage(orderIn('active'), setting));
  expect([working.includes(ACTION.mailboxes), working.includes(ACTION.orderAgain)]).toEqual([true, true]);
  expect(allText(requesterMessage(orderIn('placed'), setting))).not.toContain(ACTION.mailboxes);
});

test('a reminder is one line that asks those who can decide', () => {
  const { text, blocks } = reminderMessage(orderIn('awaiting_approval'), policy);
  expect(blocks).toHaveLength(1);
  expect(allText(blocks)).toMatch(/"<!subteam\^SBUYERS> or <@UAMIR>, still waiting; ends <!date\^[^>]*>\."/);
  expect(text).toBe('Still waiting: $14.00 / month for Acme spring. <!subteam^SBUYERS> or <@UAMIR>');
});

test('“before coupon” stands only where there is one', () => {
  const coupon = orderIn('awaiting_approval', { extras: { coupon: 'SPRING' } });
  expect(allText(orderCard(coupon, setting))).toContain('before tax and coupon');
  expect(allText(orderCard(orderIn('awaiting_approval'), setting))).not.toContain('before tax and coupon');
});

test('the requester may withdraw until it is decided, and finds the card', () => {
  const open = allText(requesterMessage(orderIn('awaiting_approval'), setting));
  expect(open).toContain(ACTION.withdraw);
  expect(open).toContain(CARD_LINK);
  expect(allText(requesterMessage(orderIn('approved'), setting))).not.toContain(ACTION.withdraw);
});
