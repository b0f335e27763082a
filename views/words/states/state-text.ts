import type { Order } from '../../../src/orders/order.ts';
import { quorumText } from '../approval/people.ts';
import { type ByEffect, effectOfOrder } from '../effect.ts';
import { localTime, type Naming } from '../text.ts';
import type { SetUpSetting } from './set-up.ts';
import { nothingDoneText, type StateTexts } from './state-parts.ts';
import { TEXTS_OF_BUYS } from './state-text-of-buys.ts';
import { freeTexts } from './state-text-of-free.ts';
import { SPEND_TEXTS } from './state-text-of-spends.ts';
import { untilText } from './until.ts';

/** Alike for every effect: what is decided before anything is sent. */
const DECIDING: Pick<StateTexts, 'awaiting_approval' | 'declined' | 'withdrawn' | 'expired'> = {
  awaiting_approval: (order, named) => `${quorumText(order, named)} Open until ${untilText(order)}.`,
  declined: (order, named) =>
    `Declined by ${named(order.by)}, ${localTime(order.at)}. ${nothingDoneText(order, named)}`,
  withdrawn: (order, named) =>
    `Withdrawn by ${named(order.by)}, ${localTime(order.at)}. ${nothingDoneText(order, named)}`,
  expired: (order, named) =>
    `Nobody decided in time, so the order ended ${localTime(order.at)}. ${nothingDoneText(order, named)}`,
};

/** A state or an effect without its words does not compile. */
const STATE_TEXTS: ByEffect<StateTexts> = {
  spend: { ...DECIDING, ...SPEND_TEXTS },
  buy: { ...DECIDING, ...freeTexts('buy'), ...TEXTS_OF_BUYS },
  cancel: { ...DECIDING, ...freeTexts('cancel') },
  write: { ...DECIDING, ...freeTexts('write') },
};

/** Where an order stands and what comes next, for everybody: mrkdwn, one to three sentences. */
export function stateText(order: Order, named: Naming, setUp: SetUpSetting = {}): string {
  const texts = STATE_TEXTS[effectOfOrder(order)];
  switch (order.state) {
    case 'awaiting_approval':
      return texts.awaiting_approval(order, named);
    case 'approved':
      return texts.approved(order, named);
    case 'placing':
      return texts.placing(order, named);
    case 'outcome_unknown':
      return texts.outcome_unknown(order, named, setUp);
    case 'payment_pending':
      return texts.payment_pending(order, named, setUp);
    case 'placed':
      return texts.placed(order, named, setUp);
    case 'active':
      return texts.active(order, named, setUp);
    case 'cancelled':
      return texts.cancelled(order, named);
    case 'refused':
      return texts.refused(order, named);
    case 'declined':
      return texts.declined(order, named);
    case 'withdrawn':
      return texts.withdrawn(order, named);
    case 'expired':
      return texts.expired(order, named);
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
