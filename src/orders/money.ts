import { z } from 'zod';

/** US cents, a whole number, never negative. */
export const Cents = z.int().nonnegative();
export type Cents = number;

const dollars = new Intl.NumberFormat('en-US', { style: 'currency', currency: 'USD' });

/** `14900` -> `$149.00`. The amount is in US cents. */
export function formatCents(cents: Cents): string {
  return dollars.format(cents / 100);
}
