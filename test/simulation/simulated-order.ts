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
  readyFrom: number;
  readonly isCharged: boolean;
  /** Its names and amount may be changed at the vendor, by other people. */
  names: readonly string[];
  monthCents: number;
  /** Changes of its names that were taken, oldest first, and from when the vendor shows each. */
  changes: readonly TakenChange[];
  /** When it ended, and from when its own page and the list say so. Null while it has not. */
  end: { readonly at: number; readonly pageFrom: number; readonly listedFrom: number } | null;
  /** A word that nobody knows has the place of its status for a while. */
  oddWord: { readonly word: string; readonly until: number } | null;
}

/** A change of a name: where it is to lead, which name it gets, or who sends from it. */
export interface TakenChange {
  readonly name: string;
  readonly redirect: string | null;
  readonly newName: string | null;
  /** How far its sender becomes which other one, such as `name_only Zoë Neil`; null for other changes. */
  readonly sender: string | null;
  readonly shownFrom: number;
}

/** A name of an order as the vendor shows it: what it was ordered as, what it is called, where it leads, empty for nowhere, and who sends from it. */
export interface ShownName {
  readonly name: string;
  readonly redirect: string;
  readonly sender: string;
  /** How often its mailboxes were made anew: each time with other addresses. */
  readonly made: number;
}

/** Who sends at first. */
const FIRST_SENDER = 'Ada Park';
/** The first of the addresses of a name. */
export const addressOf = ({ name, made }: ShownName, index = 0): string => `m${made}-${index}@${name}`;

const senderAfter = ({ sender, made }: ShownName, change: string | null): Pick<ShownName, 'sender' | 'made'> => {
  if (change === null) return { sender, made };
  const [mode, ...name] = change.split(' ');
  return { sender: name.join(' '), made: mode === 'name_only' ? made : made + 1 };
};

/** The names of an order as the vendor shows them at a moment. */
export const shownNames = ({ names, changes }: SimulatedOrder, nowMs: number): ShownName[] =>
  names.map((ordered) => {
    let shown: ShownName = { name: ordered, redirect: '', sender: FIRST_SENDER, made: 0 };
    for (const { name, redirect, newName, sender, shownFrom } of changes) {
      if (name !== shown.name || shownFrom > nowMs) continue;
      const after = senderAfter(shown, sender);
      shown = { name: newName ?? shown.name, redirect: redirect ?? shown.redirect, ...after };
    }
    return shown;
  });

/** Whether a change of a name was taken and is not shown yet. */
export const isPending = ({ changes }: SimulatedOrder, of: string, nowMs: number): boolean =>
  changes.some(({ name, shownFrom }) => name === of && shownFrom > nowMs);

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
