import { isQuestionable } from '../../../orders/decide/settle-resembling.ts';
import type { OrderEvent } from '../../../orders/event.ts';
import type { Order } from '../../../orders/order.ts';
import { isLookedFor } from '../../../orders/standing/at-vendor.ts';
import type { TraceReads } from '../vendor-lists.ts';
import { lookForEvidence } from './look-for-evidence.ts';
import type { IsAnothers, OnUnread } from './own-trace.ts';

/**
 * Looks for every attempt of an order that may stand at the vendor without being known, and whether one that a person ruled
 * out is ours after all; says what came of it. Null when there is nothing to look for. What could not be read of other orders is no proof of absence; a vendor order that only resembles ours is
 * asked about where people can answer. Throws what reading the list throws. Source: docs/vendor/notes.md, "8. Placing an
 * order safely".
 */
export async function reconcileOrder(
  reads: TraceReads,
  order: Order,
  isAnothers: IsAnothers,
  onUnread?: OnUnread,
): Promise<OrderEvent | null> {
  if (!isLookedFor(order)) return null;
  const trace = await lookForEvidence(reads, order, isAnothers, onUnread);
  if (trace.type === 'found') return trace.event;
  if (trace.type === 'resembling' && isQuestionable(order)) {
    return { type: 'resembling_found', resembling: trace.resembling };
  }
  if (trace.type === 'absent' && trace.only) return { type: 'look_incomplete', unread: { only: [...trace.only] } };
  const unread = trace.unread.count;
  return unread > 0 ? { type: 'look_incomplete', unread } : { type: 'vendor_order_absent' };
}
