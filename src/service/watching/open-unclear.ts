import type { Order } from '../../orders/order.ts';
import { Reference } from '../../values/ids.ts';
import type { ToOpen } from '../../watch/compare.ts';
import type { OpenedOrder } from '../../watch/compare-orders.ts';
import { type Made, madeByAttempt } from '../../watch/ours.ts';
import { isVendorError } from '../errors.ts';
import { attemptWithTag, referenceIn } from '../placing/own-trace.ts';
import type { Log } from '../ports/log.ts';
import type { OrderStore } from '../ports/order-store.ts';
import type { Vendor, VendorOrderDetails } from '../ports/vendor.ts';

export interface OpeningDeps {
  readonly vendor: Pick<Vendor, 'orderDetails'>;
  readonly orders: Pick<OrderStore, 'get'>;
  readonly log: Log;
}

/** So many pages are read at one look, the newest orders' first. */
export const MOST_PAGES = 10;

/** Reads the pages of a few orders that nobody explains. One that cannot be read is left out; the next look tries it again. */
export async function openUnclear(
  deps: OpeningDeps,
  unclear: readonly ToOpen[],
): Promise<ReadonlyMap<string, OpenedOrder>> {
  const opened = new Map<string, OpenedOrder>();
  for (const { workspaceId, id } of unclear.slice(0, MOST_PAGES)) {
    try {
      opened.set(id, await asOpened(deps, await deps.vendor.orderDetails(workspaceId, id, 'background')));
    } catch (error) {
      if (!isVendorError(error)) throw error;
      deps.log.warn({ error, vendorOrderId: id }, 'The page of an order that nobody explains could not be read');
    }
  }
  return opened;
}

async function asOpened({ orders }: OpeningDeps, details: VendorOrderDetails): Promise<OpenedOrder> {
  const { tag, domainNames: names } = details;
  const reference = Reference.safeParse(referenceIn(tag)).data ?? null;
  const order = reference === null ? null : ((await orders.get(reference))?.order ?? null);
  const isForgotten = reference !== null && order === null;
  return { tag, names, made: order && madeByTag(order, details), unknownReference: isForgotten ? reference : null };
}

/**
 * What an order of ours made, by its tag: the attempt that has it, unless that made another one. An attempt that the store has
 * forgotten has no amount.
 */
function madeByTag(order: Order, { id, tag }: VendorOrderDetails): Made | null {
  const number = attemptWithTag(order, tag);
  if (number === null) return null;
  const attempt = order.attempts.find((each) => each.number === number);
  if (!attempt) return { reference: order.facts.reference, monthCents: null, mayBeCheaper: true };
  return attempt.vendorOrderId === null || attempt.vendorOrderId === id ? madeByAttempt(order, attempt) : null;
}
