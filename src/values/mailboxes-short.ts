import { z } from 'zod';

/** A domain that the vendor calls Active, and lists fewer mailboxes of than were ordered. */
export const Short = z.object({
  domain: z.string(),
  listed: z.int().nonnegative(),
  expected: z.int().positive(),
  /** Addresses that were ordered and are not listed, the first of them; none where the vendor makes up the addresses. */
  missing: z.array(z.string()),
});
export type Short = z.infer<typeof Short>;

/** Domains that are short of mailboxes: the first of them, and how many more there are. */
export const Shortage = z.object({ domains: z.array(Short).min(1), more: z.int().nonnegative() });
export type Shortage = z.infer<typeof Shortage>;

/** Most that is kept of all, and most addresses of one: an order is written often. */
const MOST_DOMAINS = 25;
const MOST_ADDRESSES = 5;

/** As much of it as is kept; null when nothing is short. */
export function shortageOf(short: readonly Short[]): Shortage | null {
  if (short.length === 0) return null;
  const domains = short
    .slice(0, MOST_DOMAINS)
    .map((each) => ({ ...each, missing: each.missing.slice(0, MOST_ADDRESSES) }));
  return { domains, more: short.length - domains.length };
}
