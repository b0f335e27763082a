import type { TraceReads, WatchReads } from './vendor-lists.ts';

/** Whether the order is still held; false when it is somebody else's by now. A timer renews the lease while a read waits. */
export type HoldForRead = () => Promise<boolean>;

/** The order was lost between two reads of the vendor: whoever has it now looks. */
export class OrderLost extends Error {}

/** A read that is made under the hold. */
const under =
  (hold: HoldForRead) =>
  <Asked extends readonly unknown[], Answer>(read: (...asked: Asked) => Promise<Answer>) =>
  async (...asked: Asked): Promise<Answer> => {
    if (!(await hold())) throw new OrderLost('The order is held by somebody else');
    return read(...asked);
  };

/** Reads of which each is made under a hold on the order. They throw `OrderLost` once that is lost. */
export function heldTraceReads(reads: TraceReads, hold: HoldForRead): TraceReads {
  const held = under(hold);
  return {
    orders: held(reads.orders),
    details: held(reads.details),
    page: held(reads.page),
    domains: held(reads.domains),
    purchased: held(reads.purchased),
    forms: held(reads.forms),
    mailboxes: held(reads.mailboxes),
    workspaces: held(reads.workspaces),
  };
}

/** As `heldTraceReads`. */
export function heldWatchReads(reads: WatchReads, hold: HoldForRead): WatchReads {
  const held = under(hold);
  return {
    orders: held(reads.orders),
    domains: held(reads.domains),
    purchased: held(reads.purchased),
    mailboxes: held(reads.mailboxes),
    mailboxesWaitUntil: reads.mailboxesWaitUntil,
    forms: held(reads.forms),
    workspaces: held(reads.workspaces),
  };
}
