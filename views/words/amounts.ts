import type { Month } from '../../src/spend/month.ts';
import { MONTH_NAMES } from '../../src/spend/month.ts';
import type { Sum } from '../../src/spend/sum.ts';
import { formatCents } from '../../src/values/money.ts';
import { monthly } from './price-text.ts';

/** What nobody told us. It is never nothing. */
export const NOT_KNOWN = 'not known';

/** `$49.00`, or that it is not known. */
export const centsText = (cents: number | null): string => (cents === null ? NOT_KNOWN : formatCents(cents));

/** `$1,204.00`, `$1,204.00 and 2 not known`, `not known`. */
export const moneyText = (sum: Sum): string => sumText(sum, formatCents);

/** `$1,204.00 / month`, `$1,204.00 / month and 2 not known`, `not known`. */
export const monthlyText = (sum: Sum): string => sumText(sum, monthly);

/** `45 domains`, `at least 45 domains`, `domains not known`. */
export function countText({ known, unknown }: Sum, noun: string, nouns = `${noun}s`): string {
  if (unknown === 0) return `${known} ${known === 1 ? noun : nouns}`;
  return known === 0 ? `${nouns} ${NOT_KNOWN}` : `at least ${known} ${known === 1 ? noun : nouns}`;
}

function sumText({ known, unknown }: Sum, write: (known: number) => string): string {
  if (unknown === 0) return write(known);
  return known === 0 ? NOT_KNOWN : `${write(known)} and ${unknown} ${NOT_KNOWN}`;
}

/** `November 2026`. */
export const monthText = ({ year, month }: Month): string => `${MONTH_NAMES[month - 1] ?? ''} ${year}`;

/** `2026-11`: as it stands in buttons and names of files. */
export const monthKey = ({ year, month }: Month): string => `${year}-${String(month).padStart(2, '0')}`;
