import type { CustomOrder } from './custom_order/custom-order.ts';
import type { OrderDraft } from './custom_order/draft.ts';
import { type FillForm, fillFormOf } from './fill_form/fill-form.ts';
import { type Worth, worthOfQuote } from './worth.ts';

/** What a form asks for, once it was reviewed. */
export interface Asked {
  readonly act: CustomOrder | FillForm;
  readonly worth: Worth;
}

/** See `Asked`; null before the review. */
export function askedBy({ review, holds }: Pick<OrderDraft, 'review' | 'holds'>): Asked | null {
  if (!review) return null;
  const { purchase, quote } = review;
  if (holds) return { act: fillFormOf(purchase, holds), worth: { effect: 'write' } };
  return quote && { act: purchase, worth: worthOfQuote(quote) };
}
