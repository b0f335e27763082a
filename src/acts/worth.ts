import { z } from 'zod';
import { Cents } from '../values/money.ts';
import { type Quote, QuoteLine } from './custom_order/quote.ts';

/** What an act charges: once beside the first month, each month (the first at once), and each year for renewals. */
export const SpendWorth = z.object({
  effect: z.literal('spend'),
  nowCents: Cents,
  monthCents: Cents,
  yearCents: Cents,
  /** What the amounts are made of. */
  lines: z.array(QuoteLine),
});
export type SpendWorth = z.infer<typeof SpendWorth>;

/** What an act ends: an amount a month, null when the vendor does not say it, and so many domains. */
export const CancelWorth = z.object({
  effect: z.literal('cancel'),
  endsMonthCents: Cents.nullable(),
  endsDomains: z.int().nonnegative(),
});
export type CancelWorth = z.infer<typeof CancelWorth>;

/** What an act is worth, in US cents before tax: the part of its terms that can be added up. A write costs nothing. */
export const Worth = z.discriminatedUnion('effect', [
  SpendWorth,
  CancelWorth,
  z.object({ effect: z.literal('write') }),
]);
export type Worth = z.infer<typeof Worth>;

/** What the price of mailboxes is worth: every month the same, the first at once. */
export const worthOfQuote = ({ lines, totalCents }: Pick<Quote, 'lines' | 'totalCents'>): SpendWorth => ({
  effect: 'spend',
  nowCents: 0,
  monthCents: totalCents,
  yearCents: 0,
  lines: [...lines],
});

/** What an act charges at once: what is paid once, and the first month. Nothing when it does not spend. */
export const chargedCents = (worth: Worth): Cents => (worth.effect === 'spend' ? worth.nowCents + worth.monthCents : 0);

/** The part of it that is paid once and not again each month, as a record of what was charged has it: absent when nothing is. */
export const paidOnce = (worth: Worth): { readonly nowCents?: Cents } =>
  worth.effect === 'spend' && worth.nowCents > 0 ? { nowCents: worth.nowCents } : {};

/**
 * Whether what an act charges goes on each month. What is charged once and each year is bought: nothing of it runs. An amount
 * of nothing at all is one of nothing a month.
 */
export const goesOn = (worth: Worth): boolean =>
  worth.effect === 'spend' && (worth.monthCents > 0 || worth.nowCents + worth.yearCents === 0);

/** What an act costs each month from now on; nothing when it does not spend. */
export const monthlyCents = (worth: Worth): Cents => (worth.effect === 'spend' ? worth.monthCents : 0);
