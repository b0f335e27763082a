import { addHours } from 'date-fns/addHours';
import type { OrderEvent } from '../orders/event.ts';
import { Reference } from '../orders/ids.ts';
import type { Order, Resembling } from '../orders/order.ts';
import { domainNames } from '../orders/purchase.ts';
import { vendorTag } from '../orders/tag.ts';
import type { OrderStore, VendorOrderDetails, VendorOrderRow } from './ports.ts';
import type { TraceReads } from './vendor-lists.ts';

/** The vendor's clock and ours need not agree, and its day may begin at another hour: orders made so long before count too. */
const MARGIN_HOURS = 48;

/** What a look for an order's own trace at the vendor came to. */
export type Trace =
  | { readonly type: 'found'; readonly event: Extract<OrderEvent, { type: 'vendor_order_found' }> }
  /** An order with names of ours, but without our tag: people have to say whether it is this one. */
  | { readonly type: 'resembling'; readonly resembling: Resembling }
  | { readonly type: 'absent' };

/** Whether a vendor order is proven to belong to another order of ours. */
export type IsAnothers = (order: Order, details: VendorOrderDetails) => Promise<boolean>;

/**
 * Looks for what an order may have left at the vendor, whatever our own store remembers: the tag of any of its attempts, in
 * any case of letters, or any of its names, among the orders made since the request. Details are read of those only; an
 * order whose moment cannot be read counts as made since. Throws what vendor reads throw: a list that could not be read
 * whole says nothing. Source: docs/vendor/notes.md, "8. Placing an order safely".
 */
export async function lookForTrace(reads: TraceReads, order: Order, isAnothers: IsAnothers): Promise<Trace> {
  const workspaceId = order.facts.purchase.workspace.id;
  const candidates = [...(await reads.orders(workspaceId))].filter((row) => isMadeSince(row, order.facts.requestedAt));
  let resembling: Resembling | null = null;
  for (const row of candidates) {
    if (order.terms.ruledOut?.includes(row.id)) continue;
    const details = await reads.details(workspaceId, row.id);
    const likeness = likenessOf(order, details);
    if (likeness.type === 'none' || (await isAnothers(order, details))) continue;
    const amountCents = details.amountCents ?? row.amountCents;
    if (likeness.type === 'ours') {
      const { attempt } = likeness;
      return { type: 'found', event: { type: 'vendor_order_found', vendorOrderId: row.id, amountCents, attempt } };
    }
    const { names } = likeness;
    resembling ??= { vendorOrderId: row.id, tag: details.tag, amountCents, createdAt: row.createdAt, names };
  }
  return resembling ? { type: 'resembling', resembling } : { type: 'absent' };
}

function isMadeSince({ createdAt }: VendorOrderRow, requestedAt: Date): boolean {
  return createdAt === null || createdAt >= addHours(requestedAt, -MARGIN_HOURS);
}

type Likeness =
  | { readonly type: 'ours'; readonly attempt: number }
  | { readonly type: 'names'; readonly names: string[] }
  | { readonly type: 'none' };

/** How much a vendor order looks like ours. One that has no names yet is judged by its tag alone. */
export function likenessOf(order: Order, details: Pick<VendorOrderDetails, 'tag' | 'domainNames'>): Likeness {
  const theirs = new Set(details.domainNames.map((name) => name.toLowerCase()));
  const names = domainNames(order.facts.purchase).filter((name) => theirs.has(name));
  const attempt = attemptWithTag(order, details.tag);
  if (attempt !== null && (names.length > 0 || theirs.size === 0)) return { type: 'ours', attempt };
  if (attempt !== null || names.length > 0) return { type: 'names', names };
  return { type: 'none' };
}

/** Number of the attempt, up to the present one, that has this tag in any case of letters; null when none has. */
function attemptWithTag({ facts, terms }: Order, tag: string | null): number | null {
  const written = tag?.trim().toLowerCase();
  for (let attempt = terms.attempt; attempt >= 1; attempt -= 1) {
    if (vendorTag(facts.purchase.label, facts.reference, attempt) === written) return attempt;
  }
  return null;
}

/** A tag ends with its order's reference, and from the second attempt on with `.2` and so on; see `vendorTag`. */
const REFERENCE_IN_TAG = /(?:^|-)([a-z0-9]{6})(?:\.\d+)?$/;

/** Asks the store whose vendor order it is: the tag names another order, which has this number. */
export const anothersIn =
  (orders: OrderStore): IsAnothers =>
  async ({ facts }, { id, tag }) => {
    const named = Reference.safeParse(REFERENCE_IN_TAG.exec(tag?.trim().toLowerCase() ?? '')?.[1]);
    if (!named.success || named.data === facts.reference) return false;
    const other = (await orders.get(named.data))?.order;
    return other !== undefined && 'vendorOrderId' in other && other.vendorOrderId === id;
  };
