import { EMAIL_PROVIDERS } from '../../../acts/custom_order/custom-order.ts';
import type { UnitPrice } from '../../../acts/custom_order/form/draft.ts';
import { dailyVolumeFor, quoteOrder } from '../../../acts/custom_order/quote.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Vendor } from '../../ports/vendor.ts';

/** What one domain of each provider costs a month now. A price that makes no sense is left out. Throws what vendor reads throw. */
export async function unitPrices(deps: { vendor: Vendor; clock: Clock }, workspaceId: string): Promise<UnitPrice[]> {
  const prices = await Promise.all(
    EMAIL_PROVIDERS.map(async (provider): Promise<UnitPrice[]> => {
      const calculation = await deps.vendor.calculate(workspaceId, provider, dailyVolumeFor(provider, 1), 'person');
      const naming = { form: 'names', firstName: '', lastName: '' } as const;
      const priced = quoteOrder([{ provider, domains: [{ name: '', naming }] }], [calculation], deps.clock.now());
      return priced.ok ? [{ provider, perDomainCents: priced.quote.totalCents }] : [];
    }),
  );
  return prices.flat();
}
