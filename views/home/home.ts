import type { HomeView, KnownBlock } from '@slack/types';
import type { Order } from '../../src/orders/order.ts';
import type { ChannelId } from '../../src/values/ids.ts';
import { actions, button, context, divider, header, section } from '../blocks.ts';
import { ACTION, COMMAND } from '../ids.ts';
import { emptyListBlocks, MAX_LISTED, orderRow } from '../messages/order-list.ts';
import { channelMention, counted } from '../words/text.ts';

/** The Home tab of one person: start an order, what waits for a decision (first, for those who may decide), recent orders. */
export function homeView({
  orders,
  scope,
  mayDecide,
  channelId,
}: {
  readonly orders: readonly Order[];
  readonly scope: 'all' | 'own';
  readonly mayDecide: boolean;
  /** Where the cards are. */
  readonly channelId: ChannelId;
}): HomeView {
  const waiting = mayDecide ? orders.filter(({ state }) => state === 'awaiting_approval') : [];
  const others = orders.filter((order) => !waiting.includes(order));
  return {
    type: 'home',
    blocks: [
      header('ScaledMail'),
      section('Cold-email domains and mailboxes: priced at once, charged only after approval.'),
      actions(button(ACTION.startOrder, 'Start an order', { style: 'primary' })),
      ...waitingBlocks(waiting, channelId),
      divider(),
      ...recentBlocks(others, scope, waiting.length > 0),
      context(`\`${COMMAND} help\` says what else can be done.`),
    ],
  };
}

function waitingBlocks(waiting: readonly Order[], channelId: ChannelId): KnownBlock[] {
  if (waiting.length === 0) return [];
  return [
    divider(),
    header(`🟡 ${counted(waiting.length, 'order')} to decide`),
    ...waiting.slice(0, MAX_LISTED).map(orderRow),
    context(`Approve or decline on the card in ${channelMention(channelId)}.`),
  ];
}

function recentBlocks(orders: readonly Order[], scope: 'all' | 'own', hasOthers: boolean): KnownBlock[] {
  if (orders.length === 0) return hasOthers ? [] : emptyListBlocks(scope).slice(0, 1);
  return [header(scope === 'all' ? 'Recent orders' : 'Your orders'), ...orders.slice(0, MAX_LISTED).map(orderRow)];
}
