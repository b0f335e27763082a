import type { KnownBlock } from '@slack/types';
import type { Notice } from '../../src/orders/effect.ts';
import type { Order } from '../../src/orders/order.ts';
import { actions, context, section } from '../blocks.ts';
import { billingButtons, detailsButton, openCardButton, orderAgainButtons } from '../card/order-buttons.ts';
import { quotationBlocks } from '../card/order-heading.ts';
import { titleSection } from '../card/order-summary.ts';
import { type ByEffect, effectOfOrder } from '../words/effect.ts';
import { titleText } from '../words/order-text.ts';
import { escapeText } from '../words/text.ts';
import type { MessageView } from './message-view.ts';
import type { NoticeSetting, NoticeTexts } from './notice-parts.ts';
import { freeNotices } from './notices-of-free.ts';
import { SPEND_NOTICES } from './notices-of-spends.ts';

/** A notice or an effect without its words does not compile. */
const NOTICES: ByEffect<NoticeTexts> = {
  spend: SPEND_NOTICES,
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
  return { text: `${escapeText(titleText(order))}: ${text}`, blocks };
}

/** Notices of an end without an order: the way on is to ask again. */
const ENDING: ReadonlySet<Notice> = new Set(['declined', 'expired', 'refused']);

/** Notices that come with the reason or the vendor's words. */
const QUOTING: ReadonlySet<Notice> = new Set(['declined', 'refused', 'payment_pending', 'outcome_unknown']);
