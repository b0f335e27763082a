import { describe, expect, test } from '@jest/globals';
import type { Notice } from '../../../src/orders/effect.ts';
import type { Order } from '../../../src/orders/order.ts';
import { QuestionButtonValue } from '../../../views/button-values.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { ACTION } from '../../../views/ids.ts';
import { historyLine } from '../../../views/messages/history/history-note.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { orderStatusMessage } from '../../../views/messages/one-order/order-status.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { namedText } from '../../../views/words/settling.ts';
import { noon, orderIn, policy, questionedOrders, twiceOrders, unfoundOrders } from '../../support/views/orders.ts';
import { CARD_LINK, detailsFor, setting } from '../../support/views/surfaces.ts';
import { allText, sentenceOf } from '../../support/views/text.ts';

const DATE = '<!date^1795435200^{date_short_pretty} at {time}|2026-11-23 12:00 UTC>';
const cardText = (order: Order) => allText(orderCard(order, setting));
const buttons = (view: unknown) => [...allText(view).matchAll(/"action_id":"([a-z_]+)"/g)].map(([, id]) => id);
const { isThisOne, isAnotherOne, isThere, isNotThere, openVendor, lookAgain, details } = ACTION;

/** One of the samples. */
function sample(orders: readonly Order[], state: Order['state'], isWanted: (order: Order) => boolean = () => true) {
  const order = orders.find((each) => each.state === state && isWanted(each));
  if (!order) throw new Error(`No ${state} among the samples`);
  return order;
}
/** The sentence of a notice, without the title before it. */
const tellOf = (order: Order, notice: Notice) => sentenceOf(noticeMessage(order, notice, setting));

describe('“Is it this one?”', () => {
  const [approved, untagged] = questionedOrders();
  if (!approved || !untagged) throw new Error('No samples');

  test('stands on the card with what is known of the vendor order, and two answers', () => {
    const text = cardText(approved);
    expect(text).toContain('🟠 Is it this one? · $14.00 / month');
    expect(text).toContain(
      '*Is it this one?* ScaledMail has an order with 1 of these 2 domains that does not carry this order’s tag. Nothing was sent.',
    );
    expect(text).toContain(`recOrd12 · “acme-old” · made ${DATE} · $149.00`);
    expect(text).toContain('Approved by <@UAMIR>. The order waits for an answer.');
    expect(buttons(orderCard(approved, setting))).toEqual([isThisOne, isAnotherOne, openVendor, details]);
  });

  test('asks once more before an answer counts, and says what it leads to', () => {
    const text = cardText(approved);
    expect(text).toContain('ScaledMail’s order recOrd12 counts as this order from now on. Nothing is sent.');
    expect(text).toContain(
      'ScaledMail’s order recOrd12 is not asked about again. This order then goes on by itself, and charges $14.00 / month. If you are wrong, that is charged twice.',
    );
    expect(cardText(sample(questionedOrders(), 'outcome_unknown'))).toContain(
      'is not asked about again. This order is looked for again.',
    );
  });

  test('about an order with our tag and none of our domains says so, and about one that cannot be opened', () => {
    const resembling = { vendorOrderId: 'recOrd12', tag: 'acme-7f3k2q', amountCents: null, createdAt: null, names: [] };
    const named = { ...approved, question: resembling };
    expect(cardText(named)).toContain(
      'ScaledMail has an order with a tag of this order, but not with its domains, that this app does not know of.',
    );
    expect(cardText(untagged)).toContain(
      'ScaledMail has an order, made since this one was asked for, whose tag and domains this app cannot see.',
    );
    expect(cardText(untagged)).toContain('recOrd12 · no tag');
  });

  test('can be answered in Details, and is seen by who asked', () => {
    expect(buttons(detailsFor(approved))).toEqual([isThisOne, isAnotherOne, ACTION.orderAgain]);
    const message = requesterMessage(approved, setting);
    expect(allText(message)).toContain('*Is it this one?* ScaledMail has an order');
    expect(buttons(message)).not.toContain(isThisOne);
  });

  test('takes the place of the other buttons, and of “not found yet”', () => {
    const unknown = { ...sample(questionedOrders(), 'outcome_unknown'), looks: 9 };
    expect(buttons(orderCard(unknown, setting))).toEqual([isThisOne, isAnotherOne, openVendor, details]);
    expect(cardText(unknown)).toContain('🟠 Is it this one?');
    expect(cardText(unknown)).not.toContain('Please look into');
    const placed = sample(questionedOrders(), 'placed');
    expect(buttons(orderCard(placed, setting))).toEqual([isThisOne, isAnotherOne, openVendor, details]);
    expect(cardText(placed)).toContain('🟢 Placed');
  });

  test('is what naming an order leads to that this app cannot open', () => {
    expect(namedText(approved, 'recOrd12')).toBe(
      'This app cannot open ScaledMail’s order `recOrd12`. The card of order `7f3k2q` asks now: _Is it this one?_',
    );
  });

  test('is over in a state that needs no answer', () => {
    const order = { ...orderIn('declined'), question: approved.question };
    expect(cardText(order)).not.toContain('Is it this one?');
  });

  test('is told to approvers with both answers', () => {
    expect(tellOf(approved, 'resembling_order')).toBe(
      `🟠 *Is it this one?* About this order: ScaledMail has an order with 1 of these 2 domains that does not carry this order’s tag. Nothing was sent. recOrd12 · “acme-old” · made ${DATE} · $149.00. Please press on the card: _It is this one_ or _It is another one_.`,
    );
  });

  test('carries the vendor order that was asked about, however long its id is', () => {
    const long = 'x\n'.repeat(500);
    const unknown = { tag: null, amountCents: null, createdAt: null, names: [] };
    const asked = { ...approved, question: { ...unknown, vendorOrderId: long } };
    const values = orderCard(asked, setting).blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.flatMap((each) => ('value' in each ? [each.value ?? ''] : [])) : [],
    );
    expect(QuestionButtonValue.parse(values[0])).toEqual({ reference: '7f3k2q', vendorOrderId: long.slice(0, 100) });
  });
});

describe('an order that stands at ScaledMail twice', () => {
  const numbered = (state: Order['state']) =>
    sample(twiceOrders(), state, ({ attempts: [first] }) => first?.vendorOrderId != null);

  test('says so on the card with both numbers, and what to do', () => {
    const warning =
      '⚠️ *Ordered twice.* ScaledMail has order recFirst (attempt 1, tag `acme-7f3k2q`), and order recSecond (attempt 2, tag `acme-7f3k2q.2`). Unless somebody cancelled one since, both may be charged each month. *Please cancel one at ScaledMail*: best the one of attempt 1, as this app follows attempt 2.';
    for (const state of ['placed', 'active', 'payment_pending'] as const) {
      expect(cardText(numbered(state))).toContain(warning);
      expect(allText(requesterMessage(numbered(state), setting))).toContain(warning);
    }
    expect(tellOf(numbered('placed'), 'ordered_twice')).toBe(
      warning.replace('⚠️ *Ordered twice.*', '⚠️ *Ordered twice.*'),
    );
  });

  test.each(['placing', 'outcome_unknown'] as const)('or may: %s', (state) => {
    expect(cardText(numbered(state))).toContain(
      '⚠️ *This may be ordered twice.* ScaledMail has order recFirst (attempt 1, tag `acme-7f3k2q`). Attempt 2 (tag `acme-7f3k2q.2`) was sent since, and may stand there too. *Please look at ScaledMail*, and cancel one there when both stand.',
    );
  });

  test('of which the newer one ended names the other', () => {
    expect(cardText(numbered('cancelled'))).toContain(
      '⚠️ *An earlier attempt may still be charged.* ScaledMail also has order recFirst (attempt 1, tag `acme-7f3k2q`). The end of this order (number recSecond) did not end that. *Please cancel it at ScaledMail* when nobody needs it.',
    );
  });

  test('by one attempt says which of both this app follows, by their numbers', () => {
    const order = numbered('placed');
    const attempts = order.attempts.map((each) => ({ ...each, tag: 'acme-7f3k2q' }));
    expect(cardText({ ...order, attempts })).toContain(
      '*Please cancel one at ScaledMail*: best recFirst, as this app follows recSecond.',
    );
  });

  test('whose number is not known yet says so', () => {
    expect(cardText(sample(twiceOrders(), 'placed'))).toContain(
      'ScaledMail has an order whose number follows (attempt 1, tag `acme-7f3k2q`), and order recSecond',
    );
  });

  test.each([
    [
      { vendorOrderId: 'recFirst', amountCents: 1_400 },
      '⚠️ Attempt 1 stands at ScaledMail after all: number recFirst, $14.00 / month. It was sent again since: this may be ordered twice',
    ],
    [
      { vendorOrderId: null, amountCents: null, message: 'No money' },
      '⚠️ Attempt 1 stands at ScaledMail after all: its number follows, card not charged. It was sent again since: this may be ordered twice',
    ],
  ])('has a line in the history: %j', (found, line) => {
    expect(historyLine({ type: 'second_order_found', attempt: 1, ...found }, noon, 'spend').text).toBe(
      `${DATE} · ${line}`,
    );
  });
});

describe('an order that was not found', () => {
  const unread = (wanted: unknown) => (order: Order) => 'unread' in order && order.unread === wanted;
  const all = (order: Order) => !('unread' in order);

  test('is not said to be absent when not everything could be read', () => {
    const said = ['not in ScaledMail’s list so far', 'could not be read', 'could not be read'];
    const samples = [all, unread(3), unread('list')].map((each) => sample(unfoundOrders(), 'outcome_unknown', each));
    samples.forEach((order, index) => {
      expect(cardText(order)).toContain(said[index]);
      expect(tellOf(order, 'cannot_find')).toContain(said[index]);
      expect(buttons(orderCard(order, setting))).toEqual([isThere, isNotThere, openVendor, lookAgain, details]);
    });
    for (const order of samples.slice(1)) expect(cardText(order)).not.toContain('not in ScaledMail’s list');
  });

  test('is asked about in full sentences', () => {
    expect(tellOf(sample(unfoundOrders(), 'outcome_unknown', unread(3)), 'cannot_find')).toBe(
      '🟠 This order was sent to ScaledMail, and nobody knows whether it was made. It was not found so far; 3 orders of ScaledMail’s could not be read. *Please look into ScaledMail’s own pages* for the tag `acme-7f3k2q`, and press on the card what you see: _I found it_ or _It is not there_. This app keeps looking, and nothing is sent again without a new approval.',
    );
    expect(tellOf(sample(unfoundOrders(), 'placed', unread('list')), 'cannot_find')).toBe(
      '🟠 ScaledMail took this order, but its number is not known. ScaledMail’s list could not be read at the last look, so nobody knows whether it is there. *Please look into ScaledMail’s own pages* for the tag `acme-7f3k2q`, and name the order on the card: _I found it_. This app keeps looking.',
    );
  });

  test.each([
    { state: 'placed', billing: [] },
    { state: 'payment_pending', billing: [ACTION.openBilling] },
  ] as const)('but is $state can be named, and never be said to be absent', ({ state, billing }) => {
    const order = sample(unfoundOrders(), state, all);
    expect(buttons(orderCard(order, setting))).toEqual([...billing, isThere, openVendor, lookAgain, details]);
    expect(cardText(order)).toContain(
      '*Its number was not found.* It is not in ScaledMail’s list so far. Please look at ScaledMail for the tag `acme-7f3k2q`, and name the order here: _I found it_.',
    );
    expect(buttons(orderCard(orderIn(state), setting))).toEqual([...billing, details]);
  });

  test.each(['outcome_unknown', 'payment_pending', 'placed'] as const)(
    'and is %s is asked about only where the buttons to answer stand',
    (state) => {
      const order = sample(unfoundOrders(), state, all);
      const reader = { by: order.facts.requestedBy, mayDecide: false };
      const withoutButtons = [
        requesterMessage(order, setting),
        orderStatusMessage(order, [], { policy, cardLink: CARD_LINK }),
        orderDetailsModal({ order, history: [], reader }, { policy }),
      ];
      for (const view of withoutButtons) {
        expect(buttons(view)).not.toContain(isThere);
        expect(allText(view)).not.toMatch(/say here what you see|name the order here/);
        expect(allText(view)).toMatch(/on the card(?: what they see)?: <!subteam\^SBUYERS> or <@UAMIR>\./);
      }
    },
  );

  test('and to which ScaledMail said no says that this is not sure', () => {
    const order = sample(unfoundOrders(), 'outcome_unknown', unread(2));
    expect(cardText(order)).toContain(
      'ScaledMail said no. Whether it made nothing is not known for sure. It was not found so far; 2 orders of ScaledMail’s could not be read.',
    );
  });
});

test('an order that takes long while ScaledMail’s lists cannot be read says so', () => {
  const stuck = sample(unfoundOrders(), 'placed', (order) => order.state === 'placed' && order.progress.isStuck);
  expect(cardText(stuck)).toContain('ScaledMail’s lists could not be read at the last try.');
  expect(tellOf(stuck, 'stuck')).toContain('1 of 2 domains ready when ScaledMail’s lists could last be read.');
});

test.each(['placed', 'payment_pending', 'active'] as const)(
  'an order that is %s after it had ended does not say who approved it: nobody knows',
  (state) => {
    const text = cardText({ ...orderIn(state), approvals: [] });
    if (state !== 'placed') expect(text).toMatch(/who approved it is not known any more/i);
    expect(text).not.toMatch(/approved by/i);
  },
);
