import type { OrderEvent } from '../../../orders/event.ts';
import type { Order } from '../../../orders/order.ts';
import { isVendorError } from '../../errors.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Log } from '../../ports/log.ts';
import type { MailDns } from '../../ports/mail-dns.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import { type HoldForRead, heldTraceReads, heldWatchReads } from '../held-reads.ts';
import type { Claim } from '../place-order.ts';
import type { VendorLists } from '../vendor-lists.ts';
import { watchOrder } from '../watch-order.ts';
import { anothersIn } from './own-trace.ts';
import { reconcileOrder } from './reconcile-order.ts';

export interface LookingDeps {
  readonly orders: OrderStore;
  readonly lists: Pick<VendorLists, 'trace' | 'watch'>;
  readonly log: Log;
  readonly clock: Clock;
  /** See `Watching`. */
  readonly dns?: MailDns;
}

/**
 * One look for an order in the background. Whatever the vendor answers, it comes to an event, so that time goes on for the
 * people who wait; the cause of what could not be read is in the log. Null when there is nothing to look for. Throws
 * `OrderLost`.
 */
export async function lookForOrder(deps: LookingDeps, order: Order, hold: HoldForRead): Promise<OrderEvent | null> {
  const { reference } = order.facts;
  const reads = heldTraceReads(deps.lists.trace, hold);
  try {
    return await reconcileOrder(reads, order, anothersIn(deps.orders), (error, vendorOrderId) =>
      deps.log.warn({ reference, vendorOrderId, error }, 'Details of a vendor order could not be read'),
    );
  } catch (error) {
    if (!isVendorError(error)) throw error;
    deps.log.warn({ reference, error }, 'The list of ScaledMail could not be read to look for an order');
    return { type: 'look_incomplete', unread: 'list' };
  }
}

/** One look in the background at how far the vendor is; as `lookForOrder`. */
export function lookAtProgress(
  { lists, log, clock, dns }: LookingDeps,
  order: Order,
  { keep, record }: Pick<Claim, 'keep' | 'record'>,
): Promise<OrderEvent | null> {
  return watchOrder(heldWatchReads(lists.watch, keep), order, { log, clock, record, ...(dns && { dns }) });
}
