import { expect, test } from '@jest/globals';
import type { OrderedDomain } from '../../../src/acts/custom_order/custom-order.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { cancelView } from '../../../views/form/cancel-view.ts';
import { domainsView } from '../../../views/form/ordering/domains-view.ts';
import { reviewView } from '../../../views/form/ordering/review-view.ts';
import { whatView } from '../../../views/form/ordering/what-view.ts';
import { tagsAcceptedMessage } from '../../../views/messages/accept-tags.ts';
import { unknownCommandMessage } from '../../../views/messages/help.ts';
import { auditMessage } from '../../../views/messages/history/audit.ts';
import { historyNote } from '../../../views/messages/history/history-note.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { orderStatusMessage } from '../../../views/messages/one-order/order-status.ts';
import { pausedMessage } from '../../../views/messages/pause.ts';
import { mention } from '../../../views/words/text.ts';
import {
  aDraft,
  aForm,
  amir,
  aReviewedDraft,
  noon,
  orderIn,
  ordersInEveryState,
  policy,
  rita,
} from '../../support/views/orders.ts';
import { historyOf } from '../../support/views/samples.ts';
import { CARD_LINK, setting, surfacesOf } from '../../support/views/surfaces.ts';
import { plainTexts, sharedTexts, slackProblems } from '../../support/views/text.ts';

/** What somebody types: each sign of it means something in mrkdwn. */
const TYPED = '@amir #general & <b> *bold* _it_ ~no~ `code` :smile: https://acme.com';

/** Texts of a view in which what was typed stands beside something of ours that is marked up. The fallback text is not drawn. */
const wronglyDrawn = (view: unknown): string[] => sharedTexts(view).filter((text) => /bold|:smile:/.test(text));
const readsAsTyped = (view: unknown): boolean =>
  plainTexts(view).some(({ text, emoji }) => text.includes(TYPED) && !emoji);

const typedDomain: OrderedDomain = {
  name: 'getacme.com',
  naming: { form: 'names', firstName: '*bold*', lastName: ':smile:' },
  redirect: 'https://acme.com/*bold*',
};
const parts = {
  label: TYPED,
  lines: [{ provider: 'google', domains: [typedDomain] }],
  source: 'other',
  extras: {
    coupon: TYPED,
    hosting: { provider: TYPED, loginId: 'l1', saved: { id: '1', ownerId: rita, name: TYPED, owner: TYPED } },
    sequencer: { provider: TYPED, loginId: 'l2' },
  },
} as const;
const typedOrders = ordersInEveryState({
  ...parts,
  lines: [...parts.lines.map((line) => ({ ...line, domains: [...line.domains] }))],
});

test.each(typedOrders.map((order, index) => [`${index} ${order.state}`, order] as const))(
  'label, senders, redirects and accounts of an order, %s, are marked up on no surface',
  (_name, order) => {
    for (const [surface, view] of surfacesOf(order)) expect([surface, wronglyDrawn(view)]).toEqual([surface, []]);
  },
);

test('a label reads as typed on card, details, status, lists, messages and forms', () => {
  const [order] = typedOrders;
  if (!order) throw new Error('There is an order');
  const drawn = surfacesOf(order).filter(([name]) => !/^note |^reminder|home/.test(name));
  for (const [surface, view] of drawn) expect([surface, readsAsTyped(view)]).toEqual([surface, true]);
});

const declined: OrderEvent = { type: 'declined', by: amir, reason: TYPED };
const withdrawn: OrderEvent = { type: 'withdrawn', by: rita, reason: TYPED };
const unclear: OrderEvent = { type: 'outcome_unclear', reason: 'odd_answer', message: TYPED };
const unpaid: OrderEvent = { type: 'vendor_could_not_charge', message: TYPED };

test.each([declined, withdrawn, unclear, unpaid].map((event) => [event.type, event] as const))(
  'what was said, %s, reads as typed in thread, details, status and audit',
  (_type, event) => {
    const order = orderIn('declined');
    const history = historyOf(order, [event, { type: 'expired' }]);
    const views = [
      historyNote(order, event, { policy, isFirst: false, named: mention }),
      orderDetailsModal({ order, history, reader: { by: amir, mayDecide: true } }, { policy }),
      orderStatusMessage(order, history, { policy, cardLink: CARD_LINK }),
      auditMessage(order, history, null),
    ];
    for (const view of views)
      expect([slackProblems(view), wronglyDrawn(view), readsAsTyped(view)]).toEqual([[], [], true]);
  },
);

test('the reason of a pause reads as typed, on the card and in its answer', () => {
  const pause = { by: amir, at: noon, reason: TYPED };
  const views = [
    orderCard(orderIn('awaiting_approval'), { ...setting, pause }),
    pausedMessage(TYPED, null, []),
    pausedMessage('short', pause, []),
    tagsAcceptedMessage(TYPED, null),
    tagsAcceptedMessage('short', pause),
    unknownCommandMessage(`${TYPED}`, 'orders'),
  ];
  for (const view of views)
    expect([wronglyDrawn(view), plainTexts(view).some(({ text }) => text.includes('*bold*'))]).toEqual([[], true]);
});

test('forms draw what was typed as it was typed', () => {
  const draft = aReviewedDraft({
    ...parts,
    lines: [...parts.lines.map((line) => ({ ...line, domains: [...line.domains] }))],
  });
  const ending = {
    vendorOrderId: 'rec1',
    workspace: { id: 'rec1', name: 'Acme' },
    label: TYPED,
    names: ['getacme.com'],
    mailboxes: 2,
    monthCents: 700,
    createdAt: noon,
  };
  const form = { id: 'f', ownerId: rita, reason: '', fill: 0, chosen: { reference: null, vendorOrderId: 'recOrd7' } };
  const problem = { code: 'x', field: 'domains_google', line: 3, message: `“${TYPED}” is not a domain name.` } as const;
  const views = [
    reviewView(draft, policy),
    cancelView(form, ending, { policy }),
    whatView(aForm(), [], { unfinished: aDraft({ label: TYPED }), last: null }),
    whatView(aForm(), [], { unfinished: null, last: typedOrders[0] ?? null }),
    domainsView(aForm(), [problem]),
  ];
  for (const view of views)
    expect([slackProblems(view), wronglyDrawn(view), readsAsTyped(view)]).toEqual([[], [], true]);
});
