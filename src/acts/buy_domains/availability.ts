import { z } from 'zod';
import { Cents } from '../../values/money.ts';

/**
 * What the vendor says of a name that somebody may want to buy. `unclear`: it is free, and its price cannot be right, or is
 * missing. Source: docs/vendor/openapi.yaml, "DomainAvailability".
 */
export const NameState = z.enum(['free', 'taken', 'blacklisted', 'unclear']);
export type NameState = z.infer<typeof NameState>;

/** A name with what the vendor says of it. The amounts are there while it is free. */
export const SearchedName = z.discriminatedUnion('state', [
  z.object({ name: z.string(), state: z.literal('free'), priceCents: Cents, renewalCents: Cents }),
  z.object({ name: z.string(), state: NameState.exclude(['free']) }),
]);
export type SearchedName = z.infer<typeof SearchedName>;

/** One row of the vendor's answer, prices as it wrote them. */
export interface VendorName {
  readonly name: string;
  readonly status: string;
  readonly price: number | null;
  readonly renewPrice: number | null;
  readonly blacklists: number;
}

/** What a year of a `.com` costs, by which a price is told to be one. Source: docs/vendor/notes.md, "Learnt since (November 2026)". */
const ANCHOR_DOLLARS = 15.5;
/** A price further from it than this, in either direction, is none: it may be in cents, or of a name that is an investment. */
const MOST_TIMES = 10;

/**
 * Dollars as cents; null for an amount that cannot be the price of a year. One in cents is refused and never taken for
 * dollars, and none is taken for cents: a wrong price is worse than none.
 * Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 1.
 */
export function registrationCents(dollars: number | null): Cents | null {
  if (dollars === null) return null;
  const ratio = dollars / ANCHOR_DOLLARS;
  return ratio >= 1 / MOST_TIMES && ratio <= MOST_TIMES ? Math.round(dollars * 100) : null;
}

/**
 * The wanted names by what the vendor answered about them. One that is missing from the answer counts as taken, one that any
 * block list names is not for us, and rows that nobody asked about are ignored.
 * Source: docs/vendor/notes.md, "Placing an order safely", step 1.
 */
export function searchedNames(wanted: readonly string[], rows: readonly VendorName[]): SearchedName[] {
  const byName = new Map(rows.map((row) => [row.name, row]));
  return wanted.map((name) => searchedName(name, byName.get(name)));
}

function searchedName(name: string, row: VendorName | undefined): SearchedName {
  if (row?.status !== 'available') return { name, state: 'taken' };
  if (row.blacklists > 0) return { name, state: 'blacklisted' };
  const [priceCents, renewalCents] = [registrationCents(row.price), registrationCents(row.renewPrice)];
  if (priceCents === null || renewalCents === null) return { name, state: 'unclear' };
  return { name, state: 'free', priceCents, renewalCents };
}
