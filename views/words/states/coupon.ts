import { mailboxesOf } from '../../../src/acts/act.ts';
import { actOf, type Order } from '../../../src/orders/order.ts';

/** What a refusal of the coupon is called, in a line of short parts. */
export const COUPON_NAMED = 'its answer names the coupon';

/**
 * Whether the vendor refused an order with a coupon, and said something of that.
 * Source: docs/vendor/notes.md, "What is unknown, and the safest behaviour".
 */
export const isCouponRefused = (order: Order): boolean =>
  order.state === 'refused' &&
  mailboxesOf(actOf(order))?.coupon !== undefined &&
  /coupon/i.test(order.vendorMessage ?? '');

/** The same as a sentence after others, with what to do; empty when it is not so. */
export const couponRefusedText = (order: Order): string =>
  isCouponRefused(order) ? ' Its answer names the coupon: order again with another one, or without.' : '';
