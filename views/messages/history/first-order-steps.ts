import { workspaceOf } from '../../../src/acts/act.ts';
import type { Attempt } from '../../../src/orders/attempt.ts';
import type { OrderEvent } from '../../../src/orders/event.ts';
import { type Order, termsOfAttempt } from '../../../src/orders/order.ts';
import { chargedText } from '../../words/price-text.ts';
import { inline, localTime, nameText } from '../../words/text.ts';

/** How the call was answered, by its class alone. */
const ANSWERS: Readonly<Record<NonNullable<Attempt['answer']>, string>> = {
  confirmed: 'confirmed',
  not_charged: 'made, card not charged',
  rejected: 'no',
  server_error: 'an error of ScaledMail’s',
  unfamiliar: 'a shape that is not known',
  odd_answer: 'a shape that is not known',
  no_answer: 'nothing in time',
  not_sent: 'nothing was sent',
};

/** The steps behind an event of the first order, one a line: what was done before the call, how it was answered, what was found. */
export function firstOrderSteps(order: Order, event: OrderEvent): readonly string[] {
  switch (event.type) {
    case 'vendor_confirmed':
    case 'vendor_could_not_charge':
    case 'outcome_unclear':
    case 'not_sent':
      return callSteps(order, event.attempt);
    case 'vendor_order_found': {
      // An answer of an unfamiliar shape is not told when its order is found at once.
      const isUntold = attemptNumbered(order, event.attempt)?.answer === 'unfamiliar';
      const found = `Looked for and found: number ${inline(event.vendorOrderId)}`;
      return [...(isUntold ? callSteps(order, event.attempt) : []), found];
    }
    default:
      return [];
  }
}

const attemptNumbered = ({ attempts }: Order, number: number | undefined): Attempt | undefined =>
  number === undefined ? attempts.at(-1) : attempts.find((each) => each.number === number);

function callSteps(order: Order, number: number | undefined): string[] {
  const attempt = attemptNumbered(order, number);
  if (!attempt) return [];
  const { quotedCents, nowCents, startedAt, tag, answer } = attempt;
  const workspace = nameText(workspaceOf(termsOfAttempt(order, attempt).act).name);
  const price = quotedCents === null ? '' : `, price ${chargedText(quotedCents, nowCents)}`;
  return [
    `Checked: workspace ${workspace}${price}, no trace of this order at ScaledMail`,
    `Intent written ${localTime(startedAt)}${tag === null ? '' : `, tag \`${inline(tag)}\``}`,
    `Call made; answer: ${answer === null ? 'none was recorded' : ANSWERS[answer]}`,
  ];
}
