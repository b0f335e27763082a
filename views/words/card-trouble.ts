import { needsCard } from '../../src/orders/decide/messages.ts';
import type { Order } from '../../src/orders/order.ts';
import type { AnnounceFailure } from '../../src/orders/surface.ts';
import type { ChannelId } from '../../src/values/ids.ts';
import { channelMention, inline } from './text.ts';

/** The bot's name as people type it in an invitation. */
const INVITE = '`/invite @ScaledMail Orders`';

/** What is wrong, and what somebody can do about it. */
const PROBLEMS: Readonly<Record<AnnounceFailure, (channel: string) => string>> = {
  bot_not_in_channel: (channel) =>
    `This app is not in ${channel}. Somebody in that channel has to type ${INVITE} there.`,
  channel_not_found: (channel) =>
    `This app cannot see the channel ${channel}. When it is private, somebody in it has to type ${INVITE} there; when it is gone, the operator has to set APPROVAL_CHANNEL.`,
  channel_archived: (channel) =>
    `${channel} is archived. Somebody has to unarchive it and type ${INVITE} there, or the operator has to set another APPROVAL_CHANNEL.`,
  posting_restricted: (channel) =>
    `The settings of ${channel} let this app post nothing. Somebody who manages the channel has to allow it, under *Posting permissions*, or the operator has to set another APPROVAL_CHANNEL.`,
  scope_missing: () =>
    'This app lacks a permission in Slack. The operator has to install it again with the newest manifest; the log names the permission.',
  card_refused: (channel) => `Slack refuses its card in ${channel}. The operator finds the reason in the log.`,
  card_late: (channel) => `Slack has not taken its card in ${channel} for ten minutes.`,
};

/** Why a card is not in the channel, with Slack's own word when it gave one, and that it comes by itself. */
export function missingCardText(failure: AnnounceFailure, word: string | null, channelId: ChannelId): string {
  const said = word === null ? '' : ` Slack says \`${inline(word)}\`.`;
  return `${PROBLEMS[failure](channelMention(channelId))}${said} The order is kept, and its card is posted by itself as soon as Slack takes it. Until then everything can be done in its *Details*.`;
}

/** What whoever asked reads while the card is not in the channel; null when it is, or nobody needs it any more. */
export function cardTroubleText(order: Order, channelId: ChannelId): string | null {
  if (!order.cardTrouble || !needsCard(order)) return null;
  const { failure, word } = order.cardTrouble;
  if (failure === null) return `⚠️ Its card in ${channelMention(channelId)} is gone. It is being posted anew.`;
  return `⚠️ Its card could not be posted. ${missingCardText(failure, word, channelId)}`;
}
