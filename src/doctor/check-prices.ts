import { EMAIL_PROVIDERS, type EmailProvider } from '../acts/custom_order/custom-order.ts';
import { PROVIDER_FACTS } from '../acts/custom_order/provider-facts.ts';
import { dailyVolumeFor, detectPriceUnit, type ProviderCalculation, quoteOrder } from '../acts/custom_order/quote.ts';
import type { Clock } from '../service/ports/clock.ts';
import type { Vendor } from '../service/ports/vendor.ts';
import { formatCents } from '../values/money.ts';
import { type CheckResult, fine, problem } from './check.ts';

const NAME = 'Prices';
const FIX =
  'Ask ScaledMail’s support in which unit calculate-package answers. A price that may be wrong is never shown.';

/**
 * Whether prices come in a unit that can be told, by the rule that quotes go by. Throws what vendor reads throw.
 * Source: docs/vendor/notes.md, "Where the docs and live observations disagree", row 1.
 */
export async function checkPrices(
  deps: { readonly vendor: Pick<Vendor, 'calculate'>; readonly clock: Clock },
  workspaceId: string,
): Promise<CheckResult> {
  const calculations = await Promise.all(
    EMAIL_PROVIDERS.map((provider) =>
      deps.vendor.calculate(workspaceId, provider, dailyVolumeFor(provider, 1), 'person'),
    ),
  );
  return judgePrices(calculations, deps.clock.now());
}

/** The line about prices, from one calculation for each provider. */
export function judgePrices(calculations: readonly ProviderCalculation[], now: Date): CheckResult {
  const unclear = calculations.filter((calculation) => detectPriceUnit(calculation) === null);
  if (unclear.length > 0) {
    const found = unclear.map(asAnswered).join(', ');
    return problem(NAME, `neither dollars nor cents: ${found}; quoting is refused`, FIX);
  }
  const units = [...new Set(calculations.map(detectPriceUnit))];
  if (units.length !== 1) {
    const found = calculations.map((each) => `${labelOf(each.provider)} in ${detectPriceUnit(each)}`).join(', ');
    return problem(NAME, `the units disagree: ${found}; quoting them together is refused`, FIX);
  }
  const prices = calculations.map((each) => `${labelOf(each.provider)} ${perDomain(each, now)}`).join(', ');
  return fine(NAME, `in ${units.join()}; a domain costs a month: ${prices}`);
}

const labelOf = (provider: EmailProvider): string => PROVIDER_FACTS[provider].label;

const asAnswered = ({ provider, totalPrice, requiredMailboxes }: ProviderCalculation): string =>
  `${labelOf(provider)} ${totalPrice} for ${requiredMailboxes} mailboxes`;

function perDomain(calculation: ProviderCalculation, now: Date): string {
  const naming = { form: 'names', firstName: '', lastName: '' } as const;
  const line = { provider: calculation.provider, domains: [{ name: '', naming }] };
  const priced = quoteOrder([line], [calculation], now);
  return priced.ok ? formatCents(priced.quote.totalCents) : 'without a price';
}
