import { z } from 'zod';

/** US cents, a whole number, never negative, at most 2^53 - 1: beyond that numbers are not exact. */
export const Cents = z.int().nonnegative();
export type Cents = number;

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** `14900` -> `$149.00`. The amount is in US cents. */
export function formatCents(cents: Cents): string {
  return dollars.format(cents / 100);
}
