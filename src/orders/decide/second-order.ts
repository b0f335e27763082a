import { effectOf } from '../../acts/act.ts';
import type { Attempt } from '../attempt.ts';
import type { EffectIntent } from '../effect.ts';
import type { OrderEvent } from '../event.ts';
import { actOf, type Order } from '../order.ts';
import { knowing, otherUnproven, type Standing } from './attempts.ts';
import { acceptAs, type Decision, effectAt, refuse } from './decision.ts';
import { lookOnEffects } from './looks.ts';

type SecondFound = Extract<OrderEvent, { type: 'second_order_found' }>;

/**
 * An attempt that was given up stands at the vendor beside a later one, which stands there or may: an alarm to everybody
 * who cares. The order goes on as its newest attempt; the other one is remembered with its number, and looked for until
 * that is known.
 */
export function decideSecondFound(order: Standing, event: SecondFound, now: Date): Decision {
  const lost = otherUnproven(order, event.attempt);
  const isKnown = lost?.turnedUpAt !== undefined;
  if (!lost || (isKnown && event.vendorOrderId === null)) return refuse('does_not_apply');
  const attempts = knowing(order.attempts, lost.number, turnedUp(lost, event, now));
  const isAnswered = order.question?.vendorOrderId === event.vendorOrderId;
  const next: Standing = { ...order, attempts, question: isAnswered ? null : order.question };
  // The look comes first: people are told the number when it is there already.
  return acceptAs(
    next,
    event,
    ...lookOnEffects(next, now),
    effectAt(now, { type: 'redraw' }),
    ...(isPaidTwice(next) ? [effectAt(now, { type: 'note', event, at: now })] : []),
    ...(isKnown ? [] : alarmOfTwice(next, now)),
  );
}

/** Whether two attempts that both took effect are paid twice. The second of a change, or of an end, found it done already. */
const isPaidTwice = (order: Order): boolean => effectOf(actOf(order)) === 'spend';

/** Tells everybody who cares that an order stands at the vendor twice, when that is paid. */
export function alarmOfTwice(order: Order, now: Date): EffectIntent[] {
  if (!isPaidTwice(order)) return [];
  return [
    effectAt(now, { type: 'tell', to: 'approvers', notice: 'ordered_twice' }),
    effectAt(now, { type: 'tell', to: 'requester', notice: 'ordered_twice' }),
  ];
}

function turnedUp(lost: Attempt, { vendorOrderId, amountCents, message }: SecondFound, now: Date): Partial<Attempt> {
  const unpaid = message === undefined ? {} : { notCharged: message };
  return {
    known: 'proven',
    turnedUpAt: lost.turnedUpAt ?? now,
    vendorOrderId,
    vendorAmountCents: amountCents,
    ...unpaid,
  };
}
