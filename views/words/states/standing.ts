import { isFreeByRule } from '../../../src/orders/approval/free-by-rule.ts';
import type { ApprovalPolicy } from '../../../src/orders/approval/policy.ts';
import {
  approvalsOf,
  type Order,
  type OrderIn,
  type OrderState,
  type OrderWithAttempt,
} from '../../../src/orders/order.ts';
import type { UsualSetUp } from '../../../src/orders/standing/set-up-times.ts';
import { hasNextStep } from '../../../src/orders/standing/steps.ts';
import { halfDoneOf } from '../../acts/act-views.ts';
import { NO_APPROVAL } from '../approval/free.ts';
import { approvedBy, whoMayDecide } from '../approval/people.ts';
import { charges, effectOfNextCall, effectOfOrder, FREE_WORDS, NOTHING_DONE, type WithoutOrder } from '../effect.ts';
import { cancelledByText, contentOf, givenUpBy } from '../order-text.ts';
import { localTime, type Naming, uncapital } from '../text.ts';
import { billingLink } from './billing.ts';
import { COUPON_NAMED, isCouponRefused } from './coupon.ts';
import { holdText } from './hold-words.ts';
import { usualInGrey } from './set-up.ts';
import { nothingDoneText } from './state-parts.ts';
import { howText, isAccepted } from './state-text-of-free.ts';
import { differenceText } from './state-text-of-spends.ts';
import { progressBar, progressOf } from './status.ts';
import { untilText } from './until.ts';

/** For whom the line is drawn: those in the channel, or whoever asked, who does not read their own name. */
export interface Standing {
  readonly named: Naming;
  readonly policy: ApprovalPolicy;
  /** How long earlier orders took. */
  readonly usual: UsualSetUp | null;
  readonly isForRequester: boolean;
}

type Parts = { readonly [State in OrderState]: (order: OrderIn<State>, standing: Standing) => readonly string[] };

/** A state without its parts does not compile. */
const PARTS: Parts = {
  awaiting_approval: (order, { policy }) => [
    ...halfDone(order),
    `Waiting for ${whoMayDecide(policy, order.facts.requestedBy)}`,
    ...(order.asked.need === 1 ? [] : [`${approvalsOf(order).length} of ${order.asked.need} approvals`]),
    `until ${untilText(order)}`,
  ],
  approved: (order, standing) =>
    order.hold === null
      ? [...halfDone(order), about(order), who(order, standing), 'goes on in a moment']
      : [
          holdText(effectOfNextCall(order), order.hold, order.trouble),
          ...halfDone(order),
          about(order),
          who(order, standing),
        ],
  placing: (order, standing) => [...halfDone(order), about(order), who(order, standing), 'takes up to two minutes'],
  outcome_unknown: (order, standing) => [
    about(order),
    who(order, standing),
    order.reason === 'rejected'
      ? 'ScaledMail said no; its list is looked at before that is believed'
      : 'what became of it is not known yet; it is looked for, and never sent twice',
  ],
  payment_pending: (order, standing) => [
    about(order),
    who(order, standing),
    charges(effectOfOrder(order)) ? 'the card was not charged' : 'ScaledMail’s answer is not clear',
  ],
  placed: placedParts,
  active: (order, standing) => {
    const effect = effectOfOrder(order);
    if (effect !== 'spend') return doneParts(order, effect, standing);
    return [about(order), who(order, standing), `since ${localTime(order.activeAt)}`, ...difference(order)];
  },
  cancelled: (order, standing) => [
    about(order),
    ...(order.cancelledBy === undefined
      ? [who(order, standing)]
      : [cancelledByText(order.cancelledBy, standing.named)]),
    `ended at ScaledMail, noticed ${localTime(order.cancelledAt)}`,
  ],
  refused: (order, standing) => {
    const by = givenUpBy(order);
    if (by === undefined)
      return [nothing(order, standing), ...couponRefused(order), ...said(order.vendorMessage, 'its answer', standing)];
    return [
      `Not at ScaledMail, says ${standing.named(by)}, ${localTime(order.refusedAt)}`,
      ...halfDone(order),
      'given up',
    ];
  },
  declined: (order, standing) => [
    `By ${standing.named(order.by)}, ${localTime(order.at)}`,
    nothing(order, standing),
    ...said(order.reason, 'reason', standing),
  ],
  withdrawn: (order, standing) => [
    standing.isForRequester ? localTime(order.at) : `By ${standing.named(order.by)}, ${localTime(order.at)}`,
    nothing(order, standing),
    ...said(order.reason, 'reason', standing),
  ],
  expired: (order, standing) => [`Nobody decided in time, ${localTime(order.at)}`, nothing(order, standing)],
};

/**
 * How an order stands, as the grey line below its title says it: what it is about, who asked and approved, and what comes next
 * or how it ended. mrkdwn; the reference is not among it.
 */
export function standingText(order: Order, standing: Standing): string {
  return partsOf(order, standing)
    .filter((part) => part !== '')
    .join(' · ');
}

function partsOf(order: Order, standing: Standing): readonly string[] {
  switch (order.state) {
    case 'awaiting_approval':
      return PARTS.awaiting_approval(order, standing);
    case 'approved':
      return PARTS.approved(order, standing);
    case 'placing':
      return PARTS.placing(order, standing);
    case 'outcome_unknown':
      return PARTS.outcome_unknown(order, standing);
    case 'payment_pending':
      return PARTS.payment_pending(order, standing);
    case 'placed':
      return PARTS.placed(order, standing);
    case 'active':
      return PARTS.active(order, standing);
    case 'cancelled':
      return PARTS.cancelled(order, standing);
    case 'refused':
      return PARTS.refused(order, standing);
    case 'declined':
      return PARTS.declined(order, standing);
    case 'withdrawn':
      return PARTS.withdrawn(order, standing);
    case 'expired':
      return PARTS.expired(order, standing);
  }
}

/** What charges no month, and is done: by this order, when its own call was answered with yes; else who did it is said as a sentence. */
function doneParts(order: OrderIn<'active'>, effect: WithoutOrder, standing: Standing): readonly string[] {
  const seen = `seen ${localTime(order.activeAt)}`;
  return isAccepted(order)
    ? [about(order), who(order, standing), `${FREE_WORDS[effect].done} by this order, ${seen}`]
    : [about(order), seen, howText(order, effect, standing.named)];
}

/** A purchase says how far it is; what ends or changes something says what it waits for. Long after its time, that nobody knows. */
function placedParts(order: OrderIn<'placed'>, standing: Standing): readonly string[] {
  if (hasNextStep(order)) return [...halfDone(order), about(order), who(order, standing), 'the rest follows'];
  const effect = effectOfOrder(order);
  const isUnknown = order.progress.isUnknown === true;
  if (effect !== 'spend') {
    const { done } = FREE_WORDS[effect];
    const yet = isUnknown
      ? `whether it is ${done} cannot be told: ScaledMail’s list cannot be read`
      : `not ${done} in ScaledMail’s list yet`;
    return isAccepted(order)
      ? [about(order), who(order, standing), yet]
      : [about(order), `${done} in ScaledMail’s list`, howText(order, effect, standing.named)];
  }
  const progress = progressOf(order);
  return [
    ...(progress === null ? [] : [progressBar(progress)]),
    ...(isUnknown ? ['how far it is cannot be told: not all of ScaledMail’s lists can be read'] : []),
    usualInGrey(standing),
    ...(order.mayAskToConfirm ? [`${billingLink()} may still ask to confirm the card`] : []),
    ...difference(order),
  ];
}

/** What the first steps did, without its full stop; nothing when there are none, or all are done. */
function halfDone(order: Order): readonly string[] {
  const half = halfDoneOf(order);
  return half === null ? [] : [half.sentence.replace(/\.$/, '')];
}

/** That ScaledMail charges another amount than was approved; nothing when it does not. */
const difference = (order: OrderWithAttempt): readonly string[] => {
  const text = differenceText(order).trim().replace(/\.$/, '');
  return text === '' ? [] : [text];
};

/** That the vendor's answer names the coupon; nothing when it does not. */
const couponRefused = (order: Order): readonly string[] => (isCouponRefused(order) ? [COUPON_NAMED] : []);

/** What it is about; of what is free by rule, old and new stand beside it. */
const about = (order: Order): string => (isFreeByRule(order) ? '' : contentOf(order));

/** `Rita Okafor, approved by Amir Haddad`, `Rita Okafor · no approval needed (rule)`; nobody reads their own name. */
function who(order: Order, { named, isForRequester }: Standing): string {
  const approved = isFreeByRule(order) ? NO_APPROVAL : byWhom(approvedBy(order, named));
  const between = isFreeByRule(order) ? ' ·' : ',';
  return isForRequester ? approved : `${named(order.facts.requestedBy)}${between} ${approved}`;
}

const byWhom = (by: string): string => (by === '' ? 'who approved it is not known any more' : `approved by ${by}`);

/** `nothing was ordered`, as far as that is known. */
function nothing(order: Order, { named }: Standing): string {
  const text = nothingDoneText(order, named);
  return text === NOTHING_DONE[effectOfOrder(order)] ? uncapital(text.replace(/\.$/, '')) : text.replace(/\.$/, '');
}

/** Where the words stand that somebody said; whoever asked reads them in the same message. */
const said = (words: string, what: string, { isForRequester }: Standing): readonly string[] =>
  words.trim() === '' || isForRequester ? [] : [`${what} in the thread`];
