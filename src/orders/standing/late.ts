import { effectOf, namesOf } from '../../acts/act.ts';
import { keepsFromWorking, type Lacking } from '../../values/mail-record.ts';
import { actOf, type Order } from '../order.ts';
import type { Progress } from '../progress.ts';
import { stuckAfter } from '../schedule.ts';
import { makesWhatLasts } from './steps.ts';

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
  const names = makesWhatLasts(order) ? missingOf(namesOf(act), order.progress) : [];
  return { since: stuckAfter(order.placedAt, effectOf(act)), names };
}

/** Names that were read and are not ready by the vendor's own word: what our look found missing is no reason to call it late. */
export function missingOf(
  names: readonly string[],
  { ready, unread = [], lacking = [] }: Partial<Pick<Progress, 'unread' | 'lacking'>> & Pick<Progress, 'ready'>,
): readonly string[] {
  const isNotMissing = new Set([...ready, ...unread, ...lacking.map(({ domain }) => domain)]);
  return names.filter((name) => !isNotMissing.has(name));
}

/** Whether only our own look at DNS holds names back though a set-up should be done: that is no reason to call it late. */
export function isHeldLong(order: Order, lacking: readonly Lacking[], now: Date): boolean {
  if (order.state !== 'placed' || !lacking.some(keepsFromWorking)) return false;
  return now >= stuckAfter(order.placedAt, effectOf(actOf(order)));
}
