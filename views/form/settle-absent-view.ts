import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { domainNames } from '../../src/acts/custom_order/custom-order.ts';
import { turnedUpLoss } from '../../src/orders/decide/lost-attempts.ts';
import type { Order } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { FIELD_ACTION, FORM } from '../ids.ts';
import { notFoundText } from '../words/not-found.ts';
import { monthly } from '../words/price-text.ts';
import { counted, inline, localTime, oneLine, plain } from '../words/text.ts';
import { choice, inputBlock } from './inputs.ts';
import { orderMetadata } from './metadata.ts';

/** Title of the form, and of what it is answered with. */
export const SETTLE_ABSENT_TITLE = 'It is not there';

/** What is to happen to an order that is not at the vendor. */
export const WHAT_NEXT = { sendAgain: 'send_again', giveUp: 'give_up' } as const;

/** The second question before an order counts as not made: what was looked for, and what is to happen. */
export function settleAbsentView(order: Order): ModalView {
  const { reference, purchase } = order.facts;
  const amount = monthly(order.terms.quote.totalCents);
  const attempt = 'attempt' in order ? order.attempt : null;
  const sought = attempt
    ? `an order with the tag \`${inline(attempt.tag)}\`, sent ${localTime(attempt.startedAt)}`
    : 'this order';
  const size = counted(domainNames(purchase).length, 'domain');
  const unread = 'unread' in order && order.unread !== undefined ? [section(notFoundText(order.unread))] : [];
  return {
    type: 'modal',
    callback_id: FORM.isNotThere,
    private_metadata: orderMetadata({ reference, fingerprint: order.terms.fingerprint }),
    title: plain(SETTLE_ABSENT_TITLE, 24),
    submit: plain('It is not there', 24),
    close: plain('Cancel', 24),
    blocks: [
      section(
        `⚠️ *If you are wrong, ${amount} may be charged twice.*\nIn ScaledMail’s own pages, under Orders, look for ${sought}, with ${size} for ${inline(purchase.label)}. Look at the card’s statement too, when you can.`,
      ),
      ...unread,
      hasLookedField(),
      whatNextField(order, amount),
    ],
  };
}

function hasLookedField(): InputBlock {
  return inputBlock('has_looked', 0, {
    label: 'Have you looked?',
    element: {
      type: 'checkboxes',
      action_id: FIELD_ACTION,
      options: [choice('yes', 'I looked, and the order is not there')],
    },
  });
}

function whatNextField(order: Order, amount: string): InputBlock {
  return inputBlock('what_next', 0, {
    label: 'What next?',
    element: { type: 'radio_buttons', action_id: FIELD_ACTION, options: nextChoices(order, amount) },
  });
}

/** An order of which an earlier attempt stands there goes on as that one; there is no other choice. */
function nextChoices(order: Order, amount: string): PlainTextOption[] {
  const earlier = turnedUpLoss(order);
  if (earlier) {
    const number = earlier.vendorOrderId === undefined ? '' : `, ${oneLine(earlier.vendorOrderId)}`;
    const text = `Go on with attempt ${earlier.attempt.number}${number}`;
    return [choice(WHAT_NEXT.giveUp, text, 'It stands at ScaledMail; nothing is sent again')];
  }
  return [
    choice(WHAT_NEXT.sendAgain, 'Ask for a new approval', `Once approved, it is sent again: ${amount}`),
    choice(WHAT_NEXT.giveUp, 'Give it up', 'Nothing is sent; the domain names are free again'),
  ];
}
