import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import type { Notice, ToldByMessage } from '../../../src/orders/effect.ts';
import type { Order } from '../../../src/orders/order.ts';
import { section } from '../../blocks.ts';
import { whoMayDecide } from '../../words/approval/people.ts';
import { mention } from '../../words/text.ts';
import type { MessageView } from '../message-view.ts';
import type { NoticeSetting } from './notice-parts.ts';
import { noticeMessage } from './notices.ts';

/** A notice in the card's thread, for those whom no direct message reaches; it says so, and to whom it is addressed. */
export function threadNotice(
  order: Order,
  to: ToldByMessage,
  notice: Notice,
  setting: Omit<NoticeSetting, 'cardLink'>,
): MessageView {
  const { text, blocks } = noticeMessage(order, notice, { ...setting, cardLink: null });
  const why = `${unreachableText(order, to, setting.policy)} What they would have read:`;
  return { text: `${why} ${text}`, blocks: [section(why), ...blocks] };
}

function unreachableText(order: Order, to: ToldByMessage, policy: ApprovalPolicy): string {
  if (to === 'requester') return `This app cannot send ${mention(order.facts.requestedBy)} a direct message.`;
  return `This app cannot send a direct message to ${whoMayDecide(policy)}.`;
}
