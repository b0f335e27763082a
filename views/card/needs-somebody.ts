import { isAskedAbout, isSought } from '../../src/orders/decide/looks.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import type { Order } from '../../src/orders/order.ts';
import { orderedTwice } from './ordered-twice.ts';

/** Whether people are asked to do something about an order that was decided: to look for it, once our own looks came to nothing. */
export function needsSomebody(order: Order): boolean {
  if (questionOf(order) !== null || orderedTwice(order) !== null || order.state === 'payment_pending') return true;
  if (isSought(order) && isAskedAbout(order)) return true;
  return order.state === 'placed' && order.progress.isStuck;
}
