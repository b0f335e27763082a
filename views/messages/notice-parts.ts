import type { Notice } from '../../src/orders/effect.ts';
import type { Order } from '../../src/orders/order.ts';
import type { ApprovalPolicy } from '../../src/orders/policy.ts';
import type { ChannelId } from '../../src/values/ids.ts';
import { changeText } from '../words/change-of-terms.ts';
import { orderTitle } from '../words/order-text.ts';
import { whoMayDecide } from '../words/people.ts';
import { nothingDoneText } from '../words/state-parts.ts';
import { channelMention, mention } from '../words/text.ts';
import { storeWentBackText } from './store-went-back.ts';

/** The bot's name as people type it in an invitation. */
const INVITE = '`/invite @ScaledMail`';
const NOT_LOST = 'The order is not lost: its card is posted as soon as that is done.';

/** What a notice is drawn with beside its order: the card's link, the policy in force, and the channel of the cards. */
export interface NoticeSetting {
  readonly cardLink: string | null;
  readonly policy: ApprovalPolicy;
  readonly channelId: ChannelId;
}

/** What each notice says of an order. */
export type NoticeTexts = Readonly<Record<Notice, (order: Order, setting: NoticeSetting) => string>>;

/** Those that say the same whatever the order does. */
export type CommonNotice = 'requested' | 'declined' | 'expired' | 'terms_changed' | 'store_went_back' | ChannelNotice;

/** See `CommonNotice`. */
export const COMMON_NOTICES: Pick<NoticeTexts, CommonNotice> = {
  requested: (order, { policy }) =>
    `🟡 ${capital(nameIn(order))} waits for ${whoMayDecide(policy, order.facts.requestedBy)}.`,
  declined: (order) =>
    `🔴 ${capital(nameIn(order))} was declined${order.state === 'declined' ? ` by ${mention(order.by)}` : ''}. ${nothingDoneText(order)}`,
  expired: (order) =>
    `⚪ Nobody decided on ${nameIn(order)} within a week, so it ended. ${nothingDoneText(order)} You can send it again.`,
  terms_changed: termsChangedText,
  store_went_back: (order) => storeWentBackText(order.facts.reference),
  bot_not_in_channel: (order, { channelId }) => channelText(channelId, 'bot_not_in_channel', nameIn(order)),
  channel_not_found: (order, { channelId }) => channelText(channelId, 'channel_not_found', nameIn(order)),
  channel_archived: (order, { channelId }) => channelText(channelId, 'channel_archived', nameIn(order)),
};

/** `the order for Acme`. */
export const nameIn = (order: Order): string => `the order ${orderTitle(order)}`;

function termsChangedText(order: Order): string {
  const name = nameIn(order);
  const change = order.state === 'awaiting_approval' ? order.change : null;
  if (!change) return `⚠️ ${capital(name)} needs a new approval, because its terms changed. Nothing was sent yet.`;
  return `${capital(name)}: ${changeText(order, change)}`;
}

type ChannelNotice = Extract<Notice, 'bot_not_in_channel' | 'channel_not_found' | 'channel_archived'>;

function channelText(channelId: ChannelId, notice: ChannelNotice, name: string): string {
  const channel = channelMention(channelId);
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

/** With a capital letter in the beginning. */
export const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
