import { compareNames, type ListedName, type NamesCompared } from './compare-names.ts';
import { compareOrders, type OrdersCompared, type TurnedOut } from './compare-orders.ts';
import { type Finding, type SeenOrder, unapprovedIn } from './finding.ts';
import { findingsOf } from './findings-of-look.ts';
import { type WatchHead, withTask } from './head.ts';
import type { KnownName, KnownOrder } from './known.ts';
import type { ListedOrder, OpenedOrder } from './order-comparison.ts';
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
  /** Tag and names of orders by the list of domains, which may not have all of an order; by their numbers. */
  readonly listed: ReadonlyMap<string, ListedPage>;
}

/** What the list of domains says of an order. */
export interface ListedPage {
  readonly tag: string;
  readonly names: readonly string[];
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
  /** Whether these are all workspaces of the account: one that is not among them is gone. */
  readonly isAll: boolean;
  readonly ours: Ours;
  readonly opened: ReadonlyMap<string, OpenedOrder>;
}

/** What a look comes to: what is written, and orders that people were told of and that turned out to be ours. */
export interface AccountCompared {
  readonly change: WatchChange & { readonly findings: readonly Finding[] };
  readonly turnedOut: readonly TurnedOut[];
}

/** Compares what was read of the account with what is known of it, and says what is written, and what people are to hear. Pure. */
export function compareAccount(asked: Comparison): AccountCompared {
  const { now } = asked;
  const orders = [...ordersCompared(asked), ...goneCompared(asked)];
  const names = namesCompared(asked);
  const findings = findingsOf(
    {
      before: orders.flatMap(({ before }) => before),
      found: orders.flatMap(({ found }) => found),
      dearer: names.flatMap(({ dearer }) => dearer),
      bought: names.flatMap(({ bought }) => bought),
    },
    now,
  );
  const changed = orders.flatMap((each) => each.changed);
  return {
    change: {
      head: findings.reduce((before, { key }) => withTask(before, key, 'post', now), headAfter(asked)),
      orders: toldBy(changed, findings),
      names: names.flatMap((each) => each.changed),
      findings,
    },
    turnedOut: orders.flatMap(({ turnedOut }) => turnedOut),
  };
}

/** Whether every list of orders was read, row for row: else what is missing may stand in what was not. */
export const isReadWhole = (workspaces: readonly WatchedWorkspace[]): boolean =>
  workspaces.every(({ orders }) => orders?.unreadable === 0);

/** Numbers of all orders that are listed. */
export const listedIn = (workspaces: readonly WatchedWorkspace[]): ReadonlySet<string> =>
  new Set(workspaces.flatMap(({ orders }) => (orders?.rows ?? []).map(({ id }) => id)));

function ordersCompared(asked: Comparison): OrdersCompared[] {
  const { head, workspaces } = asked;
  return workspaces.flatMap(({ workspace, orders, mailboxes }) =>
    orders === null
      ? []
      : [
          compareOrders({
            ...sharedBy(asked),
            ...{ workspace, rows: orders.rows, mailboxes },
            isWatched: head.workspaces.includes(workspace.id),
          }),
        ],
  );
}

/** A workspace that left the list of workspaces takes its orders along: they are missing like others. */
function goneCompared(asked: Comparison): OrdersCompared[] {
  if (!asked.isAll) return [];
  const present = new Set(asked.workspaces.map(({ workspace }) => workspace.id));
  const gone = new Set([...asked.book.orders.values()].map(({ workspaceId }) => workspaceId));
  return [...gone]
    .filter((id) => !present.has(id))
    .map((id) =>
      compareOrders({
        ...sharedBy(asked),
        ...{ workspace: { id, name: id }, rows: [], mailboxes: new Map(), isWatched: true },
      }),
    );
}

const sharedBy = ({ now, head, book, workspaces, ours, opened }: Comparison) => ({
  ...{ now, readBefore: head.readAt, ours, opened, known: book.orders },
  stoodBefore: head.startedAt ?? ('all' as const),
  isWhole: isReadWhole(workspaces),
  listed: listedIn(workspaces),
});

const namesCompared = ({ now, head, book, workspaces, ours }: Comparison): NamesCompared[] =>
  workspaces.flatMap(({ workspace, names: list }) =>
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

function headAfter({ now, head, workspaces }: Comparison): WatchHead {
  const read = workspaces.filter(({ orders }) => orders !== null);
  // A list that is empty may be that by mistake: what it should have had is taken in later.
  const withOrders = read.filter(({ orders }) => orders !== null && orders.rows.length > 0);
  const withNames = workspaces.filter(({ names }) => names !== null);
  return {
    ...head,
    startedAt: head.startedAt ?? (read.length > 0 ? now : null),
    workspaces: [...new Set([...head.workspaces, ...withOrders.map(({ workspace }) => workspace.id)])],
    namesOf: [...new Set([...head.namesOf, ...withNames.map(({ workspace }) => workspace.id)])],
    readAt: read.length === workspaces.length ? now : (head.readAt ?? now),
    unreadable: read.reduce((sum, { orders }) => sum + (orders?.unreadable ?? 0), 0),
  };
}

/** Orders that are told as unapproved keep which finding tells it. */
function toldBy(changed: readonly KnownOrder[], findings: readonly Finding[]): KnownOrder[] {
  const keys = new Map(findings.flatMap(({ key, about }) => unapprovedIn(about).map(({ id }) => [id, key] as const)));
  return changed.map((order) => {
    const key = keys.get(order.id);
    if (key === undefined || order.explained.by !== 'nobody') return order;
    return { ...order, explained: { ...order.explained, toldBy: key } };
  });
}
