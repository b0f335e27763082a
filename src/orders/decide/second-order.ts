import type { OrderEvent } from '../event.ts';
import type { LostAttempt } from '../order.ts';
import { acceptAs, type Decision, effectAt, refuse } from './decision.ts';
import { lookOnEffects } from './looks.ts';
import { type Standing, unprovenLoss, withoutQuestion } from './lost-attempts.ts';

type SecondFound = Extract<OrderEvent, { type: 'second_order_found' }>;

/**
 * An attempt that was given up stands at the vendor beside a later one, which stands there or may: an alarm to everybody
 * who cares. The order goes on as its newest attempt; the other one is remembered with its number, and looked for until
 * that is known.
 */
export function decideSecondFound(order: Standing, event: SecondFound, now: Date): Decision {
  const lost = unprovenLoss(order, event.attempt);
  const isKnown = lost?.turnedUpAt !== undefined;
  if (!lost || (isKnown && event.vendorOrderId === null)) return refuse('does_not_apply');
  const lostAttempts = order.terms.lostAttempts?.map((each) => (each === lost ? turnedUp(each, event, now) : each));
  const isAnswered = order.terms.resembling?.vendorOrderId === event.vendorOrderId;
  const terms = isAnswered ? withoutQuestion(order.terms) : order.terms;
  const next: Standing = { ...order, terms: { ...terms, ...(lostAttempts ? { lostAttempts } : {}) } };
  // The look comes first: people are told the number when it is there already.
  return acceptAs(
    next,
    event,
    ...lookOnEffects(next, now),
    effectAt(now, { type: 'redraw' }),
    effectAt(now, { type: 'note', event, at: now }),
    ...(isKnown
      ? []
      : [
          effectAt(now, { type: 'tell', to: 'approvers', notice: 'ordered_twice' }),
          effectAt(now, { type: 'tell', to: 'requester', notice: 'ordered_twice' }),
        ]),
  );
}

function turnedUp(lost: LostAttempt, { vendorOrderId, amountCents, message }: SecondFound, now: Date): LostAttempt {
  const number = vendorOrderId === null ? {} : { vendorOrderId, vendorAmountCents: amountCents };
  const unpaid = message === undefined ? {} : { notCharged: message };
  return { ...lost, turnedUpAt: lost.turnedUpAt ?? now, ...number, ...unpaid };
}
