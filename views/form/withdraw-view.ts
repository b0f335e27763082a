import type { ModalView } from '@slack/types';
import { type Order, termsOf } from '../../src/orders/order.ts';
import { halfDoneOf } from '../acts/act-views.ts';
import { section } from '../blocks.ts';
import { titleSection } from '../card/order-summary.ts';
import { FORM } from '../ids.ts';
import { type ByEffect, effectOfOrder } from '../words/effect.ts';
import { plain } from '../words/text.ts';
import { MAX_REASON } from './decline-view.ts';
import { textField } from './inputs.ts';
import { orderMetadata } from './metadata.ts';

const WHAT_FOLLOWS: ByEffect<string> = {
  spend: 'Nothing is ordered, and its domain names are free again.',
  buy: 'Nothing is bought, and its domain names are free again.',
  cancel: 'Nothing is cancelled.',
  write: 'Nothing is changed.',
};

/** Of what has its first steps done, what stays. */
function whatFollows(order: Order): string {
  const half = halfDoneOf(order);
  return half === null
    ? WHAT_FOLLOWS[effectOfOrder(order)]
    : `${half.sentence} What is done and paid stays; nothing more of it follows.`;
}

/** Title of the form, and of what it is answered with. */
export const WITHDRAW_TITLE = 'Withdraw order';

/** Lets the requester take the order back; the reason may be left out, and `reason` is what was typed before. */
export function withdrawView(order: Order, reason = ''): ModalView {
  const { reference } = order.facts;
  return {
    type: 'modal',
    callback_id: FORM.withdraw,
    private_metadata: orderMetadata({ reference, fingerprint: termsOf(order).fingerprint }),
    title: plain(WITHDRAW_TITLE, 24),
    submit: plain('Withdraw', 24),
    close: plain('Keep it', 24),
    blocks: [
      titleSection(order),
      section(`Order \`${reference}\`. ${whatFollows(order)}`),
      textField('reason', 0, {
        label: 'Why?',
        hasFocus: true,
        value: reason,
        hint: 'Everybody in the channel reads it.',
        isMultiline: true,
        isOptional: true,
        maxLength: MAX_REASON,
      }),
    ],
  };
}
