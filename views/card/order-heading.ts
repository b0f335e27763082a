import type { HeaderBlock, KnownBlock, SectionBlock } from '@slack/types';
import { actOf, type Order, type OrderIn, termsOf } from '../../src/orders/order.ts';
import { stepsDone } from '../../src/orders/standing/steps.ts';
import { asksOf, halfDoneOf, oddOf, reasonOf } from '../acts/act-views.ts';
import { header, plainSection, quotation, section } from '../blocks.ts';
import { changeText } from '../words/approval/change-of-terms.ts';
import { effectOfOrder } from '../words/effect.ts';
import { titleText } from '../words/order-text.ts';
import type { SetUpSetting } from '../words/states/set-up.ts';
import { stateText, wordsOf } from '../words/states/state-text.ts';
import { statusOf } from '../words/states/status.ts';
import { localTime, type Naming } from '../words/text.ts';
import { detailsButton } from './order-buttons.ts';
import { orderedTwiceBlocks } from './ordered-twice.ts';
import { questionBlocks } from './question.ts';

/**
 * What everybody has to see first: where the order stands and what it costs, who asks for what, what comes next, and what
 * was said about it.
 */
export function headingBlocks(order: Order, named: Naming, setUp: SetUpSetting = {}): KnownBlock[] {
  return [
    headerBlock(order),
    ...orderedTwiceBlocks(order),
    ...changeBlocks(order, named),
    ...oddBlocks(order),
    ...requestBlocks(order, named, setUp),
    ...questionBlocks(order),
    ...quotationBlocks(order),
  ];
}

/** Where an order stands and what it is, as a heading. */
export const headerBlock = (order: Order): HeaderBlock => header(headingText(order));

/** Where an order stands and what it is, as one line, with *Details* beside it. */
export function titleLine(order: Order): SectionBlock {
  const { emoji, words } = statusOf(order);
  return { ...plainSection(`${emoji} ${words} · ${titleText(order)}`), accessory: detailsButton(order) };
}

/** What was asked while it waits; else where it stands, too, and when it waits half done. */
function headingText(order: Order): string {
  const { emoji, words } = statusOf(order);
  const isPlain = order.state === 'awaiting_approval' && halfDoneOf(order) === null;
  return `${emoji} ${isPlain ? '' : `${words} · `}${titleText(order)}`;
}

/** `Rita Okafor asks for *9 domains with 18 mailboxes*, for Acme (today at 10:42 AM).` What cannot be undone says so. */
function requestText(order: Order, named: Naming): string {
  const { requestedBy, requestedAt } = order.facts;
  const isOpen = order.state === 'awaiting_approval';
  const { act, worth } = termsOf(order);
  const final = isOpen && effectOfOrder(order) === 'cancel' ? ' This cannot be undone.' : '';
  return `${named(requestedBy)} ${isOpen ? 'asks' : 'asked'} ${asksOf(act, worth, isOpen ? stepsDone(order) : 0)} (${localTime(requestedAt)}).${final}`;
}

/** `Rita Okafor asks for *9 domains with 18 mailboxes*.` */
export function askingText(order: OrderIn<'awaiting_approval'>, named: Naming): string {
  const { act, worth } = termsOf(order);
  const final = effectOfOrder(order) === 'cancel' ? ' This cannot be undone.' : '';
  return `${named(order.facts.requestedBy)} asks ${asksOf(act, worth, stepsDone(order))}.${final}`;
}

/** Who asks for what, why in their own words where the act has a reason, and where it stands. */
function requestBlocks(order: Order, named: Naming, setUp: SetUpSetting): KnownBlock[] {
  const reason = reasonOf(actOf(order));
  const stands = stateText(order, named, setUp);
  if (reason === null) return [section(`${requestText(order, named)}\n${stands}`)];
  return [section(requestText(order, named)), quotation(reason), section(stands)];
}

/** What changed since an earlier approval, when that is why the order waits again. */
export function changeBlocks(order: Order, named: Naming): KnownBlock[] {
  if (order.state !== 'awaiting_approval' || !order.change) return [];
  return [section(changeText(order, order.change, named))];
}

/** The reason or the vendor's words, as they were given. */
export function quotationBlocks(order: Order): KnownBlock[] {
  const said = wordsOf(order);
  return said ? [section(`*${said.by}*`), quotation(said.words)] : [];
}

/** While it waits: what of it may not be meant. It stands above the buttons, and blocks nothing. */
export function oddBlocks(order: Order): KnownBlock[] {
  const odd = order.state === 'awaiting_approval' ? oddOf(termsOf(order).act) : null;
  return odd === null ? [] : [plainSection(`⚠️ ${odd}`)];
}
