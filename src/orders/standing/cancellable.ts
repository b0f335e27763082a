import type { Order } from '../order.ts';
import { atVendor, type OrderAtVendor, runsAtVendor, vendorOrderIdsOf } from './at-vendor.ts';
import { attemptMakesWhatLasts, makesWhatLasts } from './steps.ts';

/** Whether something of the order runs at the vendor that could be cancelled, whether its number is known or not. */
export const isCancellable = (order: Order): order is OrderAtVendor => runsAtVendor(order) && makesWhatLasts(order);

/** Whether people can ask to cancel it: it runs, and its number at the vendor is known. */
export const canBeCancelled = (order: Order): boolean => isCancellable(order) && atVendor(order).vendorOrderId !== null;

/**
 * Numbers of the vendor orders of which one is to be cancelled: an attempt turned up beside the one that the order stands by,
 * or stood by. Empty when there is no such alarm, or no number is known.
 */
export function vendorOrdersOfTwice(order: Order): readonly string[] {
  if (!isCancellable(order) && order.state !== 'cancelled') return [];
  const attempts = order.attempts.filter((each) => attemptMakesWhatLasts(order, each));
  const hasTurnedUp = attempts.some(({ number, turnedUpAt }) => number !== order.attempt && turnedUpAt !== undefined);
  if (!hasTurnedUp) return [];
  const ended = order.state === 'cancelled' ? atVendor(order).vendorOrderId : null;
  return vendorOrderIdsOf({ attempts }).filter((id) => id !== ended);
}
