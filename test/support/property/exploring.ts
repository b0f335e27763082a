import fc from 'fast-check';
import { z } from 'zod';

/**
 * How far properties look. `npm test` draws the same values each time, so that it says something about a change and not about
 * chance; `npm run explore` draws others (`PROPERTY_SEED`, any whole number) and more of them (`PROPERTY_TIMES`).
 */
const { PROPERTY_SEED: seed, PROPERTY_TIMES: times } = z
  .object({
    PROPERTY_SEED: z.coerce.number().int().default(1),
    PROPERTY_TIMES: z.coerce.number().int().min(1).default(1),
  })
  .parse(process.env);

fc.configureGlobal({ seed });

/** How many times its usual number of cases a property is tried with. */
export const timesAsMany = times;
