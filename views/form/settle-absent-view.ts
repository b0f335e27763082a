import type { InputBlock, ModalView, PlainTextOption } from '@slack/types';
import { namesOf } from '../../src/acts/act.ts';
import { isFreeByRule } from '../../src/orders/approval/free-by-rule.ts';
import { presentNumber, turnedUpBeside } from '../../src/orders/decide/attempts.ts';
import { goesAgainAtOnce, maySendAgain, maySettleAbsent } from '../../src/orders/decide/settle-absent.ts';
import { actOf, attemptOf, hasAttempt, type Order, termsOf } from '../../src/orders/order.ts';
import { contentAtStep } from '../acts/act-views.ts';
import { section } from '../blocks.ts';
import { titleSection } from '../card/order-summary.ts';
import { FIELD_ACTION } from '../form-fields.ts';
import { FORM } from '../ids.ts';
import { NO_APPROVAL } from '../words/approval/free.ts';
import { againWords, type Effect, effectOfOrder, FREE_WORDS } from '../words/effect.ts';
import { chargeOf, targetText, traceText } from '../words/order-text.ts';
import { notFoundText, unconfirmedText } from '../words/states/not-found.ts';
import { counted, localTime, oneLine, plain } from '../words/text.ts';
import { choice, inputBlock } from './inputs.ts';
import { orderMetadata } from './metadata.ts';

/** Title of what the form is answered with, and of what is shown before it. */
export const SETTLE_ABSENT_TITLE = 'What you see there';

/** What is to happen to an order that is not at the vendor. */
export const WHAT_NEXT = { sendAgain: 'send_again', giveUp: 'give_up' } as const;

/** The second question before an order counts as not made: what was looked for, and what is to happen. */
export function settleAbsentView(order: Order): ModalView {
  const effect = effectOfOrder(order);
  return effect === 'spend' ? notThereView(order) : unchangedView(order, effect);
}

/** The order was not made. */
function notThereView(order: Order): ModalView {
  const { reference } = order.facts;
  const charge = chargeOf(order);
  const sought = hasAttempt(order)
    ? `an order with ${traceText(order)}, sent ${localTime(attemptOf(order).startedAt)}`
    : 'this order';
  const size = counted(namesOf(actOf(order)).length, 'domain');
  const unread = 'unread' in order && order.unread !== undefined ? [section(notFoundText(order.unread))] : [];
  return {
    type: 'modal',
    callback_id: FORM.isNotThere,
    private_metadata: orderMetadata({ reference, fingerprint: termsOf(order).fingerprint }),
    title: plain('It is not there', 24),
    submit: plain('It is not there', 24),
    close: plain('Cancel', 24),
    blocks: [
      titleSection(order),
      section(
        `⚠️ *If you are wrong, ${charge === null ? 'it may be done twice' : `${charge} may be charged twice`}.*\nIn ScaledMail’s own pages, under Orders, look for ${sought}, with ${size}. Look at the card’s statement too, when you can.`,
      ),
      ...unread,
      hasLookedField('I looked, and the order is not there'),
      whatNextField(nextChoices(order, charge)),
    ],
  };
}

/** What it works on is at the vendor as it was before. */
function unchangedView(order: Order, effect: Exclude<Effect, 'spend'>): ModalView {
  const { reference } = order.facts;
  const { unchanged, unchangedButton, page } = FREE_WORDS[effect];
  const again = againWords(effect, !maySettleAbsent(order) || goesAgainAtOnce(order));
  const title = unchangedButton.replace('…', '');
  const unread = 'unread' in order ? order.unread : undefined;
  return {
    type: 'modal',
    callback_id: FORM.isNotThere,
    private_metadata: orderMetadata({ reference, fingerprint: termsOf(order).fingerprint }),
    title: plain(title, 24),
    submit: plain(title, 24),
    close: plain('Close', 24),
    blocks: [
      titleSection(order),
      section(
        `In ScaledMail’s own pages, under ${page}, look for ${targetText(order)}${effect === 'write' ? '' : `: ${contentAtStep(order)}`}. ${unconfirmedText(unread, effect)}`,
      ),
      hasLookedField(`I looked, and ${unchanged}`),
      whatNextField([
        ...(isNotToBeSent(order)
          ? []
          : [choice(WHAT_NEXT.sendAgain, again.choice, isFreeByRule(order) ? `At once; ${NO_APPROVAL}` : again.means)]),
        choice(WHAT_NEXT.giveUp, 'Give it up', 'Nothing is sent'),
      ]),
    ],
  };
}

function hasLookedField(statement: string): InputBlock {
  return inputBlock('has_looked', 0, {
    label: 'Have you looked?',
    element: {
      type: 'checkboxes',
      action_id: FIELD_ACTION,
      options: [choice('yes', statement)],
    },
  });
}

function whatNextField(options: PlainTextOption[]): InputBlock {
  return inputBlock('what_next', 0, {
    label: 'What next?',
    element: { type: 'radio_buttons', action_id: FIELD_ACTION, options },
  });
}

/** An order of which an earlier attempt stands there goes on as that one; there is no other choice. */
function nextChoices(order: Order, charge: string | null): PlainTextOption[] {
  const earlier = turnedUpBeside(order, presentNumber(order));
  if (earlier) {
    const number = earlier.vendorOrderId === null ? '' : `, ${oneLine(earlier.vendorOrderId)}`;
    const text = `Go on with attempt ${earlier.number}${number}`;
    return [choice(WHAT_NEXT.giveUp, text, 'It stands at ScaledMail; nothing is sent again')];
  }
  const giveUp = choice(WHAT_NEXT.giveUp, 'Give it up', 'Nothing is sent; the domain names are free again');
  if (isNotToBeSent(order)) return [giveUp];
  return [
    choice(
      WHAT_NEXT.sendAgain,
      'Ask for a new approval',
      `Once approved, it is sent again${charge === null ? '' : `: ${charge}`}`,
    ),
    giveUp,
  ];
}

/** What ScaledMail accepted and charges for is not sent a second time, nor what its logins are erased of. */
const isNotToBeSent = (order: Order): boolean => maySettleAbsent(order) && !maySendAgain(order);
