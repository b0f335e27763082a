import { addHours } from 'date-fns/addHours';
import { max } from 'date-fns/max';
import { min } from 'date-fns/min';
import type { EffectIntent } from '../effect.ts';
import { attemptOf, type Order, type OrderIn, type Unread } from '../order.ts';
import {
  LOOKS_BEFORE_ASKING,
  lookDailyUntil,
  lookHourlyUntil,
  nextDailyLookAt,
  nextLookAt,
  placingPresumedLostAt,
} from '../schedule.ts';
import {
  doubtsRuledOut,
  isLookedFor,
  lacksVendorId,
  type OrderAtVendor,
  otherAttemptsLookedFor,
} from '../standing/at-vendor.ts';
import { effectAt } from './decision.ts';

/** An order of which the vendor's own number is wanted: nobody knows whether it was made, or only its number is missing. */
export type Sought = OrderIn<'outcome_unknown'> | OrderAtVendor;

/** Whether the order is looked for, and each look in vain is counted. */
export function isSought(order: Order): order is Sought {
  return order.state === 'outcome_unknown' || lacksVendorId(order);
}

/** Looks that are made at once, before the spread ones: an answer of an unfamiliar shape is looked into right away. */
const looksAtOnce = (order: Sought): number =>
  order.state === 'outcome_unknown' && order.reason === 'unfamiliar' ? 1 : 0;

/** After so many looks, some twenty minutes, people are asked. */
const looksBeforeAsking = (order: Sought): number => LOOKS_BEFORE_ASKING + looksAtOnce(order);

/** Whether our own looks came to nothing, so that people are asked what they see at the vendor. */
export const isAskedAbout = (order: Sought): boolean => order.looks >= looksBeforeAsking(order);

/** Whether people are asked because of the newest look. */
export const isTimeToAsk = (order: Sought): boolean => order.looks === looksBeforeAsking(order);

/** When to look again for an order that is sought. A list that could not be read is tried again sooner than in an hour. */
export function nextSoughtLookAt(order: Sought, now: Date): Date {
  const looks = Math.max(order.looks - looksAtOnce(order), 0);
  return nextLookAt(order.unread === 'list' ? Math.min(looks, LOOKS_BEFORE_ASKING - 1) : looks, now);
}

/**
 * When to look again for attempts that were given up, and whether an order that was ruled out is ours after all: every hour
 * for a day, then once a day. A refusal that came from the vendor alone is looked into for a week; null: no more. `unread` is what the look before could not read.
 */
export function nextLostLookAt(order: Order, now: Date, unread: Unread | null = null): Date | null {
  const lost = otherAttemptsLookedFor(order);
  const endedAt = order.state === 'refused' ? order.refusedAt : 'at' in order ? order.at : null;
  const givenUp = [
    ...lost.map(({ givenUpAt, startedAt }) => givenUpAt ?? startedAt),
    ...(endedAt ? [endedAt] : []),
    ...(doubtsRuledOut(order) ? [attemptOf(order).startedAt] : []),
  ];
  const looks = order.state === 'refused' ? order.looks : LOOKS_BEFORE_ASKING;
  const soon = nextLookAt(looks, now);
  if (soon < lookHourlyUntil(max(givenUp))) return soon;
  const daily = nextDailyLookAt(now);
  const next = unread === 'list' ? min([addHours(now, 1), daily]) : daily;
  return isRefusedByVendorAlone(order) && next >= lookDailyUntil(max(givenUp)) ? null : next;
}

/** Whether the order ended by the vendor's word alone, and nothing else of it is looked for: that is believed after a week. */
export const isRefusedByVendorAlone = (order: Order): boolean =>
  order.state === 'refused' && attemptOf(order).givenUpBy === undefined && otherAttemptsLookedFor(order).length === 0;

/**
 * The look that is due after news of one attempt, when there are others to look for. A call that is under way is left alone
 * until it has ended either way.
 */
export function lookOnEffects(order: Order, now: Date): EffectIntent[] {
  if (!isLookedFor(order)) return [];
  return [effectAt(lookOnAt(order, now), { type: 'reconcile' })];
}

function lookOnAt(order: Order, now: Date): Date {
  if (order.state === 'placing') return max([now, placingPresumedLostAt(attemptOf(order).startedAt)]);
  return order.state === 'outcome_unknown' ? nextSoughtLookAt(order, now) : now;
}
