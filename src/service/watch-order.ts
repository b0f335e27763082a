import type { OrderEvent } from '../orders/event.ts';
import type { Order, OrderIn } from '../orders/order.ts';
import { PROVIDER_FACTS } from '../orders/provider-facts.ts';
import { isActive, isCancelled } from '../orders/vendor-status.ts';
import type { VendorDomain } from './ports.ts';
import type { WatchReads } from './vendor-lists.ts';

type Watched = OrderIn<'placed' | 'active' | 'payment_pending'>;

/**
 * Reads how far the vendor is with a placed order: which domains work with all their mailboxes, and whether the
 * subscription ended. Null when the order is not one to watch. A domain counts when it is Active and has the expected
 * number of mailboxes, all Active; one whose mailboxes could not be read this time counts at a later one. Only "Cancelled"
 * ends an order. Source: vendor notes, sections 5 and 8.
 */
export async function watchOrder(reads: WatchReads, order: Order): Promise<OrderEvent | null> {
  if (order.state !== 'placed' && order.state !== 'active' && order.state !== 'payment_pending') return null;
  if (await isCancelledAtVendor(reads, order)) return { type: 'vendor_cancelled' };
  // A working order is only watched for its end.
  if (order.state === 'active') return { type: 'progress_seen', ready: order.progress.ready };
  const domains = await reads.domains(order.facts.purchase.workspace.id);
  const known = new Set(order.state === 'payment_pending' ? [] : order.progress.ready);
  const ready: string[] = [];
  for (const { provider, domains: ordered } of order.facts.purchase.lines) {
    const expected = PROVIDER_FACTS[provider].mailboxesPerDomain;
    for (const { name } of ordered) {
      const domain = domains.get(name);
      if (!domain || !isActive(domain.status) || !isOfOrder(domain, order)) continue;
      if (known.has(name) || (await hasWorkingMailboxes(reads, order, domain, expected))) ready.push(name);
    }
  }
  return { type: 'progress_seen', ready };
}

async function isCancelledAtVendor(reads: WatchReads, order: Watched): Promise<boolean> {
  if (order.state === 'payment_pending' || order.vendorOrderId === null) return false;
  const rows = await reads.orders(order.facts.purchase.workspace.id);
  const row = rows.get(order.vendorOrderId);
  return row !== undefined && isCancelled(row.status);
}

/** A name may have been used before; a row of another order says nothing about ours. */
function isOfOrder(domain: VendorDomain, order: Watched): boolean {
  return domain.orderId === null || order.vendorOrderId === null || domain.orderId === order.vendorOrderId;
}

async function hasWorkingMailboxes(
  reads: WatchReads,
  order: Watched,
  domain: VendorDomain,
  expected: number,
): Promise<boolean> {
  const mailboxes = await reads.mailboxes(order.facts.purchase.workspace.id, domain.id);
  return mailboxes !== null && mailboxes.length >= expected && mailboxes.every(({ status }) => isActive(status));
}
