import { z } from 'zod';
import type { Call } from '../http/operation.ts';
import { badRequest, Refusal, readBody } from '../http/refusal.ts';
import { Provider } from '../state/data.ts';
import { dollars, monthlyCents, TERMS, unitCents } from './pricing.ts';

const DAYS_PER_MONTH = 30;

const CalculateRequest = z.object({
  volume: z
    .number({ error: (issue) => (issue.input === undefined ? 'is required' : 'must be a number') })
    .gt(0, 'must be more than 0'),
  period: z.enum(['month', 'day'], 'must be month or day').default('month'),
  providers: z.array(Provider, { error: 'must be a list of providers' }).min(1, 'must name at least one provider'),
  distribution: z.partialRecord(Provider, z.number().gt(0).max(100)).optional(),
  tier: z.enum(['low', 'medium', 'max'], 'must be low, medium or max').default('max'),
});
type CalculateRequest = z.infer<typeof CalculateRequest>;

/** Percent of each provider: 100 for a single one, else as given, which must cover just these and add up to 100. */
function sharesOf(request: CalculateRequest): Map<Provider, number> {
  const { providers, distribution } = request;
  if (new Set(providers).size < providers.length) throw badRequest('providers must not repeat');
  const [only] = providers;
  if (only !== undefined && providers.length === 1) return new Map([[only, 100]]);
  if (distribution === undefined) throw badRequest('distribution is required with several providers');
  const shares = new Map(providers.map((provider) => [provider, distribution[provider] ?? 0]));
  if ([...shares.values()].includes(0) || Object.keys(distribution).length !== providers.length) {
    throw badRequest('distribution must name exactly the chosen providers');
  }
  const total = [...shares.values()].reduce((sum, percent) => sum + percent, 0);
  if (Math.abs(total - 100) > 0.001) throw badRequest('distribution must add up to 100');
  return shares;
}

function refuseTooLow(request: CalculateRequest, minimum: number): void {
  const monthly = request.period === 'day' ? request.volume * DAYS_PER_MONTH : request.volume;
  if (monthly >= minimum) return;
  throw new Refusal(400, {
    error: 'Volume too low - Minimum 1 domain per ESP required',
    message: 'Your requested volume is below the minimum threshold',
    requested: { volume: request.volume, period: request.period },
    minimum_required: { volume: minimum, period: 'month' },
  });
}

/**
 * Sizes and prices a sending volume. Money stands in dollars, or in cents when `settings.priceUnit` says so: only this
 * page speaks of cents.
 * Source: docs/vendor/notes.md, "calculate-package"; docs/vendor/notes.md, "Where the docs and live observations
 * disagree", row 1.
 */
export function calculatePackage({ vendor, body }: Call): unknown {
  const { settings } = vendor;
  const request = readBody(CalculateRequest, body);
  const shares = sharesOf(request);
  refuseTooLow(request, settings.minimumMonthlyVolume);
  const daily = request.period === 'day' ? request.volume : request.volume / DAYS_PER_MONTH;
  const money = (cents: number) => (settings.priceUnit === 'cents' ? cents : dollars(cents));
  const rows = [...shares].map(([provider, percentage]) => {
    const { capacityPerDomainAndDay, mailboxesPerDomain, pricedPer } = TERMS[provider];
    const requiredDomains = Math.ceil((daily * percentage) / 100 / capacityPerDomainAndDay[request.tier]);
    const cents = monthlyCents(provider, requiredDomains, mailboxesPerDomain, settings);
    return { provider, percentage, requiredDomains, mailboxesPerDomain, pricedPer, cents };
  });
  const sum = (value: (row: (typeof rows)[number]) => number) => rows.reduce((total, row) => total + value(row), 0);
  const result = {
    monthlyVolume: daily * DAYS_PER_MONTH,
    dailyVolume: daily,
    providerBreakdown: rows.map((row) => ({
      provider: row.provider,
      percentage: row.percentage,
      requiredDomains: row.requiredDomains,
      requiredMailboxes: row.requiredDomains * row.mailboxesPerDomain,
      pricePerUnit: money(unitCents(row.provider, settings)),
      pricingBasis: row.pricedPer,
      totalPrice: money(row.cents),
    })),
    totalDomains: sum((row) => row.requiredDomains),
    totalMailboxes: sum((row) => row.requiredDomains * row.mailboxesPerDomain),
    totalPrice: money(sum((row) => row.cents)),
  };
  return settings.wrapInData ? { data: result } : result;
}
