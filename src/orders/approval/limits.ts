import { z } from 'zod';
import { Cents } from '../../values/money.ts';

/** Ceilings that nobody in Slack can lift: who runs the app sets them. */
export const Limits = z.object({
  /** Most that one order may charge: once, and for one month. */
  perOrderCents: Cents,
  /** Most that all paid calls of 24 hours may charge together, except those that were surely not sent. */
  perDayCents: Cents,
});
export type Limits = z.infer<typeof Limits>;

/** Which limit keeps an amount from ever being placed; null when none does. The day's is only reached by one order alone. */
export function limitAgainst(cents: Cents, limits: Limits): { readonly name: LimitName; readonly cents: Cents } | null {
  if (cents > limits.perOrderCents) return { name: 'LIMIT_PER_ORDER', cents: limits.perOrderCents };
  if (cents > limits.perDayCents) return { name: 'LIMIT_PER_DAY', cents: limits.perDayCents };
  return null;
}

/** Names of the settings with which the limits are raised. */
export type LimitName = 'LIMIT_PER_ORDER' | 'LIMIT_PER_DAY';
