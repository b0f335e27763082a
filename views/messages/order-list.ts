import type { KnownBlock, SectionBlock } from '@slack/types';
import type { Order } from '../../src/orders/order.ts';
import { actions, button, context, header, section } from '../blocks.ts';
import { showButton } from '../card/order-buttons.ts';
import { ACTION, COMMAND } from '../ids.ts';
import { orderName, withAmount } from '../words/order-text.ts';
import { progressBar, progressOf, statusOf } from '../words/status.ts';
import { counted, mention, timeAgo } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** Most orders in one list. */
export const MAX_LISTED = 15;

/** Recent orders, newest first: everybody's, or one's own. Says what to do when there are none. */
export function orderListMessage(orders: readonly Order[], scope: 'all' | 'own'): MessageView {
  const title = scope === 'all' ? 'Recent orders' : 'Your recent orders';
  if (orders.length === 0) return emptyList(scope);
  const shown = orders.slice(0, MAX_LISTED);
  const blocks: KnownBlock[] = [header(title), ...shown.map(orderRow)];
  if (orders.length > shown.length) blocks.push(context(`${orders.length - shown.length} older ones are not shown.`));
  const example = shown[0]?.facts.reference ?? '';
  blocks.push(context(`\`${COMMAND} status ${example}\` shows one of them with its history.`));
  return { text: `${title}: ${counted(shown.length, 'order')}`, blocks };
}

/** One order of a list: status, reference, label, amount, requester, age, and a button to see all. */
export function orderRow(order: Order): SectionBlock {
  const { emoji, words } = statusOf(order);
  const { reference, requestedBy, requestedAt } = order.facts;
  const progress = progressOf(order);
  const bar = progress && order.state === 'placed' ? `\n${progressBar(progress)}` : '';
  const amount = withAmount(order, (text) => ` · *${text}*`);
  return {
    ...section(
      `${emoji} \`${reference}\` · ${orderName(order)}${amount}\n${words} · ${mention(requestedBy)} · ${timeAgo(requestedAt)}${bar}`,
    ),
    accessory: showButton(order),
  };
}

/** What an empty list says, with the button that starts an order. */
export function emptyListBlocks(scope: 'all' | 'own'): KnownBlock[] {
  const sentence = scope === 'all' ? 'There are no orders yet.' : 'You have not ordered anything yet.';
  return [
    section(`${sentence} Start one here, or type \`${COMMAND} order\`.`),
    actions(button(ACTION.startOrder, 'Start an order', { style: 'primary' })),
  ];
}

function emptyList(scope: 'all' | 'own'): MessageView {
  return { text: `No orders yet. ${COMMAND} order starts one.`, blocks: emptyListBlocks(scope) };
}
