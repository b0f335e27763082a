import { subMilliseconds } from 'date-fns/subMilliseconds';
import type { VendorWorkspace } from '../../acts/custom_order/custom-order.ts';
import type { Clock } from '../ports/clock.ts';
import type {
  Urgency,
  Vendor,
  VendorDomain,
  VendorMailbox,
  VendorOrderDetails,
  VendorOrderRow,
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
  details(workspaceId: string, orderId: string): Promise<VendorOrderDetails>;
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
});

/** Lists that are shared by all who ask within their age. What the vendor throws reaches all who wait; it is not kept. */
export function vendorLists({ vendor, clock }: { vendor: Vendor; clock: Clock }): VendorLists {
  const orders = sharedReads(clock, async (workspaceId) => {
    const rows = await vendor.orders(workspaceId, 'background');
    return new Map(rows.map((row) => [row.id, row]));
  });
  const domains = sharedReads(clock, async (workspaceId) => {
    const rows = await vendor.domains(workspaceId, 'background');
    return new Map(rows.map((row) => [row.name.toLowerCase(), row]));
  });
  const workspaces = sharedReads(clock, () => vendor.workspaces('person'));
  const details = new Map<string, VendorOrderDetails>();
  const detailsFor = (urgency: Urgency) => async (workspaceId: string, orderId: string) => {
    const known = details.get(orderId);
    if (known) return known;
    const read = await vendor.orderDetails(workspaceId, orderId, urgency);
    if (details.size >= MAX_DETAILS) details.clear();
    // A tag and names never change; an order that has none yet may still get them.
    if (read.tag !== null && read.domainNames.length > 0) details.set(orderId, read);
    return read;
  };
  const mayReadMailboxes = perMinute(clock, MAILBOX_READS_PER_MINUTE);
  return {
    trace: {
      orders: async (workspaceId) => (await orders(workspaceId, LOOK_MAX_AGE_MS)).values(),
      details: detailsFor('background'),
    },
    placing: { workspaces: () => workspaces('all', WATCH_MAX_AGE_MS), details: detailsFor('person') },
    watch: {
      orders: (workspaceId) => orders(workspaceId, WATCH_MAX_AGE_MS),
      domains: (workspaceId) => domains(workspaceId, WATCH_MAX_AGE_MS),
      mailboxes: async (workspaceId, domainId) =>
        mayReadMailboxes() ? vendor.mailboxes(workspaceId, domainId, 'background') : null,
    },
  };
}

/** One read under way or remembered for each key. Its age counts from when it was begun. */
function sharedReads<Value>(clock: Clock, read: (key: string) => Promise<Value>) {
  const kept = new Map<string, { readonly begunAt: Date; readonly value: Promise<Value> }>();
  return (key: string, maxAgeMs: number): Promise<Value> => {
    const now = clock.now();
    const known = kept.get(key);
    if (known && known.begunAt >= subMilliseconds(now, maxAgeMs) && known.begunAt <= now) return known.value;
    const value = read(key);
    const begun = { begunAt: now, value };
    kept.set(key, begun);
    value.catch(() => {
      if (kept.get(key) === begun) kept.delete(key);
    });
    return value;
  };
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
