import { z } from 'zod';
import { Ending } from '../../../acts/cancel_order/ending.ts';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { Reference, UserId } from '../../../values/ids.ts';
import { keptForms } from '../kept-forms.ts';

/** A vendor order that somebody may want to end. */
export const CancelTarget = z.object({
  workspace: VendorWorkspace,
  vendorOrderId: z.string().min(1),
  /** The order of ours by which they came to it; null for one of ScaledMail’s list. */
  reference: Reference.nullable(),
});
export type CancelTarget = z.infer<typeof CancelTarget>;

/** A form with which somebody asks to end a vendor order: what there is to choose from, what they saw, and their reason. */
export const CancelForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  choices: z.array(CancelTarget),
  chosen: CancelTarget.nullable(),
  /** What would end, as it was shown; null before one is chosen. */
  seen: Ending.nullable(),
  reason: z.string(),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
});
export type CancelForm = z.infer<typeof CancelForm>;

/** Such forms as they are kept. */
export const {
  begin: beginCancelForm,
  save: saveCancelForm,
  own: ownCancelForm,
} = keptForms('cancel-form', CancelForm);
