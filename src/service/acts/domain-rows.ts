import { isSameRedirect } from '../../acts/change_redirect/same-redirect.ts';
import type { WantedRow } from '../../acts/wanted-row.ts';
import type { VendorDomain } from '../ports/vendor.ts';
import type { Progress, ProgressReads } from './act-at-vendor.ts';

/** The row of a domain of that vendor order; undefined for one that the list lacks. A row without its order counts as its. */
export const rowIn = (
  rows: Iterable<VendorDomain>,
  { name, orderId }: { readonly name: string; readonly orderId: string },
): VendorDomain | undefined => {
  const named = [...rows].filter((row) => row.name.toLowerCase() === name);
  return named.find((row) => row.orderId === orderId) ?? named.find((row) => row.orderId === null);
};

/** How a change stands by the vendor's list: applied; not applied; or the list does not tell. */
export type ChangeSeen = 'applied' | 'open' | 'unread';

/**
 * How a change stands by the vendor's list. A domain that gets another name has it when the new one is there in its order and the
 * old one is gone: while both are there, the new one is another domain's. Pure.
 */
export function changeIn(rows: Iterable<VendorDomain>, { name, before, orderId, redirect }: WantedRow): ChangeSeen {
  const all = [...rows];
  const old = rowIn(all, { name: before, orderId });
  if (name !== before) {
    if (old) return 'open';
    return rowIn(all, { name, orderId })?.orderId === orderId ? 'applied' : 'unread';
  }
  if (old?.redirect === undefined || redirect === undefined) return 'unread';
  return isSameRedirect(old.redirect, redirect) ? 'applied' : 'open';
}

/** Of a step that others follow: the vendor took it, and that is all that they wait for. */
export const STEP_DONE: Progress = { ready: [], isDone: true, unread: [], isToGoOn: false, readAgainAt: null };

/**
 * How far changes are by the vendor's list: names that have theirs are ready, and when all have, it is done. Null when the list
 * cannot be read.
 */
export async function progressOfRows(
  reads: Pick<ProgressReads, 'domains'>,
  wanted: readonly WantedRow[],
): Promise<Progress | null> {
  const find = await reads.domains();
  if (!find) return null;
  const seen = wanted.map((each) => {
    const rows = [find(each.name), find(each.before)].filter((row) => row !== null);
    return { name: each.before, is: changeIn(rows, each) };
  });
  const namesOf = (is: ChangeSeen) => seen.flatMap((each) => (each.is === is ? [each.name] : []));
  const ready = namesOf('applied');
  return {
    ready,
    isDone: ready.length === wanted.length,
    unread: namesOf('unread'),
    isToGoOn: false,
    readAgainAt: null,
  };
}
