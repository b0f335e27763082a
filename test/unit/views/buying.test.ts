import { describe, expect, test } from '@jest/globals';
import type { NameToBuy } from '../../../src/acts/buy_domains/buy-domains.ts';
import { buyWorth } from '../../../src/acts/buy_domains/buy-domains.ts';
import { ORDER_STATES, type Order } from '../../../src/orders/order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { buyReviewView } from '../../../views/form/buying/buy-review-view.ts';
import { type BuyFormToDraw, buyView } from '../../../views/form/buying/buy-view.ts';
import { endingsView } from '../../../views/form/buying/endings-view.ts';
import { cannotBuyText, notFreeText, searchAgainText } from '../../../views/words/refusals/buying.ts';
import { aBuyOf, buyOrdersInEveryState } from '../../support/views/buy-orders.ts';
import { policy } from '../../support/views/orders.ts';
import { HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { setting, surfacesOf } from '../../support/views/surfaces.ts';
import { allText, foreignControls, slackProblems } from '../../support/views/text.ts';

const orders = buyOrdersInEveryState();
const named = orders.map((order, index) => [`${index} ${order.state}`, order] as const);
const cardText = (order: Order | undefined): string => (order ? allText(orderCard(order, setting)) : '');

test('the samples of buying cover every state', () => {
  expect(new Set(orders.map(({ state }) => state))).toEqual(new Set(ORDER_STATES));
});

describe('an order that buys names', () => {
  test.each(named)(
    '%s is drawn on every surface as Slack takes it, and says nothing of tags and mailboxes',
    (_name, order) => {
      for (const [surface, view] of surfacesOf(order, 'no')) {
        const isOfOrder =
          !surface.includes('home') && surface !== 'it is there' && !surface.includes('store_went_back');
        const words = allText(view).match(/the tag\b|mailbox|Set-up|business days|All working|subscription/gi);
        expect([surface, slackProblems(view), foreignControls(view), isOfOrder ? (words ?? []) : []]).toEqual([
          surface,
          [],
          [],
          [],
        ]);
      }
    },
  );

  test('of fifty names with a long label fits every surface', () => {
    const long = aBuyOf(50, { label: 'x'.repeat(200) });
    const names = long.names.map((each, index) => ({ ...each, name: `${'x'.repeat(60)}${index}.com` }));
    for (const order of buyOrdersInEveryState({ ...long, names }).slice(0, 3)) {
      for (const [surface, view] of surfacesOf(order)) expect([surface, slackProblems(view)]).toEqual([surface, []]);
    }
  });

  test.each(HOSTILE_TEXTS.slice(0, 4).map((text) => [text]))('takes %j for markup of ours nowhere', (text) => {
    const act = aBuyOf(2, { label: text, workspace: { id: 'rec1', name: text } });
    for (const order of buyOrdersInEveryState(act, text).slice(0, 6)) {
      for (const [surface, view] of surfacesOf(order, text)) {
        expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
      }
    }
  });

  test('says on its card what it costs now and each year, name by name', () => {
    const text = cardText(orders[0]);
    expect(text).toContain('🟡 $31.00 now · 2 domains, Acme');
    expect(text).toContain('asks to *buy 2 domains*.');
    expect(text).toContain('*Buy 2 domains · $31.00 now*, then $34.00 a year');
    expect(text).toContain('acme1.com · $15.50 the first year, then $17.00 a year');
    expect(text).toContain('Approve $31.00 now');
    expect(text).toContain('Charges the company card $31.00 now for 2 domains, then $34.00 a year for the renewals.');
  });

  test('says what is left, what it costs now, and that a part only is there', () => {
    expect(cardText(orders[1])).toContain('*Not all of its names can be bought any more.*');
    expect(cardText(orders[1])).toContain('No more: acme1.com.');
    expect(cardText(orders[2])).toContain(
      '*New price* ~$31.00 now, then $34.00 a year~ → *$40.00 now, then $34.00 a year*',
    );
    const half = orders.find((order) => order.state === 'outcome_unknown' && typeof order.unread === 'object');
    expect(cardText(half)).toContain('Only acme1.com is in ScaledMail’s list of bought domains.');
  });
});

const name = (index: number): NameToBuy => ({ name: `n${index}.com`, priceCents: 1_550, renewalCents: 1_700 });
const form: BuyFormToDraw = {
  id: 'form',
  isForOrder: false,
  ownerId: 'URITA',
  workspaces: [
    { id: 'rec1', name: 'Northwind Outbound' },
    { id: 'rec2', name: 'Contoso Growth' },
  ],
  workspaceId: 'rec1',
  query: 'acme growth',
  label: 'Acme',
  endings: ['com', 'io'],
  found: {
    shown: [
      ...Array.from({ length: 9 }, (_, index) => ({ state: 'free' as const, ...name(index) })),
      { state: 'taken', name: 'acme.com' },
    ],
    hasMore: true,
  },
  chosen: [name(0), ...Array.from({ length: 40 }, (_, index) => name(index + 20))],
  fill: 1,
  round: 2,
};

describe('the form', () => {
  test('is taken by Slack on each of its pages', () => {
    const review = buyReviewView(form, { act: aBuyOf(50), worth: buyWorth(aBuyOf(50)) }, policy);
    const drawn = [buyView(form), buyView({ ...form, found: null, chosen: [] }), buyView(form, { isSearching: true })];
    const pages = [...drawn, buyView(form, { problems: ['x'.repeat(90)], said: '*no*' }), endingsView(form), review];
    for (const view of pages) expect([slackProblems(view), foreignControls(view)]).toEqual([[], []]);
    expect(allText(review)).toContain('acme50.com');
  });

  test('keeps what was chosen before, ten a group, ticked', () => {
    const blocks = buyView(form).blocks.flatMap((block) => block.block_id ?? []);
    expect(blocks.filter((id) => id.startsWith('buy_kept_'))).toHaveLength(4);
    const text = allText(buyView(form));
    expect(text).toContain('Free: 9 of 10 · at most 50 in one order');
    expect(text).toContain('Taken: acme.com');
  });

  test('says what cannot be ticked, and why', () => {
    expect(
      notFreeText([
        { name: 'a.com', state: 'taken' },
        { name: 'b.com', state: 'blacklisted' },
        { name: 'c.com', state: 'unclear' },
        { name: 'd.com', state: 'ordered', by: Reference.parse('7f3k2q') },
        { name: 'e.com', state: 'free' },
      ]),
    ).toBe('Taken: a.com · On a blacklist: b.com · Price not clear: c.com · In another order: d.com (7f3k2q)');
  });

  test.each([
    [40_000, 'in 40 seconds'],
    [900, 'in 1 second'],
    [null, 'in a minute'],
  ])('says after %s ms when a search can be made again', (waitMs, when) =>
    expect(searchAgainText(waitMs)).toBe(`ScaledMail lets you search again ${when}.`),
  );

  test('says why something cannot be bought in whole sentences', () => {
    const taken = new Map([['a.com', Reference.parse('7f3k2q')]]);
    const texts = [
      cannotBuyText({ refusal: 'nothing_chosen' }),
      cannotBuyText({ refusal: 'names_gone', names: ['a.com', 'b.com'] }),
      cannotBuyText({ refusal: 'names_ordered', taken }),
      cannotBuyText({ refusal: 'above_limit', limit: 'LIMIT_PER_ORDER', limitCents: 1_000, cents: 2_000 }),
      cannotBuyText({ refusal: 'price_unit_unclear' }),
    ];
    expect(new Set(texts).size).toBe(texts.length);
    for (const text of texts) expect(text).toMatch(/^[A-Z$].{15,}\.$/s);
  });
});
