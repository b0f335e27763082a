import { mayBeCheaper } from '../../../src/acts/act.ts';
import { quotedMonthCents } from '../../../src/orders/attempt.ts';
import { isAskedAbout, isSought } from '../../../src/orders/decide/looks.ts';
import { maySettleAbsent } from '../../../src/orders/decide/settle-absent.ts';
import { questionOf } from '../../../src/orders/decide/settle-resembling.ts';
import { attemptOf, type Order, type OrderIn, type OrderWithAttempt, termsOf } from '../../../src/orders/order.ts';
import { halfDoneOf } from '../../acts/act-views.ts';
import { cancelledByText, givenUpBy, soughtText } from '../order-text.ts';
import { monthly } from '../price-text.ts';
import { capital, inline, localTime, type Naming } from '../text.ts';
import { billingLink, mayConfirmText } from './billing.ts';
import { couponRefusedText } from './coupon.ts';
import { notFoundText, pleaseLook } from './not-found.ts';
import { lateText, type SetUpSetting, usualText } from './set-up.ts';
import { approvedText, nothingDoneText, type StateTexts, UNKNOWN_WORDS, whoApproved } from './state-parts.ts';
import { progressBar, progressOf } from './status.ts';

/** What there is to say of an order that charges the card, from its approval on. */
export const SPEND_TEXTS: Omit<StateTexts, 'awaiting_approval' | 'declined' | 'withdrawn' | 'expired'> = {
  approved: (order, named) => approvedText(order, 'The order is being placed…', named),
  placing: (order, named) => `${whoApproved(order, named)}. The order is being placed with ScaledMail…`,
  outcome_unknown: unknownText,
  payment_pending: (order, named, setUp) =>
    `${whoApproved(order, named)}. ScaledMail made the subscription${vendorIdText(order)}, but *the card was not charged*. Next step: somebody with access to ScaledMail’s ${billingLink()} confirms the card there.${numberWanted(order, setUp)}`,
  placed: placedText,
  active: (order, named, setUp) =>
    `*${progressText(order)}* since ${localTime(order.activeAt)}. ${placementText(order, named)}${numberWanted(order, setUp)}`,
  cancelled: (order, named) => `${cancelledText(order, named)} ${placementText(order, named)}`,
  refused: refusedText,
};

function unknownText(order: OrderIn<'outcome_unknown'>, named: Naming, setUp: SetUpSetting = {}): string {
  const approved = `${whoApproved(order, named)}.`;
  const isAsked = maySettleAbsent(order) && questionOf(order) === null;
  const ask = `${pleaseLook(soughtText(order), setUp)} This app keeps looking, and nothing is sent again without a new approval.`;
  if (order.reason === 'rejected') {
    return isAsked
      ? `${approved} ScaledMail said no. Whether it made nothing is not known for sure. ${notFoundText(order.unread)} ${ask}`
      : `${approved} ScaledMail said no. Before that is believed, this app makes sure that nothing was made there.`;
  }
  const looking = isAsked
    ? `${notFoundText(order.unread)} ${ask}`
    : 'This app looks for it in ScaledMail’s list. It is never sent twice.';
  return `${approved} ${UNKNOWN_WORDS[order.reason]}, so *nobody knows yet whether this order was made*. ${looking}`;
}

/** That people are asked for the number of an order that stands there; empty while our own looks go on, or it is known. */
function numberWanted(order: Order, { lookers }: SetUpSetting = {}): string {
  if (!isSought(order) || !isAskedAbout(order) || questionOf(order)) return '';
  const please =
    lookers === undefined
      ? `Please look at ScaledMail for ${soughtText(order)}, and name the order here: _I found it_.`
      : `Asked to look at ScaledMail for ${soughtText(order)}, and to name the order on the card: ${lookers}.`;
  return `\n*Its number was not found.* ${notFoundText(order.unread)} ${please} This app keeps looking.`;
}

function refusedText(order: OrderIn<'refused'>, named: Naming): string {
  const approved = `${whoApproved(order, named)}`;
  const by = givenUpBy(order);
  const half = halfDoneOf(order);
  if (by !== undefined) {
    return `${approved}. ${named(by)} looked for it at ScaledMail, and says that it is not there (${localTime(order.refusedAt)}). It is given up.${half === null ? '' : ` ${half.sentence}`}`;
  }
  return `${approved}, but ScaledMail refused the order (${localTime(order.refusedAt)}). ${nothingDoneText(order, named)}${couponRefusedText(order)}`;
}

function placedText(order: OrderIn<'placed'>, named: Naming, setUp: SetUpSetting = {}): string {
  const { isStuck, isUnknown } = order.progress;
  const usual = isStuck || isUnknown ? '' : ` · ${usualText(setUp)}`;
  const late = isStuck ? lateSentences(order, setUp) : isUnknown ? unknownSentences(setUp) : '';
  return `*${progressText(order)}*${movedText(order)}${usual}\n${placementText(order, named)}${mayConfirmText(order)}${late}${numberWanted(order, setUp)}`;
}

/** When the last domain became ready: that it goes on. */
const movedText = ({ progress }: OrderIn<'placed'>): string =>
  progress.ready.length === 0 ? '' : ` · last change ${localTime(progress.changedAt)}`;

/** Since when it is late, which domains are, and who can say why. */
function lateSentences(order: OrderIn<'placed'>, setUp: SetUpSetting): string {
  const unread = order.progress.isUnread ? ' ScaledMail’s lists could not be read at the last try.' : '';
  return `\n${lateText(order, setUp)} ${capital(usualText(setUp))}; ScaledMail’s support can say what holds it up.${unread}`;
}

/** That nobody can tell how far it is, though it should be done long ago. */
const unknownSentences = (setUp: SetUpSetting): string =>
  `\nHow far it is cannot be told: not all of ScaledMail’s lists can be read. ${capital(usualText(setUp))}; this app keeps looking.`;

function progressText(order: Order): string {
  const progress = progressOf(order);
  return progress ? progressBar(progress) : '';
}

type Placement = OrderIn<'placed' | 'active' | 'cancelled'>;

function placementText(order: Placement, named: Naming): string {
  const { vendorOrderId } = attemptOf(order);
  const number = vendorOrderId === null ? 'order number follows' : `order number ${inline(vendorOrderId)}`;
  return `${whoApproved(order, named)}, placed ${localTime(order.placedAt)}, ${number}.${differenceText(order)}`;
}

/** That it ended, and by which order of ours, when one ended it. */
function cancelledText({ cancelledAt, cancelledBy }: OrderIn<'cancelled'>, named: Naming): string {
  if (cancelledBy === undefined) return `The subscription ended at ScaledMail; noticed ${localTime(cancelledAt)}.`;
  return `The subscription ended at ScaledMail, ${cancelledByText(cancelledBy, named)}; noticed ${localTime(cancelledAt)}.`;
}

function vendorIdText(order: OrderIn<'payment_pending'>): string {
  const { vendorOrderId } = attemptOf(order);
  return vendorOrderId === null ? '' : ` (order number ${inline(vendorOrderId)})`;
}

/**
 * That the vendor charges another amount than the approved one; empty when it does not, or is not known. A price that had
 * fallen when the order was sent is no cause for a warning, nor is a lower one with a coupon.
 */
export function differenceText(order: OrderWithAttempt): string {
  const attempt = attemptOf(order);
  const { vendorAmountCents } = attempt;
  const { act, worth } = termsOf(order);
  if (worth.effect !== 'spend' || vendorAmountCents === null || vendorAmountCents === worth.monthCents) return '';
  const amounts = `*${monthly(vendorAmountCents)}*; ${monthly(worth.monthCents)} was approved`;
  if (vendorAmountCents < worth.monthCents && mayBeCheaper(act)) return ` With the coupon it costs ${amounts}.`;
  return vendorAmountCents === quotedMonthCents(attempt)
    ? ` The price had fallen: it costs ${amounts}.`
    : ` ⚠️ ScaledMail says ${amounts}.`;
}
