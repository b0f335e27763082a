import { z } from 'zod';
import { mailboxesOf } from '../../acts/act.ts';
import { EmailProvider } from '../../acts/custom_order/custom-order.ts';
import { Instant, Reference } from '../../values/ids.ts';
import { actOf, attemptOf, type Order } from '../order.ts';

/** How long the set-up of an order took: from its paid call until all of it was seen to work. */
export const SetUpTime = z.object({
  reference: Reference,
  providers: z.array(EmailProvider),
  startedAt: Instant,
  workedAt: Instant,
});
export type SetUpTime = z.infer<typeof SetUpTime>;

/** How long earlier orders took, in days: rounded, and one at least. */
export interface UsualSetUp {
  /** How many orders that is. */
  readonly orders: number;
  /** What all of them were for; null when they were for anything. */
  readonly providers: readonly EmailProvider[] | null;
  readonly fromDays: number;
  readonly toDays: number;
  /** Half of them took no longer. */
  readonly halfDays: number;
}

/** So many are remembered, the newest. */
const MOST_KEPT = 30;
/** So many of them are counted; how long orders took a year ago says little. */
const MOST_COUNTED = 12;
/** Fewer say nothing. */
const FEWEST = 3;
const DAY_MS = 24 * 60 * 60 * 1_000;

/**
 * How long an order took that works now; null when that is not known: nobody saw when its set-up began, because the card was
 * confirmed later, or the order was found at the vendor.
 */
export function setUpTimeOf(order: Order): SetUpTime | null {
  if (order.state !== 'active') return null;
  const providers = providersOf(order);
  const { sentHash, answer, startedAt } = attemptOf(order);
  if (providers.length === 0 || sentHash === null || answer === 'not_charged') return null;
  return { reference: order.facts.reference, providers, startedAt, workedAt: order.activeAt };
}

/** The remembered times with one more, each order once, bounded. */
export function withSetUpTime(times: readonly SetUpTime[], time: SetUpTime): SetUpTime[] {
  const others = times.filter(({ reference }) => reference !== time.reference);
  return [...others, time]
    .toSorted((left, right) => left.workedAt.getTime() - right.workedAt.getTime())
    .slice(-MOST_KEPT);
}

/** How long earlier orders took: those of the same providers, else all; null when there are too few, or nothing is set up. */
export const usualSetUp = (times: readonly SetUpTime[], order: Order): UsualSetUp | null =>
  usualOf(times, providersOf(order));

/** The same for an order of these providers, whoever made it; in the order of `EMAIL_PROVIDERS`. */
export function usualOf(times: readonly SetUpTime[], providers: readonly EmailProvider[]): UsualSetUp | null {
  const alike = times.filter((time) => time.providers.join() === providers.join());
  const isOfAlike = alike.length >= FEWEST;
  const counted = (isOfAlike ? alike : times).slice(-MOST_COUNTED);
  if (providers.length === 0 || counted.length < FEWEST) return null;
  const days = counted.map(daysOf).toSorted((left, right) => left - right);
  return {
    orders: counted.length,
    providers: isOfAlike ? providers : null,
    fromDays: Math.min(...days),
    toDays: Math.max(...days),
    halfDays: days[Math.ceil(days.length / 2) - 1] ?? 0,
  };
}

const daysOf = ({ startedAt, workedAt }: SetUpTime): number =>
  Math.max(1, Math.round((workedAt.getTime() - startedAt.getTime()) / DAY_MS));

/** The providers of an order, in one order for all; none when it sets up no mailboxes. */
function providersOf(order: Order): EmailProvider[] {
  const lines = mailboxesOf(actOf(order))?.lines ?? [];
  return EmailProvider.options.filter((each) => lines.some(({ provider }) => provider === each));
}
