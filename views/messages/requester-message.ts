import type { Button, KnownBlock } from '@slack/types';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import type { Order } from '../../src/orders/order.ts';
import { isOver } from '../../src/orders/standing/ends.ts';
import { actions, greyLine, section } from '../blocks.ts';
import { needsSomebody } from '../card/needs-somebody.ts';
import {
  billingButtons,
  mailboxesButtons,
  openCardButton,
  orderAgainButtons,
  supportButtons,
  undoButtons,
  withdrawButtons,
} from '../card/order-buttons.ts';
import { changeBlocks, quotationBlocks, titleLine } from '../card/order-heading.ts';
import { identityParts, inSentence, summaryText } from '../card/order-summary.ts';
import { orderedTwiceBlocks } from '../card/ordered-twice.ts';
import { questionBlocks } from '../card/question.ts';
import { changedParts } from '../words/approval/free.ts';
import { whoMayDecide } from '../words/approval/people.ts';
import { cardTroubleText } from '../words/card-trouble.ts';
import { contentOf } from '../words/order-text.ts';
import { standingText } from '../words/states/standing.ts';
import { stateText } from '../words/states/state-text.ts';
import type { Naming } from '../words/text.ts';
import type { MessageView } from './message-view.ts';
import type { NoticeSetting } from './notices/notice-parts.ts';

/** The requester's own view of the order, in their direct messages; redrawn as the order moves. */
export function requesterMessage(order: Order, setting: NoticeSetting): MessageView {
  const { cardLink, policy, channelId, named, usual = null } = setting;
  const trouble = cardTroubleText(order, channelId);
  const buttons = buttonsFor(order, cardLink);
  const isAsking = needsSomebody(order);
  const standing = standingText(order, { named, policy, usual, isForRequester: true });
  const blocks: KnownBlock[] = [
    titleLine(order),
    ...askingBlocks(order, setting),
    greyLine(isAsking ? contentOf(order) : standing, ...changedParts(order), ...identityParts(order)),
    ...(trouble === null ? [] : [section(trouble)]),
    ...orderedTwiceBlocks(order),
    ...changeBlocks(order, named),
    ...questionBlocks(order),
    ...quotationBlocks(order),
    ...(buttons.length > 0 ? [actions(...buttons)] : []),
  ];
  return { text: notification(order, named), blocks };
}

/** Nobody is told that they ask. */
const notification = (order: Order, named: Naming): string =>
  order.state === 'awaiting_approval' ? `Waiting for approval: ${inSentence(order)}.` : summaryText(order, named);

/** What whoever asked is asked for, or has to know beside how the order stands; nothing most of the time. */
function askingBlocks(order: Order, { named, policy, usual = null }: NoticeSetting): KnownBlock[] {
  if (!needsSomebody(order) || questionOf(order) !== null) return [];
  return [section(stateText(order, named, { usual, lookers: whoMayDecide(policy, order.facts.requestedBy) }))];
}

function buttonsFor(order: Order, cardLink: string | null): Button[] {
  const openCard = openCardButton(order, cardLink);
  const again = isOver(order) || order.state === 'active' ? orderAgainButtons(order) : [];
  return [
    ...billingButtons(order),
    ...(openCard ? [openCard] : []),
    ...supportButtons(order),
    ...withdrawButtons(order),
    ...undoButtons(order),
    ...(order.state === 'active' ? mailboxesButtons(order) : []),
    ...again,
  ];
}
