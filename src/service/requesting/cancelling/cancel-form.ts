import { z } from 'zod';
import { Ending } from '../../../acts/cancel_order/ending.ts';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { Instant, Reference, UserId } from '../../../values/ids.ts';
import { Cents } from '../../../values/money.ts';
import { keptForms } from '../kept-forms.ts';

/** A vendor order that somebody may want to end. */
export const CancelTarget = z.object({
  workspace: VendorWorkspace,
  vendorOrderId: z.string().min(1),
  /** The order of ours by which they came to it; null for one of ScaledMail’s list. */
  reference: Reference.nullable(),
});
export type CancelTarget = z.infer<typeof CancelTarget>;

/** A vendor order that can be chosen, as far as a list shows it. */
export const ListedTarget = CancelTarget.extend({
  amountCents: Cents.nullable(),
  createdAt: Instant.nullable(),
  tag: z.string().nullable(),
  names: z.array(z.string()),
});
export type ListedTarget = z.infer<typeof ListedTarget>;

/** A list from which somebody chooses what is to end. What they choose gets a form of its own. */
export const ChoiceForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  choices: z.array(ListedTarget),
});
export type ChoiceForm = z.infer<typeof ChoiceForm>;

/** A form with which somebody asks to end a vendor order: what they saw, and their reason. */
export const CancelForm = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  chosen: CancelTarget,
  /** What would end, as it was shown. */
  seen: Ending,
  reason: z.string(),
  /** How often the page was filled in by us; part of its block ids. */
  fill: z.int().nonnegative(),
});
export type CancelForm = z.infer<typeof CancelForm>;

/** Such lists and forms as they are kept. */
export const CHOICE_FORMS = keptForms('cancel-choice', ChoiceForm);
export const CANCEL_FORMS = keptForms('cancel-form', CancelForm);
