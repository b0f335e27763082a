import { lasts } from '../../acts/act.ts';
import { actOf, type Order, type OrderState } from '../order.ts';
import { hasNextStep } from './steps.ts';

/** States of an end: nothing was ordered, or what was ordered is cancelled. Their claims are free again. */
const ENDED: ReadonlySet<OrderState> = new Set(['declined', 'withdrawn', 'expired', 'refused', 'cancelled']);

/** Whether the order is over: it ended, or did all that it was for and nothing of it goes on. */
export const isOver = (order: Order): boolean =>
  ENDED.has(order.state) || (order.state === 'active' && !lasts(actOf(order)));

/** Whether the order still holds its claims. */
export const holdsClaims = (order: Order): boolean => !isOver(order);

/** Whether the logins of the order are of no more use: it ended, or its last call was answered. */
export function isDoneWithLogins(order: Order): boolean {
  if (!isOver(order) && hasNextStep(order)) return false;
  return !['awaiting_approval', 'approved', 'placing', 'outcome_unknown'].includes(order.state);
}
