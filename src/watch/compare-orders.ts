import type { Reference } from '../values/ids.ts';
import type { Cents } from '../values/money.ts';
import type { AboutOrder, SeenOrder } from './finding.ts';
import type { Explanation, KnownOrder, Standing } from './known.ts';
import type { Made, Ours } from './ours.ts';

/** A row of the vendor's list of orders. */
export interface ListedOrder {
  readonly id: string;
  readonly amountCents: Cents | null;
  readonly status: string;
  readonly standing: Standing;
  readonly createdAt: Date | null;
  readonly description: string;
}

/** What the page of a vendor order says, and whose it is by its tag. */
export interface OpenedOrder {
  readonly tag: string | null;
  readonly names: readonly string[];
  /** The order of ours that made it, by its tag. */
  readonly made: Made | null;
  readonly unknownReference: string | null;
}

/** A list of one workspace, and what is known for judging it. */
export interface OrderComparison {
  readonly now: Date;
  readonly workspace: SeenOrder['workspace'];
  /** Before which an order stood there already: all of them, when it is the first look at the account; null: none did. */
  readonly stoodBefore: 'all' | Date | null;
  readonly rows: readonly ListedOrder[];
  /** Whether each row has a number: one that has none may be any that is missing. */
  readonly isWhole: boolean;
  /** Numbers of all lists that were read now: an order may have moved to another workspace. */
  readonly listed: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, KnownOrder>;
  readonly ours: Ours;
  readonly opened: ReadonlyMap<string, OpenedOrder>;
  /** Whether there are more than can be opened: then they are told at once, without what their pages say. */
  readonly isCrowded: boolean;
  /** How many mailboxes the vendor counts, by the number of the order. */
  readonly mailboxes: ReadonlyMap<string, number>;
}

/** What a list comes to: what is known from now on, where that changed, what people are to hear, and what stood there before. */
export interface OrdersCompared {
  readonly changed: readonly KnownOrder[];
  readonly found: readonly { readonly key: string; readonly about: AboutOrder }[];
  readonly before: readonly SeenOrder[];
}

/** An order that nobody approved and whose page cannot be read is told all the same, after so many looks. */
const LOOKS_WITHOUT_PAGE = 3;
/** One that is missing is told after so many lists in a row, and not before so long: a list may lack it for a while. */
const LISTS_WITHOUT = 4;
const MISSING_MS = 3 * 60 * 60_000;

/**
 * Compares a list with what is known. What our orders explain, or may still turn out to explain, is never told as unapproved.
 * What is odd says nothing: an order without an amount, and one that is missing where rows cannot be read.
 */
export function compareOrders(asked: OrderComparison): OrdersCompared {
  const seen = asked.rows.map((row) => {
    const before = asked.known.get(row.id);
    return before ? compareKnown(asked, row, before) : compareNew(asked, row);
  });
  const missing = [...asked.known.values()]
    .filter(({ id, workspaceId }) => workspaceId === asked.workspace.id && !asked.listed.has(id))
    .map((each) => compareMissing(asked, each));
  const all = [...seen, ...missing];
  return {
    changed: all.flatMap(({ known }) => (known === null ? [] : [known])),
    found: all.flatMap(({ found }) => found),
    before: all.flatMap(({ before = null }) => (before === null ? [] : [before])),
  };
}

type Found = OrdersCompared['found'];

interface Compared {
  /** Null when nothing changed. */
  readonly known: KnownOrder | null;
  readonly found: Found;
  readonly before?: SeenOrder | null;
}

const NOTHING: Compared = { known: null, found: [] };

function compareNew(asked: OrderComparison, row: ListedOrder): Compared {
  const { id, amountCents, status, standing } = row;
  const made = madeOf(asked, id);
  const explained = explainNew(asked, row, made);
  const known: KnownOrder = {
    ...{ id, workspaceId: asked.workspace.id, firstSeenAt: asked.now },
    ...{ amountCents, status, standing, explained, changes: 0 },
  };
  if (explained.by === 'before')
    return { known, found: [], before: standing === 'ended' ? null : seenOf(asked, row, null) };
  if (explained.by === 'nobody') return toldWhenUnapproved(asked, row, known);
  if (made === null || asked.stoodBefore === 'all') return { known, found: [] };
  return withChanges(known, seenOf(asked, row, made.reference), [...amountOf(made, row), ...wordOf(asked, row, '')]);
}

function explainNew(asked: OrderComparison, row: ListedOrder, made: Made | null): Explanation {
  if (made) return { by: 'order', reference: made.reference };
  const { stoodBefore } = asked;
  const stood =
    stoodBefore === 'all' || (stoodBefore !== null && (row.createdAt === null || row.createdAt < stoodBefore));
  return stood && !mayBeOurs(asked, row) ? { by: 'before' } : { by: 'nobody', looks: 0, isTold: false };
}

/** The order of ours that made a vendor order, by its number or by its tag. */
const madeOf = ({ ours, opened }: OrderComparison, id: string): Made | null =>
  ours.made.get(id) ?? opened.get(id)?.made ?? null;

/**
 * Whether an order may be one of ours whose number is not known yet: people are asked about it already; it has names of one that
 * is looked for; or its page was not read, and one is looked for in this workspace.
 */
function mayBeOurs({ ours, opened, workspace }: OrderComparison, { id, createdAt }: ListedOrder): boolean {
  if (ours.asked.has(id)) return true;
  const page = opened.get(id);
  return ours.sought.some((sought) => {
    if (sought.workspaceId !== workspace.id || sought.ruledOut.has(id)) return false;
    if (createdAt !== null && createdAt < sought.since) return false;
    // One that has no names yet may get ours.
    if (!page || page.names.length === 0) return true;
    return page.names.some((name) => sought.names.has(name.toLowerCase()));
  });
}

/** Tells that nobody approved an order, unless it may be ours, or its page is still to be read. */
function toldWhenUnapproved(asked: OrderComparison, row: ListedOrder, known: KnownOrder): Compared {
  const looks = known.explained.by === 'nobody' ? known.explained.looks + 1 : 1;
  const isTold = !mayBeOurs(asked, row) && (asked.opened.has(row.id) || asked.isCrowded || looks >= LOOKS_WITHOUT_PAGE);
  const explained: Explanation = { by: 'nobody', looks, isTold };
  const about: AboutOrder = { kind: 'unapproved', order: seenOf(asked, row, null) };
  return { known: { ...known, explained }, found: isTold ? [{ key: `unapproved ${row.id}`, about }] : [] };
}

function compareKnown(asked: OrderComparison, row: ListedOrder, before: KnownOrder): Compared {
  if (isSame(asked, row, before)) return NOTHING;
  const now = { ...before, ...asSeen(asked, row, before) };
  const made = before.explained.by === 'nobody' ? madeOf(asked, row.id) : null;
  if (made) return turnedOutOurs(asked, row, { before, now, made });
  if (before.explained.by === 'nobody' && !before.explained.isTold) return toldWhenUnapproved(asked, row, now);
  const reference = before.explained.by === 'order' ? before.explained.reference : null;
  const seen = seenOf(asked, row, reference);
  const changes = [...movedFrom(before, row), ...endedSince(asked, before, row), ...wordOf(asked, row, before.status)];
  const { known, found } = withChanges(now, seen, changes);
  return { ...changedFrom(before, known ?? now), found };
}

/** Whether a row says nothing new about an order that is explained: most of them do, at every look. */
const isSame = ({ workspace }: OrderComparison, row: ListedOrder, before: KnownOrder): boolean =>
  before.explained.by !== 'nobody' &&
  before.missing === undefined &&
  before.workspaceId === workspace.id &&
  before.status === row.status &&
  before.standing === row.standing &&
  before.amountCents === (row.amountCents ?? before.amountCents);

/** An order that nobody explained is one of ours: from now on it is that, and what differs from what was approved is told. */
function turnedOutOurs(
  asked: OrderComparison,
  row: ListedOrder,
  { before, now, made }: { readonly before: KnownOrder; readonly now: KnownOrder; readonly made: Made },
): Compared {
  const { missing: _found, ...explained } = now;
  const ours: KnownOrder = { ...explained, explained: { by: 'order', reference: made.reference } };
  const amount = row.standing === 'ended' ? [] : amountOf(made, row);
  const changes = [...amount, ...endedSince(asked, before, row), ...wordOf(asked, row, before.status)];
  return withChanges(ours, seenOf(asked, row, made.reference), changes);
}

/** What the list says of an order now. What it does not say stays as it was. */
function asSeen({ workspace }: OrderComparison, row: ListedOrder, before: KnownOrder): Partial<KnownOrder> {
  return {
    workspaceId: workspace.id,
    amountCents: row.amountCents ?? before.amountCents,
    status: row.status,
    standing: row.standing,
  };
}

function changedFrom(before: KnownOrder, now: KnownOrder): Compared {
  const { missing: _found, ...known } = now;
  return JSON.stringify(before) === JSON.stringify(known) ? NOTHING : { known, found: [] };
}

/** A change of an order, before it is known which order it is about. */
type Change = (order: SeenOrder) => AboutOrder;

function withChanges(known: KnownOrder, seen: SeenOrder, changes: readonly Change[]): Compared {
  const found = changes.map((change, index) => {
    const about = change(seen);
    return { key: `${about.kind} ${known.id} ${known.changes + index + 1}`, about };
  });
  return { known: { ...known, changes: known.changes + changes.length }, found };
}

/** That an order of ours costs something else than was approved. */
function amountOf({ monthCents, mayBeCheaper }: Made, row: ListedOrder): Change[] {
  if (monthCents === null || row.amountCents === null || row.amountCents === monthCents) return [];
  if (mayBeCheaper && row.amountCents < monthCents) return [];
  return [(order) => ({ kind: 'amount', order, fromCents: monthCents, isApproved: true })];
}

/** That the amount of an order that goes on moved. */
function movedFrom({ amountCents: fromCents }: KnownOrder, row: ListedOrder): Change[] {
  if (fromCents === null || row.amountCents === null || row.amountCents === fromCents) return [];
  if (row.standing === 'ended') return [];
  return [(order) => ({ kind: 'amount', order, fromCents, isApproved: false })];
}

/** That an order ended which no order of ours ended. */
const endedSince = ({ ours }: OrderComparison, before: KnownOrder, row: ListedOrder): Change[] =>
  row.standing === 'ended' && before.standing !== 'ended' && !ours.ended.has(row.id)
    ? [(order) => ({ kind: 'cancelled', order })]
    : [];

/** That the vendor has a word for an order which nobody knows. What we are ending may be called anything meanwhile. */
const wordOf = ({ ours }: OrderComparison, row: ListedOrder, before: string): Change[] =>
  row.standing === 'unknown' && row.status.trim() !== '' && row.status !== before && !ours.ended.has(row.id)
    ? [(order) => ({ kind: 'status', order })]
    : [];

function compareMissing(asked: OrderComparison, before: KnownOrder): Compared {
  if (!asked.isWhole || before.standing === 'ended') return NOTHING;
  const { since = asked.now, lists = 0, isTold = false } = before.missing ?? {};
  if (isTold) return NOTHING;
  const missing = { since, lists: lists + 1, isTold };
  const isGone = missing.lists >= LISTS_WITHOUT && asked.now.getTime() - since.getTime() >= MISSING_MS;
  if (!isGone) return { known: { ...before, missing }, found: [] };
  // One that we ended may leave the list: there is nothing to tell, and nothing more to wait for.
  if (asked.ours.ended.has(before.id))
    return { known: { ...before, missing: { ...missing, isTold: true } }, found: [] };
  const known = { ...before, missing: { ...missing, isTold: true } };
  const row = { ...before, createdAt: null, description: '' };
  const seen = seenOf(asked, row, before.explained.by === 'order' ? before.explained.reference : null);
  return withChanges(known, seen, [(order) => ({ kind: 'vanished', order, since })]);
}

function seenOf(
  { workspace, opened, mailboxes }: OrderComparison,
  row: ListedOrder,
  reference: Reference | null,
): SeenOrder {
  const { id, amountCents, status, standing, createdAt, description } = row;
  const page = opened.get(id);
  return {
    ...{ id, workspace, amountCents, status, standing, createdAt, description, reference },
    page: page ? { tag: page.tag, names: [...page.names], unknownReference: page.unknownReference } : null,
    mailboxes: mailboxes.get(id) ?? null,
  };
}
