import { describe, expect, test } from '@jest/globals';
import type { Act } from '../../../src/acts/act.ts';
import { Notice } from '../../../src/orders/effect.ts';
import { ORDER_STATES, type Order } from '../../../src/orders/order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { DomainMenuValue, DomainsPageValue } from '../../../views/button-values.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { redirectView } from '../../../views/form/changing/redirect-view.ts';
import { swapView } from '../../../views/form/changing/swap-view.ts';
import { settleAbsentView } from '../../../views/form/settle-absent-view.ts';
import { ACTION } from '../../../views/ids.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { eventText } from '../../../views/words/event-text.ts';
import { type CannotChange, cannotChangeText } from '../../../views/words/refusals/changing.ts';
import { statusOf } from '../../../views/words/states/status.ts';
import { supportText } from '../../../views/words/support-text.ts';
import { mention } from '../../../views/words/text.ts';
import { aRedirect, aSender, aSpace, aSwap, changesInEveryState, oneRedirect } from '../../support/views/changes.ts';
import { amir, manyDomains, noon, ordersInEveryState, policy, purchaseOf, rita } from '../../support/views/orders.ts';
import { HOSTILE_TEXTS } from '../../support/views/samples.ts';
import { setting, surfacesOf } from '../../support/views/surfaces.ts';
import { allText, foreignControls, sentenceOf, slackProblems } from '../../support/views/text.ts';

const held = { provider: 'Namecheap', loginId: 'login-1' };
const ACTS = [aRedirect(), oneRedirect(), aSwap(), aSwap({ of: null, hosting: held }), aSender(), aSpace()];
const orders = ACTS.flatMap((act) => changesInEveryState(act));
const named = orders.map((order, index) => [`${index} ${order.state}`, order] as const);
const of = (state: Order['state'], act: Act = aRedirect()): Order => {
  const order = changesInEveryState(act).find((each) => each.state === state);
  if (!order) throw new Error(`No change ${state}`);
  return order;
};
const inOne = (state: Order['state']): Order => of(state, oneRedirect());
const cardText = (order: Order): string => allText(orderCard(order, setting));

/** Surfaces that speak of one order, and not of the app; nobody can say of a change that they found it. */
const OF_ONE_ORDER = (name: string): boolean =>
  !name.startsWith('home') && name !== 'it is there' && !name.includes('store_went_back');

test('the samples of changes cover every state', () => {
  expect(new Set(orders.map(({ state }) => state))).toEqual(new Set(ORDER_STATES));
});

describe('an order that changes something for free', () => {
  test.each(named)('%s is drawn on every surface as Slack takes it', (_name, order) => {
    for (const [surface, view] of surfacesOf(order)) {
      expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
    }
  });

  test.each(named)('%s says nothing of charging, ordering or cancelling', (_name, order) => {
    for (const [surface, view] of surfacesOf(order, 'no').filter(([name]) => OF_ONE_ORDER(name))) {
      const words = (
        allText(view).match(
          /charge[sd]?\b|company card|the card was|billing|subscription|Set-up|business days|domains? ready|being placed|\bPlaced\b|Nothing was ordered|is placed|All working|\bbuy|cancel(?!led (?:at|by)|_|l?ed ·)|it still runs|undone/gi,
        ) ?? []
      ).filter((word) => word !== 'Cancel');
      // *Cancel* closes a page. Nothing of a change ends as cancelled; that such a state has words at all is for completeness.
      if (order.state !== 'cancelled') expect([surface, words]).toEqual([surface, []]);
    }
  });

  test.each(HOSTILE_TEXTS.map((text) => [text]))('takes %j for markup of ours nowhere', (text) => {
    const changes = [{ domain: 'a.com', from: text, to: text }];
    const workspace = { id: 'rec1', name: text };
    for (const order of changesInEveryState(
      aRedirect({ label: text, changes, vendorOrderId: text, workspace }),
      text,
    )) {
      for (const [surface, view] of surfacesOf(order, text)) {
        expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
      }
    }
  });

  test('fits every surface with forty long ones', () => {
    const changes = Array.from({ length: 40 }, (_, index) => ({
      domain: `${'x'.repeat(60)}${index}.com`,
      from: `https://${'y'.repeat(1_900)}.com`,
      to: `https://${'z'.repeat(1_900)}.com`,
    }));
    for (const order of changesInEveryState(aRedirect({ changes, label: 'x'.repeat(200) }))) {
      for (const [surface, view] of surfacesOf(order)) expect([surface, slackProblems(view)]).toEqual([surface, []]);
    }
  });
});

describe('its card', () => {
  test.each([
    [aRedirect(), '🟡 Free · 3 redirects, Umbrella', 'asks to change *3 redirects*', 'a.com · old.com → no redirect'],
    [
      oneRedirect(),
      '🟡 Free · 1 redirect, Umbrella',
      'asks to change *the redirect of a.com*',
      'a.com · no redirect → new.com/a',
    ],
    [
      aSwap(),
      '🟡 Free · Swap 1 domain, Umbrella',
      'asks to swap *umbrella-go.com → umbrella-hq.io*',
      'umbrella-go.com → umbrella-hq.io',
    ],
  ])('%#: says what changes, old and new, and is approved in green', (act, title, asks, row) => {
    const card = orderCard(of('awaiting_approval', act), setting);
    expect(card.blocks[0]).toMatchObject({ text: { text: title } });
    const text = allText(card);
    for (const words of [asks, row, 'Approve this change', 'Costs nothing.', 'Of order `qk53z7`'])
      expect(text).toContain(words);
    expect(JSON.stringify(card.blocks)).toContain('"style":"primary"');
    expect(JSON.stringify(card.blocks)).not.toContain('"style":"danger"');
  });

  test.each<{ order: Order; status: string; says: string }>`
    order                       | status                              | says
    ${inOne('placing')}         | ${'🔵 Being sent'}                  | ${'takes up to two minutes'}
    ${inOne('outcome_unknown')} | ${'🟠 Checking with ScaledMail'}    | ${'what became of it is not known yet'}
    ${inOne('placed')}          | ${'🟢 Sent, ScaledMail applies it'} | ${'not changed in ScaledMail’s list yet'}
    ${inOne('active')}          | ${'✅ Done'}                        | ${'<@URITA>, approved by <@UAMIR> · changed by this order, seen'}
    ${inOne('refused')}         | ${'🔴 Refused by ScaledMail'}       | ${'nothing was changed'}
    ${inOne('declined')}        | ${'🔴 Declined'}                    | ${'nothing was changed'}
    ${inOne('expired')}         | ${'⚪ Expired'}                     | ${'nothing was changed'}
    ${of('withdrawn')}          | ${'🟠 Partly sent'}                 | ${'ScaledMail took 1 of 3 redirects; the rest was not changed'}
  `('stands at “$status”, and says “$says”', ({ order, status, says }) => {
    const { emoji, words } = statusOf(order);
    expect(`${emoji} ${words}`).toBe(status);
    expect(cardText(order)).toContain(says);
  });

  test('of one that was found done says that it sent nothing', () => {
    const unsent = changesInEveryState(oneRedirect()).filter(({ state }) => state === 'active')[1];
    expect(unsent && cardText(unsent)).toContain('Nothing was sent by this order.');
  });

  test('asks people to look at the domains, and lets them send it once more', () => {
    const asked = changesInEveryState(oneRedirect()).find(
      (order) => order.state === 'outcome_unknown' && order.looks === 9,
    );
    const text = asked ? cardText(asked) : '';
    expect(text).toContain('for the redirect of a.com');
    expect(text).toContain('ScaledMail’s list does not show the change so far.');
    expect(text).toContain('Nothing changed…');
    const page = asked ? allText(settleAbsentView(asked)) : '';
    expect(page).toContain('under Domains, look for the redirect of a.com. ');
    expect(page).toContain('Send it once more');
  });
});

describe('its notices', () => {
  test('each says something of its own', () => {
    const texts = Notice.options.map((notice) => sentenceOf(noticeMessage(inOne('placed'), notice, setting)));
    expect(new Set(texts).size).toBe(Notice.options.length);
  });

  test.each<{ order: Order; notice: Notice; says: string }>`
    order               | notice       | says
    ${inOne('placed')}  | ${'placed'}  | ${'🟢 ScaledMail accepted this order. You will hear when its list shows the change.'}
    ${inOne('active')}  | ${'active'}  | ${'✅ This order is done. Redirect of a.com: changed at ScaledMail. Changed by this order: <@URITA> asked for it. Approved by <@UAMIR>.'}
    ${inOne('placed')}  | ${'stuck'}   | ${'🟠 ScaledMail accepted this order long ago, and its list does not show the change yet. ScaledMail’s support can say what holds it up.'}
    ${inOne('refused')} | ${'refused'} | ${'🔴 ScaledMail refused this order. Nothing was changed.'}
  `('$notice: $says', ({ order, notice, says }) =>
    expect(sentenceOf(noticeMessage(order, notice, setting))).toBe(says),
  );
});

test('the text for support names the change instead of an order', () => {
  const late = changesInEveryState(oneRedirect()).find((order) => order.state === 'placed' && order.progress.isStuck);
  const text = late?.state === 'placed' ? supportText(late, { list: null, at: noon }) : '';
  expect(text).toContain('You accepted a change of this order, and it is not done yet.');
  expect(text).toContain('What is to change:\n- a.com · no redirect → new.com/a');
  expect(text).not.toContain('Order: ');
});

test('what became another of the domains of an order is told in its history', () => {
  const changes = [
    { domain: 'a.com', name: 'b.com' },
    { domain: 'c.com', redirect: 'https://x.com' },
    { domain: 'd.com', redirect: '' },
  ];
  const event = { type: 'domains_changed', through: Reference.parse('m4x8tp'), changes } as const;
  expect(eventText(event, 'spend', mention)).toBe(
    'Changed by order `m4x8tp`: a.com is b.com now, c.com leads somewhere else now and d.com has no redirect now',
  );
  const led = ['a', 'b', 'c', 'd'].map((name) => ({ domain: `${name}.com`, redirect: 'https://x.com' }));
  expect(eventText({ ...event, changes: led.slice(1) }, 'spend', mention)).toContain(
    'b.com, c.com and d.com lead somewhere else now',
  );
  expect(eventText({ ...event, changes: led }, 'spend', mention)).toContain('4 domains lead somewhere else now');
});

describe('the domains in Details', () => {
  const active = (count: number): Order => {
    const order = ordersInEveryState(purchaseOf({ lines: [manyDomains('google', count)] })).find(
      ({ state }) => state === 'active',
    );
    if (!order) throw new Error('No order works');
    const attempts = order.attempts.map((each) => ({ ...each, vendorOrderId: 'recOrd7' }));
    return { ...order, attempts };
  };
  const details = (order: Order, from = 0) =>
    orderDetailsModal({ order, history: [], reader: { by: rita, mayDecide: true } }, { policy, from });
  const menusIn = (order: Order, from = 0) =>
    details(order, from).blocks.flatMap((block) =>
      'accessory' in block && block.accessory?.type === 'overflow' ? [block.accessory] : [],
    );

  test('have a menu each, forty a page, on every page', () => {
    const order = active(100);
    expect([0, 40, 80, 85, 4_000].map((from) => menusIn(order, from).length)).toEqual([40, 40, 20, 20, 20]);
    expect([0, 40, 80].map((from) => slackProblems(details(order, from)))).toEqual([[], [], []]);
    expect(details(order).blocks.length).toBeLessThanOrEqual(100);
    const [first] = menusIn(order, 40);
    expect(first?.options.map(({ text, value }) => [text.text, DomainMenuValue.parse(value)])).toEqual([
      ['Swap…', { change: 'swap', reference: order.facts.reference, elsewhere: null, index: 40 }],
      ['Redirect…', { change: 'redirect', reference: order.facts.reference, elsewhere: null, index: 40 }],
      ['Sender…', { change: 'sender', reference: order.facts.reference, elsewhere: null, index: 40 }],
    ]);
  });

  test('lead to the pages before and after, and say which these are', () => {
    const buttonsOf = (from: number) =>
      details(active(100), from).blocks.flatMap((block) =>
        'elements' in block && block.type === 'actions'
          ? block.elements.flatMap((each) =>
              each.type === 'button' && [ACTION.domainsBefore, ACTION.domainsAfter].some((id) => id === each.action_id)
                ? [[each.text.text, DomainsPageValue.parse(each.value).from]]
                : [],
            )
          : [],
      );
    expect(buttonsOf(0)).toEqual([['Next 40 ›', 40]]);
    expect(buttonsOf(40)).toEqual([
      ['‹ Previous 40', 0],
      ['Next 20 ›', 80],
    ]);
    expect(buttonsOf(80)).toEqual([['‹ Previous 40', 40]]);
    expect(allText(details(active(100), 80))).toContain('Domains 81–100 of 100');
  });

  test('that do not work yet have none, nor has an order that does not run', () => {
    const placed = ordersInEveryState().filter(({ state }) => state === 'placed');
    for (const order of placed) {
      const ready = order.state === 'placed' ? order.progress.ready.length : 0;
      expect(menusIn(order).length).toBeLessThanOrEqual(ready);
    }
    for (const order of ordersInEveryState().filter(({ state }) => state !== 'placed' && state !== 'active')) {
      expect(menusIn(order)).toEqual([]);
    }
  });
});

describe('the pages', () => {
  const shown = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ domain: `other${index}.com`, from: '' }));
  const redirect = (parts: object = {}) =>
    redirectView(
      {
        id: 'f1',
        ownerId: rita,
        reference: '7f3k2q',
        vendorOrderId: 'rec1',
        label: 'Acme',
        domain: { domain: 'a.com', from: 'https://old.com' },
        others: shown(39),
        typed: { redirect: 'https://new.com', also: ['other3.com', 'other20.com'] },
        fill: 1,
        ...parts,
      },
      { policy },
    );

  test('for a redirect offer 39 further domains in boxes of ten, with what was ticked and typed', () => {
    expect(slackProblems(redirect())).toEqual([]);
    const text = JSON.stringify(redirect().blocks);
    expect(text.match(/"type":"checkboxes"/g)).toHaveLength(4);
    expect(text.match(/"initial_options"/g)).toHaveLength(2);
    expect(text).toContain('"initial_value":"https://new.com"');
    expect(text).toContain('Empty takes the redirect away.');
    expect(JSON.stringify(redirect({ others: [] }).blocks)).not.toContain('checkboxes');
  });

  test('for a swap have a menu, and a field where a menu has no room', () => {
    const swap = (unused: readonly string[]) =>
      swapView(
        {
          id: 'f1',
          ownerId: rita,
          reference: '7f3k2q',
          vendorOrderId: 'rec1',
          domain: 'a.com',
          unused,
          typed,
          fill: 1,
        },
        { policy },
      );
    const typed = { chosen: 'b2.com', elsewhere: '' };
    const many = Array.from({ length: 101 }, (_, index) => `b${index}.com`);
    expect(slackProblems(swap(many.slice(1)))).toEqual([]);
    expect(JSON.stringify(swap(many.slice(1)).blocks)).toContain('"initial_option"');
    expect(slackProblems(swap(many))).toEqual([]);
    expect(JSON.stringify(swap(many).blocks)).toContain('These are 101 names: type one of them.');
    expect(slackProblems(swap([]))).toEqual([]);
    expect(JSON.stringify(swap([]).blocks)).toContain('no name that was bought through ScaledMail is unused here');
  });

  test.each<CannotChange>([
    { refusal: 'form_forgotten' },
    { refusal: 'unknown_order' },
    { refusal: 'made_elsewhere' },
    { refusal: 'guest' },
    { refusal: 'does_not_run', order: of('declined') },
    { refusal: 'not_ready', name: 'a.com' },
    { refusal: 'not_all_work', name: 'a.com' },
    { refusal: 'not_at_vendor', name: 'a.com' },
    { refusal: 'redirect_not_said', name: 'a.com' },
    { refusal: 'claimed', name: 'a.com', by: null },
    { refusal: 'claimed', name: 'a.com', by: Reference.parse('m4x8tp') },
  ])('%#: a refusal is a whole sentence', (refused) =>
    expect(cannotChangeText(refused)).toMatch(/^[A-Za-z].{15,}\.$/s),
  );
});

test('nobody reads of approvals by somebody else', () => expect(cardText(inOne('active'))).toContain(mention(amir)));
