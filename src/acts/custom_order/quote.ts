import { z } from 'zod';
import { Instant } from '../../values/ids.ts';
import { Cents } from '../../values/money.ts';
import { EmailProvider, type ProviderLine } from './custom-order.ts';
import { PROVIDER_FACTS } from './provider-facts.ts';

/** Monthly price of one provider's part. */
export const QuoteLine = z.object({
  provider: EmailProvider,
  domains: z.int().positive(),
  mailboxes: z.int().positive(),
  pricedPer: z.enum(['mailbox', 'domain']),
  /** Price of one mailbox or domain, rounded to a cent for showing; `monthlyCents` is computed from the exact price. */
  unitCents: Cents,
  monthlyCents: Cents,
});
export type QuoteLine = z.infer<typeof QuoteLine>;

/** What an order costs a month, before tax and coupon. The lines sum to the total. */
export const Quote = z.object({ lines: z.array(QuoteLine).min(1), totalCents: Cents, pricedAt: Instant });
export type Quote = z.infer<typeof Quote>;

/** What calculate-package answered for one provider; prices as the vendor wrote them, unit unknown. */
export interface ProviderCalculation {
  readonly provider: EmailProvider;
  readonly requiredDomains: number;
  readonly requiredMailboxes: number;
  readonly totalPrice: number;
}

/** Why no price can be shown. */
export const QuoteRefusal = z.enum(['price_missing', 'price_unit_unclear', 'price_units_disagree']);
export type QuoteRefusal = z.infer<typeof QuoteRefusal>;
export type QuoteResult =
  | { readonly ok: true; readonly quote: Quote }
  | { readonly ok: false; readonly refusal: QuoteRefusal };

/**
 * Daily volume whose calculation needs exactly `domains` domains.
 * Source: docs/vendor/notes.md, "Price of an order from the calculator".
 */
export function dailyVolumeFor(provider: EmailProvider, domains: number): number {
  return domains * PROVIDER_FACTS[provider].capacityPerDomainAndDay;
}

type PriceUnit = 'dollars' | 'cents';

/**
 * Tells dollars from cents by the usual price of a mailbox; null when neither fits.
 * Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 1.
 */
export function detectPriceUnit(calculation: ProviderCalculation): PriceUnit | null {
  const perMailbox = calculation.totalPrice / calculation.requiredMailboxes;
  const ratio = perMailbox / PROVIDER_FACTS[calculation.provider].anchorDollarsPerMailbox;
  if (ratio >= 0.25 && ratio <= 4) return 'dollars';
  if (ratio >= 25 && ratio <= 400) return 'cents';
  return null;
}

/**
 * Prices the lines of an order from one calculation per provider. Refused when a provider has none, when a price is
 * neither dollars nor cents by the anchors or more than whole cents hold, or when providers disagree about the unit: a wrong
 * price is worse than none.
 */
export function quoteOrder(
  lines: readonly ProviderLine[],
  calculations: readonly ProviderCalculation[],
  pricedAt: Date,
): QuoteResult {
  const units = new Set<PriceUnit>();
  const priced: { line: ProviderLine; calculation: ProviderCalculation }[] = [];
  for (const line of lines) {
    const calculation = calculations.find((candidate) => candidate.provider === line.provider);
    if (!calculation) return { ok: false, refusal: 'price_missing' };
    const unit = detectPriceUnit(calculation);
    if (!unit) return { ok: false, refusal: 'price_unit_unclear' };
    units.add(unit);
    priced.push({ line, calculation });
  }
  if (units.size !== 1) return { ok: false, refusal: units.size === 0 ? 'price_missing' : 'price_units_disagree' };
  const centsPerUnit = units.has('cents') ? 1 : 100;
  const quoted = priced.map(({ line, calculation }) => quoteLine(line, calculation, centsPerUnit));
  const totalCents = quoted.reduce((sum, line) => sum + line.monthlyCents, 0);
  const quote = { lines: quoted, totalCents, pricedAt };
  // An order that kept an amount beyond what whole cents hold could not be read again.
  return Quote.safeParse(quote).success ? { ok: true, quote } : { ok: false, refusal: 'price_unit_unclear' };
}

function quoteLine(line: ProviderLine, calculation: ProviderCalculation, centsPerUnit: number): QuoteLine {
  const facts = PROVIDER_FACTS[line.provider];
  const domains = line.domains.length;
  const mailboxes = domains * facts.mailboxesPerDomain;
  const isPerMailbox = facts.pricedPer === 'mailbox';
  const units = isPerMailbox ? mailboxes : domains;
  const unitsPriced = isPerMailbox ? calculation.requiredMailboxes : calculation.requiredDomains;
  const exactUnitCents = (calculation.totalPrice * centsPerUnit) / unitsPriced;
  return {
    provider: line.provider,
    domains,
    mailboxes,
    pricedPer: facts.pricedPer,
    unitCents: Math.round(exactUnitCents),
    monthlyCents: Math.round(exactUnitCents * units),
  };
}
