import type { Reference } from '../values/ids.ts';
import type { Cents } from '../values/money.ts';
import type { SeenOrder } from './finding.ts';
import type { KnownOrder, Standing } from './known.ts';
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

/** What the page of a vendor order says, or the rows of its domains, and whose it is by its tag. */
export interface OpenedOrder {
  readonly tag: string | null;
  readonly names: readonly string[];
  /** The order of ours that made it, by its tag. */
  readonly made: Made | null;
  /** The order of ours that its tag names, when our own row of that cannot be read. */
  readonly unreadable: Reference | null;
  readonly unknownReference: string | null;
}

/** A list of one workspace, and what is known for judging it. */
export interface OrderComparison {
  readonly now: Date;
  /** When every list was last read before; null when none was. */
  readonly readBefore: Date | null;
  readonly workspace: SeenOrder['workspace'];
  /** Before which an order stood there already: all of them, when it is the first look at the account. */
  readonly stoodBefore: 'all' | Date;
  /** Whether orders of the workspace were listed at a look before: one without a date did not stand there then. */
  readonly isWatched: boolean;
  readonly rows: readonly ListedOrder[];
  /** Whether each list of the account was read, and each row has a number: one that has none may be any that is missing. */
  readonly isWhole: boolean;
  /** Numbers of all lists that were read now: an order may have moved to another workspace. */
  readonly listed: ReadonlySet<string>;
  readonly known: ReadonlyMap<string, KnownOrder>;
  readonly ours: Ours;
  readonly opened: ReadonlyMap<string, OpenedOrder>;
  /** How many mailboxes the vendor counts, by the number of the order. */
  readonly mailboxes: ReadonlyMap<string, number>;
}

/** An order as people are shown it. */
export function seenOf(
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
