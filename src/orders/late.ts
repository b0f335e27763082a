import { effectOf, lasts, namesOf } from '../acts/act.ts';
import { actOf, type Order, type Progress } from './order.ts';
import { stuckAfter } from './schedule.ts';

/** An order that takes longer than usual. */
export interface Late {
  /** From when on it should have been done. */
  readonly since: Date;
  /** Names that were read and do not work; empty for what has no part of it ready. What was not read is unknown, never late. */
  readonly names: readonly string[];
}

/** Since when an order is late, and which of its domains are; null when it is not. */
export function lateOf(order: Order): Late | null {
  if (order.state !== 'placed' || !order.progress.isStuck) return null;
  const act = actOf(order);
  const names = lasts(act) ? missingOf(namesOf(act), order.progress) : [];
  return { since: stuckAfter(order.placedAt, effectOf(act)), names };
}

/** Names that were read and are not ready. */
export function missingOf(
  names: readonly string[],
  { ready, unread = [] }: Partial<Pick<Progress, 'unread'>> & Pick<Progress, 'ready'>,
): readonly string[] {
  const isReadyOrUnread = new Set([...ready, ...unread]);
  return names.filter((name) => !isReadyOrUnread.has(name));
}
