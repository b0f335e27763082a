import type { TraceReads, WatchReads } from './vendor-lists.ts';

/** Whether the order is still held; false when it is somebody else's by now. A timer renews the lease while a read waits. */
export type HoldForRead = () => Promise<boolean>;

/** The order was lost between two reads of the vendor: whoever has it now looks. */
export class OrderLost extends Error {}

async function holdOrThrow(hold: HoldForRead): Promise<void> {
  if (!(await hold())) throw new OrderLost('The order is held by somebody else');
}

/** Reads of which each is made under a hold on the order. They throw `OrderLost` once that is lost. */
export const heldTraceReads = (reads: TraceReads, hold: HoldForRead): TraceReads => ({
  orders: async (workspaceId) => {
    await holdOrThrow(hold);
    return reads.orders(workspaceId);
  },
  details: async (workspaceId, orderId) => {
    await holdOrThrow(hold);
    return reads.details(workspaceId, orderId);
  },
  page: async (workspaceId, orderId) => {
    await holdOrThrow(hold);
    return reads.page(workspaceId, orderId);
  },
  domains: async (workspaceId) => {
    await holdOrThrow(hold);
    return reads.domains(workspaceId);
  },
  purchased: async (workspaceId) => {
    await holdOrThrow(hold);
    return reads.purchased(workspaceId);
  },
  forms: async (workspaceId) => {
    await holdOrThrow(hold);
    return reads.forms(workspaceId);
  },
});

/** As `heldTraceReads`. */
export const heldWatchReads = (reads: WatchReads, hold: HoldForRead): WatchReads => ({
  orders: async (workspaceId) => {
    await holdOrThrow(hold);
    return reads.orders(workspaceId);
  },
  domains: async (workspaceId) => {
    await holdOrThrow(hold);
    return reads.domains(workspaceId);
  },
  purchased: async (workspaceId) => {
    await holdOrThrow(hold);
    return reads.purchased(workspaceId);
  },
  mailboxes: async (workspaceId, domainId, reference) => {
    await holdOrThrow(hold);
    return reads.mailboxes(workspaceId, domainId, reference);
  },
  mailboxesWaitUntil: reads.mailboxesWaitUntil,
  forms: async (workspaceId) => {
    await holdOrThrow(hold);
    return reads.forms(workspaceId);
  },
});
