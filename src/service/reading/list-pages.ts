import { subDays } from 'date-fns/subDays';
import { type ListPage, type ListPlace, type OrderList, ROWS_PER_PAGE } from '../../orders/standing/lists.ts';
import type { UserId } from '../../values/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderSelection, OrderStore, Rows, Selected } from '../ports/stores/order-store.ts';

/** Who reads, and whether they can decide on orders. */
export interface Reader {
  readonly by: UserId;
  readonly mayDecide: boolean;
}

/** What one asked for and is decided stays in one's list for so long. */
const DAYS_OF_MINE = 30;

/** What each list is made of for a reader, one part after the other. People who cannot decide see their own orders only. */
const SELECTIONS: Readonly<Record<OrderList, (reader: Reader, now: Date) => readonly OrderSelection[]>> = {
  to_decide: ({ by, mayDecide }) => (mayDecide ? [{ stage: 'waiting', notRequestedBy: by }] : []),
  mine: ({ by }, now) => [
    { stage: 'waiting', requestedBy: by },
    { stage: 'decided', requestedBy: by, since: subDays(now, DAYS_OF_MINE) },
  ],
  running: (reader) => [{ stage: 'running', ...ownUnlessDecider(reader) }],
  all: (reader) => [{ stage: 'all', ...ownUnlessDecider(reader) }],
};

const ownUnlessDecider = ({ by, mayDecide }: Reader): Pick<OrderSelection, 'requestedBy'> =>
  mayDecide ? {} : { requestedBy: by };

export interface ListDeps {
  readonly orders: Pick<OrderStore, 'select'>;
  readonly clock: Clock;
}

/** A page of a list as the reader sees it; the last one where the list has become shorter. */
export async function pageOf(deps: ListDeps, reader: Reader, { list, offset }: ListPlace): Promise<ListPage> {
  const selections = SELECTIONS[list](reader, deps.clock.now());
  const { total, orders } = await selectAll(deps, selections, { offset, limit: ROWS_PER_PAGE });
  if (offset < total || offset === 0) return { list, offset, total, orders };
  const last = Math.max(0, Math.ceil(total / ROWS_PER_PAGE) - 1) * ROWS_PER_PAGE;
  return pageOf(deps, reader, { list, offset: last });
}

/** How many orders stand in a list as the reader sees it. */
export async function countOf(deps: ListDeps, reader: Reader, list: OrderList): Promise<number> {
  const selections = SELECTIONS[list](reader, deps.clock.now());
  return (await selectAll(deps, selections, { offset: 0, limit: 0 })).total;
}

/** Rows of several selections as if they were one. */
async function selectAll(deps: ListDeps, selections: readonly OrderSelection[], rows: Rows): Promise<Selected> {
  let all: Selected = { total: 0, orders: [] };
  for (const selection of selections) {
    const { total, orders } = await deps.orders.select(selection, {
      offset: Math.max(0, rows.offset - all.total),
      limit: rows.limit - all.orders.length,
    });
    all = { total: all.total + total, orders: [...all.orders, ...orders] };
  }
  return all;
}
