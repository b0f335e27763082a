import { z } from 'zod';
import { Cents } from '../../values/money.ts';
import { momentFrom } from '../moment.ts';
import { orNull } from '../rows.ts';

/*
 * Answers of the vendor as we rely on them; other fields are ignored. What is not needed to go on may be odd: an odd field
 * is null, an odd row is left out; but a row of an order without a readable id stays, as it may be anybody's order. A missing
 * array is a fault, never an empty list.
 * Source: docs/vendor/openapi.yaml, "schemas"; docs/vendor/notes.md, "Where the docs and live observations disagree", row 11;
 * docs/vendor/notes.md, "Learnt since (November 2026)".
 */

/** Dollars in a JSON number, as cents. More than whole cents hold is no amount: an order that kept it could not be read. */
export const DollarsAsCents = z
  .number()
  .nonnegative()
  .transform((dollars) => Math.round(dollars * 100))
  .pipe(Cents);
/** A text that says something. */
export const Text = z.string().min(1);
/** What the vendor calls something. A number counts as its digits. */
export const Id = z.union([Text, z.int().transform(String)]);
/** The vendor's word; empty when it has none. */
export const Status = orNull(z.string()).transform((word) => word ?? '');

/** When something was made; null where that cannot be read. */
export const CreatedAt = z.unknown().optional().transform(momentFrom);
