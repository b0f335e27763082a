import type { Terms } from '../../orders/approval/terms.ts';
import type { AnswerClass, Attempt, Known } from '../../orders/attempt.ts';
import type { FirstFormAttempt, FirstFormLost, FirstFormOrder } from './order.ts';
import { lookFromOf } from './read-event.ts';

type Called = Extract<FirstFormOrder, { attempt: FirstFormAttempt }>;

/** What became of an attempt; nothing is known of it where all is null. */
type Fate = Pick<Attempt, 'known' | 'answer'> & Partial<Attempt>;

/** Every try that an order of the first form tells of, by its number. */
export function readFirstFormAttempts(order: FirstFormOrder, terms: readonly Terms[]): Attempt[] {
  const { requestedAt } = order.facts;
  const numberOf = (fingerprint: string) => terms.find((each) => each.fingerprint === fingerprint)?.number ?? 1;
  const attemptOf = ({ number, tag, startedAt, quotedCents }: FirstFormAttempt, name: string, fate: Fate): Attempt => ({
    number,
    step: 1,
    terms: numberOf(name),
    tag,
    startedAt,
    lookFrom: lookFromOf(requestedAt),
    quotedCents,
    sentHash: null,
    vendorOrderId: null,
    vendorAmountCents: null,
    ...fate,
  });
  const lost = (order.terms.lostAttempts ?? []).map((each) =>
    attemptOf(each.attempt, each.terms.fingerprint, fateOfLost(each)),
  );
  const present = 'attempt' in order ? [attemptOf(order.attempt, order.terms.fingerprint, fateOfPresent(order))] : [];
  return numberedOnce([...present, ...lost]).toSorted((left, right) => left.number - right.number);
}

/** A further vendor order of one attempt was kept as a lost one of its number: it gets the next number that is free. */
function numberedOnce(attempts: readonly Attempt[]): Attempt[] {
  let newest = Math.max(0, ...attempts.map(({ number }) => number));
  const taken = new Set<number>();
  return attempts.map((each) => {
    const number = taken.has(each.number) ? ++newest : each.number;
    taken.add(number);
    return { ...each, number };
  });
}

function fateOfLost(lost: FirstFormLost): Fate {
  const { declaredAbsentBy, turnedUpAt, vendorOrderId, vendorAmountCents = null, notCharged } = lost;
  const isProven = turnedUpAt !== undefined || vendorOrderId !== undefined;
  return {
    known: isProven ? 'proven' : givenUpKnown(declaredAbsentBy),
    answer: notCharged === undefined ? givenUpAnswer(declaredAbsentBy) : 'not_charged',
    ...(vendorOrderId === undefined ? {} : { vendorOrderId, vendorAmountCents }),
    ...(notCharged === undefined ? {} : { notCharged }),
    ...givenUp(lost.declaredAbsentAt, declaredAbsentBy),
    ...(turnedUpAt === undefined ? {} : { turnedUpAt }),
  };
}

function fateOfPresent(order: Called): Fate {
  switch (order.state) {
    case 'placing':
      return { known: 'begun', answer: null };
    case 'outcome_unknown':
      return { known: 'unproven', answer: order.reason === 'interrupted' ? null : order.reason };
    case 'payment_pending': {
      const { vendorOrderId, vendorAmountCents } = order;
      return { known: 'proven', answer: 'not_charged', vendorOrderId, vendorAmountCents };
    }
    case 'placed':
    case 'active':
    case 'cancelled': {
      const { vendorOrderId, vendorAmountCents } = order;
      return { known: 'proven', answer: null, vendorOrderId, vendorAmountCents };
    }
    case 'refused':
      return {
        known: givenUpKnown(order.declaredAbsentBy),
        answer: givenUpAnswer(order.declaredAbsentBy),
        ...givenUp(order.refusedAt, order.declaredAbsentBy),
      };
  }
}

/** Somebody's word is kept as such; the vendor's own "no" proves no more. */
const givenUpKnown = (by: string | undefined): Known => (by === undefined ? 'unproven' : 'said_absent');
const givenUpAnswer = (by: string | undefined): AnswerClass | null => (by === undefined ? 'rejected' : null);

const givenUp = (givenUpAt: Date, by: Attempt['givenUpBy']): Partial<Attempt> =>
  by === undefined ? { givenUpAt } : { givenUpAt, givenUpBy: by };
