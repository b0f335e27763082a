import type { OrderEvent } from '../orders/event.ts';
import { attemptsLookedFor, type Order } from '../orders/order.ts';
import type { TraceReads } from './vendor-lists.ts';

/**
 * Looks for an order's trace at the vendor: reads the list, then the details of every id that was not there before the
 * call, and matches the tag exactly. Null when the order is not one to look for. Throws what vendor reads throw: a list
 * that could not be read whole says nothing. Source: vendor notes, section 8, step 5.
 */
export async function reconcileOrder(reads: TraceReads, order: Order): Promise<OrderEvent | null> {
  const attempts = attemptsLookedFor(order).map((attempt) => ({ attempt, known: new Set(attempt.knownOrderIds) }));
  if (attempts.length === 0) return null;
  const workspaceId = order.facts.purchase.workspace.id;
  for (const row of await reads.orders(workspaceId)) {
    if (attempts.every(({ known }) => known.has(row.id))) continue;
    const details = await reads.details(workspaceId, row.id);
    const match = attempts.find(({ attempt, known }) => details.tag === attempt.tag && !known.has(row.id));
    if (match) {
      return {
        type: 'vendor_order_found',
        vendorOrderId: row.id,
        amountCents: details.amountCents ?? row.amountCents,
        attempt: match.attempt.number,
      };
    }
  }
  return { type: 'vendor_order_absent' };
}
