import type { ModalView } from '@slack/types';
import type { Order } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { FORM } from '../ids.ts';
import { monthly } from '../words/price-text.ts';
import { inline, mention, plain } from '../words/text.ts';
import { textField } from './inputs.ts';
import { orderMetadata } from './metadata.ts';

/** Longest reason; it is shown on the card whole. */
export const MAX_REASON = 500;

/** Asks why an order is declined. */
export function declineView(order: Order): ModalView {
  const { reference, purchase, requestedBy } = order.facts;
  return {
    type: 'modal',
    callback_id: FORM.decline,
    private_metadata: orderMetadata({ reference, fingerprint: order.terms.fingerprint }),
    title: plain('Decline order', 24),
    submit: plain('Decline', 24),
    close: plain('Cancel', 24),
    blocks: [
      section(
        `Order \`${reference}\` of ${mention(requestedBy)} for ${inline(purchase.label)}, *${monthly(order.terms.quote.totalCents)}*.`,
      ),
      textField('reason', 0, {
        label: 'Why?',
        placeholder: 'Twice as many domains as the campaign needs',
        hint: `The requester and everybody in the channel read it.`,
        isMultiline: true,
        maxLength: MAX_REASON,
      }),
    ],
  };
}
