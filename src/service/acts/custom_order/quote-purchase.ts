import type { CustomOrder } from '../../../acts/custom_order/custom-order.ts';
import { dailyVolumeFor, type QuoteResult, quoteOrder } from '../../../acts/custom_order/quote.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Urgency, Vendor } from '../../ports/vendor.ts';

/** Asks the vendor what a purchase costs now. Refused when the answers make no sense. Throws what vendor reads throw. */
export const quotePurchase =
  (deps: { vendor: Vendor; clock: Clock }) =>
  async (purchase: CustomOrder, urgency: Urgency): Promise<QuoteResult> => {
    const calculations = await Promise.all(
      purchase.lines.map(({ provider, domains }) =>
        deps.vendor.calculate(purchase.workspace.id, provider, dailyVolumeFor(provider, domains.length), urgency),
      ),
    );
    return quoteOrder(purchase.lines, calculations, deps.clock.now());
  };
