import type { ModalView } from '@slack/types';
import { type Order, termsOf } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { titleSection } from '../card/order-summary.ts';
import { FORM } from '../ids.ts';
import { type ByEffect, effectOfOrder } from '../words/effect.ts';
import { mention, plain } from '../words/text.ts';
import { textField } from './inputs.ts';
import { orderMetadata } from './metadata.ts';

/** Longest reason; it is shown on the card whole. */
export const MAX_REASON = 500;

const EXAMPLES: ByEffect<string> = {
  spend: 'Twice as many domains as the campaign needs',
  buy: 'There are enough names that nobody uses',
  cancel: 'The campaign goes on until March',
  write: 'The old ones still work',
};

/** Title of the form, and of what it is answered with. */
export const DECLINE_TITLE = 'Decline order';

/** Asks why an order is declined; `reason` is what was typed before. */
export function declineView(order: Order, reason = ''): ModalView {
  const { reference, requestedBy } = order.facts;
  return {
    type: 'modal',
    callback_id: FORM.decline,
    private_metadata: orderMetadata({ reference, fingerprint: termsOf(order).fingerprint }),
    title: plain(DECLINE_TITLE, 24),
    submit: plain('Decline', 24),
    close: plain('Cancel', 24),
    blocks: [
      titleSection(order),
      section(`Order \`${reference}\` of ${mention(requestedBy)}.`),
      textField('reason', 0, {
        label: 'Why?',
        hasFocus: true,
        value: reason,
        placeholder: EXAMPLES[effectOfOrder(order)],
        hint: `Who asked and everybody in the channel read it.`,
        isMultiline: true,
        maxLength: MAX_REASON,
      }),
    ],
  };
}
