import type { VendorDomain } from '../ports/vendor.ts';

/**
 * How many mailboxes a vendor order has, by the domains of its workspace; null when the vendor does not say it for each of
 * them, or shows none. The order itself does not say it.
 * Source: docs/vendor/notes.md, "Learnt since (November 2026)".
 */
export function mailboxCount(vendorOrderId: string, domains: readonly VendorDomain[]): number | null {
  const counts = domains.filter(({ orderId }) => orderId === vendorOrderId).map((domain) => domain.totalMailboxes);
  if (counts.length === 0) return null;
  return counts.reduce((sum, count) => (sum === null || count === null ? null : sum + count), 0);
}
