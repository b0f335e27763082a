import type { OrderEvent } from '../orders/event.ts';
import type { Order, OrderIn } from '../orders/order.ts';
import { PROVIDER_FACTS } from '../orders/provider-facts.ts';
import { isActive, isCancelled } from '../orders/vendor-status.ts';
import type { Vendor, VendorDomain } from './ports.ts';

type Watched = OrderIn<'placed' | 'active' | 'payment_pending'>;

/**
 * Reads how far the vendor is with a placed order: which domains work with all their mailboxes, and whether the
 * subscription ended. Null when the order is not one to watch. A domain counts when it is Active and has the expected
 * number of mailboxes, all Active. Only "Cancelled" ends an order. Source: vendor notes, sections 5 and 8.
 */
export const watchOrder =
  (deps: { vendor: Vendor }) =>
  async (order: Order): Promise<OrderEvent | null> => {
    if (order.state !== 'placed' && order.state !== 'active' && order.state !== 'payment_pending') return null;
    if (await isCancelledAtVendor(deps.vendor, order)) return { type: 'vendor_cancelled' };
    const domains = await deps.vendor.domains(order.facts.purchase.workspace.id, 'background');
    const byName = new Map(domains.map((domain) => [domain.name.toLowerCase(), domain]));
    const known = new Set(order.state === 'payment_pending' ? [] : order.progress.ready);
    const ready: string[] = [];
    for (const { provider, domains: ordered } of order.facts.purchase.lines) {
      for (const { name } of ordered) {
        const domain = byName.get(name);
        if (!domain || !isActive(domain.status) || !isOfOrder(domain, order)) continue;
        const expected = PROVIDER_FACTS[provider].mailboxesPerDomain;
        if (known.has(name) || (await hasWorkingMailboxes(deps.vendor, order, domain, expected))) ready.push(name);
      }
    }
    return { type: 'progress_seen', ready };
  };

async function isCancelledAtVendor(vendor: Vendor, order: Watched): Promise<boolean> {
  if (order.state === 'payment_pending' || order.vendorOrderId === null) return false;
  const rows = await vendor.orders(order.facts.purchase.workspace.id, 'background');
  const row = rows.find(({ id }) => id === order.vendorOrderId);
  return row !== undefined && isCancelled(row.status);
}

/** A name may have been used before; a row of another order says nothing about ours. */
function isOfOrder(domain: VendorDomain, order: Watched): boolean {
  return domain.orderId === null || order.vendorOrderId === null || domain.orderId === order.vendorOrderId;
}

async function hasWorkingMailboxes(
  vendor: Vendor,
  order: Watched,
  domain: VendorDomain,
  expected: number,
): Promise<boolean> {
  const mailboxes = await vendor.mailboxes(order.facts.purchase.workspace.id, domain.id, 'background');
  return mailboxes.length >= expected && mailboxes.every(({ status }) => isActive(status));
}
