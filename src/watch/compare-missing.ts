import { type Found, isEndedByOurs, withChanges } from './changes.ts';
import type { KnownOrder } from './known.ts';
import { type OrderComparison, seenOf } from './order-comparison.ts';

/** One that is missing is told after so many lists in a row, and not before so long: a list may lack it for a while. */
const LISTS_WITHOUT = 4;
const MISSING_MS = 3 * 60 * 60_000;

/** Whether people may have to hear that an order is missing: it went on when it was listed last, and nobody was told yet. */
export const mayBeMissed = ({ standing, missing }: KnownOrder): boolean =>
  standing !== 'ended' && missing?.isTold !== true;

/** Counts the lists that lack an order of the workspace. While a list of the account was not read, it may stand in that one. */
export function compareMissing(
  asked: OrderComparison,
): readonly { readonly known: KnownOrder; readonly found: Found }[] {
  if (!asked.isWhole) return [];
  return [...asked.known.values()]
    .filter(({ id, workspaceId }) => workspaceId === asked.workspace.id && !asked.listed.has(id))
    .filter(mayBeMissed)
    .map((each) => missed(asked, each));
}

function missed(asked: OrderComparison, before: KnownOrder): { readonly known: KnownOrder; readonly found: Found } {
  const { since = asked.now, lists = 0 } = before.missing ?? {};
  const missing = { since, lists: lists + 1, isTold: false };
  // A clock that was set back does not make it longer.
  const isLong = Math.abs(asked.now.getTime() - since.getTime()) >= MISSING_MS;
  if (missing.lists < LISTS_WITHOUT || !isLong) return { known: { ...before, missing }, found: [] };
  const known = { ...before, missing: { ...missing, isTold: true } };
  // One that we ended may leave the list: there is nothing to tell, and nothing more to wait for.
  if (isEndedByOurs(asked.ours, before)) return { known, found: [] };
  const row = { ...before, createdAt: null, description: '' };
  const seen = seenOf(asked, row, before.explained.by === 'order' ? before.explained.reference : null);
  return withChanges(known, seen, [(order) => ({ kind: 'vanished', order, since })]);
}
