import { z } from 'zod';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import { Instant, UserId } from '../../../values/ids.ts';
import { Cents } from '../../../values/money.ts';
import { keptForms } from '../kept-forms.ts';

/** A vendor order that was not made here, as somebody saw it: a menu beside a domain means that one, whatever is listed later. */
export const SeenOrder = z.object({
  id: z.string().min(1),
  ownerId: UserId,
  workspace: VendorWorkspace,
  vendorOrderId: z.string().min(1),
  /** What it is called here: its tag, else its first name, else its number. */
  label: z.string(),
  status: z.string(),
  amountCents: Cents.nullable(),
  createdAt: Instant.nullable(),
  /** Names of its domains, in lower case. */
  names: z.array(z.string()),
});
export type SeenOrder = z.infer<typeof SeenOrder>;

/** Such looks as they are kept. */
export const { begin: beginSeenOrder, own: ownSeenOrder } = keptForms('seen-vendor-order', SeenOrder);
