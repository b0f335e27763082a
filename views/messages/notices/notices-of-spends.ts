import { isSought } from '../../../src/orders/decide/looks.ts';
import { hasAttempt, type Order } from '../../../src/orders/order.ts';
import { halfDoneOf } from '../../acts/act-views.ts';
import { orderedTwice } from '../../card/ordered-twice.ts';
import { factsText, likenessText } from '../../card/question.ts';
import { cancelledByText, givenUpBy, soughtText } from '../../words/order-text.ts';
import { billingLink, mayConfirmText } from '../../words/states/billing.ts';
import { couponRefusedText } from '../../words/states/coupon.ts';
import { notFoundText } from '../../words/states/not-found.ts';
import { lateText, usualText } from '../../words/states/set-up.ts';
import { nothingDoneText } from '../../words/states/state-parts.ts';
import { differenceText } from '../../words/states/state-text-of-spends.ts';
import { progressBar, progressOf, QUESTION } from '../../words/states/status.ts';
import { capital, type Naming } from '../../words/text.ts';
import { COMMON_NOTICES, type NoticeSetting, type NoticeTexts, nameIn } from './notice-parts.ts';

/** What people are told of an order that charges the card. */
export const SPEND_NOTICES: NoticeTexts = {
  ...COMMON_NOTICES,
  placed: (order, setting) =>
    `🟢 ${capital(nameIn(order))} is placed. ${capital(usualText(setting))}; you will hear when all works.${mayConfirmText(order)}`,
  refused: refusedText,
  payment_pending: (order) =>
    `🟠 ScaledMail made the subscription of ${nameIn(order)}, but the card was not charged. Somebody with access to ScaledMail’s ${billingLink()} has to confirm the card there.`,
  payment_reminder: (order) =>
    `🟠 The card of ${nameIn(order)} still needs confirming; nothing of it works before that. Somebody with access to ScaledMail’s ${billingLink()} has to confirm the card there.`,
  outcome_unknown: (order) =>
    `🟠 Nobody knows yet whether ${nameIn(order)} was made. This app looks for it at ScaledMail, and it is never sent twice. You need not do anything.`,
  cannot_find: cannotFindText,
  amount_differs: (order) =>
    `⚠️ ${capital(nameIn(order))} costs another amount than was approved.${hasAttempt(order) ? differenceText(order) : ''} Please check it in ScaledMail’s billing page.`,
  resembling_order: resemblingText,
  ordered_twice: twiceText,
  active: (order) => `✅ ${capital(nameIn(order))} works: ${progressText(order)}.`,
  stuck: (order, setting) =>
    `🟠 ${capital(nameIn(order))} takes longer than usual: ${progressText(order)}${unreadText(order)}. ${lateSentence(order)}${capital(usualText(setting))}; ScaledMail’s support can say what holds it up.`,
  progress_unknown: (order, setting) =>
    `🟠 How far ${nameIn(order)} is cannot be told: not all of ScaledMail’s lists can be read (${progressText(order)}). ${capital(usualText(setting))}; this app keeps looking.`,
  cancelled: (order, { named }) =>
    `⚫ The subscription of ${nameIn(order)} ended at ScaledMail${byText(order, named)}.`,
};

/** Which domains are late, while some are. */
function lateSentence(order: Order): string {
  const text = lateText(order, {});
  return text === '' ? '' : `${text} `;
}

/** By which order of ours, when its call ended it. */
const byText = (order: Order, named: Naming): string =>
  order.state === 'cancelled' && order.cancelledBy ? `, ${cancelledByText(order.cancelledBy, named)}` : '';

/** The question about a vendor order that may be this one. */
function resemblingText(order: Order): string {
  const name = nameIn(order);
  const { question } = order;
  if (!question) return `🟠 Please look at ${name}.`;
  return `🟠 *${QUESTION}* About ${name}: ${likenessText(order, question)} ${factsText(question)}. Please press on the card: _It is this one_ or _It is another one_.`;
}

/** That an order stands at the vendor twice, or may: both numbers, and what to do. */
function twiceText(order: Order): string {
  const twice = orderedTwice(order);
  if (!twice) return `⚠️ ${capital(nameIn(order))} may stand at ScaledMail twice. Please look at its card.`;
  return `⚠️ *${twice.title}.* ${twice.text}`;
}

/** What people are asked to look for. It claims no more than the newest look showed. */
function cannotFindText(order: Order): string {
  const name = nameIn(order);
  const found = notFoundText('unread' in order ? order.unread : undefined);
  const look = `*Please look into ScaledMail’s own pages* for ${soughtText(order)}`;
  if (isSought(order) && order.state !== 'outcome_unknown') {
    const made = order.state === 'payment_pending' ? 'made the subscription of' : 'took';
    return `🟠 ScaledMail ${made} ${name}, but its number is not known. ${found} ${look}, and name the order on the card: _I found it_. This app keeps looking.`;
  }
  return `🟠 ${capital(name)} was sent to ScaledMail, and nobody knows whether it was made. ${found} ${look}, and press on the card what you see: _I found it_ or _It is not there_. This app keeps looking, and nothing is sent again without a new approval.`;
}

const unreadText = (order: Order): string =>
  order.state === 'placed' && order.progress.isUnread ? ' when ScaledMail’s lists could last be read' : '';

function refusedText(order: Order, { named }: NoticeSetting): string {
  const name = nameIn(order);
  const by = order.state === 'refused' ? givenUpBy(order) : undefined;
  if (by !== undefined) {
    const half = halfDoneOf(order) === null ? '' : ` ${nothingDoneText(order, named)}`;
    return `⚪ ${capital(name)} is given up: it was not found at ScaledMail, and ${named(by)} says that it is not there.${half} Its domain names are free for a new order.`;
  }
  return `🔴 ScaledMail refused ${name}. ${nothingDoneText(order, named)}${couponRefusedText(order)} Its domain names are free for a new order.`;
}

function progressText(order: Order): string {
  const progress = progressOf(order);
  return progress ? progressBar(progress) : 'all domains ready';
}
