import { approvalsOf, type Order } from '../../../src/orders/order.ts';
import { counted } from '../text.ts';

/** What somebody's own approval came to. */
export function approvedText(order: Order): string {
  const missing = order.asked.need - approvalsOf(order).length;
  if (order.state !== 'awaiting_approval' || missing <= 0) return '✓ *You approved this.* It goes on by itself.';
  return `✓ *You approved this.* It waits for ${counted(missing, 'more approval')}.`;
}
