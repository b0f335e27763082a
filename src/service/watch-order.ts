import type { OrderEvent } from '../orders/event.ts';
import type { Order, OrderIn } from '../orders/order.ts';
import { PROVIDER_FACTS } from '../orders/provider-facts.ts';
import { isActive, isCancelled } from '../orders/vendor-status.ts';
import { VendorFault, VendorRefused, VendorUnavailable } from './errors.ts';
import type { Log, VendorDomain, VendorMailbox } from './ports.ts';
import type { WatchReads } from './vendor-lists.ts';

/** So many domains for which the vendor does not answer are passed over; then it is not asked for the rest this time. */
const MOST_UNANSWERED = 2;

type Watched = OrderIn<'placed' | 'active' | 'payment_pending'>;

/**
 * Reads how far the vendor is with a placed order: which domains work with all their mailboxes, and whether the
 * subscription ended. Null when the order is not one to watch. A domain counts when it is Active and has the expected
 * number of mailboxes, all Active; one whose mailboxes could not be read this time, for whatever reason, counts at a later
 * one, and keeps none of the others back. Only "Cancelled" ends an order. Throws when the lists of orders or domains cannot
 * be read. Source: docs/vendor/notes.md, "Life of an order and status words" and "Placing an order safely", step 6.
 */
export async function watchOrder(reads: WatchReads, order: Order, log: Log): Promise<OrderEvent | null> {
  if (order.state !== 'placed' && order.state !== 'active' && order.state !== 'payment_pending') return null;
  if (await isCancelledAtVendor(reads, order)) return { type: 'vendor_cancelled' };
  // A working order is only watched for its end.
  if (order.state === 'active') return { type: 'progress_seen', ready: order.progress.ready };
  const domains = await reads.domains(order.facts.purchase.workspace.id);
  const known = new Set(order.state === 'payment_pending' ? [] : order.progress.ready);
  const mailboxesOf = patientReads(reads, order, log);
  const ready: string[] = [];
  for (const { provider, domains: ordered } of order.facts.purchase.lines) {
    const expected = PROVIDER_FACTS[provider].mailboxesPerDomain;
    for (const { name } of ordered) {
      const domain = domains.get(name);
      if (!domain || !isActive(domain.status) || !isOfOrder(domain, order)) continue;
      if (known.has(name) || hasWorking(await mailboxesOf(domain), expected)) ready.push(name);
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

/** Reads mailboxes of one domain after the other; null when they cannot be had, which the log says. */
function patientReads(reads: WatchReads, { facts }: Watched, log: Log) {
  const { reference, purchase } = facts;
  let unanswered = 0;
  return async ({ id: domainId }: VendorDomain): Promise<readonly VendorMailbox[] | null> => {
    if (unanswered >= MOST_UNANSWERED) return null;
    try {
      return await reads.mailboxes(purchase.workspace.id, domainId);
    } catch (error) {
      const isUnavailable = error instanceof VendorUnavailable;
      if (!isUnavailable && !(error instanceof VendorFault) && !(error instanceof VendorRefused)) throw error;
      if (isUnavailable) unanswered += 1;
      log.warn({ reference, domainId, error }, 'The mailboxes of a domain cannot be read; it counts at a later time');
      return null;
    }
  };
}

function hasWorking(mailboxes: readonly VendorMailbox[] | null, expected: number): boolean {
  return mailboxes !== null && mailboxes.length >= expected && mailboxes.every(({ status }) => isActive(status));
}
