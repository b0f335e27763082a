import { z } from 'zod';
import { Reference } from '../../values/ids.ts';
import { VendorWorkspace } from '../custom_order/custom-order.ts';
import { FormAtVendor, HeldForm } from './held-form.ts';

/** A form that waits at the vendor, as people choose it. */
export const WaitingForm = z.object({
  workspace: VendorWorkspace,
  /** How many domains wait; null when the vendor does not say. */
  count: z.int().positive().nullable(),
  /** Null where the vendor does not say which domains these are, or not all: then it is filled in there. */
  held: HeldForm.nullable(),
  /** The form at the vendor, whether it can be filled in here or not. */
  form: FormAtVendor,
  /** The open order that fills it in already. */
  isIn: Reference.exactOptional(),
});
export type WaitingForm = z.infer<typeof WaitingForm>;

/** Why a form cannot be filled in now: it waits no more, it waits for other names, or nobody can tell. */
export type FormTrouble = 'form_gone' | 'form_changed' | 'form_unclear';
