import type { CancelOrder } from '../../../acts/cancel_order/cancel-order.ts';
import { approvalsOf, attemptOf, hasAttempt, type Order } from '../../../orders/order.ts';
import { type RecordingDeps, recordEvent } from '../../record-event.ts';

/**
 * Tells the order that was ended so. That it was ended by this one is only said when the vendor answered our own call with
 * yes; else nobody knows who did it.
 */
export async function concludeCancelOrder(deps: RecordingDeps, order: Order, act: CancelOrder): Promise<void> {
  if (act.ends === undefined) return;
  const { reference, requestedBy } = order.facts;
  const isOurs = hasAttempt(order) && attemptOf(order).answer === 'confirmed';
  const by = { reference, requestedBy, approvedBy: approvalsOf(order).map((approval) => approval.by) };
  await recordEvent(deps, act.ends, { type: 'vendor_cancelled', ...(isOurs ? { by } : {}) });
}
