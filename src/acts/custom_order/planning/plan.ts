import { z } from 'zod';
import { Cents } from '../../../values/money.ts';
import { EMAIL_PROVIDERS, EmailProvider } from '../custom-order.ts';
import { detectPriceUnit, type ProviderCalculation } from '../quote.ts';

/** What a volume is counted in: ScaledMail knows these two. Source: docs/vendor/notes.md, "calculate-package". */
export const PlanPeriod = z.enum(['month', 'day']);
export type PlanPeriod = z.infer<typeof PlanPeriod>;

/** How hard each mailbox sends: the harder, the fewer are needed. Source: docs/vendor/notes.md, "calculate-package". */
export const PLAN_TIERS = ['low', 'medium', 'max'] as const;
export const PlanTier = z.enum(PLAN_TIERS);
export type PlanTier = z.infer<typeof PlanTier>;

/** So many emails in a month or a day. */
export const PlanVolume = z.object({ volume: z.int().positive(), period: PlanPeriod });
export type PlanVolume = z.infer<typeof PlanVolume>;

/** What a plan is asked for: a volume, and how many percent of it each provider sends; together they are 100. */
export const PlanQuestion = PlanVolume.extend({ shares: z.partialRecord(EmailProvider, z.number().positive()) });
export type PlanQuestion = z.infer<typeof PlanQuestion>;

/** What the vendor answers for one tier: one row a provider, or that the volume is too little, with its own minimum. */
export type PlanAnswer =
  | { readonly ok: true; readonly rows: readonly ProviderCalculation[] }
  | { readonly ok: false; readonly minimum: PlanVolume };

/** One provider's part of a tier. */
const PlanLine = z.object({
  provider: EmailProvider,
  domains: z.int().positive(),
  mailboxes: z.int().positive(),
  monthCents: Cents,
});

/** What came of one tier: its size and price, or why it has none. */
export const TierOutcome = z.discriminatedUnion('outcome', [
  z.object({ outcome: z.literal('priced'), tier: PlanTier, lines: z.array(PlanLine).min(1), monthCents: Cents }),
  z.object({ outcome: z.literal('too_small'), tier: PlanTier, minimum: PlanVolume }),
  z.object({ outcome: z.literal('price_unclear'), tier: PlanTier }),
  /** `said` is a sentence for people, in which words of the vendor may stand. */
  z.object({ outcome: z.literal('unanswered'), tier: PlanTier, said: z.string() }),
]);
export type TierOutcome = z.infer<typeof TierOutcome>;
export type PricedTier = Extract<TierOutcome, { outcome: 'priced' }>;

/**
 * Reads an answer as a tier. The price has to be dollars or cents by the usual price of a mailbox, in the same unit for all
 * providers: a wrong price is worse than none.
 * Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 1.
 */
export function tierOutcome(tier: PlanTier, answer: PlanAnswer): TierOutcome {
  if (!answer.ok) return { outcome: 'too_small', tier, minimum: answer.minimum };
  const units = new Set(answer.rows.map(detectPriceUnit));
  const [unit] = units;
  if (units.size !== 1 || !unit) return { outcome: 'price_unclear', tier };
  const lines = answer.rows.map(({ provider, requiredDomains, requiredMailboxes, totalPrice }) => ({
    provider,
    domains: requiredDomains,
    mailboxes: requiredMailboxes,
    monthCents: Math.round(totalPrice * (unit === 'cents' ? 1 : 100)),
  }));
  const monthCents = lines.reduce((sum, line) => sum + line.monthCents, 0);
  const read = TierOutcome.safeParse({ outcome: 'priced', tier, lines, monthCents });
  return read.success ? read.data : { outcome: 'price_unclear', tier };
}

/** Providers of a question, in the order in which people see them. */
export const providersOf = ({ shares }: Pick<PlanQuestion, 'shares'>): EmailProvider[] =>
  EMAIL_PROVIDERS.filter((provider) => shares[provider] !== undefined);

/** How many domains each provider needs for a tier. */
export const plannedDomains = ({ lines }: PricedTier): Partial<Record<EmailProvider, number>> =>
  Object.fromEntries(lines.map(({ provider, domains }) => [provider, domains]));

/**
 * Shares names out over planned domains: each provider gets as many as it needs, in the order in which people see them, up
 * to what one order takes of it.
 */
export function namesForPlan(
  planned: Readonly<Partial<Record<EmailProvider, number>>>,
  names: readonly string[],
  mostOf: (provider: EmailProvider) => number,
): Partial<Record<EmailProvider, string[]>> {
  const shared: Partial<Record<EmailProvider, string[]>> = {};
  let from = 0;
  for (const provider of EMAIL_PROVIDERS) {
    const count = Math.min(planned[provider] ?? 0, mostOf(provider));
    const own = names.slice(from, from + count);
    if (own.length > 0) shared[provider] = own;
    from += own.length;
  }
  return shared;
}
