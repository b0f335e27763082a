import type { ActionsBlock, Button } from '@slack/types';
import { mailboxesOf, undoOf } from '../../src/acts/act.ts';
import { isFreeByRule } from '../../src/orders/approval/free-by-rule.ts';
import { canBeWithdrawn } from '../../src/orders/decide/approval.ts';
import { isAskedAbout, isSought, type Sought } from '../../src/orders/decide/looks.ts';
import { maySettleAbsent } from '../../src/orders/decide/settle-absent.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import { actOf, approvalsOf, type Order, type OrderIn, type OrderState, termsOf } from '../../src/orders/order.ts';
import { runsAtVendor } from '../../src/orders/standing/at-vendor.ts';
import { canBeCancelled, vendorOrdersOfTwice } from '../../src/orders/standing/cancellable.ts';
import { lateOf } from '../../src/orders/standing/late.ts';
import { stepOf, stepsDone } from '../../src/orders/standing/steps.ts';
import { buttonOf, confirmOf } from '../acts/act-views.ts';
import { type About, aboutOf, actions, button, buttonValueOf } from '../blocks.ts';
import { ACTION } from '../ids.ts';
import { charges, effectOfOrder, FREE_WORDS } from '../words/effect.ts';
import { BILLING_ADDRESS } from '../words/states/billing.ts';
import { counted, plain, safeUrl } from '../words/text.ts';
import { questionButtons } from './question.ts';

/** The card's buttons: deciding only while there is something to decide. */
export function cardButtons(order: Order, { isPaused = false } = {}): ActionsBlock {
  const twice = cancelOneButtons(order);
  if (questionOf(order))
    return actions(...questionButtons(order), openVendorButton(order), ...twice, detailsButton(order));
  const billing = billingButtons(order);
  const support = supportButtons(order);
  // Instead of confirming its card, people may want it no more.
  const unpaid = order.state === 'payment_pending' && twice.length === 0 ? cancelButtons(order) : [];
  if (isSought(order))
    return actions(...billing, ...settlingButtons(order), ...support, ...unpaid, ...twice, detailsButton(order));
  if (order.state !== 'awaiting_approval')
    return actions(
      ...billing,
      ...settlingButtons(order),
      ...support,
      ...unpaid,
      ...twice,
      ...undoButtons(order),
      detailsButton(order),
    );
  return actions(...decidingButtons(order, { isPaused }), detailsButton(order));
}

/**
 * *Approve* and *Decline* of an order that waits, with its fingerprint and the question that is asked once more: the same on
 * every surface. In a list none of them is green.
 */
export function decidingButtons(
  order: OrderIn<'awaiting_approval'>,
  { inList = false, isPaused = false } = {},
): Button[] {
  const { style, ...approve } = approveButton(order, isPaused);
  const decline = button(ACTION.decline, 'Decline…', ofOrder(order));
  return [inList || style === undefined ? approve : { ...approve, style }, decline];
}

/** Of an order that stands at the vendor twice: the page on which one of the two is chosen to be cancelled. */
function cancelOneButtons(order: Order): Button[] {
  if (vendorOrdersOfTwice(order).length === 0) return [];
  return [button(ACTION.cancelOne, 'Cancel one…', { ...ofOrder(order), style: 'danger' })];
}

/** The page that asks to end the order at the vendor, while it runs there under a number that is known. */
function cancelButtons(order: Order): Button[] {
  if (!canBeCancelled(order)) return [];
  return [button(ACTION.cancelAtVendor, 'Cancel at ScaledMail…', ofOrder(order))];
}

/** Takes the order back, while that is possible. */
export function withdrawButtons(order: Order): Button[] {
  return canBeWithdrawn(order) ? [button(ACTION.withdraw, 'Withdraw…', ofOrder(order))] : [];
}

/** The page that sets back what somebody changed without approval, where it can be set back. */
export function undoButtons(order: Order): Button[] {
  const isLive = isFreeByRule(order) && !UNDONE_BY_ITSELF.has(order.state);
  return isLive && undoOf(actOf(order)) ? [button(ACTION.undo, 'Undo…', ofOrder(order))] : [];
}

/** Nothing was changed then. */
const UNDONE_BY_ITSELF: ReadonlySet<OrderState> = new Set([
  'awaiting_approval',
  'refused',
  'declined',
  'withdrawn',
  'expired',
]);

/** Sends the mailboxes of an order that stands at the vendor as a file. */
export function mailboxesButtons(order: Order): Button[] {
  if (!runsAtVendor(order) || !mailboxesOf(actOf(order))) return [];
  return [button(ACTION.mailboxes, 'Mailboxes.csv', ofOrder(order))];
}

/** The page with a text for the vendor's support, while the order takes longer than usual. */
export function supportButtons(order: Order): Button[] {
  return lateOf(order) ? [button(ACTION.supportText, 'Text for support…', ofOrder(order))] : [];
}

/** Opens the form with all that was asked for, as a new order. */
export function orderAgainButtons(order: Order, { style }: { style?: 'primary' } = {}): Button[] {
  if (!mailboxesOf(actOf(order))) return [];
  const options = { ...ofOrder(order), ...(style === undefined ? {} : { style }) };
  return [button(ACTION.orderAgain, 'Order again…', options)];
}

/**
 * What people can do about an order of which the vendor did not tell enough; saying what they see once our own looks came to
 * nothing. That it came to nothing can be said only while nobody knows whether it did: the vendor itself said that it has an
 * order that is placed, or whose card it could not charge; but for what it accepted long ago, and shows nothing of. What works on an order that is known is not found, but seen to be
 * as before.
 */
export function settlingButtons(order: Order): Button[] {
  if (questionOf(order) !== null) return [];
  if (isSought(order)) return buttonsForSought(order);
  return maySettleAbsent(order) ? [inVainButton(order), openVendorButton(order)] : [];
}

/** Says that nothing of it is there. */
function inVainButton(order: Order): Button {
  const effect = effectOfOrder(order);
  const words = effect === 'spend' ? 'It is not there…' : FREE_WORDS[effect].unchangedButton;
  return button(ACTION.isNotThere, words, { ...ofOrder(order), style: 'danger' });
}

function buttonsForSought(order: Sought): Button[] {
  const effect = effectOfOrder(order);
  const lookAgain = button(ACTION.lookAgain, 'Look again', ofOrder(order));
  const isUnknown = order.state === 'outcome_unknown';
  if (!isAskedAbout(order)) return isUnknown ? [lookAgain] : [];
  const isFound = effect === 'spend' ? [button(ACTION.isThere, 'I found it…', ofOrder(order))] : [];
  return [...isFound, ...(maySettleAbsent(order) ? [inVainButton(order)] : []), openVendorButton(order), lookAgain];
}

/** The vendor's own pages, in which people are asked to look. */
const openVendorButton = (order: Order): Button =>
  button(ACTION.openVendor, 'Open ScaledMail', { url: BILLING_ADDRESS, about: aboutOf(order) });

/** The vendor's own pages, in which a card is confirmed, while that is what the order waits for. */
export function billingButtons(order: Order): Button[] {
  if (order.state !== 'payment_pending' || !charges(effectOfOrder(order))) return [];
  return [button(ACTION.openBilling, 'Open billing', { url: BILLING_ADDRESS, about: aboutOf(order) })];
}

/** What every button of an order carries, and what it is about. */
export const ofOrder = (order: Order): { value: string; about: About } => ({
  value: buttonValueOf(order),
  about: aboutOf(order),
});

/** Opens everything that is known of the order. */
export function detailsButton(order: Order): Button {
  return button(ACTION.details, 'Details', ofOrder(order));
}

/** Opens an order from a list; the same as `detailsButton`, told apart for the log. */
export function showButton(order: Order): Button {
  return button(ACTION.showOrder, 'Details', ofOrder(order));
}

/** Opens the card in the channel; null without a link. */
export function openCardButton(order: Order, cardLink: string | null): Button | null {
  const url = cardLink === null ? null : safeUrl(cardLink);
  return url === null ? null : button(ACTION.openCard, 'Open card', { url, about: aboutOf(order) });
}

/** Asks once more, with what it does and to how much, before it counts. */
function approveButton(order: OrderIn<'awaiting_approval'>, isPaused: boolean): Button {
  const { act, worth } = termsOf(order);
  const { title, yes, style } = confirmOf(act, worth, stepsDone(order));
  return {
    ...button(ACTION.approve, buttonOf(act, worth, stepsDone(order)), { ...ofOrder(order), style }),
    confirm: {
      title: plain(title, 100),
      text: plain(confirmText(order, isPaused), 300),
      confirm: plain(yes, 30),
      deny: plain('Not now', 30),
      style,
    },
  };
}

function confirmText(order: OrderIn<'awaiting_approval'>, isPaused: boolean): string {
  const { act, worth } = termsOf(order);
  const { does } = confirmOf(act, worth, stepsDone(order));
  const isAgain = order.attempts.some(({ step, known }) => step === stepOf(order) && known !== 'not_sent');
  const missing = order.asked.need - approvalsOf(order).length;
  const others =
    missing > 1
      ? `as soon as ${counted(missing - 1, 'other approval')} came too`
      : isPaused
        ? 'after Resume: placing is paused'
        : '';
  if (effectOfOrder(order) === 'spend') {
    const again = isAgain ? 'Sends it again, because the one before was not found. ' : '';
    return `${again}${does}, ${others === '' ? 'starting now' : others}.`;
  }
  const again = isAgain ? 'Sends it again, because the one before was not confirmed. ' : '';
  return `${again}${does}${others === '' ? '' : ` It is sent ${others}.`}`;
}

/** Both pages that end something there; of an order that stands there twice, one is chosen first. */
export function cancelButtonsOf(order: Order): Button[] {
  const one = cancelOneButtons(order);
  return one.length > 0 ? one : cancelButtons(order);
}
