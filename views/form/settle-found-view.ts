import type { ModalView } from '@slack/types';
import { attemptOf, hasAttempt, type Order, termsOf } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { titleSection } from '../card/order-summary.ts';
import { FORM } from '../ids.ts';
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
  const { reference } = order.facts;
  const tag = hasAttempt(order) ? attemptOf(order).tag : null;
  const tagged = tag === null ? '' : `, tag \`${inline(tag)}\``;
  return {
    type: 'modal',
    callback_id: FORM.isThere,
    private_metadata: orderMetadata({ reference, fingerprint: termsOf(order).fingerprint }),
    title: plain(SETTLE_FOUND_TITLE, 24),
    submit: plain('Check it', 24),
    close: plain('Cancel', 24),
    blocks: [
      ...(problem === null ? [] : [section(`⚠️ ${problem}`)]),
      titleSection(order),
      section(
        `Order \`${reference}\`${tagged}. This app asks ScaledMail for the order that you name, and takes it only when it is this one, or an earlier attempt of it.`,
      ),
      textField('vendor_order_id', fill, {
        label: 'ScaledMail’s order id',
        hasFocus: true,
        value: typed,
        placeholder: 'recAbc123…',
        hint: 'ScaledMail’s own number of the order. It usually begins with “rec”.',
        maxLength: MAX_VENDOR_ID,
      }),
    ],
  };
}
