import { describe, expect, test } from '@jest/globals';
import { askedOfPeople } from '../../../src/orders/approval/free-by-rule.ts';
import { Notice } from '../../../src/orders/effect.ts';
import { ORDER_STATES, type Order } from '../../../src/orders/order.ts';
import { Reference } from '../../../src/values/ids.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { cancelView } from '../../../views/form/cancel-view.ts';
import { chooseEndingView } from '../../../views/form/choose-ending-view.ts';
import { settleAbsentView } from '../../../views/form/settle-absent-view.ts';
import { withdrawView } from '../../../views/form/withdraw-view.ts';
import { ACTION } from '../../../views/ids.ts';
import { auditMessage } from '../../../views/messages/history/audit.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { orderStatusMessage } from '../../../views/messages/one-order/order-status.ts';
import { pausedMessage } from '../../../views/messages/pause.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { eventText } from '../../../views/words/event-text.ts';
import { type CannotCancel, cannotCancelText } from '../../../views/words/refusals/cancelling.ts';
import { takenMessage } from '../../../views/words/refusals/refusal.ts';
import { declaredText, lookedText } from '../../../views/words/settling.ts';
import { statusOf } from '../../../views/words/states/status.ts';
import { mention } from '../../../views/words/text.ts';
import { aCancel, cancelOrdersInEveryState, cancelSent, doneCancels } from '../../support/views/cancel-orders.ts';
import { amir, noon, orderIn, ordersInEveryState, policy, twiceOrders } from '../../support/views/orders.ts';
import { eventsOfEveryType, HOSTILE_TEXTS, historyOf } from '../../support/views/samples.ts';
import { CARD_LINK, detailsFor, setting, surfacesOf } from '../../support/views/surfaces.ts';
import { allText, foreignControls, sentenceOf, slackProblems } from '../../support/views/text.ts';

const orders = cancelOrdersInEveryState();
const named = orders.map((order, index) => [`${index} ${order.state}`, order] as const);

const first = (state: Order['state']): Order => {
  const order = orders.find((each) => each.state === state);
  if (!order) throw new Error(`No cancel order ${state}`);
  return order;
};
const cardText = (order: Order): string => allText(orderCard(order, setting));

/** Surfaces that speak of one order, and not of the app; nobody can say of a cancelling that they found it. */
const OF_ONE_ORDER = (name: string): boolean =>
  !name.startsWith('home') && name !== 'it is there' && !name.includes('store_went_back');

test('the samples of cancelling cover every state', () => {
  expect(new Set(orders.map(({ state }) => state))).toEqual(new Set(ORDER_STATES));
});

describe('an order that cancels', () => {
  test.each(named)('%s is drawn on every surface as Slack takes it', (_name, order) => {
    for (const [surface, view] of surfacesOf(order)) {
      expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
    }
  });

  test.each(named)('%s says nothing of charging, buying or setting up', (_name, order) => {
    const surfaces = surfacesOf(order, 'no').filter(([name]) => OF_ONE_ORDER(name));
    for (const [surface, view] of surfaces) {
      const words = allText(view).match(
        /charge[sd]?\b|company card|the card was|billing|subscription|Set-up|business days|domains? ready|being placed|\bPlaced\b|Nothing was ordered|is placed|All working|\bbuy/gi,
      );
      expect([surface, words ?? []]).toEqual([surface, []]);
    }
  });

  test('fits every surface with 200 names', () => {
    const names = Array.from({ length: 200 }, (_, index) => `${'x'.repeat(60)}${index}.com`);
    for (const order of cancelOrdersInEveryState(aCancel({ names, label: 'x'.repeat(200), reason: 'x'.repeat(500) }))) {
      for (const [surface, view] of surfacesOf(order)) expect([surface, slackProblems(view)]).toEqual([surface, []]);
    }
  });

  test.each(HOSTILE_TEXTS.map((text) => [text]))('takes %j for markup of ours nowhere', (text) => {
    const workspace = { id: 'rec1', name: text };
    const act = aCancel({ label: text, reason: text, vendorOrderId: text, names: [text], workspace });
    for (const order of cancelOrdersInEveryState(act, text)) {
      for (const [surface, view] of surfacesOf(order, text)) {
        expect([surface, slackProblems(view), foreignControls(view)]).toEqual([surface, [], []]);
      }
    }
  });
});

describe('its card while it waits', () => {
  const card = orderCard(first('awaiting_approval'), setting);
  const text = allText(card);

  test('is headed by what is saved and whose it is', () => {
    expect(card.blocks[0]).toMatchObject({ text: { text: '🟡 Cancel, saves $35.00 / month · Umbrella' } });
  });

  test('says what ends, that it cannot be undone, and why, in plain text', () => {
    expect(text).toContain('<@URITA> asks to end *5 domains with 10 mailboxes*.');
    expect(text).toContain('This cannot be undone.');
    expect(card.blocks).toContainEqual({
      type: 'section',
      expand: true,
      text: { type: 'plain_text', text: '“Campaign is over.”', emoji: false },
    });
    expect(text).toContain('Order `qk53z7`, ScaledMail order recOrd7');
  });

  test('approves in red, and asks once more', () => {
    expect(JSON.stringify(card.blocks)).toContain(
      JSON.stringify({
        title: { type: 'plain_text', text: 'Approve cancelling?', emoji: false },
        text: { type: 'plain_text', text: 'Ends 5 domains with 10 mailboxes. Cannot be undone.', emoji: false },
        confirm: { type: 'plain_text', text: 'Yes, cancel it', emoji: false },
        deny: { type: 'plain_text', text: 'Not now', emoji: false },
        style: 'danger',
      }),
    );
    expect(text).toContain('Approve cancelling, saves $35.00 / month');
    expect(text).not.toContain('"style":"primary"');
  });

  test('names neither an amount nor mailboxes that ScaledMail does not tell', () => {
    const [order] = cancelOrdersInEveryState(aCancel({ monthCents: null, mailboxes: null }));
    const unknown = order ? cardText(order) : '';
    expect(unknown).toContain('🟡 Cancel · Umbrella');
    expect(unknown).toContain('"Approve cancelling"');
    expect(unknown).toContain('Ends 5 domains. Cannot be undone.');
    expect(unknown).toContain('ScaledMail does not say what they cost.');
  });

  test('says that all ends where ScaledMail shows no domains yet', () => {
    const [order] = cancelOrdersInEveryState(aCancel({ names: [], mailboxes: null }));
    expect(order && cardText(order)).toContain('asks to end *all of its domains*');
  });

  test('with two approvals to come does not say that the first one sends it', () => {
    const order = first('awaiting_approval');
    const two = { ...order, asked: { ...askedOfPeople(order.asked), need: 2 } };
    expect(cardText(two)).toContain(
      'Ends 5 domains with 10 mailboxes. Cannot be undone. It is sent as soon as 1 other approval came too.',
    );
  });

  test('shows the difference when less would end than was asked for', () => {
    const changed = orders[1];
    const shown = changed ? cardText(changed) : '';
    expect(shown).toContain('*What it ends changed at ScaledMail.*');
    expect(shown).toContain('~saves $35.00 / month~ → *saves $28.00 / month*. No more: a.com.');
  });

  test('sent a second time says on whose word, and that nothing is sent should it end before', () => {
    const again = orders[3] ? cardText(orders[3]) : '';
    expect(again).toContain('*Second try*: the first got no clear answer, and it still runs, says <@UAMIR>');
    expect(again).toContain('Should it end before, nothing is sent.');
    expect(again).toContain(
      'Sends it again, because the one before was not confirmed. Ends 5 domains with 10 mailboxes.',
    );
  });

  test('says what a pause keeps', () => {
    const pause = { by: amir, at: noon, reason: 'x' };
    expect(allText(orderCard(first('awaiting_approval'), { ...setting, pause }))).toContain(
      'Nothing is cancelled before `/scaledmail resume`',
    );
  });
});

describe('its words in each state', () => {
  test.each<{ state: Order['state']; words: string }>`
    state                  | words
    ${'awaiting_approval'} | ${'🟡 Waiting for approval'}
    ${'approved'}          | ${'🔵 Approved'}
    ${'placing'}           | ${'🔵 Being cancelled'}
    ${'outcome_unknown'}   | ${'🟠 Checking with ScaledMail'}
    ${'placed'}            | ${'🟢 Cancelling, accepted'}
    ${'active'}            | ${'✅ Cancelled'}
    ${'refused'}           | ${'🔴 Refused by ScaledMail'}
    ${'declined'}          | ${'🔴 Declined'}
    ${'withdrawn'}         | ${'⚪ Withdrawn'}
    ${'expired'}           | ${'⚪ Expired'}
  `('$state is “$words”', ({ state, words }) => {
    const status = statusOf(first(state));
    expect(`${status.emoji} ${status.words}`).toBe(words);
  });

  test('looked at in vain, given up, taking long and found done have words of their own', () => {
    const all = new Set(orders.map((order) => statusOf(order).words));
    for (const words of ['Not confirmed yet', 'Given up', 'Cancelling, taking long', 'Approved, on hold']) {
      expect(all).toContain(words);
    }
    const found: Order = { ...first('placed'), ...cancelSent({ vendorOrderId: 'recOrd7', known: 'proven' }) };
    expect(statusOf(found).words).toBe('Cancelled');
  });

  test.each<{ state: Order['state']; says: string }>`
    state                | says
    ${'approved'}        | ${'<@URITA>, approved by <@UAMIR> · goes on in a moment'}
    ${'placing'}         | ${'<@URITA>, approved by <@UAMIR> · takes up to two minutes'}
    ${'outcome_unknown'} | ${'what became of it is not known yet; it is looked for, and never sent twice'}
    ${'placed'}          | ${'not cancelled in ScaledMail’s list yet'}
    ${'active'}          | ${'5 domains with 10 mailboxes · <@URITA>, approved by <@UAMIR> · cancelled by this order, seen'}
    ${'refused'}         | ${'nothing was cancelled · its answer in the thread'}
    ${'declined'}        | ${'nothing was cancelled'}
    ${'withdrawn'}       | ${'nothing was cancelled'}
    ${'expired'}         | ${'Nobody decided in time, '}
  `('the card of one $state says “$says”', ({ state, says }) => expect(cardText(first(state))).toContain(says));

  test('who did it is said by the answer to its own call alone', () => {
    const { ours, sent, unsent } = doneCancels();
    expect(cardText(ours)).toContain('<@URITA>, approved by <@UAMIR> · cancelled by this order, seen');
    expect(cardText(sent)).toContain('Whether this order did it is not known: it was sent once');
    expect(cardText(unsent)).toContain('Nothing was sent by this order.');
    for (const order of [sent, unsent]) expect(cardText(order)).not.toContain('d by this order');
  });
});

describe('its buttons', () => {
  const actionsOf = (order: Order): string[] =>
    orderCard(order, setting).blocks.flatMap((block) =>
      block.type === 'actions' ? block.elements.flatMap((each) => each.action_id ?? []) : [],
    );

  test('let people say that it still runs, and never that they found it', () => {
    const asked = orders.filter((order) => order.state === 'outcome_unknown' && order.looks === 9);
    expect(asked.length).toBeGreaterThan(2);
    for (const order of asked) {
      expect(actionsOf(order)).toEqual([ACTION.isNotThere, ACTION.openVendor, ACTION.lookAgain, ACTION.details]);
      expect(cardText(order)).toContain('It still runs…');
      expect(cardText(order)).toContain('for order number recOrd7');
    }
  });

  test('let people say the same of one that was accepted long ago, and ask for it anew', () => {
    const late = orders.filter((order) => order.state === 'placed' && order.progress.isStuck);
    expect(late.length).toBeGreaterThan(0);
    for (const order of late) {
      const { isNotThere, openVendor, supportText, details } = ACTION;
      expect(actionsOf(order)).toEqual([isNotThere, openVendor, supportText, details]);
      const text = allText(settleAbsentView(order));
      for (const choice of ['Ask for a new approval', 'Give it up']) expect(text).toContain(choice);
    }
    const early = orders.filter((order) => order.state === 'placed' && !order.progress.isStuck);
    for (const order of early) expect(actionsOf(order)).not.toContain(ACTION.isNotThere);
  });

  test('offer to cancel no cancelling', () => {
    for (const order of orders) {
      const text = allText([detailsFor(order), orderStatusMessage(order, [], { policy, cardLink: CARD_LINK })]);
      expect(text).not.toContain(ACTION.cancelAtVendor);
      expect(text).not.toContain(ACTION.cancelOne);
    }
  });

  test('the form to say so asks what next, without a word about a second charge', () => {
    const text = allText(settleAbsentView(first('outcome_unknown')));
    expect(text).toContain('I looked, and it still runs');
    expect(text).toContain('order number recOrd7');
    expect(allText(withdrawView(first('awaiting_approval')))).toContain('Nothing is cancelled.');
  });
});

describe('its notices', () => {
  test('each says something of its own', () => {
    const texts = Notice.options.map((notice) => sentenceOf(noticeMessage(first('placed'), notice, setting)));
    expect(new Set(texts).size).toBe(Notice.options.length);
  });

  const textOf = (order: Order, notice: Notice) => sentenceOf(noticeMessage(order, notice, setting));
  const found: Order = { ...first('placed'), ...cancelSent({ vendorOrderId: 'recOrd7', sentHash: null }) };

  test.each<{ order: Order; notice: Notice; says: string }>`
    order                         | notice               | says
    ${first('awaiting_approval')} | ${'requested'}       | ${'🟡 This order waits for <!subteam^SBUYERS> or <@UAMIR>.'}
    ${first('placed')}            | ${'placed'}          | ${'🟢 ScaledMail accepted this order. You will hear when its list says that it is cancelled.'}
    ${found}                      | ${'placed'}          | ${'🟢 About this order: ScaledMail’s list says that it is cancelled. Nothing was sent by this order.'}
    ${doneCancels().ours}         | ${'active'}          | ${'✅ This order is done. 5 domains with 10 mailboxes: cancelled at ScaledMail. Cancelled by this order: <@URITA> asked for it. Approved by <@UAMIR>.'}
    ${doneCancels().unsent}       | ${'active'}          | ${'✅ This order is done. 5 domains with 10 mailboxes: cancelled at ScaledMail. Nothing was sent by this order.'}
    ${first('refused')}           | ${'refused'}         | ${'🔴 ScaledMail refused this order. Nothing was cancelled.'}
    ${first('outcome_unknown')}   | ${'outcome_unknown'} | ${'🟠 ScaledMail did not say what became of this order. Its status there is looked at, and nothing is sent twice. You need not do anything.'}
    ${first('placed')}            | ${'stuck'}           | ${'🟠 ScaledMail accepted this order long ago, and its list does not say “cancelled” yet. ScaledMail’s support can say what holds it up.'}
    ${first('declined')}          | ${'declined'}        | ${'🔴 This order was declined by <@UAMIR>. Nothing was cancelled.'}
  `('$notice: $says', ({ order, notice, says }) => expect(textOf(order, notice)).toBe(says));

  test('the people who are asked read the number and the button', () => {
    const asked = orders.find((order) => order.state === 'outcome_unknown' && order.looks === 9);
    const text = asked ? textOf(asked, 'cannot_find') : '';
    expect(text).toContain('for order number recOrd7, and when it still runs, press on the card: _It still runs_.');
  });
});

describe('its history', () => {
  const order = first('placed');

  test('is told in words of its own, in the thread, the details and the audit', () => {
    const events = eventsOfEveryType(order);
    const texts = events.map((event) => eventText(event, 'cancel', mention));
    expect(texts).toContain('Accepted by ScaledMail');
    expect(texts).toContain('ScaledMail’s list says: cancelled');
    expect(texts).toContain('ScaledMail’s list does not say “cancelled” so far');
    expect(texts).toContain('<@UAMIR> looked at ScaledMail: it still runs. The order is given up');
    expect(texts.join()).not.toMatch(/domains? ready|Found at ScaledMail|ordered twice/);
    const audit = allText(auditMessage(order, historyOf(order, events), null));
    expect(audit).toContain('Cancel, saves $35.00 / month · Umbrella');
    expect(audit).toContain('Accepted by ScaledMail');
  });

  test('what the list says is told as it is: found, done, or not there yet', () => {
    const found = { type: 'vendor_order_found', vendorOrderId: 'recFirst', amountCents: 700, attempt: 1 } as const;
    expect(eventText(found, 'cancel', mention)).toBe('Found in ScaledMail’s list: cancelled');
    const seen = (isDone: boolean) => eventText({ type: 'progress_seen', ready: [], isDone }, 'cancel', mention);
    expect(seen(true)).toBe('ScaledMail’s list says: cancelled');
    expect(seen(false)).toBe('ScaledMail’s list does not say “cancelled” so far');
  });

  test('writes of an act that only changes something are told as such', () => {
    expect(eventText({ type: 'progress_seen', ready: [] }, 'write', mention)).toBe(
      'ScaledMail’s list shows the change',
    );
  });
});

describe('answers about it', () => {
  test('a look says what the list says', () => {
    expect(lookedText(doneCancels().ours, noon)).toBe(
      'ScaledMail’s list says: cancelled. Order `m4x8tp` now stands at: ✅ Cancelled.',
    );
    expect(lookedText(first('outcome_unknown'), noon)).toContain('ScaledMail’s list does not say “cancelled” so far.');
  });

  test.each<{ state: Order['state']; says: string }>`
    state                  | says
    ${'awaiting_approval'} | ${'waits for a new approval, as attempt 1. Nothing is sent before that'}
    ${'refused'}           | ${'is given up. Should it end after all, you will hear.'}
    ${'active'}            | ${'looked once more before believing it. ScaledMail’s list says: cancelled.'}
  `('whoever says that it still runs reads “$says”', ({ state, says }) =>
    expect(declaredText(first(state), '')).toContain(says),
  );

  test('a pause counts one that is under way, without an amount', () => {
    const text = pausedMessage('x', null, [first('placing')]).text;
    expect(text).toContain('Already on its way: 1 order (`m4x8tp`).');
    expect(pausedMessage('x', null, [first('placing'), orderIn('placing')]).text).toContain('2 orders, $14.00 / month');
  });
});

describe('an order that runs', () => {
  const running = { ...orderIn('active'), ...orderIn('active') };

  test.each(['placed', 'active', 'payment_pending'] as const)(
    '%s offers to be cancelled in details and status once its number is known, and on no other',
    (state) => {
      const numbered = ordersInEveryState().find(
        (order) => order.state === state && order.attempts.length === 1 && order.attempts[0]?.vendorOrderId !== null,
      );
      if (!numbered) throw new Error('No such sample');
      expect(allText(detailsFor(numbered))).toContain('Cancel at ScaledMail…');
      expect(allText(orderStatusMessage(numbered, [], { policy, cardLink: CARD_LINK }))).toContain(
        'Cancel at ScaledMail…',
      );
      const unnumbered = { ...numbered, attempts: numbered.attempts.map((each) => ({ ...each, vendorOrderId: null })) };
      expect(allText(detailsFor(unnumbered))).not.toContain('Cancel at ScaledMail…');
    },
  );

  test.each(['awaiting_approval', 'approved', 'outcome_unknown', 'cancelled', 'refused', 'declined'] as const)(
    'one %s does not',
    (state) => {
      expect(allText(detailsFor(orderIn(state)))).not.toContain(ACTION.cancelAtVendor);
    },
  );

  test('twice has a red button that chooses one of the two', () => {
    const twice = twiceOrders().find(
      ({ state, attempts }) => state === 'active' && attempts.every(({ vendorOrderId }) => vendorOrderId !== null),
    );
    const card = twice ? orderCard(twice, setting) : null;
    expect(JSON.stringify(card)).toContain('"text":"Cancel one…"');
    expect(card?.blocks.flatMap((block) => (block.type === 'actions' ? block.elements : []))).toContainEqual(
      expect.objectContaining({ action_id: ACTION.cancelOne, style: 'danger' }),
    );
    expect(cardText(running)).not.toContain(ACTION.cancelOne);
  });

  test('and ended tells its requester by which order of ours', () => {
    const ended = ordersInEveryState().find((order) => order.state === 'cancelled' && order.cancelledBy);
    expect(ended && sentenceOf(noticeMessage(ended, 'cancelled', setting))).toBe(
      '⚫ The subscription of this order ended at ScaledMail, cancelled by order `m4x8tp`, which <@URITA> asked for and <@UAMIR> approved.',
    );
    expect(ended && allText(requesterMessage(ended, setting))).toContain('cancelled by order `m4x8tp`');
    expect(sentenceOf(noticeMessage(orderIn('cancelled'), 'cancelled', setting))).toBe(
      '⚫ The subscription of this order ended at ScaledMail.',
    );
  });
});

describe('the form', () => {
  const form = {
    id: 'f1',
    ownerId: 'URITA',
    reason: '',
    fill: 1,
    chosen: { reference: null, vendorOrderId: 'recOrd7' },
  };
  const { kind: _kind, reason: _reason, ...ending } = aCancel();

  test('shows what ends, that it cannot be undone, and asks why', () => {
    const view = cancelView(form, ending, { policy });
    const text = allText(view);
    expect(slackProblems(view)).toEqual([]);
    expect(text).toContain('This ends *5 domains with 10 mailboxes*, *$35.00 / month*. *It cannot be undone.*');
    expect(text).toContain('Order `qk53z7`, ScaledMail order recOrd7, made <!date');
    expect(text).toContain('a.com, b.com');
    expect(text).toContain('Ask to cancel');
    expect(text).toContain('Will be asked: <!subteam^SBUYERS> or <@UAMIR>.');
    expect(view.blocks).toContainEqual(
      expect.objectContaining({
        block_id: 'reason.1',
        optional: false,
        element: expect.objectContaining({ max_length: 500 }),
      }),
    );
  });

  test('shown again keeps the reason and says why', () => {
    const view = cancelView({ ...form, reason: 'Over' }, ending, { policy, problem: 'Nobody answered.' });
    expect(allText(view)).toContain('"initial_value":"Over"');
    expect(allText(view)).toContain('⚠️ Nobody answered.');
  });

  test.each(HOSTILE_TEXTS.map((text) => [text]))('takes %j for no markup of ours', (text) => {
    const workspace = { id: 'rec1', name: text };
    const hostile = {
      ...ending,
      label: text,
      vendorOrderId: text,
      names: Array.from({ length: 30 }, () => text),
      workspace,
    };
    const row = { vendorOrderId: text, amountCents: 3_500, createdAt: noon, tag: text, names: [text, text] };
    const views = [
      cancelView({ ...form, reason: text }, { ...hostile, monthCents: null, createdAt: null }, { policy }),
      chooseEndingView('f1', [row, { ...row, names: [], amountCents: null, createdAt: null }], 'Which?'),
    ];
    for (const view of views) expect([slackProblems(view), foreignControls(view)]).toEqual([[], []]);
  });

  test('lists at most 100 orders, and says so', () => {
    const row = { vendorOrderId: 'recOrd7', amountCents: 3_500, createdAt: noon, tag: null, names: ['a.com', 'b.com'] };
    const few = allText(chooseEndingView('f1', [row], 'Which?'));
    expect(few).toContain('$35.00 / month · a.com and 1 more');
    expect(few).toContain('Nov 23, 2026 · 2 domains · recOrd7');
    expect(few).not.toContain('The newest 100');
    const many = chooseEndingView(
      'f1',
      Array.from({ length: 130 }, () => row),
      'Which?',
    );
    expect(slackProblems(many)).toEqual([]);
    expect(allText(many)).toContain('The newest 100 are shown');
    expect(allText(many)).not.toContain('"value":"100"');
  });
});

describe('why somebody cannot ask', () => {
  const REFUSED: readonly CannotCancel[] = [
    { refusal: 'form_forgotten' },
    { refusal: 'unknown_order' },
    { refusal: 'not_an_approver' },
    { refusal: 'guest' },
    { refusal: 'number_unknown' },
    { refusal: 'nothing_to_cancel' },
    { refusal: 'not_at_vendor' },
    { refusal: 'cancelled_already' },
    { refusal: 'not_active', status: '<!channel> Pending' },
    { refusal: 'claimed', by: Reference.parse('m4x8tp') },
    { refusal: 'claimed', by: null },
    { refusal: 'does_not_run', order: orderIn('declined') },
  ];

  test.each(REFUSED.map((refused) => [refused.refusal, refused] as const))(
    '%s is a whole sentence',
    (_name, refused) => {
      expect(cannotCancelText(refused)).toMatch(/^[A-Z].{15,}\.$/s);
      expect(cannotCancelText(refused)).not.toContain('<!channel>');
    },
  );

  test('each says something of its own', () => {
    expect(new Set(REFUSED.map(cannotCancelText)).size).toBe(REFUSED.length);
    expect(cannotCancelText({ refusal: 'claimed', by: Reference.parse('m4x8tp') })).toBe(
      'Order `m4x8tp` already works on this one; its card says how far that is. Nothing was sent.',
    );
  });

  test('what still waits is taken back instead, by its requester', () => {
    expect(cannotCancelText({ refusal: 'does_not_run', order: first('awaiting_approval') })).toContain(
      '<@URITA> can take it back with *Withdraw*',
    );
    expect(cannotCancelText({ refusal: 'does_not_run', order: orderIn('declined') })).not.toContain('Withdraw');
  });

  test('who may not choose from all is told where their own orders are', () => {
    expect(cannotCancelText({ refusal: 'not_an_approver' })).toContain('*Details* from `/scaledmail orders`');
  });

  test('an order form that something else than a name is in the way of says so too', () => {
    expect(takenMessage(new Map())).toMatch(/^Meanwhile another open order works on something/);
  });
});
