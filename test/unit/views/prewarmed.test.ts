import { describe, expect, test } from '@jest/globals';
import { prewarmedWorth } from '../../../src/acts/buy_prewarmed/buy-prewarmed.ts';
import { ORDER_STATES, type Order } from '../../../src/orders/order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { type PrewarmedToDraw, pickerView } from '../../../views/form/prewarmed/picker-view.ts';
import { prewarmedReviewView } from '../../../views/form/prewarmed/review-view.ts';
import { prewarmedToolView } from '../../../views/form/prewarmed/tool-view.ts';
import { ACTION } from '../../../views/ids.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { pausedMessage } from '../../../views/messages/pause.ts';
import { cannotChooseText, notReviewedText } from '../../../views/words/refusals/prewarmed.ts';
import { anInbox, aPrewarmed } from '../../support/prewarmed.ts';
import { policy, rita } from '../../support/views/orders.ts';
import { prewarmedOrdersInEveryState, soldInPart } from '../../support/views/prewarmed-orders.ts';
import { HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { setting, surfacesOf } from '../../support/views/surfaces.ts';
import { allText, foreignControls, slackProblems } from '../../support/views/text.ts';

const orders = prewarmedOrdersInEveryState();
const named = orders.map((order, index) => [`${index} ${order.state}`, order] as const);
const first = (state: Order['state']): Order => {
  const order = orders.find((each) => each.state === state);
  if (!order) throw new Error(`No order ${state}`);
  return order;
};
const many = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    anInbox({
      id: `recWarm${index}`,
      name: `${'x'.repeat(60)}${index}.com`,
      nowCents: 99_999_00,
      monthCents: 99_999_00,
    }),
  );

test('the samples cover every state', () => {
  expect(new Set(orders.map(({ state }) => state))).toEqual(new Set(ORDER_STATES));
});

describe('an order of pre-warmed inboxes', () => {
  test.each(named)('%s is drawn on every surface as Slack takes it', (_name, order) => {
    for (const [surface, view] of surfacesOf(order)) {
      expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
    }
  });

  // $60.00 are paid once, $58.00 each month: $118.00 are charged at once, and never again.
  test.each(named)('%s never says that each month costs what is charged at once', (_name, order) => {
    for (const [surface, view] of surfacesOf(order)) {
      expect([surface, /\$1(?:18|19|17)\.00 (?:\/|a) month/.exec(allText(view))]).toEqual([surface, null]);
    }
  });

  test('fits every surface with as many as one order takes', () => {
    const act = aPrewarmed({ inboxes: many(50), label: 'x'.repeat(60), redirect: `https://${'y'.repeat(200)}.com` });
    for (const order of prewarmedOrdersInEveryState(act)) {
      for (const [surface, view] of surfacesOf(order)) expect([surface, slackProblems(view)]).toEqual([surface, []]);
    }
  });

  test.each(HOSTILE_TEXTS.map((text) => [text]))('takes %j for markup of ours nowhere', (text) => {
    const sequencer = { provider: text, link: text, workspace: text, tag: text, loginId: 'sealed' };
    const workspace = { id: 'rec1', name: text };
    const act = aPrewarmed({ label: text, redirect: text, workspace, sequencer, inboxes: [anInbox({ name: text })] });
    for (const order of prewarmedOrdersInEveryState(act, text)) {
      for (const [surface, view] of surfacesOf(order, text)) {
        expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
      }
    }
  });
});

describe('its card while it waits', () => {
  const card = orderCard(first('awaiting_approval'), setting);
  const text = allText(card);

  test('is headed by both amounts, and says until when it waits and why not to put it off', () => {
    expect(card.blocks[0]).toMatchObject({ text: { text: '🟡 $60.00 now + $58.00 / month · Acme' } });
    expect(text).toContain('asks for *2 pre-warmed domains with 27 mailboxes*.');
    expect(text).toMatch(/until <!date[^>]*>, stock goes fast/);
  });

  test('lists what is bought, without prices of each', () => {
    expect(text).toContain('*Google · $20.00 now, $8.00 / month* · 1 domain, 2 mailboxes');
    expect(text).toContain('"getgoogle1.com · 8 weeks old · 2 mailboxes"');
    expect(text).toContain('getgoogle2.com · 12 weeks old · 25 mailboxes');
    expect(text).not.toContain('2 mailboxes · $');
  });

  test('approves both amounts, and asks once more with both', () => {
    expect(text).toContain('Approve $60.00 now + $58.00 / month');
    expect(JSON.stringify(card.blocks)).toContain(
      'Charges the company card $60.00 now and $58.00 a month for 2 pre-warmed domains with 27 mailboxes, starting now.',
    );
  });

  test('says what was sold meanwhile, and the old and the new price', () => {
    expect(allText(orderCard(soldInPart(), setting))).toContain(
      '*Sold meanwhile.* ~$60.00 now + $58.00 / month~ → *$40.00 now + $50.00 / month* (−$28.00). No more: getgoogle1.com.',
    );
  });
});

test('a pause that came too late says both amounts', () => {
  expect(allText(pausedMessage('Card is replaced', null, [first('placing')]))).toContain(
    '1 order, $60.00 now + $58.00 / month',
  );
});

test('one that nobody decided on in a day says so', () => {
  expect(allText(noticeMessage(first('expired'), 'expired', setting))).toContain('within a day, so it ended.');
});

describe('the picker', () => {
  const form = (parts: Partial<PrewarmedToDraw> = {}): PrewarmedToDraw => ({
    id: 'form',
    workspaces: [{ id: 'rec1', name: 'Northwind' }],
    workspaceId: 'rec1',
    stock: many(12),
    inOrders: 0,
    offset: 0,
    chosen: [],
    redirect: '',
    label: '',
    fill: 3,
    ...parts,
  });

  test.each<{ offset: number; earlier: boolean; next: boolean }>`
    offset | earlier  | next
    ${0}   | ${false} | ${true}
    ${10}  | ${true}  | ${false}
  `('of two pages, from $offset on, turns to the other one', ({ offset, earlier, next }) => {
    const view = pickerView(form({ offset }), 'Something *happened*.');
    expect(slackProblems(view)).toEqual([]);
    expect(JSON.stringify(view).includes(ACTION.prewarmedEarlier)).toBe(earlier);
    expect(JSON.stringify(view).includes(ACTION.prewarmedNext)).toBe(next);
  });

  test('ticks what is chosen, and names what is chosen on other pages', () => {
    const view = pickerView(form({ chosen: ['recWarm0', 'recWarm10', 'recWarm11'], inOrders: 2 }));
    const text = allText(view);
    expect(text).toContain('12 in stock · page 1 of 2 · 2 more in open orders · charged only after approval');
    expect(text).toMatch(/Chosen on other pages: x+10\.com, x+11\.com/);
    expect(JSON.stringify(view)).toMatch(/"initial_options":\[\{"text":[^\]]*"value":"recWarm0"/);
  });

  test('says age, mailboxes and both prices of each', () => {
    const text = allText(pickerView(form({ stock: aPrewarmed().inboxes })));
    expect(text).toContain('getgoogle2.com · 12 weeks old');
    expect(text).toContain('25 mailboxes · $40.00 now, $50.00 / month');
    expect(text).not.toContain('page');
  });

  test('has a row for the sending tool, and a page of its own for it, which never shows its login', () => {
    const typed = { provider: 'Instantly', link: '', workspace: '', tag: '' };
    expect(allText(pickerView(form({})))).toContain('Sending tool: None');
    const lacking = form({ sequencer: { ...typed, loginId: null } });
    expect(allText(pickerView(lacking))).toContain('Sending tool: Instantly, its login is missing');
    const view = prewarmedToolView(form({ sequencer: { ...typed, loginId: 'sealed-7' } }), []);
    expect(slackProblems(view)).toEqual([]);
    expect(JSON.stringify(view)).not.toContain('sealed-7');
    expect(JSON.stringify(view)).toContain(ACTION.dropPrewarmedTool);
    expect(JSON.stringify(prewarmedToolView(form({}), []))).not.toContain(ACTION.dropPrewarmedTool);
  });

  test('is still a page when all was sold', () => {
    const view = pickerView(form({ stock: [] }), notReviewedText({ why: 'sold', names: ['a.com'] }));
    expect(slackProblems(view)).toEqual([]);
    expect(allText(view)).toContain('*Sold meanwhile:* a.com.');
  });

  test('is followed by a review of both prices, item by item', () => {
    const act = aPrewarmed({ redirect: 'https://acme.com' });
    const view = prewarmedReviewView(
      { formId: 'form', ownerId: rita, act, worth: prewarmedWorth(act.inboxes) },
      policy,
      'Look.',
    );
    expect(slackProblems(view)).toEqual([]);
    expect(allText(view)).toContain('$60.00 now + $58.00 / month · Acme');
    expect(allText(view)).toContain(
      'getgoogle1.com · 8 weeks old · 2 mailboxes · $20.00 now, $8.00 / month → acme.com',
    );
  });
});

describe('why nobody can choose', () => {
  test.each<{ inOrders: number; says: RegExp }>`
    inOrders | says
    ${0}     | ${/no pre-warmed inboxes in stock right now\. Please/}
    ${1}     | ${/the only one is in open orders/}
    ${3}     | ${/all 3 are in open orders/}
  `('with $inOrders in open orders', ({ inOrders, says }) => {
    expect(cannotChooseText({ refusal: 'none_in_stock', inOrders })).toMatch(says);
  });

  test('each reason has words of its own', () => {
    const refusals = ['no_workspace', 'form_forgotten', 'price_missing', 'price_unit_unclear', 'guest'] as const;
    expect(new Set(refusals.map((refusal) => cannotChooseText({ refusal }))).size).toBe(refusals.length);
  });

  test('names that others have are told with their order, the others are counted', () => {
    const taken = new Map(
      Array.from({ length: 7 }, (_, index) => [`name${index}.com`, Reference.parse('7f3k2q')] as const),
    );
    expect(notReviewedText({ why: 'taken', taken })).toMatch(
      /^Meanwhile name0\.com \(order `7f3k2q`\), .* and 2 more are in another open order\. Nothing was sent\./,
    );
    const above = { cents: 11_800, limitCents: 10_000, limit: 'LIMIT_PER_ORDER' } as const;
    expect(notReviewedText({ why: 'above_limit', above })).toContain('$118.00 is above the limit of $100.00 an order');
  });
});
