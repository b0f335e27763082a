import { z } from 'zod';
import { CLEANINGS } from './reading.ts';

/** How what somebody pasted, typed or uploaded was read, as an order keeps it: everybody can look it up in *Details*. */
export const HowRead = z.object({
  cleaned: z.array(z.object({ what: z.enum(CLEANINGS), count: z.int().positive() })),
  /** Names of columns that were not used, and of those that look like secrets. */
  notUsed: z.array(z.string()),
  secrets: z.array(z.string()),
  /** How many lines were left out because of a mistake. */
  leftOut: z.int().nonnegative(),
});
export type HowRead = z.infer<typeof HowRead>;
