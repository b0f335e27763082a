import { standingNow } from './changes.ts';
import { type Comparison, isReadWhole, type ListedPage, listedIn } from './compare.ts';
import { mayBeMissed } from './compare-missing.ts';
import type { ListedName } from './compare-names.ts';
import type { KnownName, KnownOrder } from './known.ts';
import type { ListedOrder } from './order-comparison.ts';

/** An order whose page is to be read. */
export interface ToOpen {
  readonly workspaceId: string;
  readonly id: string;
  readonly createdAt: Date | null;
  /** What the list of domains says of it already; null: nothing. */
  readonly listed: ListedPage | null;
}

/** Orders of the lists of which nobody knows yet why they stand there, newest first: their pages tell. */
export function toOpen({
  book,
  workspaces,
  ours,
  head,
}: Omit<Comparison, 'opened' | 'now' | 'isAll'>): readonly ToOpen[] {
  return workspaces
    .flatMap(({ workspace, orders, listed }) =>
      (orders?.rows ?? [])
        .filter(({ id }) => isUnclear(book.orders.get(id), head.startedAt === null) && !ours.made.has(id))
        .map(({ id, createdAt }) => ({ workspaceId: workspace.id, id, createdAt, listed: listed.get(id) ?? null })),
    )
    .toSorted((one, other) => momentOf(other) - momentOf(one));
}

const momentOf = ({ createdAt }: ToOpen): number => createdAt?.getTime() ?? 0;

const isUnclear = (known: KnownOrder | undefined, isFirst: boolean): boolean =>
  known === undefined ? !isFirst : known.explained.by === 'nobody' && !known.explained.isTold;

/** One that people were told of may turn out to be ours: that is looked at for so long after it was first seen. */
const TURNS_OUT_MS = 30 * 24 * 60 * 60_000;

/** Whether anything in the lists needs a look at our own orders: something new, unclear, over, missing, or called otherwise. */
export function needsOurs({
  now,
  book,
  workspaces,
  isAll,
}: Pick<Comparison, 'now' | 'book' | 'workspaces' | 'isAll'>): boolean {
  const isNews = workspaces.some(
    ({ orders, names }) =>
      (orders?.rows ?? []).some((row) => isChanged(row, book.orders.get(row.id), now)) ||
      (names?.rows ?? []).some((row) => isNameChanged(row, book.names.get(row.name))),
  );
  if (isNews || !isReadWhole(workspaces)) return isNews;
  const listed = listedIn(workspaces);
  const present = new Set(workspaces.map(({ workspace }) => workspace.id));
  return [...book.orders.values()].some(
    (known) => mayBeMissed(known) && !listed.has(known.id) && (isAll || present.has(known.workspaceId)),
  );
}

function isChanged(row: ListedOrder, known: KnownOrder | undefined, now: Date): boolean {
  if (!known) return true;
  if (standingNow(row, known) !== known.standing || row.status !== known.status) return true;
  if (known.explained.by !== 'nobody') return false;
  return !known.explained.isTold || now.getTime() - known.firstSeenAt.getTime() < TURNS_OUT_MS;
}

/** A name is compared with what people were told of it once it is listed with a price for the first time. */
const isNameChanged = ({ renewalCents }: ListedName, known: KnownName | undefined): boolean =>
  !known || (known.renewalCents === null && renewalCents !== null);
