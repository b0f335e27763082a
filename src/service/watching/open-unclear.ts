import type { Order } from '../../orders/order.ts';
import { Reference } from '../../values/ids.ts';
import type { ListedPage } from '../../watch/compare.ts';
import type { OpenedOrder } from '../../watch/order-comparison.ts';
import { type Made, madeByAttempt } from '../../watch/ours.ts';
import type { ToOpen } from '../../watch/to-read.ts';
import { isVendorError } from '../errors.ts';
import { attemptWithTag, referenceIn } from '../placing/looking/own-trace.ts';
import type { Log } from '../ports/log.ts';
import type { OrderStore } from '../ports/stores/order-store.ts';
import type { Vendor, VendorOrderDetails } from '../ports/vendor.ts';

export interface OpeningDeps {
  readonly vendor: Pick<Vendor, 'orderDetails'>;
  readonly orders: Pick<OrderStore, 'get'>;
  readonly log: Log;
}

/** So many pages are read at one look, the newest orders' first. */
export const MOST_PAGES = 10;

/**
 * Reads the pages of a few orders that nobody explains. Of the others, and of one that cannot be read, what the list of domains
 * says of them is used; what that does not have is left out, and the next look tries it again.
 */
export async function openUnclear(
  deps: OpeningDeps,
  unclear: readonly ToOpen[],
): Promise<ReadonlyMap<string, OpenedOrder>> {
  const opened = new Map<string, OpenedOrder>();
  for (const [index, each] of unclear.entries()) {
    const page = index < MOST_PAGES ? await pageOf(deps, each) : null;
    const seen = page ?? each.listed;
    if (seen) opened.set(each.id, await asOpened(deps, each.id, seen));
  }
  return opened;
}

async function pageOf({ vendor, log }: OpeningDeps, { workspaceId, id }: ToOpen): Promise<Page | null> {
  try {
    const { tag, domainNames: names } = await vendor.orderDetails(workspaceId, id, 'background');
    return { tag, names };
  } catch (error) {
    if (!isVendorError(error)) throw error;
    log.warn({ error, vendorOrderId: id }, 'The page of an order that nobody explains could not be read');
    return null;
  }
}

interface Page extends Pick<ListedPage, 'names'> {
  readonly tag: VendorOrderDetails['tag'];
}

async function asOpened(deps: OpeningDeps, id: string, { tag, names }: Page): Promise<OpenedOrder> {
  const nothing = { tag, names, made: null, unreadable: null, unknownReference: null };
  const reference = Reference.safeParse(referenceIn(tag)).data;
  if (reference === undefined) return nothing;
  const order = await orderOrUnreadable(deps, reference);
  if (order === 'unreadable') return { ...nothing, unreadable: reference };
  if (order === null) return { ...nothing, unknownReference: reference };
  return { ...nothing, made: madeByTag(order, { id, tag }) };
}

/** One row that cannot be read stops no look: what its tag names may be that order, until it can be read again. */
async function orderOrUnreadable(
  { orders, log }: OpeningDeps,
  reference: Reference,
): Promise<Order | null | 'unreadable'> {
  try {
    return (await orders.get(reference))?.order ?? null;
  } catch (error) {
    log.error({ error, reference }, 'An order that a tag at ScaledMail names cannot be read');
    return 'unreadable';
  }
}

/**
 * What an order of ours made, by its tag: the attempt that has it, unless that made another one. An attempt that the store has
 * forgotten has no amount.
 */
function madeByTag(order: Order, { id, tag }: Pick<VendorOrderDetails, 'id' | 'tag'>): Made | null {
  const number = attemptWithTag(order, tag);
  if (number === null) return null;
  const attempt = order.attempts.find((each) => each.number === number);
  if (!attempt) return { reference: order.facts.reference, monthCents: null, mayBeCheaper: true };
  return attempt.vendorOrderId === null || attempt.vendorOrderId === id ? madeByAttempt(order, attempt) : null;
}
