import { type CancelOrder, cancelWorth } from '../../../acts/cancel_order/cancel-order.ts';
import type { Urgency } from '../../ports/vendor.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';
import { isActive, isCancelled } from '../vendor-status.ts';

/**
 * What ends, as the vendor shows it now. When amount or names are others than people saw, it is another act. One that is
 * cancelled by now is left as it was: there is nothing more to end, which its status tells. Throws what vendor reads throw.
 */
export async function appraiseCancelOrder(
  { vendor }: Pick<PricingReads, 'vendor'>,
  act: CancelOrder,
  urgency: Urgency,
): Promise<Appraised> {
  const seen = await vendor.orderDetails(act.workspace.id, act.vendorOrderId, urgency);
  if (isCancelled(seen.status)) return { ok: true, worth: cancelWorth(act) };
  // Another word than Active may be an end that is under way, or one that nobody knows.
  if (!isActive(seen.status)) return { ok: false, refusal: 'price_missing' };
  const names = seen.domainNames.map((name) => name.toLowerCase());
  const isSame = seen.amountCents === act.monthCents && isSameSet(names, act.names);
  if (isSame) return { ok: true, worth: cancelWorth(act) };
  const now: CancelOrder = { ...act, names, monthCents: seen.amountCents };
  return { ok: true, worth: cancelWorth(now), act: now };
}

const isSameSet = (left: readonly string[], right: readonly string[]): boolean =>
  [...new Set(left)].toSorted().join() === [...new Set(right)].toSorted().join();
