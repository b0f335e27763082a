import type { Stub } from '../../../orders/history/stub.ts';
import type { Reference } from '../../../values/ids.ts';

/** An order as it stands in a file of the archive. */
export interface ArchivedOrder {
  readonly reference: Reference;
  readonly version: number;
}

/** An order that is to leave the store: while it still is of this version, its stub takes its place. */
export interface Leaving {
  readonly version: number;
  readonly stub: Stub;
}

/** Takes orders that ended out of the store, and keeps what is left of them. */
export interface OrderArchive {
  /** Orders that neither wait nor run, requested before a moment: those that may have ended. */
  over(before: Date): Promise<readonly Reference[]>;
  /**
   * Writes orders with everything that is kept of them into a new file of a folder, which is made when it is missing. All of it is on
   * disk when this resolves. Answers what stands in the file; an order that cannot be read is left out.
   */
  write(
    file: { readonly folder: string; readonly name: string; readonly at: Date },
    references: readonly Reference[],
  ): Promise<readonly ArchivedOrder[]>;
  /**
   * Puts stubs in the places of orders, each in one moment; answers how many. Afterwards the acts go that no order names any more,
   * also those that were left when somebody was killed before: for this, what every order names is looked at, part by part.
   */
  purge(leaving: readonly Leaving[]): Promise<number>;
  /** How many orders are kept, as orders or as stubs, at one moment: they only ever become more. */
  kept(): Promise<number>;
  /** What is left of an order; null when none of that reference was archived. */
  stub(reference: Reference): Promise<Stub | null>;
  /** Some of them, from a cursor on; null for the first ones. A stub that is made meanwhile may come twice. */
  stubs(cursor: string | null): Promise<StubPage>;
}

export interface StubPage {
  readonly stubs: readonly Stub[];
  /** Pass to get the next ones; null at the end. Opaque. */
  readonly cursor: string | null;
}

/** All stubs, page by page. */
export async function* stubPages({ stubs }: Pick<OrderArchive, 'stubs'>): AsyncGenerator<readonly Stub[]> {
  let cursor: string | null = null;
  do {
    const page = await stubs(cursor);
    yield page.stubs;
    cursor = page.cursor;
  } while (cursor !== null);
}
