import type { KnownBlock } from '@slack/types';
import { isSought } from '../../src/orders/decide/looks.ts';
import type { Notice } from '../../src/orders/effect.ts';
import type { Order } from '../../src/orders/order.ts';
import { actions, context, section } from '../blocks.ts';
import { detailsButton, openCardButton } from '../card/order-buttons.ts';
import { quotationBlocks } from '../card/order-heading.ts';
import { orderedTwice } from '../card/ordered-twice.ts';
import { factsText, likenessText } from '../card/question.ts';
import { changeText } from '../words/change-of-terms.ts';
import { notFoundText } from '../words/not-found.ts';
import { whoMayDecide } from '../words/people.ts';
import { monthly } from '../words/price-text.ts';
import { amountText, nothingOrderedText } from '../words/state-text.ts';
import { progressBar, progressOf, QUESTION } from '../words/status.ts';
import { channelMention, inline, mention } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** The bot's name as people type it in an invitation. */
const INVITE = '`/invite @ScaledMail`';
const NOT_LOST = 'The order is not lost: its card is posted as soon as that is done.';

/** One short direct message about one thing that happened to an order. */
export function noticeMessage(order: Order, notice: Notice, cardLink: string | null): MessageView {
  const text = noticeText(order, notice);
  const openCard = openCardButton(cardLink);
  const blocks: KnownBlock[] = [
    section(text),
    ...(QUOTING.has(notice) ? quotationBlocks(order) : []),
    actions(...(openCard ? [openCard] : []), detailsButton(order)),
    context(`Order \`${order.facts.reference}\` · ${monthly(order.terms.quote.totalCents)}`),
  ];
  return { text, blocks };
}

/** Notices that come with the reason or the vendor's words. */
const QUOTING: ReadonlySet<Notice> = new Set(['declined', 'refused', 'payment_pending', 'outcome_unknown']);

function noticeText(order: Order, notice: Notice): string {
  const name = `the order for ${inline(order.facts.purchase.label)}`;
  switch (notice) {
    case 'requested':
      return `🟡 ${capital(name)} waits for ${whoMayDecide(order.terms.policy, order.facts.requestedBy)}.`;
    case 'declined':
      return `🔴 ${capital(name)} was declined${order.state === 'declined' ? ` by ${mention(order.by)}` : ''}. ${nothingOrderedText(order)}`;
    case 'expired':
      return `⚪ Nobody decided on ${name} within a week, so it ended. ${nothingOrderedText(order)} You can send it again.`;
    case 'terms_changed':
      return termsChangedText(order, name);
    case 'placed':
      return `🟢 ${capital(name)} is placed. Set-up usually takes 2 to 4 business days; you will hear when all works.`;
    case 'refused':
      return refusedText(order, name);
    case 'payment_pending':
      return `🟠 ScaledMail made the subscription of ${name}, but the card was not charged. Please confirm the card in ScaledMail’s billing page.`;
    case 'outcome_unknown':
      return `🟠 We do not know yet whether ${name} was made. We are looking for it at ScaledMail, and it is never sent twice. You need not do anything.`;
    case 'cannot_find':
      return cannotFindText(order, name);
    case 'amount_differs':
      return `⚠️ ${capital(name)} costs another amount than was approved.${differenceText(order)} Please check it in ScaledMail’s billing page.`;
    case 'resembling_order':
      return resemblingText(order, name);
    case 'ordered_twice':
      return twiceText(order, name);
    case 'active':
      return `✅ ${capital(name)} works: ${progressText(order)}.`;
    case 'stuck':
      return `🟠 ${capital(name)} takes longer than usual: ${progressText(order)}${unreadText(order)}. ScaledMail’s support can say what holds it up.`;
    case 'cancelled':
      return `⚫ The subscription of ${name} ended at ScaledMail.`;
    case 'bot_not_in_channel':
    case 'channel_not_found':
    case 'channel_archived':
      return channelText(order, notice, name);
  }
}

/** The question about a vendor order that may be this one. */
function resemblingText(order: Order, name: string): string {
  const { resembling } = order.terms;
  if (!resembling) return `🟠 Please look at ${name}.`;
  return `🟠 *${QUESTION}* About ${name}: ${likenessText(order, resembling)} ${factsText(resembling)}. Please press on the card: _It is this one_ or _It is another one_.`;
}

/** That an order stands at the vendor twice, or may: both numbers, and what to do. */
function twiceText(order: Order, name: string): string {
  const twice = orderedTwice(order);
  if (!twice) return `⚠️ ${capital(name)} may stand at ScaledMail twice. Please look at its card.`;
  return `⚠️ *${twice.title}: ${name}.* ${twice.text}`;
}

/** What people are asked to look for. It claims no more than the newest look showed. */
function cannotFindText(order: Order, name: string): string {
  const found = notFoundText('unread' in order ? order.unread : undefined);
  const look = `*Please look into ScaledMail’s own pages* for the tag \`${tagOf(order)}\``;
  if (isSought(order) && order.state !== 'outcome_unknown') {
    const made = order.state === 'payment_pending' ? 'made the subscription of' : 'took';
    return `🟠 ScaledMail ${made} ${name}, but its number is not known. ${found} ${look}, and name the order on the card: _I found it_. This app keeps looking.`;
  }
  return `🟠 ${capital(name)} was sent to ScaledMail, and nobody knows whether it was made. ${found} ${look}, and press on the card what you see: _I found it_ or _It is not there_. This app keeps looking, and nothing is sent again without a new approval.`;
}

const unreadText = (order: Order): string =>
  order.state === 'placed' && order.progress.isUnread ? ' when ScaledMail’s lists could last be read' : '';

type ChannelNotice = Extract<Notice, 'bot_not_in_channel' | 'channel_not_found' | 'channel_archived'>;

function channelText(order: Order, notice: ChannelNotice, name: string): string {
  const channel = channelMention(order.facts.channelId);
  const problem = `⚠️ ${capital(name)} cannot be shown to its approvers: `;
  switch (notice) {
    case 'bot_not_in_channel':
      return `${problem}the bot is not in ${channel}. Somebody in that channel has to type ${INVITE} there. ${NOT_LOST}`;
    case 'channel_not_found':
      return `${problem}the bot cannot see the channel ${channel}. When it is private, somebody in it has to type ${INVITE} there; when it is gone, the operator has to set APPROVAL_CHANNEL. ${NOT_LOST}`;
    case 'channel_archived':
      return `${problem}${channel} is archived. Somebody has to unarchive it and type ${INVITE} there, or the operator has to set another APPROVAL_CHANNEL. ${NOT_LOST}`;
  }
}

function refusedText(order: Order, name: string): string {
  if (order.state === 'refused' && order.declaredAbsentBy !== undefined) {
    return `⚪ ${capital(name)} is given up: we could not find it at ScaledMail, and ${mention(order.declaredAbsentBy)} says that it is not there. Its domain names are free for a new order.`;
  }
  return `🔴 ScaledMail refused ${name}. ${nothingOrderedText(order)} Its domain names are free for a new order.`;
}

function termsChangedText(order: Order, name: string): string {
  const change = order.state === 'awaiting_approval' ? order.change : null;
  if (!change) return `⚠️ ${capital(name)} needs a new approval, because its terms changed. Nothing was ordered yet.`;
  return `${capital(name)}: ${changeText(change, order.terms)}`;
}

function differenceText(order: Order): string {
  return 'vendorAmountCents' in order ? amountText(order) : '';
}

const tagOf = (order: Order): string => ('attempt' in order ? inline(order.attempt.tag) : order.facts.reference);

function progressText(order: Order): string {
  const progress = progressOf(order);
  return progress ? progressBar(progress) : 'all domains ready';
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
