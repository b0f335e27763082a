import { isAskedAbout, isSought } from '../../src/orders/decide/looks.ts';
import { maySettleAbsent } from '../../src/orders/decide/settle-absent.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import type { HoldReason, Order, OrderIn, UnknownReason } from '../../src/orders/order.ts';
import { notFoundText } from './not-found.ts';
import { approvedBy, quorumText } from './people.ts';
import { monthly } from './price-text.ts';
import { progressBar, progressOf } from './status.ts';
import { inline, listed, localTime, mention } from './text.ts';

/** Why an approved order waits, and what happens next. */
export const HOLD_WORDS: Readonly<Record<HoldReason, string>> = {
  vendor_busy: 'ScaledMail takes no more calls for a moment. Nothing was sent; the order is tried again by itself.',
  orders_unread:
    'ScaledMail’s list has orders that could not be read, and one of them may be this one, so nothing is sent. The order goes on by itself once they can be read; ScaledMail has to mend that, and the requester can withdraw the order.',
  vendor_unreachable: 'ScaledMail is not answering. The order is tried again by itself.',
  price_unclear: 'ScaledMail’s price is not clear right now. The order goes on by itself once it is.',
  store_not_durable:
    'Our database could lose an order at the moment, so nothing is charged. The operator has to mend it; the order then goes on by itself.',
  logins_missing:
    'The login that this order needs cannot be opened any more, so nothing is charged. The operator has to look at it; the requester can withdraw the order.',
  workspace_gone:
    'ScaledMail does not show us this workspace any more, so nothing is charged. The operator has to look at it; the requester can withdraw the order.',
  above_order_limit:
    'It is above the limit of one order (LIMIT_PER_ORDER), so nothing is charged. Who runs this app can raise the limit; or the requester withdraws it and asks for less.',
  day_limit_reached:
    'With it, the orders of the last 24 hours would come to more than the limit of a day (LIMIT_PER_DAY). It goes on by itself once it fits; who runs this app can raise the limit, and the requester can withdraw the order.',
  not_as_approved:
    'What would be sent is not what was approved, so nothing is charged. Who runs this app has to look at it; the requester can withdraw the order.',
  resembling_order:
    'ScaledMail has an order that may be this one. Nothing was sent. Somebody has to say whether it is.',
  paused:
    'Placing orders was switched off when its turn came. It goes on by itself, half a minute after that is switched on again.',
};

/** Who approved; an order that was found at ScaledMail after it had ended keeps no approvals. */
const whoApproved = (order: Order): string =>
  approvedBy(order) === '' ? 'Who approved it is not known any more' : `Approved by ${approvedBy(order)}`;

const UNKNOWN_WORDS: Readonly<Record<Exclude<UnknownReason, 'rejected'>, string>> = {
  no_answer: 'ScaledMail did not answer in time',
  odd_answer: 'ScaledMail gave an answer that we do not understand',
  unfamiliar: 'ScaledMail gave an answer that this app does not know',
  server_error: 'ScaledMail reported an error of its own',
  interrupted: 'We were interrupted while placing the order',
};

/** Where an order stands and what comes next, for everybody: mrkdwn, one to three sentences. */
export function stateText(order: Order): string {
  switch (order.state) {
    case 'awaiting_approval':
      return `${quorumText(order)} Open until ${localTime(order.expiresAt)}.`;
    case 'approved':
      return approvedText(order);
    case 'placing':
      return `${whoApproved(order)}. The order is being placed with ScaledMail…`;
    case 'outcome_unknown':
      return unknownText(order);
    case 'payment_pending':
      return `${whoApproved(order)}. ScaledMail made the subscription${vendorIdText(order)}, but *the card was not charged*. Next step: confirm the card in ScaledMail’s billing page.${numberWanted(order)}`;
    case 'placed':
      return placedText(order);
    case 'active':
      return `*${progressText(order)}* since ${localTime(order.activeAt)}. ${placementText(order)}${numberWanted(order)}`;
    case 'cancelled':
      return `The subscription ended at ScaledMail; noticed ${localTime(order.cancelledAt)}. ${placementText(order)}`;
    case 'refused':
      return refusedText(order);
    case 'declined':
      return `Declined by ${mention(order.by)}, ${localTime(order.at)}. ${nothingOrderedText(order)}`;
    case 'withdrawn':
      return `Withdrawn by ${mention(order.by)}, ${localTime(order.at)}. ${nothingOrderedText(order)}`;
    case 'expired':
      return `Nobody decided in time, so the order ended ${localTime(order.at)}. ${nothingOrderedText(order)}`;
  }
}

/** What somebody said about the order as it stands: a reason, or the vendor's words; null when there are none. Not escaped. */
export function wordsOf(order: Order): { readonly by: string; readonly words: string } | null {
  const said = saidOn(order);
  return said && said.words.trim() !== '' ? said : null;
}

function saidOn(order: Order): { by: string; words: string } | null {
  switch (order.state) {
    case 'outcome_unknown':
      return { by: 'ScaledMail’s answer', words: order.vendorMessage ?? '' };
    case 'payment_pending':
    case 'refused':
      return { by: 'ScaledMail’s answer', words: order.vendorMessage };
    case 'declined':
    case 'withdrawn':
      return { by: 'Reason', words: order.reason };
    default:
      return null;
  }
}

function approvedText(order: OrderIn<'approved'>): string {
  const approved = `${whoApproved(order)}.`;
  if (order.hold === null) return `${approved} The order is being placed…`;
  if (order.hold === 'resembling_order' && questionOf(order)) return `${approved} The order waits for an answer.`;
  return `${approved} *On hold:* ${HOLD_WORDS[order.hold]}`;
}

function unknownText(order: OrderIn<'outcome_unknown'>): string {
  const approved = `${whoApproved(order)}.`;
  const isAsked = maySettleAbsent(order) && questionOf(order) === null;
  const ask = `*Please look into ScaledMail’s own pages* for the tag \`${inline(order.attempt.tag)}\`, and say here what you see. This app keeps looking, and nothing is sent again without a new approval.`;
  if (order.reason === 'rejected') {
    return isAsked
      ? `${approved} ScaledMail said no. Whether it made nothing is not known for sure. ${notFoundText(order.unread)} ${ask}`
      : `${approved} ScaledMail said no. Before we believe it, we make sure that nothing was made there.`;
  }
  const looking = isAsked
    ? `${notFoundText(order.unread)} ${ask}`
    : 'We are looking for it in their list. It is never sent twice.';
  return `${approved} ${UNKNOWN_WORDS[order.reason]}, so *we do not know yet whether the order was made*. ${looking}`;
}

/** That people are asked for the number of an order that stands there; empty while our own looks go on, or it is known. */
function numberWanted(order: Order): string {
  if (!isSought(order) || !isAskedAbout(order) || questionOf(order)) return '';
  return `\n*Its number was not found.* ${notFoundText(order.unread)} Please look at ScaledMail for the tag \`${inline(order.attempt.tag)}\`, and name the order here: _I found it_. This app keeps looking.`;
}

function refusedText(order: OrderIn<'refused'>): string {
  const approved = `${whoApproved(order)}`;
  if (order.declaredAbsentBy !== undefined) {
    return `${approved}. ${mention(order.declaredAbsentBy)} looked for it at ScaledMail, and says that it is not there (${localTime(order.refusedAt)}). It is given up.`;
  }
  return `${approved}, but ScaledMail refused the order (${localTime(order.refusedAt)}). ${nothingOrderedText(order)}`;
}

/** That nothing was ordered; by whose word, when a paid call was made whose order nobody could find. */
export function nothingOrderedText({ terms: { lostAttempts = [] } }: Order): string {
  if (lostAttempts.length === 0) return 'Nothing was ordered.';
  const words = lostAttempts.map(({ declaredAbsentBy: by }) => (by === undefined ? 'ScaledMail' : mention(by)));
  const people = [...new Set(words)];
  return `What was sent before is not at ScaledMail, by the word of ${listed(people)}.`;
}

function placedText(order: OrderIn<'placed'>): string {
  const unread = order.progress.isUnread ? ' ScaledMail’s lists could not be read at the last try.' : '';
  const late = order.progress.isStuck
    ? `\nSet-up usually takes 2 to 4 business days: ScaledMail’s support can say what holds it up.${unread}`
    : '';
  return `*${progressText(order)}*\n${placementText(order)}${late}${numberWanted(order)}`;
}

function progressText(order: Order): string {
  const progress = progressOf(order);
  return progress ? progressBar(progress) : '';
}

type Placement = OrderIn<'placed' | 'active' | 'cancelled'>;

function placementText(order: Placement): string {
  const number = order.vendorOrderId === null ? 'order number follows' : `order number ${inline(order.vendorOrderId)}`;
  return `${whoApproved(order)}, placed ${localTime(order.placedAt)}, ${number}.${amountText(order)}`;
}

function vendorIdText({ vendorOrderId }: OrderIn<'payment_pending'>): string {
  return vendorOrderId === null ? '' : ` (order number ${inline(vendorOrderId)})`;
}

/**
 * That the vendor charges another amount than the approved one; empty when it does not, or is not known. A price that had
 * fallen when the order was sent is no cause for a warning.
 */
export function amountText({ vendorAmountCents, terms, attempt }: Placement | OrderIn<'payment_pending'>): string {
  const approved = terms.quote.totalCents;
  if (vendorAmountCents === null || vendorAmountCents === approved) return '';
  const amounts = `*${monthly(vendorAmountCents)}*; ${monthly(approved)} was approved`;
  return vendorAmountCents === attempt.quotedCents
    ? ` The price had fallen: it costs ${amounts}.`
    : ` ⚠️ ScaledMail says ${amounts}.`;
}
