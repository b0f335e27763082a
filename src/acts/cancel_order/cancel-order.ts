import { z } from 'zod';
import { Instant, Reference } from '../../values/ids.ts';
import { Cents } from '../../values/money.ts';
import type { ActRequest } from '../act-request.ts';
import { type Claim, worksOnName, worksOnVendorOrder } from '../claim.ts';
import { VendorWorkspace } from '../custom_order/custom-order.ts';
import type { CancelWorth } from '../worth.ts';

/** Ends one order at ScaledMail, whole: all of its domains and mailboxes. What ends is kept as people saw it. */
export const CancelOrder = z.object({
  kind: z.literal('cancel_order'),
  workspace: VendorWorkspace,
  /** The vendor's id of the order that ends. */
  vendorOrderId: z.string().min(1),
  /** The order of ours that it is; absent for one that was made elsewhere. */
  ends: Reference.exactOptional(),
  /** What people call it. */
  label: z.string(),
  /** Names of its domains. */
  names: z.array(z.string()),
  /** How many mailboxes it has; null when the vendor does not say. */
  mailboxes: z.int().nonnegative().nullable(),
  /** What it costs a month; null when the vendor does not say. */
  monthCents: Cents.nullable(),
  createdAt: Instant.nullable(),
  /** Why it is to end, in the words of who asked. */
  reason: z.string().trim().min(1).max(500),
});
export type CancelOrder = z.infer<typeof CancelOrder>;

/** The call that ends it. Source: docs/vendor/openapi.yaml, "cancelOrder". */
export const cancelRequest = ({ vendorOrderId, workspace }: CancelOrder): ActRequest => ({
  operation: 'cancelOrder',
  parameters: { order_id: vendorOrderId },
  query: { organization_id: workspace.id },
  body: null,
});

/** What ends, as the amounts that an approval agrees to. */
export const cancelWorth = ({ monthCents, names }: Pick<CancelOrder, 'monthCents' | 'names'>): CancelWorth => ({
  effect: 'cancel',
  endsMonthCents: monthCents,
  endsDomains: names.length,
});

/** It works on the vendor order and on each of its names; whoever owns these keeps them. */
export const cancelClaims = ({ vendorOrderId, names }: CancelOrder): Claim[] => [
  worksOnVendorOrder(vendorOrderId),
  ...names.map(worksOnName),
];
