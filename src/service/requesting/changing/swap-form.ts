import { z } from 'zod';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { Reference, UserId } from '../../../values/ids.ts';
import { keptForms } from '../kept-forms.ts';

/** A form with which somebody asks for another name of a domain: what they saw, and what they chose. */
export const SwapForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  reference: Reference,
  workspace: VendorWorkspace,
  vendorOrderId: z.string().min(1),
  label: z.string(),
  /** Number of the domain within the order, from 0, and its name. */
  index: z.int().nonnegative(),
  domain: z.string(),
  /** Names that were bought through ScaledMail, and that nothing uses. */
  unused: z.array(z.string()),
  typed: z.string(),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
});
export type SwapForm = z.infer<typeof SwapForm>;

/** Such forms as they are kept. */
export const { save: saveSwapForm, own: ownSwapForm } = keptForms('swap-form', SwapForm);
