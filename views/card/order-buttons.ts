import type { ActionsBlock, Button } from '@slack/types';
import { domainNames } from '../../src/acts/custom_order/custom-order.ts';
import { isAskedAbout, isSought, type Sought } from '../../src/orders/decide/looks.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import type { Order, OrderIn } from '../../src/orders/order.ts';
import { formatCents } from '../../src/values/money.ts';
import { actions, button, buttonValueOf } from '../blocks.ts';
import { ACTION } from '../ids.ts';
import { monthly } from '../words/price-text.ts';
import { counted, plain, safeUrl } from '../words/text.ts';
import { questionButtons } from './question.ts';

/** The card's buttons: deciding only while there is something to decide. */
export function cardButtons(order: Order): ActionsBlock {
  const value = buttonValueOf(order);
  if (questionOf(order)) return actions(...questionButtons(order), detailsButton(order));
  if (isSought(order)) return actions(...settlingButtons(order, value), detailsButton(order));
  if (order.state !== 'awaiting_approval') return actions(detailsButton(order));
  return actions(approveButton(order), button(ACTION.decline, 'Decline', { value }), detailsButton(order));
}

/**
 * What people can do about an order whose number at the vendor is not known; saying what they see once our own looks came to
 * nothing. That it is not there can be said only while nobody knows whether it was made: the vendor itself said that it has
 * an order that is placed, or whose card it could not charge.
 */
function settlingButtons(order: Sought, value: string): Button[] {
  const lookAgain = button(ACTION.lookAgain, 'Look again', { value });
  const isUnknown = order.state === 'outcome_unknown';
  if (!isAskedAbout(order)) return isUnknown ? [lookAgain] : [];
  return [
    button(ACTION.isThere, 'I found it…', { value }),
    ...(isUnknown ? [button(ACTION.isNotThere, 'It is not there…', { value, style: 'danger' })] : []),
    lookAgain,
  ];
}

/** Opens everything that is known of the order. */
export function detailsButton(order: Order): Button {
  return button(ACTION.details, 'Details', { value: buttonValueOf(order) });
}

/** Opens an order from a list; the same as `detailsButton`, told apart for the log. */
export function showButton(order: Order): Button {
  return button(ACTION.showOrder, 'Details', { value: buttonValueOf(order) });
}

/** Opens the card in the channel; null without a link. */
export function openCardButton(cardLink: string | null): Button | null {
  const url = cardLink === null ? null : safeUrl(cardLink);
  return url === null ? null : button(ACTION.openCard, 'Open the card', { url });
}

/** Asks once more, with the amount and the number of domains, before it counts. */
function approveButton(order: OrderIn<'awaiting_approval'>): Button {
  const amount = monthly(order.terms.quote.totalCents);
  return {
    ...button(ACTION.approve, `Approve ${amount}`, { value: buttonValueOf(order), style: 'primary' }),
    confirm: {
      title: plain('Approve this order?', 100),
      text: plain(confirmText(order), 300),
      confirm: plain('Yes, approve', 30),
      deny: plain('Not now', 30),
      style: 'primary',
    },
  };
}

function confirmText(order: OrderIn<'awaiting_approval'>): string {
  const { quote, policy, attempt } = order.terms;
  const again = attempt > 1 ? `Attempt ${attempt}: sends the order again, as the one before was not found. ` : '';
  const amount = `${again}Charges the company card ${formatCents(quote.totalCents)} a month`;
  const size = `for ${counted(domainNames(order.facts.purchase).length, 'domain')}`;
  const missing = policy.quorum - order.approvals.length;
  if (missing <= 1) return `${amount}, starting now, ${size}.`;
  return `${amount}, ${size}, as soon as ${counted(missing - 1, 'other approval')} came too.`;
}
