import type { KnownBlock } from '@slack/types';
import { holdsDomainNames, type Order } from '../../src/orders/order.ts';
import { header, quotation, section } from '../blocks.ts';
import { changeText } from '../words/change-of-terms.ts';
import { monthly } from '../words/price-text.ts';
import { stateText, wordsOf } from '../words/state-text.ts';
import { statusOf } from '../words/status.ts';
import { counted, inline, localTime, mention } from '../words/text.ts';
import { orderedTwiceBlocks } from './ordered-twice.ts';
import { questionBlocks } from './question.ts';

/**
 * What everybody has to see first: where the order stands and what it costs, who asks for what, what comes next, and what
 * was said about it. An order that ended without being placed costs nothing, so its heading names no amount.
 */
export function headingBlocks(order: Order): KnownBlock[] {
  return [
    header(headingText(order)),
    ...orderedTwiceBlocks(order),
    ...changeBlocks(order),
    section(`${requestText(order)}\n${stateText(order)}`),
    ...questionBlocks(order),
    ...quotationBlocks(order),
  ];
}

function headingText(order: Order): string {
  const { emoji, words } = statusOf(order);
  return holdsDomainNames(order) ? `${emoji} ${words} · ${monthly(order.terms.quote.totalCents)}` : `${emoji} ${words}`;
}

/** `<@U1> asks for *9 domains with 18 mailboxes* for Acme, today at 10:42 AM.` */
function requestText(order: Order): string {
  const { requestedBy, requestedAt, purchase } = order.facts;
  const { lines } = order.terms.quote;
  const domains = counted(sum(lines.map((line) => line.domains)), 'domain');
  const mailboxes = counted(sum(lines.map((line) => line.mailboxes)), 'mailbox', 'mailboxes');
  const asks = order.state === 'awaiting_approval' ? 'asks' : 'asked';
  const size = `*${domains} with ${mailboxes}*`;
  return `${mention(requestedBy)} ${asks} for ${size}, for ${inline(purchase.label)} (${localTime(requestedAt)}).`;
}

const sum = (numbers: readonly number[]): number => numbers.reduce((total, each) => total + each, 0);

/** What changed since an earlier approval, when that is why the order waits again. */
export function changeBlocks(order: Order): KnownBlock[] {
  if (order.state !== 'awaiting_approval' || !order.change) return [];
  return [section(changeText(order.change, order.terms))];
}

/** The reason or the vendor's words, as they were given. */
export function quotationBlocks(order: Order): KnownBlock[] {
  const said = wordsOf(order);
  return said ? [section(`*${said.by}*`), quotation(said.words)] : [];
}
