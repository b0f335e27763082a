import type { VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import type { Clock } from '../ports/clock.ts';
import {
  isNumbered,
  type NumberedOrderRow,
  type Urgency,
  type Vendor,
  type VendorDomain,
  type VendorMailbox,
  type VendorOrderDetails,
  type VendorOrderRow,
} from '../ports/vendor.ts';

/** How old a list may be for somebody who follows the set-up: the vendor itself is asked every 15 minutes per order. */
const WATCH_MAX_AGE_MS = 60_000;
/** How old a list may be for somebody who looks for an order that may just have been made. */
const LOOK_MAX_AGE_MS = 2_000;
/** Mailboxes of so many domains are read in one minute by one process; the others wait for their order's next turn. */
const MAILBOX_READS_PER_MINUTE = 40;
const MINUTE_MS = 60_000;
/** Details kept in memory: far more than orders whose outcome is unknown at the same time. */
const MAX_DETAILS = 10_000;

/** What reconciling reads of the vendor. */
export interface TraceReads {
  orders(workspaceId: string): Promise<Iterable<VendorOrderRow>>;
  /** Tag and names of an order, which never change once they are there; its status may be of any moment before. */
  details(workspaceId: string, orderId: string): Promise<VendorOrderDetails>;
  /** How an order stands by its own page now: nothing is remembered. */
  page(workspaceId: string, orderId: string): Promise<VendorOrderDetails>;
}

/** What watching reads of the vendor. */
export interface WatchReads {
  /** By id. */
  orders(workspaceId: string): Promise<ReadonlyMap<string, VendorOrderRow>>;
  /** By name in lower case. */
  domains(workspaceId: string): Promise<ReadonlyMap<string, VendorDomain>>;
  /** Null when it is not this domain's turn, or the vendor names no list for it. */
  mailboxes(workspaceId: string, domainId: string): Promise<readonly VendorMailbox[] | null>;
}

/** What placing reads of the vendor beside prices. */
export interface WorkspaceReads {
  workspaces(): Promise<readonly VendorWorkspace[]>;
  /** Of a vendor order, once it has a tag and names: those never change. */
  details(workspaceId: string, orderId: string): Promise<VendorOrderDetails>;
}

/** The vendor's lists as the background work of one process reads them: however many orders ask, each list is read once. */
export interface VendorLists {
  readonly trace: TraceReads;
  readonly watch: WatchReads;
  readonly placing: WorkspaceReads;
}

/** Reads that a person waits for: nothing is remembered. */
export const freshTraceReads = (vendor: Vendor): TraceReads => ({
  orders: (workspaceId) => vendor.orders(workspaceId, 'person'),
  details: (workspaceId, orderId) => vendor.orderDetails(workspaceId, orderId, 'person'),
  page: (workspaceId, orderId) => vendor.orderDetails(workspaceId, orderId, 'person'),
});

/** The vendor's list: all of it, and those that can be opened by their number. */
interface OrderList {
  readonly rows: readonly VendorOrderRow[];
  readonly byId: ReadonlyMap<string, NumberedOrderRow>;
}

/** Lists that are shared by all who ask within their age. What the vendor throws reaches all who wait; it is not kept. */
export function vendorLists({ vendor, clock }: { vendor: Vendor; clock: Clock }): VendorLists {
  const orderLists = sharedAnswers<OrderList>({ clock });
  const orders = (workspaceId: string, maxAgeMs: number) =>
    orderLists(
      workspaceId,
      async () => {
        const rows = await vendor.orders(workspaceId, 'background');
        return { rows, byId: byKey(rows.filter(isNumbered), ({ id }) => id) };
      },
      maxAgeMs,
    );
  const domainLists = sharedAnswers<ReadonlyMap<string, VendorDomain>>({ clock });
  const domains = (workspaceId: string) =>
    domainLists(
      workspaceId,
      async () => byKey(await vendor.domains(workspaceId, 'background'), ({ name }) => name.toLowerCase()),
      WATCH_MAX_AGE_MS,
    );
  const workspaceLists = sharedAnswers<readonly VendorWorkspace[]>({ clock });
  const details = sharedAnswers<VendorOrderDetails>({
    // A tag and names never change; an order that has none yet may still get them.
    keeps: ({ tag, domainNames }) => tag !== null && domainNames.length > 0,
    // Who places does not wait for somebody's turn in the background.
    isSharedUnderWay: false,
    most: MAX_DETAILS,
  });
  const detailsFor = (urgency: Urgency) => (workspaceId: string, orderId: string) =>
    details(orderId, () => vendor.orderDetails(workspaceId, orderId, urgency));
  const mayReadMailboxes = perMinute(clock, MAILBOX_READS_PER_MINUTE);
  return {
    trace: {
      orders: async (workspaceId) => (await orders(workspaceId, LOOK_MAX_AGE_MS)).rows,
      details: detailsFor('background'),
      page: (workspaceId, orderId) => vendor.orderDetails(workspaceId, orderId, 'background'),
    },
    placing: {
      workspaces: () => workspaceLists('all', () => vendor.workspaces('placing'), WATCH_MAX_AGE_MS),
      details: detailsFor('placing'),
    },
    watch: {
      orders: async (workspaceId) => (await orders(workspaceId, WATCH_MAX_AGE_MS)).byId,
      domains,
      mailboxes: async (workspaceId, domainId) =>
        mayReadMailboxes() ? vendor.mailboxes(workspaceId, domainId, 'background') : null,
    },
  };
}

function byKey<Row>(rows: readonly Row[], keyOf: (row: Row) => string): ReadonlyMap<string, Row> {
  return new Map(rows.map((row) => [keyOf(row), row]));
}

/** Says yes so often in a minute. */
function perMinute(clock: Clock, most: number): () => boolean {
  let minute = -1;
  let used = 0;
  return () => {
    const now = Math.floor(clock.now().getTime() / MINUTE_MS);
    if (now !== minute) {
      minute = now;
      used = 0;
    }
    used += 1;
    return used <= most;
  };
}
