import { namesOf, workspaceOf } from '../../../acts/act.ts';
import { nextAttemptNumber } from '../../../orders/decide/attempts.ts';
import type { AlsoFound, OrderEvent } from '../../../orders/event.ts';
import { actOf, attemptOf, newestTerms, type Order, type Resembling } from '../../../orders/order.ts';
import { madeSince } from '../../../orders/schedule.ts';
import { attemptsLookedFor, runsAtVendor, vendorOrderIdsOf } from '../../../orders/standing/at-vendor.ts';
import { isOver } from '../../../orders/standing/ends.ts';
import type { Trace, UnreadOrders } from '../../../orders/trace.ts';
import { Reference } from '../../../values/ids.ts';
import { isActive } from '../../acts/vendor-status.ts';
import { isVendorError, type VendorError, VendorUnavailable } from '../../errors.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import { isNumbered, type NumberedOrderRow, type VendorOrderDetails, type VendorOrderRow } from '../../ports/vendor.ts';
import type { TraceReads } from '../vendor-lists.ts';

/** So many reads in a row without any answer: the vendor is down, and the rest is not tried. */
const MAX_SILENCES = 3;

type Found = Extract<OrderEvent, { type: 'vendor_order_found' }>;

/** Whether a vendor order is proven to belong to another order of ours. */
export type IsAnothers = (order: Order, details: VendorOrderDetails) => Promise<boolean>;

/** Is told of each vendor order whose details could not be read. */
export type OnUnread = (error: VendorError, vendorOrderId: string) => void;

/**
 * Looks for what an order may have left at the vendor, whatever our own store remembers: the tag of any of its attempts, in
 * any case of letters, or any of its names, among the orders made since the request. Details are read of those only; an
 * order whose moment cannot be read counts as made since. One whose number or details cannot be read counts for itself only:
 * the others are read all the same. A question that nobody has answered stands until the vendor order is proven to be another's.
 * Throws what reading the list throws. Source: docs/vendor/notes.md, "8. Placing an order safely".
 */
export async function lookForTrace(
  reads: TraceReads,
  order: Order,
  isAnothers: IsAnothers,
  onUnread: OnUnread = () => {},
): Promise<Trace> {
  const workspaceId = workspaceOf(actOf(order)).id;
  const asked = order.question;
  const isOpened = candidatesOf(order);
  let found: Found | null = null;
  const also: AlsoFound[] = [];
  let resembling: Resembling | null = null;
  let isAskedOver = false;
  let silences = 0;
  let unread: UnreadOrders = { count: 0, odd: null, silent: null };
  let lacksTags = false;
  const ruledOut = new Set(order.ruledOut);
  for (const row of await reads.orders(workspaceId)) {
    if (!isOpened(row)) continue;
    if (!isNumbered(row)) {
      unread = { ...unread, count: unread.count + 1 };
      continue;
    }
    const details = silences < MAX_SILENCES ? await openRow(reads, workspaceId, row, onUnread) : SILENT;
    silences = details === SILENT ? silences + 1 : 0;
    lacksTags ||= details !== SILENT && details !== ODD && !details.carriesTag;
    if (details === SILENT || details === ODD || isBlank(details)) {
      if (!ruledOut.has(row.id)) unread = withUnread(unread, row, details === SILENT);
      continue;
    }
    const likeness = ruledOut.has(row.id) && isTagless(order) ? NOT_ALIKE : likenessOf(order, details);
    if (likeness.type === 'ours' && found === null) {
      found = foundAs(row, details, likeness.attempt);
      continue;
    }
    const ownNumber = numberByTag(order, details);
    if (ownNumber !== null) also.push(alsoAs(row, details, ownNumber));
    if (found !== null || likeness.type === 'ours' || ruledOut.has(row.id)) continue;
    if (likeness.type === 'none' || (await isAnothers(order, details))) {
      isAskedOver ||= row.id === asked?.vendorOrderId;
      continue;
    }
    if (resembling === null || row.id === asked?.vendorOrderId) resembling = resemblingOf(row, details, likeness.names);
  }
  const first = found ?? (also.length > 0 ? foundBefore(order) : null);
  if (first) return { type: 'found', event: withAlso(order, first, also) };
  const question = asked && !isAskedOver && resembling?.vendorOrderId !== asked.vendorOrderId ? asked : resembling;
  if (question) return { type: 'resembling', resembling: question, unread };
  return { type: 'absent', unread, ...(lacksTags ? { lacksTags } : {}) };
}

function withUnread({ count, odd, silent }: UnreadOrders, row: NumberedOrderRow, isSilent: boolean): UnreadOrders {
  const unopened = unreadable(row);
  return { count: count + 1, odd: odd ?? (isSilent ? null : unopened), silent: silent ?? (isSilent ? unopened : null) };
}

/** A vendor order that can be opened by nobody may be this one: a person can look at the vendor's own pages. */
const unreadable = ({ id, amountCents, createdAt }: NumberedOrderRow): Resembling => ({
  vendorOrderId: id,
  tag: null,
  amountCents,
  createdAt,
  names: [],
});

/** Whether details say nothing yet: right after an order was made, its tag and names may still be missing. */
export const isBlank = ({ tag, domainNames: names }: Pick<VendorOrderDetails, 'tag' | 'domainNames'>): boolean =>
  (tag === null || tag.trim() === '') && names.length === 0;

/** The vendor gave no answer; or one that cannot be read. */
const SILENT = 'silent';
const ODD = 'odd';

async function openRow(
  reads: TraceReads,
  workspaceId: string,
  row: NumberedOrderRow,
  onUnread: OnUnread,
): Promise<VendorOrderDetails | typeof SILENT | typeof ODD> {
  try {
    return await reads.details(workspaceId, row.id);
  } catch (error) {
    if (!isVendorError(error)) throw error;
    onUnread(error, row.id);
    return isSilence(error) ? SILENT : ODD;
  }
}

/** Whether an error says nothing about the order: nobody answered. */
const isSilence = (error: VendorError): boolean => error instanceof VendorUnavailable;

function foundAs(row: NumberedOrderRow, details: VendorOrderDetails, attempt: number) {
  const amountCents = details.amountCents ?? row.amountCents;
  return { type: 'vendor_order_found', vendorOrderId: row.id, amountCents, attempt } as const;
}

function alsoAs(row: NumberedOrderRow, details: VendorOrderDetails, number: number): AlsoFound {
  const { vendorOrderId, amountCents, attempt } = foundAs(row, details, number);
  return { vendorOrderId, amountCents, attempt };
}

/** The order that was found by an earlier look and stands at the vendor; null when none was. */
function foundBefore(order: Order): Found | null {
  if (!runsAtVendor(order)) return null;
  const { number: attempt, vendorOrderId, vendorAmountCents: amountCents } = attemptOf(order);
  return vendorOrderId === null ? null : { type: 'vendor_order_found', vendorOrderId, amountCents, attempt };
}

/** What was found, with further orders of ours. An attempt that is looked for itself comes with its own look. */
function withAlso(order: Order, found: Found, also: readonly AlsoFound[]): Found {
  const sought = new Set(attemptsLookedFor(order).map(({ number }) => number));
  const others = also.filter(({ attempt }) => attempt === found.attempt || !sought.has(attempt));
  return others.length > 0 ? { ...found, also: others } : found;
}

function resemblingOf(row: NumberedOrderRow, { tag, amountCents }: VendorOrderDetails, names: string[]): Resembling {
  return { vendorOrderId: row.id, tag, amountCents: amountCents ?? row.amountCents, createdAt: row.createdAt, names };
}

/**
 * Which rows of the list are opened: made since the request, however late, as the store may have forgotten a call that came
 * long after those it knows; not known to be this order's already. One that a person ruled out is opened all the same:
 * should it show our very tag, they were mistaken.
 */
function candidatesOf(order: Order): (row: VendorOrderRow) => boolean {
  const isInTime = isMadeSince(order);
  const settled = new Set<string | null>(vendorOrderIdsOf(order));
  return (row) => isInTime(row) && !settled.has(row.id);
}

/** Whether a vendor order was made since the request, with a margin; one whose moment cannot be read counts as that. */
export function isMadeSince({ facts }: Order): (row: VendorOrderRow) => boolean {
  const from = madeSince(facts.requestedAt);
  return ({ createdAt }) => createdAt === null || createdAt >= from;
}

type Likeness =
  | { readonly type: 'ours'; readonly attempt: number }
  | { readonly type: 'names'; readonly names: string[] }
  | { readonly type: 'none' };

/** A person said that it is another one, and nothing in it can say that they were mistaken. */
const NOT_ALIKE: Likeness = { type: 'none' };

/** Whether the vendor orders of this one carry no tag: only its names tell. */
const isTagless = (order: Order): boolean => newestTerms(order).tag === null;

/**
 * The attempt that made a vendor order without a tag: one that has exactly our names, while an attempt of ours is looked for.
 * Before any call of ours, and after one that was given up, it may be somebody else's: people are asked.
 */
function attemptByNames(order: Order, { tag, domainNames }: Pick<VendorOrderDetails, 'tag' | 'domainNames'>) {
  const ours = namesOf(actOf(order));
  const isSame = domainNames.length === ours.length && namesInCommon(order, { domainNames }).length === ours.length;
  const hasTag = tag !== null && tag.trim() !== '';
  if (!isTagless(order) || !isSame || hasTag) return null;
  // One that was given up may have been followed by another order on the same names.
  return attemptsLookedFor(order).find(({ givenUpAt }) => givenUpAt === undefined)?.number ?? null;
}

/** How much a vendor order looks like ours. One that has no names yet is judged by its tag alone. */
export function likenessOf(order: Order, details: Pick<VendorOrderDetails, 'tag' | 'domainNames'>): Likeness {
  const names = namesInCommon(order, details);
  const byNames = attemptByNames(order, details);
  if (byNames !== null) return { type: 'ours', attempt: byNames };
  const attempt = attemptWithTag(order, details.tag);
  if (attempt === null) {
    // A later attempt of ours, of which the store has forgotten, has our reference in its tag.
    return names.length > 0 || isTagOf(order, details.tag) ? { type: 'names', names } : { type: 'none' };
  }
  const isNamed = names.length > 0 || details.domainNames.length === 0;
  if (!isNamed) return { type: 'names', names };
  return isExpected(order, attempt) ? { type: 'ours', attempt } : { type: 'none' };
}

/** Names of an order that a vendor order has, too. */
export function namesInCommon(order: Order, { domainNames: named }: Pick<VendorOrderDetails, 'domainNames'>): string[] {
  const theirs = new Set(named.map((name) => name.toLowerCase()));
  return namesOf(actOf(order)).filter((name) => theirs.has(name));
}

/** An attempt that is looked for; and any one of an approved order, as the store may have forgotten its call. */
const isExpected = (order: Order, attempt: number): boolean =>
  order.state === 'approved' || attemptsLookedFor(order).some(({ number }) => number === attempt);

/** Number of the attempt that has this tag, in any case of letters and with any space around it; null when none has. */
export function attemptWithTag(order: Order, tag: string | null): number | null {
  const known = order.attempts.find((each) => each.known !== 'not_sent' && isSameTag(each.tag, tag));
  if (known) return known.number;
  return isSameTag(newestTerms(order).tag, tag) ? nextAttemptNumber(order) : null;
}

/** A tag that is not there is none of ours, also where ours has none. */
const isSameTag = (ours: string | null, theirs: string | null): boolean => ours === theirs?.trim().toLowerCase();

/** A tag ends with its order's reference, and from the second attempt on with `.2` and so on; see `vendorTag`. */
const REFERENCE_IN_TAG = /(?:^|-)([a-z0-9]{6})(?:\.(\d{1,9}))?$/;

/** What the tag of a vendor order names, in any case of letters and with any space around it; null when that is none of ours. */
function namedIn(tag: string | null): { readonly reference: string; readonly attempt: number } | null {
  const [, reference, attempt = '1'] = REFERENCE_IN_TAG.exec(tag?.trim().toLowerCase() ?? '') ?? [];
  return reference === undefined ? null : { reference, attempt: Number(attempt) };
}

/** Whether a tag names this order, whichever attempt. */
const isTagOf = ({ facts }: Order, tag: string | null): boolean => referenceIn(tag) === facts.reference;

/** The reference of the order of ours that a tag names; undefined when it names none. */
export const referenceIn = (tag: string | null): string | undefined => namedIn(tag)?.reference;

/** Number of our attempt that the tag of a vendor order names, known or forgotten; null when it is none, or has other names. */
function numberByTag(order: Order, details: VendorOrderDetails): number | null {
  const isNamed = namesInCommon(order, details).length > 0 || details.domainNames.length === 0;
  const named = namedIn(details.tag);
  const isOurs = isNamed && named?.reference === order.facts.reference;
  return isOurs && named.attempt > 0 ? named.attempt : null;
}

/** The other order of ours that a tag names; null for our own tag, and for one that names no order. */
export async function orderNamedBy(orders: OrderStore, { facts }: Order, tag: string | null): Promise<Order | null> {
  const named = Reference.safeParse(referenceIn(tag));
  if (!named.success || named.data === facts.reference) return null;
  return (await orders.get(named.data))?.order ?? null;
}

/**
 * Asks the store whose vendor order it is: its tag names another order, which has this number, or was sent under this very
 * tag with names that it has.
 */
export const anothersIn =
  (orders: OrderStore): IsAnothers =>
  async (order, details) => {
    const other = await orderNamedBy(orders, order, details.tag);
    if (!other) return false;
    if (vendorOrderIdsOf(other).includes(details.id)) return true;
    const attempt = attemptWithTag(other, details.tag);
    const wasSent = other.attempts.some(({ number, known }) => number === attempt && known !== 'not_sent');
    return wasSent && namesInCommon(other, details).length > 0;
  };

/**
 * The same, right before a call. One that still runs though its order is over is not followed by anybody any more: people have
 * to look at it before its names are paid for again.
 */
export const followedByAnotherIn =
  (orders: OrderStore): IsAnothers =>
  async (order, details) => {
    const other = await orderNamedBy(orders, order, details.tag);
    if (other && isOver(other) && isActive(details.status) && namesInCommon(order, details).length > 0) return false;
    return anothersIn(orders)(order, details);
  };
