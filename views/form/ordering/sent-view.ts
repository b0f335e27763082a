import type { ModalView } from '@slack/types';
import { isFreeByRule } from '../../../src/orders/approval/free-by-rule.ts';
import type { Order } from '../../../src/orders/order.ts';
import { plainSection, section } from '../../blocks.ts';
import { COMMAND, VIEW } from '../../ids.ts';
import { titleText } from '../../words/order-text.ts';
import { statusOf } from '../../words/status.ts';
import { channelMention, plain } from '../../words/text.ts';

/**
 * The end of a form: its order exists, and how it stands, at what price. `cardPending`: its card is not in the channel yet.
 */
export function sentView(order: Order, channelId: string, cardPending = true): ModalView {
  const { reference } = order.facts;
  const isFree = isFreeByRule(order);
  const { emoji, words } = statusOf(order);
  const stands = isFree
    ? `*Order \`${reference}\` is sent at once, without approval (rule).*`
    : order.state === 'awaiting_approval'
      ? `*Order \`${reference}\` waits for approval.*`
      : `*Order \`${reference}\` was sent for approval.*`;
  const card = cardPending ? 'Its card is being posted in' : 'Its card is in';
  return {
    type: 'modal',
    callback_id: VIEW.notice,
    title: plain(isFree ? 'Sent' : 'Sent for approval', 24),
    close: plain('Done', 24),
    blocks: [
      plainSection(`${emoji} ${words} · ${titleText(order)}`),
      section(`${stands} ${card} ${channelMention(channelId)}.`),
      section(
        `You hear of every step by direct message${isFree ? '' : ', where you can also withdraw it'}. \`${COMMAND} status ${reference}\` shows where it stands.`,
      ),
    ],
  };
}
