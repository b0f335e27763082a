import { atVendor, type OrderAtVendor } from '../../orders/standing/at-vendor.ts';
import type { VendorDomain } from '../ports/vendor.ts';

/** Whether a row of the vendor's domains may be the order's. A name may have been used before: a row of another order says nothing. */
export function isRowOf(order: OrderAtVendor, { orderId }: VendorDomain): boolean {
  const { vendorOrderId } = atVendor(order);
  return orderId === null || vendorOrderId === null || orderId === vendorOrderId;
}

/** Rows of an order among the vendor's domains, by their names. */
export const rowsOfOrder = (order: OrderAtVendor, rows: Iterable<VendorDomain>): ReadonlyMap<string, VendorDomain> =>
  new Map([...rows].filter((row) => isRowOf(order, row)).map((row) => [row.name, row]));
