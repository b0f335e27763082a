import type { OrderIn } from '../../../src/orders/order.ts';
import { termsOf } from '../../../src/orders/order.ts';
import { hurryOf } from '../../acts/act-views.ts';
import { localTime } from '../text.ts';

/** `today at 6:00 PM, stock goes fast`: until when an order waits, and why not to put it off where there is a reason. */
export function untilText(order: OrderIn<'awaiting_approval'>): string {
  const hurry = hurryOf(termsOf(order).act);
  return `${localTime(order.expiresAt)}${hurry === null ? '' : `, ${hurry}`}`;
}
