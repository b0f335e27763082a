import type { AboutOrder, SeenOrder } from './finding.ts';
import type { KnownOrder, Standing } from './known.ts';
import type { ListedOrder, OrderComparison } from './order-comparison.ts';
import type { Made, Ours } from './ours.ts';

/** A change of an order, before it is known which order it is about. */
export type Change = (order: SeenOrder) => AboutOrder;

/** What is found about orders, each under its key. */
export type Found = readonly { readonly key: string; readonly about: AboutOrder }[];

/** What is known of an order once its changes are told, and what people are to hear of them. */
export function withChanges(
  known: KnownOrder,
  seen: SeenOrder,
  changes: readonly Change[],
): { readonly known: KnownOrder; readonly found: Found } {
  const found = changes.map((change, index) => {
    const about = change(seen);
    return { key: `${about.kind} ${known.id} ${known.changes + index + 1} ${contentOf(about)}`, about };
  });
  return { known: { ...known, changes: known.changes + changes.length }, found };
}

/** Longest word of the vendor's in a key. */
const MOST_OF_A_WORD = 40;

/**
 * What a change says, for its key: after a store was put back another change may get the number of one that was told already, and
 * must not be taken for that.
 */
function contentOf(about: AboutOrder): string {
  const cents = about.order.amountCents ?? 'unknown';
  switch (about.kind) {
    case 'amount':
      return `${about.fromCents}-${cents}`;
    case 'status':
      return about.order.status.slice(0, MOST_OF_A_WORD);
    default:
      return String(cents);
  }
}

/** What the list says of an order now. What it does not say stays as it was; one that ended keeps the amount that it had. */
export function asSeen(
  { workspace, now, readBefore }: OrderComparison,
  row: ListedOrder,
  before: KnownOrder,
): Partial<KnownOrder> {
  const isOver = row.standing === 'ended' && before.amountCents !== null;
  // One that was missing was in none of the lists that were read meanwhile.
  const after = before.missing ? before.firstSeenAt : (readBefore ?? before.firstSeenAt);
  return {
    ...(row.standing === 'ended' && before.standing !== 'ended' && { ended: { after, by: now } }),
    workspaceId: workspace.id,
    amountCents: isOver ? before.amountCents : (row.amountCents ?? before.amountCents),
    status: row.status,
    standing: standingNow(row, before),
  };
}

/** How an order stands. One that ended does so until the vendor calls it by a word for one that runs. */
export const standingNow = (
  row: Pick<ListedOrder, 'standing'>,
  { standing }: Pick<KnownOrder, 'standing'>,
): Standing => (standing === 'ended' && row.standing === 'unknown' ? 'ended' : row.standing);

/** That an order of ours costs something else than was approved. */
export function amountOf(
  { monthCents, mayBeCheaper }: Pick<Made, 'monthCents' | 'mayBeCheaper'>,
  row: ListedOrder,
): Change[] {
  if (monthCents === null || row.amountCents === null || row.amountCents === monthCents) return [];
  if (row.standing === 'ended' || (mayBeCheaper && row.amountCents < monthCents)) return [];
  return [(order) => ({ kind: 'amount', order, fromCents: monthCents, isApproved: true })];
}

/** That the amount of an order that goes on moved; where none was listed so far, that it is not what was approved. */
export function movedFrom({ amountCents: fromCents, explained }: KnownOrder, row: ListedOrder): Change[] {
  if (fromCents === null)
    return explained.by === 'order' && explained.approved ? amountOf(explained.approved, row) : [];
  if (row.amountCents === null || row.amountCents === fromCents || row.standing === 'ended') return [];
  return [(order) => ({ kind: 'amount', order, fromCents, isApproved: false })];
}

/** That an order ended which no order of ours ended. */
export const endedSince = ({ ours }: OrderComparison, before: KnownOrder, row: ListedOrder): Change[] =>
  row.standing === 'ended' && before.standing !== 'ended' && !isEndedByOurs(ours, before)
    ? [(order) => ({ kind: 'cancelled', order })]
    : [];

/** Whether an order of ours ended it, or is about to, since it went on after an end the last time. */
export function isEndedByOurs({ ended }: Ours, { id, resumedAt }: Pick<KnownOrder, 'id' | 'resumedAt'>): boolean {
  const sentAt = ended.get(id);
  return sentAt !== undefined && (resumedAt === undefined || sentAt > resumedAt);
}

/** That an order goes on which had ended, or was not listed any more. */
export function resumedSince(before: KnownOrder, row: ListedOrder): Change[] {
  if (row.standing !== 'runs') return [];
  const was = before.standing === 'ended' ? 'ended' : before.missing?.isTold ? 'missing' : null;
  return was === null ? [] : [(order) => ({ kind: 'resumed', order, was })];
}

/** What an order was called before; a word that is none when it was not listed. */
type WordBefore = Pick<KnownOrder, 'id' | 'status' | 'resumedAt'>;

/** That the vendor has a word for an order which nobody knows. What we are ending may be called anything meanwhile. */
export const wordOf = ({ ours }: OrderComparison, row: ListedOrder, before: WordBefore): Change[] =>
  row.standing === 'unknown' && row.status.trim() !== '' && row.status !== before.status && !isEndedByOurs(ours, before)
    ? [(order) => ({ kind: 'status', order })]
    : [];
