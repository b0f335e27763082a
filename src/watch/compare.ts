import { compareNames, type ListedName } from './compare-names.ts';
import { compareOrders, type ListedOrder, type OpenedOrder } from './compare-orders.ts';
import type { About, AboutOrder, BoughtName, DearerName, Finding, SeenOrder } from './finding.ts';
import { type WatchHead, withTask } from './head.ts';
import type { KnownName, KnownOrder } from './known.ts';
import type { Ours } from './ours.ts';

/** A list as it was read, and whether every row of it could be. */
export interface WatchedList<Row> {
  readonly rows: readonly Row[];
  readonly unreadable: number;
}

/** What was read of one workspace; null where the vendor did not answer: then nothing is known of it. */
export interface WatchedWorkspace {
  readonly workspace: SeenOrder['workspace'];
  readonly orders: WatchedList<ListedOrder> | null;
  readonly names: WatchedList<ListedName> | null;
  readonly mailboxes: ReadonlyMap<string, number>;
}

/** All that the watch knows. */
export interface WatchBook {
  readonly orders: ReadonlyMap<string, KnownOrder>;
  readonly names: ReadonlyMap<string, KnownName>;
}

/** What is written after a look, all of it or nothing. */
export interface WatchChange {
  readonly head: WatchHead;
  readonly orders?: readonly KnownOrder[];
  readonly names?: readonly KnownName[];
  readonly findings?: readonly Finding[];
}

export interface Comparison {
  readonly now: Date;
  readonly head: WatchHead;
  readonly book: WatchBook;
  readonly workspaces: readonly WatchedWorkspace[];
  readonly ours: Ours;
  readonly opened: ReadonlyMap<string, OpenedOrder>;
  /** See `OrderComparison`. */
  readonly isCrowded: boolean;
}

/** So many findings of one look are messages of their own; more are one message with a file. */
const MOST_MESSAGES = 8;

/** Compares what was read of the account with what is known of it, and says what is written, and what people are to hear. Pure. */
export function compareAccount(asked: Comparison): WatchChange {
  const { now, head, book, workspaces, ours, opened, isCrowded } = asked;
  const read = workspaces.flatMap(({ orders, ...rest }) => (orders ? [{ ...rest, orders }] : []));
  const listed = new Set(read.flatMap(({ orders }) => orders.rows.map(({ id }) => id)));
  const compared = read.map(({ workspace, orders, mailboxes }) =>
    compareOrders({
      ...{ now, workspace, rows: orders.rows, isWhole: orders.unreadable === 0, listed },
      stoodBefore: stoodBefore(head, workspace.id),
      ...{ known: book.orders, ours, opened, isCrowded, mailboxes },
    }),
  );
  const names = workspaces.flatMap(({ workspace, names: list }) =>
    list === null
      ? []
      : [
          compareNames({
            ...{ now, workspace, rows: list.rows, known: book.names, startedAt: head.startedAt ?? now },
            ...{ names: ours.names, renewals: ours.renewals },
            isFirst: !head.namesOf.includes(workspace.id),
          }),
        ],
  );
  const findings = [
    ...stoodBeforeAs(
      compared.flatMap(({ before }) => before),
      now,
    ),
    ...told(
      compared.flatMap(({ found }) => found),
      now,
    ),
    ...renewalsAs(
      names.flatMap(({ dearer }) => dearer),
      now,
    ),
    ...boughtAs(
      names.flatMap(({ bought }) => bought),
      now,
    ),
  ];
  const isWhole = read.length === workspaces.length;
  const looked: WatchHead = {
    ...head,
    startedAt: head.startedAt ?? (read.length > 0 ? now : null),
    workspaces: [...new Set([...head.workspaces, ...read.map(({ workspace }) => workspace.id)])],
    namesOf: [
      ...new Set([
        ...head.namesOf,
        ...workspaces.flatMap(({ workspace, names: list }) => (list ? [workspace.id] : [])),
      ]),
    ],
    readAt: isWhole ? now : (head.readAt ?? now),
    unreadable: read.reduce((sum, { orders }) => sum + orders.unreadable, 0),
  };
  return {
    head: findings.reduce((before, { key }) => withTask(before, key, 'post', now), looked),
    orders: compared.flatMap(({ changed }) => changed),
    names: names.flatMap(({ changed }) => changed),
    findings,
  };
}

/** Before when an order of a workspace counts as one that stood there; null when the workspace is watched already. */
function stoodBefore({ startedAt, workspaces }: WatchHead, id: string): 'all' | Date | null {
  if (workspaces.includes(id)) return null;
  return startedAt ?? 'all';
}

const finding = (key: string, about: About, foundAt: Date): Finding => ({
  ...{ key, foundAt, about },
  ...{ message: null, settled: null },
});

const stoodBeforeAs = (orders: readonly SeenOrder[], now: Date): Finding[] =>
  orders.length === 0
    ? []
    : [finding(`stood_before ${orders[0]?.id}`, { kind: 'stood_before', orders: [...orders] }, now)];

function told(found: readonly { readonly key: string; readonly about: AboutOrder }[], now: Date): Finding[] {
  if (found.length <= MOST_MESSAGES) return found.map(({ key, about }) => finding(key, about, now));
  return [
    finding(
      `many ${found[0]?.key} ${now.toISOString()}`,
      { kind: 'many', found: found.map(({ about }) => about) },
      now,
    ),
  ];
}

function renewalsAs(names: readonly DearerName[], now: Date): Finding[] {
  const [first] = names;
  if (!first) return [];
  return [finding(`renewals ${first.name} ${now.toISOString()}`, { kind: 'renewals', names: [...names] }, now)];
}

function boughtAs(names: readonly BoughtName[], now: Date): Finding[] {
  const [first] = names;
  if (!first) return [];
  return [finding(`bought ${first.name} ${now.toISOString()}`, { kind: 'bought', names: [...names] }, now)];
}

/** Orders of the lists of which nobody knows yet why they stand there, newest first: their pages tell. */
export function toOpen({
  book,
  workspaces,
  ours,
  head,
}: Omit<Comparison, 'opened' | 'isCrowded' | 'now'>): readonly ToOpen[] {
  return workspaces
    .flatMap(({ workspace, orders }) =>
      (orders?.rows ?? [])
        .filter((row) => isUnclear(row, book.orders.get(row.id), stoodBefore(head, workspace.id) === 'all'))
        .filter(({ id }) => !ours.made.has(id))
        .map(({ id, createdAt }) => ({ workspaceId: workspace.id, id, createdAt })),
    )
    .toSorted((one, other) => momentOf(other) - momentOf(one));
}

/** An order whose page is to be read. */
export interface ToOpen {
  readonly workspaceId: string;
  readonly id: string;
  readonly createdAt: Date | null;
}

const momentOf = ({ createdAt }: ToOpen): number => createdAt?.getTime() ?? 0;

const isUnclear = (_row: ListedOrder, known: KnownOrder | undefined, isFirst: boolean): boolean =>
  known === undefined ? !isFirst : known.explained.by === 'nobody' && !known.explained.isTold;

/** Whether anything in the lists needs a look at our own orders: something new, unclear, over, missing, or called otherwise. */
export function needsOurs({ book, workspaces }: Pick<Comparison, 'book' | 'workspaces'>): boolean {
  const listed = new Set(workspaces.flatMap(({ orders }) => (orders?.rows ?? []).map(({ id }) => id)));
  const isNews = workspaces.some(
    ({ orders, names }) =>
      (orders?.rows ?? []).some((row) => isChanged(row, book.orders.get(row.id))) ||
      (names?.rows ?? []).some(({ name }) => !book.names.has(name)),
  );
  return (
    isNews ||
    [...book.orders.values()].some(({ id, standing, missing }) => isMissing({ standing, missing }) && !listed.has(id))
  );
}

const isMissing = ({
  standing,
  missing,
}: Pick<KnownOrder, 'standing'> & { missing: KnownOrder['missing'] | undefined }) =>
  standing !== 'ended' && missing?.isTold !== true;

function isChanged(row: ListedOrder, known: KnownOrder | undefined): boolean {
  if (!known) return true;
  const isOpen = known.explained.by === 'nobody' && !known.explained.isTold;
  return isOpen || row.standing !== known.standing || row.status !== known.status;
}
