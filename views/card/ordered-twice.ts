import type { KnownBlock } from '@slack/types';
import type { Attempt } from '../../src/orders/attempt.ts';
import { attemptOf, type Order } from '../../src/orders/order.ts';
import type { OrderAtVendor } from '../../src/orders/standing/at-vendor.ts';
import { attemptMakesWhatLasts } from '../../src/orders/standing/steps.ts';
import { section } from '../blocks.ts';
import { effectOfOrder } from '../words/effect.ts';
import { attemptsBeside } from '../words/order-text.ts';
import { inline, listed } from '../words/text.ts';

/** What is known of an order that stands at the vendor more than once, or may. */
export interface Twice {
  /** A few words. */
  readonly title: string;
  /** Both order numbers, and what to do: mrkdwn. */
  readonly text: string;
}

/** Null when no other attempt turned up beside the one that the order stands by, or the act makes no order. */
export function orderedTwice(order: Order): Twice | null {
  if (effectOfOrder(order) !== 'spend') return null;
  const seconds = attemptsBeside(order).filter(
    (each) => each.turnedUpAt !== undefined && attemptMakesWhatLasts(order, each),
  );
  if (seconds.length === 0) return null;
  const others = listed(seconds.map(vendorOrderText));
  switch (order.state) {
    case 'placed':
    case 'active':
    case 'payment_pending': {
      const own = vendorOrderText(attemptOf(order));
      return {
        title: 'Ordered twice',
        text: `ScaledMail has ${others}, and ${own}. Unless somebody cancelled one since, both may be charged each month. *Please cancel one at ScaledMail*: best ${whichToCancel(order, seconds)}.`,
      };
    }
    case 'placing':
    case 'outcome_unknown': {
      const { number, tag } = attemptOf(order);
      const of = tag === null ? '' : ` (tag \`${inline(tag)}\`)`;
      return {
        title: 'This may be ordered twice',
        text: `ScaledMail has ${others}. Attempt ${number}${of} was sent since, and may stand there too. *Please look at ScaledMail*, and cancel one there when both stand.`,
      };
    }
    case 'cancelled':
      return {
        title: 'An earlier attempt may still be charged',
        text: `ScaledMail also has ${others}. The end of this order (number ${inline(attemptOf(order).vendorOrderId ?? 'unknown')}) did not end that. *Please cancel it at ScaledMail* when nobody needs it.`,
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

/** By the numbers of the attempts; of several orders with one tag, which one attempt made, by their own. */
function whichToCancel(order: OrderAtVendor, seconds: readonly Attempt[]): string {
  const { tag, vendorOrderId: followed } = attemptOf(order);
  if (!seconds.some((second) => second.tag === tag))
    return `the one of attempt ${listed(seconds.map(numberOf))}, as this app follows attempt ${order.attempt}`;
  const ids = seconds.map(({ vendorOrderId }) => inline(vendorOrderId ?? 'the one without a number'));
  return `${listed(ids)}, as this app follows ${inline(followed ?? 'the other one')}`;
}

const numberOf = ({ number }: Attempt): string => String(number);

function vendorOrderText({ vendorOrderId, number, tag }: Attempt): string {
  const of = tag === null ? `attempt ${number}` : `attempt ${number}, tag \`${inline(tag)}\``;
  return vendorOrderId === null ? `an order whose number follows (${of})` : `order ${inline(vendorOrderId)} (${of})`;
}
