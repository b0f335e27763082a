import { describe, expect, test } from '@jest/globals';
import { ORDER_STATES, type Order } from '../../../src/orders/order.ts';
import { fileOf } from '../../../views/acts/act-views.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { aBuyAndOrder } from '../../support/both.ts';
import { aDomain } from '../../support/builders.ts';
import { bothOrdersInEveryState } from '../../support/views/both-orders.ts';
import { policy, rita } from '../../support/views/orders.ts';
import { setting, surfacesOf } from '../../support/views/surfaces.ts';
import { allText, foreignControls, slackProblems } from '../../support/views/text.ts';

const { before, half, after } = bothOrdersInEveryState();
const all = [...before, ...half, ...after];
const named = all.map((order, index) => [`${index} ${order.state}`, order] as const);
const cardText = (order: Order | undefined): string => (order ? allText(orderCard(order, setting)) : '');
const found = (orders: readonly Order[], state: Order['state'], nth = 0): Order | undefined =>
  orders.filter((order) => order.state === state)[nth];

test('the samples cover every state', () =>
  expect(new Set(all.map(({ state }) => state))).toEqual(new Set(ORDER_STATES)));

describe('an order that buys names and orders mailboxes on them', () => {
  test.each(named)('%s is drawn on every surface as Slack takes it', (_name, order) => {
    for (const [surface, view] of surfacesOf(order, 'no')) {
      expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
    }
  });

  test('of fifty new names with long labels fits its card and its details', () => {
    const names = Array.from({ length: 50 }, (_, index) => `${'x'.repeat(60)}${index}.com`);
    const long = aBuyAndOrder({
      label: 'x'.repeat(60),
      lines: [{ provider: 'google', domains: names.map((name) => aDomain(name)) }],
      names: names.map((name) => ({ name, priceCents: 1_550, renewalCents: 1_700 })),
    });
    const [order] = bothOrdersInEveryState(long).before;
    for (const [surface, view] of order ? surfacesOf(order) : []) {
      expect([surface, slackProblems(view)]).toEqual([surface, []]);
    }
  });

  test('says on its card what each step does and costs, and asks for both', () => {
    const text = cardText(before[0]);
    expect(text).toContain('🟡 $15.50 now + $14.00 / month · Acme');
    expect(text).toContain('asks to *buy 1 domain*, then for *2 domains with 4 mailboxes*.');
    expect(text).toContain('*1 · Buy 1 domain · $15.50 now*, then $17.00 a year from Nov 2027');
    expect(text).toContain('*2 · Order mailboxes · $14.00 / month*, only when 1 is done');
    expect(text).toContain('Approve $15.50 now + $14.00 / month');
    expect(text).toContain(
      'Charges the company card $15.50 now for 1 domain, then $17.00 a year, and once they are bought $14.00 a month for 2 domains with 4 mailboxes, starting now.',
    );
  });

  test('asks for the mailboxes alone once the names are bought', () => {
    const text = cardText(half[0]);
    expect(text).toContain('🟠 Domains bought, mailboxes wait · $15.50 now + $14.00 / month · Acme');
    expect(text).toContain('asks for *2 domains with 4 mailboxes*.');
    expect(text).toContain('*1 name bought and paid, mailboxes not yet.*');
    expect(text).toContain('Approve $14.00 / month');
    expect(text).toContain('*1 · Buy 1 domain*: done and paid');
    expect(text).not.toContain('only when 1 is done');
  });

  test('says old and new price of what is left, and which try it is', () => {
    expect(cardText(found(half, 'awaiting_approval', 1))).toContain(
      '*New price* ~$14.00 / month~ → *$15.40 / month* (+$1.40).',
    );
    expect(cardText(found(half, 'awaiting_approval', 2))).toContain('*Second try*: the first is not at ScaledMail');
  });

  test.each(['declined', 'withdrawn', 'expired', 'refused'] as const)(
    'that is %s says that what is paid stays',
    (state) => {
      const orders = half.filter((order) => order.state === state);
      expect(orders.length).toBeGreaterThan(0);
      for (const order of orders) {
        expect(cardText(order)).toContain('🟠 Domains bought, no mailboxes');
        // The history of the samples has a call that was not sent.
        const surfaces = surfacesOf(order, 'no').filter(([name]) => !/details|audit|status|note not_sent/.test(name));
        for (const [surface, view] of surfaces) {
          const text = allText(view);
          expect([surface, /Nothing was (ordered|bought)/.test(text)]).toEqual([surface, false]);
        }
        const details = orderDetailsModal({ order, history: [], reader: { by: rita, mayDecide: false } }, { policy });
        expect(allText(details)).toContain('1 name bought and paid: they stay.');
      }
    },
  );

  test('speaks of domains while it buys, and of an order after that', () => {
    expect(cardText(found(before, 'outcome_unknown', 6))).toContain('ScaledMail’s list of bought domains');
    expect(cardText(found(before, 'outcome_unknown', 6))).toContain('They are not there…');
    expect(cardText(found(half, 'outcome_unknown', 6))).toContain('the tag `acme-b4x8tp`');
    expect(cardText(found(half, 'outcome_unknown', 6))).toContain('It is not there…');
  });

  test('offers no end and no mailboxes before anything runs there', () => {
    const details = (order: Order | undefined) =>
      order
        ? allText(orderDetailsModal({ order, history: [], reader: { by: rita, mayDecide: true } }, { policy }))
        : '';
    expect(details(found(before, 'placed', 1))).not.toContain('Cancel at ScaledMail…');
    expect(details(found(half, 'placed', 1))).toContain('Cancel at ScaledMail…');
  });

  test('has a file of its rows with what names cost, and nothing for those that are had', () =>
    expect(fileOf(aBuyAndOrder(), 'b4x8tp').content).toBe(
      'provider,domain,sender,redirect,picture,first_year,renewal\nGoogle,newacme.com,Ada Park,,,$15.50,$17.00\nGoogle,hadacme.com,Ada Park,,,,\n',
    ));
});
