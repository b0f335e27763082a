import type { KnownBlock } from '@slack/types';
import type { Order } from '../../src/orders/order.ts';
import { isKeptByPause, type Pause } from '../../src/orders/pause.ts';
import { context, divider, section } from '../blocks.ts';
import type { MessageView } from '../messages/message-view.ts';
import { pauseText } from '../messages/pause.ts';
import { cardButtons } from './order-buttons.ts';
import { headingBlocks } from './order-heading.ts';
import { decidersText, domainsSection, factFields, identityText, priceSection, summaryText } from './order-summary.ts';

/** The card in the approvers' channel: a function of the order in every state, redrawn in place on each change. */
export function orderCard(order: Order, pause: Pause | null = null): MessageView {
  const isOpen = order.state === 'awaiting_approval';
  const blocks: KnownBlock[] = [
    ...headingBlocks(order),
    ...(pause && isKeptByPause(order) ? [section(pauseText(pause))] : []),
    divider(),
    factFields(order),
    priceSection(order),
    domainsSection(order),
    cardButtons(order),
    context(isOpen ? `${identityText(order)} · ${decidersText(order)}` : identityText(order)),
  ];
  return { text: summaryText(order), blocks };
}
