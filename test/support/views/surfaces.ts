import type { HomeView, ModalView } from '@slack/types';
import { namesOf } from '../../../src/acts/act.ts';
import { Notice, ToldByMessage } from '../../../src/orders/effect.ts';
import type { HistoryEntry } from '../../../src/orders/history/history.ts';
import { actOf, type Order } from '../../../src/orders/order.ts';
import type { Pause } from '../../../src/orders/pause.ts';
import { lateOf } from '../../../src/orders/standing/late.ts';
import { HOME_LISTS, ROWS_PER_PAGE } from '../../../src/orders/standing/lists.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { declineView } from '../../../views/form/decline-view.ts';
import { settleAbsentView } from '../../../views/form/settle-absent-view.ts';
import { settleFoundView } from '../../../views/form/settle-found-view.ts';
import { supportTextView } from '../../../views/form/support-text-view.ts';
import { withdrawView } from '../../../views/form/withdraw-view.ts';
import { homeView } from '../../../views/home/home.ts';
import { historyNote } from '../../../views/messages/history/history-note.ts';
import { orderListMessage } from '../../../views/messages/lists/order-list.ts';
import type { MessageView } from '../../../views/messages/message-view.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { threadNotice } from '../../../views/messages/notices/thread-notice.ts';
import { orderDetailsModal } from '../../../views/messages/one-order/order-details.ts';
import { orderStatusMessage } from '../../../views/messages/one-order/order-status.ts';
import { reminderMessage } from '../../../views/messages/reminder.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { mention } from '../../../views/words/text.ts';
import { amir, bea, channel, noon, policy, rita } from './orders.ts';
import { eventsOfEveryType, historyOf } from './samples.ts';

export type Surface = MessageView | ModalView | HomeView;

export const CARD_LINK = 'https://acme.slack.com/archives/CAPPROVALS/p11';

/** What surfaces are drawn with beside their order. */
export const setting = { cardLink: CARD_LINK, policy, channelId: channel, pause: null, isFirst: false, named: mention };

/** Who reads *Details*: somebody who can decide, and who asked. */
const approver = { by: amir, mayDecide: true };
const requester = { by: rita, mayDecide: false };

/** *Details* as somebody reads them who can decide. */
export const detailsFor = (order: Order, history: readonly HistoryEntry[] = []) =>
  orderDetailsModal({ order, history, reader: approver }, { policy });

/** A Home while Slack does not say who can decide. */
const HOME = {
  mayDecide: false,
  takesWorkspaces: true,
  unread: 'Slack is slow.',
  counts: { to_decide: 30, mine: 30, running: 30 },
  drafts: [],
  forms: [],
  spend: null,
};
const aPause = (reason: string): Pause => ({ by: bea, at: noon, reason });

/** The text for support about a late order, with what is listed of it, and without. */
function supportPages(order: Order): [name: string, surface: Surface][] {
  if (order.state !== 'placed' || !lateOf(order)) return [];
  const mailboxes = namesOf(actOf(order)).map((domain) => ({
    ...{ address: `ada@${domain}`, sender: 'Ada Park', domain, provider: 'google' as const },
    ...{ state: 'In Progress', readAt: noon },
  }));
  const list = { mailboxes, listed: mailboxes.length, expected: 2 * mailboxes.length };
  return [
    ['text for support', supportTextView(order, { list, at: noon })],
    ['text for support without lists', supportTextView(order, { list: null, at: noon })],
  ];
}

/** Every surface that draws an order, by name. `words` stand in the events. */
export function surfacesOf(order: Order, words = 'no'): [name: string, surface: Surface][] {
  const events = eventsOfEveryType(order, words);
  const history = historyOf(order, events);
  const middlePage = { offset: 10, total: 30, orders: Array.from({ length: ROWS_PER_PAGE }, () => order) };
  return [
    ['card', orderCard(order, setting)],
    ['card of a first order', orderCard(order, { ...setting, isFirst: true })],
    ['requester message', requesterMessage(order, setting)],
    ['requester message without a link', requesterMessage(order, { ...setting, cardLink: null })],
    ['reminder', reminderMessage(order, policy)],
    ['details', detailsFor(order, history)],
    ['details after a click', orderDetailsModal({ order, history, reader: requester }, { policy, said: 'Done.' })],
    ['status', orderStatusMessage(order, history, { policy, cardLink: CARD_LINK })],
    [
      'list',
      orderListMessage({ page: { list: 'all', ...middlePage }, mayDecide: true, unread: 'Slack is slow.' }, noon),
    ],
    ...HOME_LISTS.map((list): [string, Surface] => [
      `home, ${list}`,
      homeView({ ...HOME, mayDecide: list !== 'mine', pause: aPause(words), page: { list, ...middlePage } }, noon),
    ]),
    ['empty home', homeView({ ...HOME, pause: null, page: { list: 'mine', offset: 0, total: 0, orders: [] } }, noon)],
    ['decline', declineView(order)],
    ['withdraw', withdrawView(order)],
    ['it is there', settleFoundView(order, { typed: words, problem: 'ScaledMail knows no such order.' })],
    ['it is not there', settleAbsentView(order)],
    ...supportPages(order),
    ...Notice.options.map((notice): [string, Surface] => [`notice ${notice}`, noticeMessage(order, notice, setting)]),
    ...Notice.options.flatMap((notice) =>
      ToldByMessage.options.map((to): [string, Surface] => [
        `notice ${notice} to ${to} in the thread`,
        threadNotice(order, to, notice, setting),
      ]),
    ),
    ...events.flatMap((event): [string, Surface][] => [
      [`note ${event.type}`, historyNote(order, event, { policy, isFirst: false, named: mention })],
      [`note ${event.type} of a first order`, historyNote(order, event, { policy, isFirst: true, named: mention })],
    ]),
  ];
}
