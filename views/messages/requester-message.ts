import type { Button, KnownBlock } from '@slack/types';
import { isOver, type Order } from '../../src/orders/order.ts';
import { actions, context, plainSection, section } from '../blocks.ts';
import {
  billingButtons,
  detailsButton,
  openCardButton,
  orderAgainButtons,
  withdrawButtons,
} from '../card/order-buttons.ts';
import { changeBlocks, quotationBlocks } from '../card/order-heading.ts';
import { decidersText, identityText, summaryText } from '../card/order-summary.ts';
import { orderedTwiceBlocks } from '../card/ordered-twice.ts';
import { questionBlocks } from '../card/question.ts';
import { cardTroubleText } from '../words/card-trouble.ts';
import { titleText } from '../words/order-text.ts';
import { stateText } from '../words/state-text.ts';
import { statusOf } from '../words/status.ts';
import type { MessageView } from './message-view.ts';
import type { NoticeSetting } from './notice-parts.ts';

/** The requester's own view of the order, in their direct messages; redrawn as the order moves. */
export function requesterMessage(order: Order, { cardLink, policy, channelId }: NoticeSetting): MessageView {
  const trouble = cardTroubleText(order, channelId);
  const { emoji, words } = statusOf(order);
  const isOpen = order.state === 'awaiting_approval';
  const blocks: KnownBlock[] = [
    plainSection(`${emoji} ${words} · ${titleText(order)}`),
    section(stateText(order)),
    ...(trouble === null ? [] : [section(trouble)]),
    ...orderedTwiceBlocks(order),
    ...changeBlocks(order),
    ...questionBlocks(order),
    ...quotationBlocks(order),
    actions(...buttonsFor(order, cardLink)),
    context(isOpen ? `${identityText(order)} · ${decidersText(order, policy)}` : identityText(order)),
  ];
  return { text: summaryText(order), blocks };
}

function buttonsFor(order: Order, cardLink: string | null): Button[] {
  const openCard = openCardButton(order, cardLink);
  const again = isOver(order) || order.state === 'active' ? orderAgainButtons(order) : [];
  return [
    ...billingButtons(order),
    ...(openCard ? [openCard] : []),
    detailsButton(order),
    ...withdrawButtons(order),
    ...again,
  ];
}
