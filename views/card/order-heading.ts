import type { HeaderBlock, KnownBlock } from '@slack/types';
import { actOf, type Order, type OrderIn, termsOf } from '../../src/orders/order.ts';
import { asksOf, reasonOf } from '../acts/act-views.ts';
import { header, quotation, section } from '../blocks.ts';
import { changeText } from '../words/change-of-terms.ts';
import { effectOfOrder } from '../words/effect.ts';
import { titleText } from '../words/order-text.ts';
import { stateText, wordsOf } from '../words/state-text.ts';
import { statusOf } from '../words/status.ts';
import { localTime, mention } from '../words/text.ts';
import { orderedTwiceBlocks } from './ordered-twice.ts';
import { questionBlocks } from './question.ts';

/**
 * What everybody has to see first: where the order stands and what it costs, who asks for what, what comes next, and what
 * was said about it.
 */
export function headingBlocks(order: Order): KnownBlock[] {
  return [
    headerBlock(order),
    ...orderedTwiceBlocks(order),
    ...changeBlocks(order),
    ...requestBlocks(order),
    ...questionBlocks(order),
    ...quotationBlocks(order),
  ];
}

/** Where an order stands and what it is, as a heading. */
export const headerBlock = (order: Order): HeaderBlock => header(headingText(order));

/** What was asked while it waits; else where it stands, too. */
function headingText(order: Order): string {
  const { emoji, words } = statusOf(order);
  return `${emoji} ${order.state === 'awaiting_approval' ? '' : `${words} · `}${titleText(order)}`;
}

/** `<@U1> asks for *9 domains with 18 mailboxes*, for Acme (today at 10:42 AM).` What cannot be undone says so. */
function requestText(order: Order): string {
  const { requestedBy, requestedAt } = order.facts;
  const isOpen = order.state === 'awaiting_approval';
  const { act, worth } = termsOf(order);
  const final = isOpen && effectOfOrder(order) === 'cancel' ? ' This cannot be undone.' : '';
  return `${mention(requestedBy)} ${isOpen ? 'asks' : 'asked'} ${asksOf(act, worth)} (${localTime(requestedAt)}).${final}`;
}

/** `<@U1> asks for *9 domains with 18 mailboxes*.` */
export function askingText(order: OrderIn<'awaiting_approval'>): string {
  const { act, worth } = termsOf(order);
  const final = effectOfOrder(order) === 'cancel' ? ' This cannot be undone.' : '';
  return `${mention(order.facts.requestedBy)} asks ${asksOf(act, worth)}.${final}`;
}

/** Who asks for what, why in their own words where the act has a reason, and where it stands. */
function requestBlocks(order: Order): KnownBlock[] {
  const reason = reasonOf(actOf(order));
  if (reason === null) return [section(`${requestText(order)}\n${stateText(order)}`)];
  return [section(requestText(order)), quotation(reason), section(stateText(order))];
}

/** What changed since an earlier approval, when that is why the order waits again. */
export function changeBlocks(order: Order): KnownBlock[] {
  if (order.state !== 'awaiting_approval' || !order.change) return [];
  return [section(changeText(order, order.change))];
}

/** The reason or the vendor's words, as they were given. */
export function quotationBlocks(order: Order): KnownBlock[] {
  const said = wordsOf(order);
  return said ? [section(`*${said.by}*`), quotation(said.words)] : [];
}
