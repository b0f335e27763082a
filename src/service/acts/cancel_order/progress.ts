import type { CancelOrder } from '../../../acts/cancel_order/cancel-order.ts';
import type { Progress, ProgressReads } from '../act-at-vendor.ts';
import { isCancelled } from '../vendor-status.ts';

/** It is done when the vendor's list says that its order is cancelled. Null when the list does not tell. */
export async function cancelOrderProgress(
  reads: ProgressReads,
  { vendorOrderId, names }: CancelOrder,
): Promise<Progress | null> {
  const status = await reads.statusOf(vendorOrderId);
  if (status === null) return null;
  const isDone = isCancelled(status);
  return { ready: isDone ? names : [], isDone, unread: [], isToGoOn: false, readAgainAt: null };
}
