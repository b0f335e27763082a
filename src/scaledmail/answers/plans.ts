import { z } from 'zod';
import { EmailProvider } from '../../acts/custom_order/custom-order.ts';
import { type PlanAnswer, PlanVolume } from '../../acts/custom_order/planning/plan.ts';

const Calculation = z.object({
  providerBreakdown: z
    .array(
      z.object({
        provider: EmailProvider.optional(),
        requiredDomains: z.int().positive(),
        requiredMailboxes: z.int().positive(),
        totalPrice: z.number().nonnegative(),
      }),
    )
    .min(1),
});
/** The result stands in `data` in live answers, and alone in the reference. */
export const PackageCalculation = z.union([z.object({ data: Calculation }).transform(({ data }) => data), Calculation]);

/**
 * The same for a volume that several providers share: one row for each of them, by its name; a single one needs none. Half
 * an answer is none, and rows of others are ignored.
 */
export const planAnswerOf = (providers: readonly EmailProvider[]): z.ZodType<PlanAnswer> =>
  PackageCalculation.transform(({ providerBreakdown: rows }, context): PlanAnswer => {
    const nameOf = ({ provider }: (typeof rows)[number]) => provider ?? (rows.length === 1 ? providers[0] : undefined);
    const found = providers.flatMap((provider) => {
      const [row, ...more] = rows.filter((each) => nameOf(each) === provider);
      return row && more.length === 0 ? [{ ...row, provider }] : [];
    });
    if (found.length === providers.length) return { ok: true, rows: found };
    context.addIssue({ code: 'custom', message: 'not one row a provider' });
    return z.NEVER;
  });

/**
 * A volume below the vendor's own minimum. One that cannot be read is none: then its sentence is all there is.
 * Source: docs/vendor/openapi.yaml, "VolumeTooLowError".
 */
export const VolumeTooLow: z.ZodType<PlanAnswer> = z
  .object({ minimum_required: PlanVolume })
  .transform(({ minimum_required: minimum }) => ({ ok: false, minimum }));
