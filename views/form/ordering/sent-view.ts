import type { ModalView } from '@slack/types';
import { isFreeByRule } from '../../../src/orders/approval/free-by-rule.ts';
import { canBeWithdrawn } from '../../../src/orders/decide/approval.ts';
import { needsCard } from '../../../src/orders/decide/messages.ts';
import type { Order } from '../../../src/orders/order.ts';
import { surfaceOf } from '../../../src/orders/surface.ts';
import type { ChannelId } from '../../../src/values/ids.ts';
import { plainSection, section } from '../../blocks.ts';
import { COMMAND, VIEW } from '../../ids.ts';
import { cardTroubleText } from '../../words/card-trouble.ts';
import { titleText } from '../../words/order-text.ts';
import { statusOf } from '../../words/states/status.ts';
import { channelMention, plain } from '../../words/text.ts';

/** The end of a form: its order exists, how it stands, at what price, and where its card is, or why it is nowhere. */
export function sentView(order: Order, channelId: ChannelId): ModalView {
  const { reference } = order.facts;
  const isFree = isFreeByRule(order);
  const { emoji, words } = statusOf(order);
  const trouble = cardTroubleText(order, channelId);
  return {
    type: 'modal',
    callback_id: VIEW.notice,
    title: plain(isFree ? 'Sent' : 'Sent for approval', 24),
    close: plain('Done', 24),
    blocks: [
      plainSection(`${emoji} ${words} · ${titleText(order)}`),
      section(
        [`*Order \`${reference}\` ${standsText(order)}*`, ...(trouble === null ? cardText(order, channelId) : [])].join(
          ' ',
        ),
      ),
      ...(trouble === null ? [] : [section(trouble)]),
      section(
        `You hear of every step by direct message${!isFree && canBeWithdrawn(order) ? ', where you can also withdraw it' : ''}. \`${COMMAND} status ${reference}\` shows where it stands.`,
      ),
    ],
  };
}

/** What became of the form, as the end of a sentence. */
function standsText(order: Order): string {
  if (order.state === 'awaiting_approval') return 'waits for approval.';
  if (!isFreeByRule(order)) return 'was sent for approval.';
  const isUnderWay = order.state === 'placing' || (order.state === 'approved' && order.hold === null);
  return isUnderWay ? 'is sent at once, without approval (rule).' : 'needed no approval (rule).';
}

/** Where the card of an order without trouble is; nothing of one that is over and never had one. */
function cardText(order: Order, channelId: ChannelId): string[] {
  if (surfaceOf(order, 'card')) return [`Its card is in ${channelMention(channelId)}.`];
  return needsCard(order) ? [`Its card is being posted in ${channelMention(channelId)}.`] : [];
}
