import { firstBrokenEntry, type HistoryEntry, type HistoryHead } from '../../orders/history/history.ts';
import type { Reference, UserId } from '../../values/ids.ts';
import { type FindingDeps, type FoundOrder, showOrder } from './find-orders.ts';

export type AuditedOrder =
  | (Extract<FoundOrder, { ok: true }> & {
      /** Number of the first entry that does not follow from those before it, or is missing; null when all hold together. */
      readonly brokenEntry: number | null;
    })
  | Extract<FoundOrder, { ok: false }>;

/** One order with its whole history and whether that is unbroken, for the same people as `showOrder`. */
export const auditOrder =
  (deps: FindingDeps) =>
  async (by: UserId, reference: Reference): Promise<AuditedOrder> => {
    const found = await showOrder(deps)(by, reference);
    if (!found.ok) return found;
    const stored = await deps.orders.get(reference);
    if (!stored) return { ok: false, refusal: 'unknown_order' };
    // Read after the head: entries that came in between are more than it counts, never fewer.
    const history = await deps.orders.history(reference);
    return { ...found, order: stored.order, history, brokenEntry: brokenEntryOf(history, stored.head) };
  };

/** The chain alone does not show that entries are missing at its end; the order's own head does. */
function brokenEntryOf(history: readonly HistoryEntry[], head: HistoryHead): number | null {
  const broken = firstBrokenEntry(history);
  if (broken !== null) return broken;
  if (history.length < head.sequence) return history.length + 1;
  return history[head.sequence - 1]?.hash === head.hash ? null : head.sequence;
}
