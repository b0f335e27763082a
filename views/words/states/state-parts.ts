import { isFreeByRule } from '../../../src/orders/approval/free-by-rule.ts';
import { questionOf } from '../../../src/orders/decide/settle-resembling.ts';
import { approvalsOf, type Order, type OrderIn, type OrderState } from '../../../src/orders/order.ts';
import type { UnknownReason } from '../../../src/orders/reasons.ts';
import { otherAttemptsLookedFor } from '../../../src/orders/standing/at-vendor.ts';
import { halfDoneOf } from '../../acts/act-views.ts';
import { NO_APPROVAL_SENTENCE } from '../approval/free.ts';
import { approvedBy } from '../approval/people.ts';
import { effectOfNextCall, effectOfOrder, FREE_WORDS, NOTHING_DONE } from '../effect.ts';
import { listed, type Naming } from '../text.ts';
import { holdText } from './hold-words.ts';
import type { SetUpSetting } from './set-up.ts';

/** What there is to say of an order in each state, with people written as `named` says. */
export type StateTexts = {
  readonly [State in OrderState]: (order: OrderIn<State>, named: Naming, setUp?: SetUpSetting) => string;
};

/** Who approved, or that nobody has to; of an order that was found at ScaledMail nobody may know it. */
export const whoApproved = (order: Order, named: Naming): string =>
  isFreeByRule(order)
    ? NO_APPROVAL_SENTENCE
    : approvalsOf(order).length === 0
      ? 'Who approved it is not known any more'
      : `Approved by ${approvedBy(order, named)}`;

/** Why it is not known what the call did. */
export const UNKNOWN_WORDS: Readonly<Record<Exclude<UnknownReason, 'rejected'>, string>> = {
  no_answer: 'ScaledMail did not answer in time',
  odd_answer: 'ScaledMail gave an answer that this app cannot read',
  unfamiliar: 'ScaledMail gave an answer that this app does not know',
  server_error: 'ScaledMail reported an error of its own',
  interrupted: 'The call was interrupted',
};

/** Approved, and on its way or on hold; `going` says what happens now. */
export function approvedText(order: OrderIn<'approved'>, going: string, named: Naming): string {
  const half = halfDoneOf(order);
  const approved = `${half === null ? '' : `${half.sentence} `}${whoApproved(order, named)}.`;
  if (order.hold === null) return `${approved} ${going}`;
  if (order.hold === 'resembling_order' && questionOf(order)) return `${approved} The order waits for an answer.`;
  return `${approved} *On hold:* ${holdText(effectOfNextCall(order), order.hold, order.trouble)}`;
}

/** That nothing was done, or only the first steps; by whose word, when a call was made of which nobody could find what it did. */
export function nothingDoneText(order: Order, named: Naming): string {
  const half = halfDoneOf(order);
  if (half !== null) return half.sentence;
  const effect = effectOfOrder(order);
  const lost = otherAttemptsLookedFor(order);
  if (lost.length === 0) return NOTHING_DONE[effect];
  const words = lost.map(({ givenUpBy: by }) => (by === undefined ? 'ScaledMail' : named(by)));
  const people = listed([...new Set(words)]);
  return effect === 'spend'
    ? `What was sent before is not at ScaledMail, by the word of ${people}.`
    : `What was sent before did nothing, by the word of ${people}: ${FREE_WORDS[effect].unchanged}.`;
}
