import { subMilliseconds } from 'date-fns/subMilliseconds';
import type { OrderIn } from '../../orders/order.ts';
import type { Clock } from '../ports/clock.ts';
import type { OrderStore } from '../ports/order-store.ts';
import { isNumbered, type Vendor, type VendorOrderDetails } from '../ports/vendor.ts';
import { lookForEvidence } from './look-for-evidence.ts';
import { anothersIn, isBlank, type Trace } from './own-trace.ts';
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
  /** When the list was begun to be read. */
  readonly at: Date;
}

/** So many rounds, and the vendor is too slow to know what was made there meanwhile. */
const MOST_ROUNDS = 3;

/** What looking came to: the order was lost meanwhile, or the vendor was too slow, or this. */
export type LookedBeforePlacing = Looked | 'lost' | 'too_slow';

/**
 * Takes the turn that the paid call needs, and looks for what the order may have left at the vendor, so that at the end both
 * are recent, however long the line and the list were. A look after which nothing is sent need not be recent. Throws what
 * vendor reads throw. Source: docs/vendor/notes.md, "8. Placing an order safely".
 */
export async function lookBeforePlacing(
  deps: LookingDeps,
  order: OrderIn<'approved'>,
  keep: () => Promise<boolean>,
): Promise<LookedBeforePlacing> {
  const opened = new Map<string, VendorOrderDetails>();
  let looked: Looked | null = null;
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
    await deps.vendor.takeTurn();
    const turnAt = deps.clock.now();
    if (looked === null || isOld(looked, turnAt)) {
      looked = await look(deps, order, { keep, opened });
      if (looked === null) return 'lost';
      if (looked.trace.type !== 'absent' || looked.trace.unread.count > 0) return looked;
    }
    const now = deps.clock.now();
    if (turnAt >= subMilliseconds(now, TURN_MAX_AGE_MS) && !isOld(looked, now)) return looked;
  }
  return 'too_slow';
}

/** Whether an order may have been made at the vendor since this look. */
export const isOld = (looked: Looked, now: Date): boolean => looked.at < subMilliseconds(now, LOOK_MAX_AGE_MS);

/** Somebody else has the order now; what they do with it is theirs. */
class Lost extends Error {}

/** One look. What was `opened` in this placing is not opened again, as far as it can be told from other orders. */
async function look(
  deps: LookingDeps,
  order: OrderIn<'approved'>,
  { keep, opened }: { readonly keep: () => Promise<boolean>; readonly opened: Map<string, VendorOrderDetails> },
): Promise<Looked | null> {
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
      seenIds.push(...rows.filter(isNumbered).map(({ id }) => id));
      return rows;
    },
    details: async (workspaceId, orderId) => {
      const known = opened.get(orderId);
      if (known) return known;
      await keepOrLose();
      const details = await deps.lists.placing.details(workspaceId, orderId);
      if (!isBlank(details)) opened.set(orderId, details);
      return details;
    },
  };
  try {
    const trace = await lookForEvidence(reads, order, anothersIn(deps.orders));
    return { trace, seenIds, at };
  } catch (error) {
    if (error instanceof Lost) return null;
    throw error;
  }
}
