import { type BuyAndOrder, worthOfBoth } from './buy_and_order/buy-and-order.ts';
import type { CustomOrder } from './custom_order/custom-order.ts';
import type { OrderDraft } from './custom_order/form/draft.ts';
import { type FillForm, fillFormOf } from './fill_form/fill-form.ts';
import { type FixedPackage, packageWorth } from './fixed_package/fixed-package.ts';
import { type Worth, worthOfQuote } from './worth.ts';

/** What a form asks for, once it was reviewed. */
export interface Asked {
  readonly act: CustomOrder | FillForm | FixedPackage | BuyAndOrder;
  readonly worth: Worth;
}

/** See `Asked`; null before the review. */
export function askedBy({
  review,
  holds,
  package: chosen,
}: Pick<OrderDraft, 'review' | 'holds' | 'package'>): Asked | null {
  if (!review) return null;
  const { purchase, quote, buys } = review;
  if (holds) return { act: fillFormOf(purchase, holds), worth: { effect: 'write' } };
  if (chosen) return { act: { ...purchase, kind: 'fixed_package', package: chosen }, worth: packageWorth(chosen) };
  if (!quote) return null;
  const worth = worthOfQuote(quote);
  if (!buys) return { act: purchase, worth };
  return { act: { ...purchase, kind: 'buy_and_order', names: buys }, worth: worthOfBoth({ names: buys }, worth) };
}
