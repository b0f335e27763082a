import type { ModalView } from '@slack/types';
import type { Order } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { FORM } from '../ids.ts';
import { monthly } from '../words/price-text.ts';
import { inline, plain } from '../words/text.ts';
import { textField } from './inputs.ts';
import { orderMetadata } from './metadata.ts';

/** Longest id that is taken; the vendor's are opaque and begin with `rec`. Source: docs/vendor/notes.md, "Basics". */
const MAX_VENDOR_ID = 60;

/** Title of the form, and of what it is answered with. */
export const SETTLE_FOUND_TITLE = 'I found it';

/** Asks for the vendor's id of an order that somebody found there. `problem` is a sentence about what was typed before. */
export function settleFoundView(
  order: Order,
  { typed = '', problem = null, fill = 0 }: { typed?: string; problem?: string | null; fill?: number } = {},
): ModalView {
  const { reference, purchase } = order.facts;
  const tag = 'attempt' in order ? `, tag \`${inline(order.attempt.tag)}\`` : '';
  return {
    type: 'modal',
    callback_id: FORM.isThere,
    private_metadata: orderMetadata({ reference, fingerprint: order.terms.fingerprint }),
    title: plain(SETTLE_FOUND_TITLE, 24),
    submit: plain('Check it', 24),
    close: plain('Cancel', 24),
    blocks: [
      ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
      section(
        `Order \`${reference}\` for ${inline(purchase.label)}, *${monthly(order.terms.quote.totalCents)}*${tag}. This app asks ScaledMail for the order that you name, and takes it only when it is this one, or an earlier attempt of it.`,
      ),
      textField('vendor_order_id', fill, {
        label: 'ScaledMail’s order id',
        value: typed,
        placeholder: 'recAbc123…',
        hint: 'ScaledMail’s own number of the order. It usually begins with “rec”.',
        maxLength: MAX_VENDOR_ID,
      }),
    ],
  };
}
