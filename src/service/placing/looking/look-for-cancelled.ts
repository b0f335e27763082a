import { type Act, targetOf, workspaceOf } from '../../../acts/act.ts';
import { presentNumber } from '../../../orders/decide/attempts.ts';
import { actOf, type Order } from '../../../orders/order.ts';
import { attemptsLookedFor } from '../../../orders/standing/at-vendor.ts';
import type { Trace } from '../../../orders/trace.ts';
import { isActive, isCancelled } from '../../acts/vendor-status.ts';
import { isVendorError } from '../../errors.ts';
import type { TraceReads } from '../vendor-lists.ts';

const NOTHING_UNREAD = { count: 0, odd: null, silent: null };
const ONE_UNREAD = { count: 1, odd: null, silent: null };

/**
 * Looks whether the vendor order that an act ends is cancelled, by the list or by its own page: that is the proof, whoever did
 * it. An order that neither shows as Active or Cancelled proves nothing. Throws what reading the list throws.
 * Source: docs/vendor/notes.md, "Placing an order safely", step 6 (only `Cancelled` counts).
 */
export async function lookForCancelled(reads: TraceReads, order: Order): Promise<Trace> {
  const act = actOf(order);
  const target = targetOf(act);
  const rows = [...(await reads.orders(workspaceOf(act).id))];
  const row = rows.find(({ id }) => id === target);
  if (!row || target === null) return { type: 'absent', unread: ONE_UNREAD };
  const statuses = [row.status, isCancelled(row.status) ? null : await statusOf(reads, act, target)];
  if (!statuses.some((status) => status !== null && isCancelled(status))) {
    const isRunning = statuses.every((status) => status !== null && isActive(status));
    return { type: 'absent', unread: isRunning ? NOTHING_UNREAD : ONE_UNREAD };
  }
  const attempt = attemptsLookedFor(order)[0]?.number ?? presentNumber(order);
  const { amountCents } = row;
  return { type: 'found', event: { type: 'vendor_order_found', vendorOrderId: target, amountCents, attempt } };
}

/** What the page of an order says now; null when it cannot be read. */
async function statusOf(reads: TraceReads, act: Act, target: string): Promise<string | null> {
  try {
    return (await reads.page(workspaceOf(act).id, target)).status;
  } catch (error) {
    if (!isVendorError(error)) throw error;
    return null;
  }
}
