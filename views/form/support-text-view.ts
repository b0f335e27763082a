import type { ModalView } from '@slack/types';
import { type OrderIn, termsOf } from '../../src/orders/order.ts';
import { context, section } from '../blocks.ts';
import { titleSection } from '../card/order-summary.ts';
import { FORM } from '../ids.ts';
import { type SeenNow, supportText } from '../words/support-text.ts';
import { plain } from '../words/text.ts';
import { textField } from './inputs.ts';
import { orderMetadata } from './metadata.ts';

/** Title of the page. */
export const SUPPORT_TITLE = 'Text for support';

/**
 * A text about a late order, ready to be copied into a message to the vendor's support. It stands in a field, in which Slack
 * lets people select all of it; what is changed there is kept nowhere. A view with a field needs a button that sends it.
 * Source: docs/slack.md, "Limits".
 */
export function supportTextView(order: OrderIn<'placed'>, seen: SeenNow): ModalView {
  const { reference } = order.facts;
  return {
    type: 'modal',
    callback_id: FORM.supportText,
    private_metadata: orderMetadata({ reference, fingerprint: termsOf(order).fingerprint }),
    title: plain(SUPPORT_TITLE, 24),
    submit: plain('Details', 24),
    close: plain('Close', 24),
    blocks: [
      titleSection(order),
      section('Copy this into a message to ScaledMail’s support. Nothing is sent by this app.'),
      textField('support_text', 0, {
        label: 'Text',
        value: supportText(order, seen),
        isMultiline: true,
        isOptional: true,
        hasFocus: true,
      }),
      context(`${seen.list ? '' : 'ScaledMail’s lists could not be read just now. '}Order \`${reference}\``),
    ],
  };
}
