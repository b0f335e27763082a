import { subMilliseconds } from 'date-fns/subMilliseconds';
import type { OrderIn } from '../../orders/order.ts';
import type { Clock, OrderStore, Vendor } from '../ports.ts';
import { anothersIn, lookForTrace, type Trace } from './own-trace.ts';
import type { TraceReads, VendorLists } from './vendor-lists.ts';

/** A turn at the rate limit that is older may be somebody else's by now. */
const TURN_MAX_AGE_MS = 5_000;
/** A list that was read earlier may lack an order that was made meanwhile. */
const LOOK_MAX_AGE_MS = 10_000;

export interface LookingDeps {
  readonly orders: OrderStore;
  readonly vendor: Vendor;
  readonly lists: Pick<VendorLists, 'placing'>;
  readonly clock: Clock;
}

/** What a look came to, and the ids of all orders that the vendor's list had. */
export interface Looked {
  readonly trace: Trace;
  readonly seenIds: readonly string[];
}

/**
 * Takes the turn that the paid call needs, and looks for what the order may have left at the vendor, so that at the end both
 * are recent, however long the line and the list were. Null when `keep` says that the order was lost meanwhile. Throws what
 * vendor reads throw. Source: docs/vendor/notes.md, "8. Placing an order safely".
 */
export async function lookBeforePlacing(
  deps: LookingDeps,
  order: OrderIn<'approved'>,
  keep: () => Promise<boolean>,
): Promise<Looked | null> {
  let looked: (Looked & { readonly at: Date }) | null = null;
  for (;;) {
    await deps.vendor.takeTurn();
    const turnAt = deps.clock.now();
    if (looked === null || looked.at < subMilliseconds(turnAt, LOOK_MAX_AGE_MS)) {
      looked = await look(deps, order, keep);
      if (looked === null) return null;
    }
    if (turnAt >= subMilliseconds(deps.clock.now(), TURN_MAX_AGE_MS)) return looked;
  }
}

/** Somebody else has the order now; what they do with it is theirs. */
class Lost extends Error {}

async function look(deps: LookingDeps, order: OrderIn<'approved'>, keep: () => Promise<boolean>) {
  const seenIds: string[] = [];
  const keepOrLose = async () => {
    if (!(await keep())) throw new Lost();
  };
  let at = deps.clock.now();
  const reads: TraceReads = {
    orders: async (workspaceId) => {
      await keepOrLose();
      at = deps.clock.now();
      const rows = await deps.vendor.orders(workspaceId, 'person');
      seenIds.push(...rows.map(({ id }) => id));
      return rows;
    },
    details: async (workspaceId, orderId) => {
      await keepOrLose();
      return deps.lists.placing.details(workspaceId, orderId);
    },
  };
  try {
    const trace = await lookForTrace(reads, order, anothersIn(deps.orders));
    return { trace, seenIds, at };
  } catch (error) {
    if (error instanceof Lost) return null;
    throw error;
  }
}
