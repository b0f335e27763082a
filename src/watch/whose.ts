import type { Reference } from '../values/ids.ts';
import type { KnownOrder } from './known.ts';
import type { ListedOrder, OrderComparison } from './order-comparison.ts';
import type { Made } from './ours.ts';

/**
 * For so long after it was first seen an order waits that may be one of ours whose number is not known yet: in that time ours
 * is looked for every hour. Then people are told, and that it may be that one.
 */
export const DOUBT_MS = 24 * 60 * 60_000;

/** The order of ours that made a vendor order, by its number or by its tag. */
export function madeOf({ ours, opened }: OrderComparison, id: string): Made | null {
  const page = opened.get(id);
  const tag = page?.tag?.trim().toLowerCase();
  return ours.made.get(id) ?? page?.made ?? (tag ? ours.purgedTags.get(tag) : undefined) ?? null;
}

/**
 * Orders of ours that a vendor order may be, as their number is not known yet: people are asked about it already; it has names of
 * one that is looked for; or it has none, or nothing was read of it, and one is looked for in this workspace; or its tag names
 * one that cannot be read.
 */
export function mayBeOf(
  { ours, opened, workspace }: OrderComparison,
  { id, createdAt }: Pick<ListedOrder, 'id' | 'createdAt'>,
): readonly Reference[] {
  const page = opened.get(id);
  const sought = ours.sought.filter((each) => {
    if (each.workspaceId !== workspace.id || each.ruledOut.has(id)) return false;
    if (createdAt !== null && createdAt < each.since) return false;
    // One that has no names yet may get ours.
    if (!page || page.names.length === 0) return true;
    return page.names.some((name) => each.names.has(name.toLowerCase()));
  });
  const asked = ours.asked.get(id);
  const named = [asked, page?.unreadable].filter((each) => each !== undefined && each !== null);
  return [...new Set([...named, ...sought.map(({ reference }) => reference)])];
}

/** Whether the time is over in which an order waits that may be ours; a clock that was set back does not make it longer. */
export const isDoubtOver = (now: Date, { firstSeenAt }: Pick<KnownOrder, 'firstSeenAt'>): boolean =>
  Math.abs(now.getTime() - firstSeenAt.getTime()) >= DOUBT_MS;
