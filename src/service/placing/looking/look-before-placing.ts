import { requestOf } from '../../../acts/act.ts';
import { sealedLogin } from '../../../acts/act-request.ts';
import { newestTerms, type OrderIn } from '../../../orders/order.ts';
import { stepOf } from '../../../orders/standing/steps.ts';
import type { Trace } from '../../../orders/trace.ts';
import { isOlder, LOOK_MAX_AGE_MS, TURN_MAX_AGE_MS } from '../../../orders/warrant/lines.ts';
import { evidenceOf } from '../../acts/acts-at-vendor.ts';
import type { Clock } from '../../ports/clock.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import type { Vendor, VendorOrderDetails } from '../../ports/vendor.ts';
import type { TraceReads, VendorLists } from '../vendor-lists.ts';
import { lookForEvidence } from './look-for-evidence.ts';
import { followedByAnotherIn, isBlank, isMadeSince } from './own-trace.ts';

export interface LookingDeps {
  readonly orders: OrderStore;
  readonly vendor: Vendor;
  readonly lists: Pick<VendorLists, 'placing'>;
  readonly clock: Clock;
}

/** What a look came to. */
export interface Looked {
  readonly trace: Trace;
  /** When the list was begun to be read. */
  readonly lookedAt: Date;
  /** When the turn at the rate limit was taken. */
  readonly turnAt: Date;
}

/** Details that were opened in one placing: they are not opened again. */
export type Opened = Map<string, VendorOrderDetails>;

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
  { keep, opened }: { readonly keep: () => Promise<boolean>; readonly opened: Opened },
): Promise<LookedBeforePlacing> {
  const { act, tag } = newestTerms(order);
  const { operation } = requestOf(act, tag, sealedLogin, stepOf(order));
  let looked: Omit<Looked, 'turnAt'> | null = null;
  for (let rounds = 0; rounds < MOST_ROUNDS; rounds += 1) {
    await deps.vendor.takeTurn(operation);
    const turnAt = deps.clock.now();
    if (looked === null || isOlder(looked.lookedAt, LOOK_MAX_AGE_MS, turnAt)) {
      looked = await look(deps, order, { keep, opened });
      if (looked === null) return 'lost';
      if (looked.trace.type !== 'absent' || looked.trace.unread.count > 0) return { ...looked, turnAt };
    }
    const now = deps.clock.now();
    const isFresh = !isOlder(turnAt, TURN_MAX_AGE_MS, now) && !isOlder(looked.lookedAt, LOOK_MAX_AGE_MS, now);
    if (isFresh) return { ...looked, turnAt };
  }
  return 'too_slow';
}

/** So many orders made since the request, and opening them all would take longer than a turn lasts: nothing is sent. */
const MOST_TO_OPEN = 200;

/** Somebody else has the order now; what they do with it is theirs. */
class Lost extends Error {}

/** More orders than are opened in one placing. */
class TooMany extends Error {
  readonly count: number;
  constructor(count: number) {
    super(`${count} orders were made since the request`);
    this.count = count;
  }
}

/** One look. What was `opened` in this placing is not opened again, as far as it can be told from other orders. */
async function look(
  deps: LookingDeps,
  order: OrderIn<'approved'>,
  { keep, opened }: { readonly keep: () => Promise<boolean>; readonly opened: Opened },
): Promise<Omit<Looked, 'turnAt'> | null> {
  const keepOrLose = async () => {
    if (!(await keep())) throw new Lost();
  };
  let lookedAt = deps.clock.now();
  const evidence = evidenceOf(order);
  const reads: TraceReads = {
    orders: async (workspaceId) => {
      await keepOrLose();
      lookedAt = deps.clock.now();
      const rows = await deps.lists.placing.orders(workspaceId);
      const toOpen = evidence === 'vendor_order' ? rows.filter(isMadeSince(order)).length : 0;
      if (toOpen > MOST_TO_OPEN) throw new TooMany(toOpen);
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
    page: async (workspaceId, orderId) => {
      await keepOrLose();
      return deps.vendor.orderDetails(workspaceId, orderId, 'placing');
    },
    domains: async (workspaceId) => {
      await keepOrLose();
      lookedAt = deps.clock.now();
      return deps.lists.placing.domains(workspaceId);
    },
    purchased: async (workspaceId) => {
      await keepOrLose();
      lookedAt = deps.clock.now();
      return deps.lists.placing.purchased(workspaceId);
    },
    forms: async (workspaceId) => {
      await keepOrLose();
      lookedAt = deps.clock.now();
      return deps.lists.placing.forms(workspaceId);
    },
    workspaces: async () => {
      await keepOrLose();
      lookedAt = deps.clock.now();
      return deps.lists.placing.workspacesNow();
    },
    mailboxes: async (workspaceId, domainId) => {
      await keepOrLose();
      return deps.lists.placing.mailboxes(workspaceId, domainId);
    },
  };
  try {
    const trace = await lookForEvidence(reads, order, followedByAnotherIn(deps.orders));
    return { trace, lookedAt };
  } catch (error) {
    if (error instanceof Lost) return null;
    if (error instanceof TooMany) {
      return { trace: { type: 'absent', unread: { count: error.count, odd: null, silent: null } }, lookedAt };
    }
    throw error;
  }
}
