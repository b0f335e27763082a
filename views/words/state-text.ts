import type { Order } from '../../src/orders/order.ts';
import { type ByEffect, effectOfOrder } from './effect.ts';
import { quorumText } from './people.ts';
import { nothingDoneText, type StateTexts } from './state-parts.ts';
import { freeTexts } from './state-text-of-free.ts';
import { SPEND_TEXTS } from './state-text-of-spends.ts';
import { localTime, mention } from './text.ts';

/** Alike for every effect: what is decided before anything is sent. */
const DECIDING: Pick<StateTexts, 'awaiting_approval' | 'declined' | 'withdrawn' | 'expired'> = {
  awaiting_approval: (order) => `${quorumText(order)} Open until ${localTime(order.expiresAt)}.`,
  declined: (order) => `Declined by ${mention(order.by)}, ${localTime(order.at)}. ${nothingDoneText(order)}`,
  withdrawn: (order) => `Withdrawn by ${mention(order.by)}, ${localTime(order.at)}. ${nothingDoneText(order)}`,
  expired: (order) => `Nobody decided in time, so the order ended ${localTime(order.at)}. ${nothingDoneText(order)}`,
};

/** A state or an effect without its words does not compile. */
const STATE_TEXTS: ByEffect<StateTexts> = {
  spend: { ...DECIDING, ...SPEND_TEXTS },
  cancel: { ...DECIDING, ...freeTexts('cancel') },
  write: { ...DECIDING, ...freeTexts('write') },
};

/** Where an order stands and what comes next, for everybody: mrkdwn, one to three sentences. */
export function stateText(order: Order): string {
  const texts = STATE_TEXTS[effectOfOrder(order)];
  switch (order.state) {
    case 'awaiting_approval':
      return texts.awaiting_approval(order);
    case 'approved':
      return texts.approved(order);
    case 'placing':
      return texts.placing(order);
    case 'outcome_unknown':
      return texts.outcome_unknown(order);
    case 'payment_pending':
      return texts.payment_pending(order);
    case 'placed':
      return texts.placed(order);
    case 'active':
      return texts.active(order);
    case 'cancelled':
      return texts.cancelled(order);
    case 'refused':
      return texts.refused(order);
    case 'declined':
      return texts.declined(order);
    case 'withdrawn':
      return texts.withdrawn(order);
    case 'expired':
      return texts.expired(order);
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
