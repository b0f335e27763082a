import type { CustomOrder } from '../../../acts/custom_order/custom-order.ts';
import { dailyVolumeFor, type QuoteResult, quoteOrder } from '../../../acts/custom_order/quote.ts';
import { worthOfQuote } from '../../../acts/worth.ts';
import type { Urgency } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';

/** Asks the vendor what a purchase costs now. Refused when the answers make no sense. Throws what vendor reads throw. */
export async function quotePurchase(
  { vendor, clock }: PricingReads,
  purchase: CustomOrder,
  urgency: Urgency,
): Promise<QuoteResult> {
  const calculations = await Promise.all(
    purchase.lines.map(({ provider, domains }) =>
      vendor.calculate(purchase.workspace.id, provider, dailyVolumeFor(provider, domains.length), urgency),
    ),
  );
  return quoteOrder(purchase.lines, calculations, clock.now());
}

/** The same, as what it is worth. */
export async function appraiseCustomOrder(
  reads: PricingReads,
  purchase: CustomOrder,
  urgency: Urgency,
): Promise<Appraised> {
  const priced = await quotePurchase(reads, purchase, urgency);
  return priced.ok ? { ok: true, worth: worthOfQuote(priced.quote) } : priced;
}
