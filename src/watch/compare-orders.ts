import type { Reference } from '../values/ids.ts';
import { amountOf, asSeen, endedSince, type Found, movedFrom, resumedSince, withChanges, wordOf } from './changes.ts';
import { compareMissing } from './compare-missing.ts';
import type { AboutOrder, SeenOrder } from './finding.ts';
import type { Explanation, KnownOrder } from './known.ts';
import { type ListedOrder, type OrderComparison, seenOf } from './order-comparison.ts';
import type { Made } from './ours.ts';
import { isDoubtOver, madeOf, mayBeOf } from './whose.ts';

/** What a list comes to: what is known from now on, where that changed, what people are to hear, and what stood there before. */
export interface OrdersCompared {
  readonly changed: readonly KnownOrder[];
  readonly found: Found;
  readonly before: readonly SeenOrder[];
  readonly turnedOut: readonly TurnedOut[];
}

/** An order that people were told of, by the finding of that key, and that an order of ours made after all. */
export interface TurnedOut {
  readonly key: string;
  readonly id: string;
  readonly reference: Reference;
}

/** An order that nobody approved and of which nothing can be read is told all the same, after so many looks. */
const LOOKS_WITHOUT_PAGE = 3;
/** The clocks of the vendor and of this app need not agree, and a list may lack an order for a while. */
const DAY_MS = 24 * 60 * 60_000;

/**
 * Compares a list with what is known. What our orders explain, or may still turn out to explain, is not told as unapproved.
 * What is odd says nothing: an order without an amount, and one that is missing where rows cannot be read.
 */
export function compareOrders(asked: OrderComparison): OrdersCompared {
  const seen = asked.rows.map((row) => {
    const before = asked.known.get(row.id);
    return before ? compareKnown(asked, row, before) : compareNew(asked, row);
  });
  const all: readonly Compared[] = [...seen, ...compareMissing(asked)];
  return {
    changed: all.flatMap(({ known }) => (known === null ? [] : [known])),
    found: all.flatMap(({ found }) => found),
    before: all.flatMap(({ before = null }) => (before === null ? [] : [before])),
    turnedOut: all.flatMap(({ turnedOut = null }) => (turnedOut === null ? [] : [turnedOut])),
  };
}

interface Compared {
  /** Null when nothing changed. */
  readonly known: KnownOrder | null;
  readonly found: Found;
  readonly before?: SeenOrder | null;
  readonly turnedOut?: TurnedOut | null;
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
  return withChanges(known, seenOf(asked, row, made.reference), [
    ...amountOf(made, row),
    ...wordOf(asked, row, { id, status: '' }),
  ]);
}

function explainNew(asked: OrderComparison, row: ListedOrder, made: Made | null): Explanation {
  if (made) return explainedBy(made, row.amountCents);
  return stoodThere(asked, row) && mayBeOf(asked, row).length === 0
    ? { by: 'before' }
    : { by: 'nobody', looks: 0, isTold: false };
}

/**
 * Whether an order that is new to the watch stood there before it began: a list may have been empty then by mistake, or have
 * lacked the order.
 */
function stoodThere({ stoodBefore, isWatched }: OrderComparison, { createdAt }: ListedOrder): boolean {
  if (stoodBefore === 'all') return true;
  if (createdAt === null) return !isWatched;
  return createdAt.getTime() < stoodBefore.getTime() - (isWatched ? DAY_MS : 0);
}

/** That an order of ours made it. As long as it was listed without an amount, what was approved is kept to be compared with. */
const explainedBy = ({ reference, monthCents, mayBeCheaper }: Made, listedCents: number | null): Explanation => ({
  ...{ by: 'order', reference },
  ...(listedCents === null && { approved: { monthCents, mayBeCheaper } }),
});

/** Tells that nobody approved an order, unless it may be ours still, or its page is still to be read. */
function toldWhenUnapproved(asked: OrderComparison, row: ListedOrder, known: KnownOrder): Compared {
  const looks = known.explained.by === 'nobody' ? known.explained.looks + 1 : 1;
  const mayBe = mayBeOf(asked, row);
  const isWaiting = mayBe.length > 0 && !isDoubtOver(asked.now, known);
  const isTold = !isWaiting && (asked.opened.has(row.id) || looks >= LOOKS_WITHOUT_PAGE);
  const explained: Explanation = { by: 'nobody', looks, isTold };
  const about: AboutOrder = {
    ...{ kind: 'unapproved', order: seenOf(asked, row, null) },
    ...(mayBe.length > 0 && { mayBe: [...mayBe] }),
  };
  return { known: { ...known, explained }, found: isTold ? [{ key: `unapproved ${row.id}`, about }] : [] };
}

function compareKnown(asked: OrderComparison, row: ListedOrder, before: KnownOrder): Compared {
  if (isSame(asked, row, before)) return NOTHING;
  const { missing: _found, ...found } = before;
  const isResumed = resumedSince(before, row).length > 0;
  const now: KnownOrder = { ...found, ...asSeen(asked, row, before), ...(isResumed && { resumedAt: asked.now }) };
  const made = before.explained.by === 'nobody' ? madeOf(asked, row.id) : null;
  if (made) return turnedOutOurs(asked, row, { before, now, made });
  if (before.explained.by === 'nobody' && !before.explained.isTold) return toldWhenUnapproved(asked, row, now);
  const reference = before.explained.by === 'order' ? before.explained.reference : null;
  const changes = [...movedFrom(before, row), ...changesOfStanding(asked, row, before)];
  const compared = withChanges(compareLater(now), seenNow(asked, row, { now, reference }), changes);
  return JSON.stringify(before) === JSON.stringify(compared.known) ? NOTHING : compared;
}

const changesOfStanding = (asked: OrderComparison, row: ListedOrder, before: KnownOrder) => [
  ...endedSince(asked, before, row),
  ...resumedSince(before, row),
  ...wordOf(asked, row, before),
];

/** An order as people are shown it, with the amount that it had last where the list says none, or that it ended. */
const seenNow = (
  asked: OrderComparison,
  row: ListedOrder,
  { now, reference }: { readonly now: KnownOrder; readonly reference: Reference | null },
): SeenOrder => seenOf(asked, { ...row, amountCents: now.amountCents }, reference);

/** What was approved is of no more use once an amount is known: from then on it is compared with that. */
function compareLater(known: KnownOrder): KnownOrder {
  if (known.explained.by !== 'order' || known.amountCents === null) return known;
  const { approved: _compared, ...explained } = known.explained;
  return { ...known, explained };
}

/** Whether a row says nothing new about an order that is explained: most of them do, at every look. */
function isSame(asked: OrderComparison, row: ListedOrder, before: KnownOrder): boolean {
  if (before.explained.by === 'nobody' || before.missing !== undefined) return false;
  const { workspaceId, amountCents, status, standing } = asSeen(asked, row, before);
  return (
    before.workspaceId === workspaceId &&
    before.status === status &&
    before.standing === standing &&
    before.amountCents === amountCents
  );
}

/** An order that nobody explained is one of ours: from now on it is that, and what differs from what was approved is told. */
function turnedOutOurs(
  asked: OrderComparison,
  row: ListedOrder,
  { before, now, made }: { readonly before: KnownOrder; readonly now: KnownOrder; readonly made: Made },
): Compared {
  const { reference } = made;
  const known: KnownOrder = { ...now, explained: explainedBy(made, now.amountCents) };
  const changes = [...amountOf(made, row), ...changesOfStanding(asked, row, before)];
  const key = before.explained.by === 'nobody' ? before.explained.toldBy : undefined;
  return {
    ...withChanges(known, seenNow(asked, row, { now, reference }), changes),
    turnedOut: key === undefined ? null : { key, id: row.id, reference },
  };
}
