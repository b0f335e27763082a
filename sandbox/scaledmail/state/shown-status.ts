import type { VendorSettings } from '../http/protocol.ts';
import type { OrderRecord } from './data.ts';

/** When and by which settings something is shown. */
export interface Showing {
  readonly now: Date;
  readonly settings: VendorSettings;
}

/** Whether the vendor shows already that the order is cancelled. */
export function isShownCancelled({ status, cancelShowsAt }: OrderRecord, now: Date): boolean {
  return status === 'Cancelled' && (cancelShowsAt === null || Date.parse(cancelShowsAt) <= now.getTime());
}

/**
 * The word that lists and details have for the order. Words other than these two may come up any time.
 * Source: docs/vendor/notes.md, "What is unknown, and the safest behaviour".
 */
export function shownStatus(order: OrderRecord, { now, settings }: Showing): string {
  const word = settings.statusWords[order.id];
  if (word !== undefined) return word;
  if (order.status === 'Active' || isShownCancelled(order, now)) return order.status;
  return settings.cancellingWord ?? 'Active';
}
