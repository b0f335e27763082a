import type { OrderEvent } from '../orders/event.ts';
import type { Order, OrderIn } from '../orders/order.ts';
import type { Vendor } from './ports.ts';

/**
 * Looks for an order's trace at the vendor: reads the list, then the details of every id that was not there before the
 * call, and matches the tag exactly. Null when the order is not one to look for. Throws what vendor reads throw: a list
 * that could not be read whole says nothing. Source: vendor notes, section 8, step 5.
 */
export const reconcileOrder =
  (deps: { vendor: Vendor }) =>
  async (order: Order): Promise<OrderEvent | null> => {
    if (!isLookedFor(order)) return null;
    const { attempt } = order;
    const workspaceId = order.facts.purchase.workspace.id;
    const rows = await deps.vendor.orders(workspaceId, 'background');
    const known = new Set(attempt.knownOrderIds);
    for (const row of rows.filter(({ id }) => !known.has(id))) {
      const details = await deps.vendor.orderDetails(workspaceId, row.id, 'background');
      if (details.tag === attempt.tag) {
        return {
          type: 'vendor_order_found',
          vendorOrderId: row.id,
          amountCents: details.amountCents ?? row.amountCents,
        };
      }
    }
    return { type: 'vendor_order_absent' };
  };

type LookedFor = OrderIn<'placing' | 'outcome_unknown' | 'refused' | 'placed' | 'active' | 'payment_pending'>;

function isLookedFor(order: Order): order is LookedFor {
  switch (order.state) {
    case 'placing':
    case 'outcome_unknown':
    case 'refused':
      return true;
    case 'placed':
    case 'active':
    case 'payment_pending':
      return order.vendorOrderId === null;
    default:
      return false;
  }
}
