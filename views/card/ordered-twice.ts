import type { KnownBlock } from '@slack/types';
import type { Attempt, LostAttempt, Order, OrderAtVendor } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { inline, listed } from '../words/text.ts';

/** What is known of an order that stands at the vendor more than once, or may. */
export interface Twice {
  /** A few words. */
  readonly title: string;
  /** Both order numbers, and what to do: mrkdwn. */
  readonly text: string;
}

/** Null when no earlier attempt turned up beside the newest. */
export function orderedTwice(order: Order): Twice | null {
  const seconds = (order.terms.lostAttempts ?? []).filter(({ turnedUpAt }) => turnedUpAt !== undefined);
  if (seconds.length === 0) return null;
  const others = listed(seconds.map(secondText));
  switch (order.state) {
    case 'placed':
    case 'active':
    case 'payment_pending': {
      const own = vendorOrderText(order.vendorOrderId, order.attempt);
      return {
        title: 'Ordered twice',
        text: `ScaledMail has ${others}, and ${own}. Unless somebody cancelled one since, both may be charged each month. *Please cancel one at ScaledMail*: best ${whichToCancel(order, seconds)}.`,
      };
    }
    case 'placing':
    case 'outcome_unknown': {
      const { number, tag } = order.attempt;
      return {
        title: 'This may be ordered twice',
        text: `ScaledMail has ${others}. Attempt ${number} (tag \`${inline(tag)}\`) was sent since, and may stand there too. *Please look at ScaledMail*, and cancel one there when both stand.`,
      };
    }
    case 'cancelled':
      return {
        title: 'An earlier attempt may still be charged',
        text: `ScaledMail also has ${others}. The end of this order (number ${inline(order.vendorOrderId ?? 'unknown')}) did not end that. *Please cancel it at ScaledMail* when nobody needs it.`,
      };
    default:
      return null;
  }
}

/** The warning as a paragraph of its own. */
export function orderedTwiceBlocks(order: Order): KnownBlock[] {
  const twice = orderedTwice(order);
  return twice ? [section(`⚠️ *${twice.title}.* ${twice.text}`)] : [];
}

/** By the numbers of the attempts; of several orders of one attempt by their own. */
function whichToCancel(order: OrderAtVendor, seconds: readonly LostAttempt[]): string {
  const isOneAttempt = seconds.some(({ attempt }) => attempt.number === order.attempt.number);
  if (!isOneAttempt)
    return `the one of attempt ${listed(seconds.map(numberOf))}, as this app follows attempt ${order.attempt.number}`;
  const ids = seconds.map(({ vendorOrderId }) => inline(vendorOrderId ?? 'the one without a number'));
  return `${listed(ids)}, as this app follows ${inline(order.vendorOrderId ?? 'the other one')}`;
}

const numberOf = ({ attempt }: LostAttempt): string => String(attempt.number);
const secondText = (lost: LostAttempt): string => vendorOrderText(lost.vendorOrderId ?? null, lost.attempt);

function vendorOrderText(vendorOrderId: string | null, { number, tag }: Attempt): string {
  const of = `attempt ${number}, tag \`${inline(tag)}\``;
  return vendorOrderId === null ? `an order whose number follows (${of})` : `order ${inline(vendorOrderId)} (${of})`;
}
