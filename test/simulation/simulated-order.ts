/** An order as the simulated vendor keeps it. */
export interface SimulatedOrder {
  readonly id: string;
  readonly tag: string;
  /** How it gives the tag back; null when it never does. */
  readonly shownTag: string | null;
  /** What it charged at first: what is paid once, and a month. */
  readonly amountCents: number;
  readonly madeAt: number;
  /** The list shows it from here on. */
  readonly visibleFrom: number;
  readonly readyFrom: number;
  readonly isCharged: boolean;
  /** Its names and amount may be changed at the vendor, by other people. */
  names: readonly string[];
  monthCents: number;
  /** Where its names were told to lead, oldest first, and from when its row in the list says so. */
  redirects: readonly { readonly name: string; readonly to: string; readonly shownFrom: number }[];
  /** When it ended, and from when its own page and the list say so. Null while it has not. */
  end: { readonly at: number; readonly pageFrom: number; readonly listedFrom: number } | null;
  /** A word that nobody knows has the place of its status for a while. */
  oddWord: { readonly word: string; readonly until: number } | null;
}

/** Where a name of an order leads, as the list says it; empty for nowhere. */
export const redirectIn = ({ redirects }: SimulatedOrder, name: string, nowMs: number): string =>
  redirects.findLast((each) => each.name === name && each.shownFrom <= nowMs)?.to ?? '';

/** Where the vendor says how an order stands. */
export type Place = 'list' | 'page';

/** The status word that the list, or its own page, has for an order. */
export function statusOf({ end, oddWord }: SimulatedOrder, place: Place, nowMs: number): string {
  if (end && (place === 'list' ? end.listedFrom : end.pageFrom) <= nowMs) return 'Cancelled';
  return oddWord && nowMs < oddWord.until ? oddWord.word : 'Active';
}

/** Whether the vendor's list says that it ended: only that counts. */
export const isListedAsEnded = (order: SimulatedOrder, nowMs: number): boolean =>
  statusOf(order, 'list', nowMs) === 'Cancelled';
