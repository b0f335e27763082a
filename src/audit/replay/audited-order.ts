import type { HistoryEntry } from '../../orders/history/history.ts';
import type { StoredOrder } from '../../service/ports/stores/order-store.ts';
import { type Replayed, replay } from './replay.ts';

/** An order that could be read whole, with its history gone through. What the checks look at. */
export interface AuditedOrder extends Pick<StoredOrder, 'order' | 'effects' | 'head'> {
  readonly history: readonly HistoryEntry[];
  readonly replayed: Replayed;
}

/** Prepares an order for its checks. */
export function auditedOrder(
  { order, effects, head }: Pick<StoredOrder, 'order' | 'effects' | 'head'>,
  history: readonly HistoryEntry[],
): AuditedOrder {
  return { order, effects, head, history, replayed: replay(order, history) };
}
