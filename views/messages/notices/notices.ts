import type { KnownBlock } from '@slack/types';
import type { Notice } from '../../../src/orders/effect.ts';
import type { Order } from '../../../src/orders/order.ts';
import { actions, context, section } from '../../blocks.ts';
import { billingButtons, detailsButton, openCardButton, orderAgainButtons } from '../../card/order-buttons.ts';
import { quotationBlocks } from '../../card/order-heading.ts';
import { inSentence, titleSection } from '../../card/order-summary.ts';
import { type ByEffect, effectOfOrder } from '../../words/effect.ts';
import { truncate } from '../../words/text.ts';
import type { MessageView } from '../message-view.ts';
import type { NoticeSetting, NoticeTexts } from './notice-parts.ts';
import { NOTICES_OF_BUYS } from './notices-of-buys.ts';
import { freeNotices } from './notices-of-free.ts';
import { SPEND_NOTICES } from './notices-of-spends.ts';

/** A notice or an effect without its words does not compile. */
const NOTICES: ByEffect<NoticeTexts> = {
  spend: SPEND_NOTICES,
  buy: { ...freeNotices('buy'), ...NOTICES_OF_BUYS },
  cancel: freeNotices('cancel'),
  write: freeNotices('write'),
};

/** One short direct message about one thing that happened to an order. */
export function noticeMessage(order: Order, notice: Notice, setting: NoticeSetting): MessageView {
  const text = NOTICES[effectOfOrder(order)][notice](order, setting);
  const openCard = openCardButton(order, setting.cardLink);
  const blocks: KnownBlock[] = [
    titleSection(order),
    section(text),
    ...(QUOTING.has(notice) ? quotationBlocks(order) : []),
    actions(
      ...billingButtons(order),
      ...(openCard ? [openCard] : []),
      detailsButton(order),
      ...(ENDING.has(notice) ? orderAgainButtons(order) : []),
    ),
    context(`Order \`${order.facts.reference}\``),
  ];
  return { text: notification(order, text), blocks };
}

/** Most code points of what happened, in a notification of 150. */
const MAX_HEAD = 80;

/** What a phone shows of a notice: its first sentence, without emoji and style, and which order it is about. */
function notification(order: Order, text: string): string {
  const [first = ''] = text.replace(/^[^\p{L}*]+/u, '').split(/[.:?](?:\s|\*|$)/);
  return `${truncate(first.replace(/[*_`]/g, ''), MAX_HEAD)}: ${inSentence(order)}.`;
}

/** Notices of an end without an order: the way on is to ask again. */
const ENDING: ReadonlySet<Notice> = new Set(['declined', 'expired', 'refused']);

/** Notices that come with the reason or the vendor's words. */
const QUOTING: ReadonlySet<Notice> = new Set(['declined', 'refused', 'payment_pending', 'outcome_unknown']);
