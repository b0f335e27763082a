import type { ModalView } from '@slack/types';
import type { Order } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { FORM } from '../ids.ts';
import { monthly } from '../words/price-text.ts';
import { inline, plain } from '../words/text.ts';
import { MAX_REASON } from './decline-view.ts';
import { textField } from './inputs.ts';
import { orderMetadata } from './metadata.ts';

/** Lets the requester take the order back; the reason may be left out. */
export function withdrawView(order: Order): ModalView {
  const { reference, purchase } = order.facts;
  return {
    type: 'modal',
    callback_id: FORM.withdraw,
    private_metadata: orderMetadata({ reference, fingerprint: order.terms.fingerprint }),
    title: plain('Withdraw order', 24),
    submit: plain('Withdraw', 24),
    close: plain('Keep it', 24),
    blocks: [
      section(
        `Order \`${reference}\` for ${inline(purchase.label)}, *${monthly(order.terms.quote.totalCents)}*. Nothing is ordered, and its domain names are free again.`,
      ),
      textField('reason', 0, {
        label: 'Why?',
        hint: 'Everybody in the channel reads it.',
        isMultiline: true,
        isOptional: true,
        maxLength: MAX_REASON,
      }),
    ],
  };
}
