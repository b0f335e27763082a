import { domainNames } from '../../src/acts/custom_order/custom-order.ts';
import type { OrderEvent } from '../../src/orders/event.ts';
import type { Order } from '../../src/orders/order.ts';
import { section } from '../blocks.ts';
import { eventText } from '../words/event-text.ts';
import { progressBar, statusOf } from '../words/status.ts';
import { localTime } from '../words/text.ts';
import type { MessageView } from './message-view.ts';

/** A line in the card's thread: what happened, and when. */
export function historyNote(order: Order, event: OrderEvent, at: Date): MessageView {
  const text = noteText(order, event);
  return { text, blocks: [section(`${text}\n_${localTime(at)}_`)] };
}

/** One line of a list: `today at 10:42 · Approved by <@U…>`. */
export function historyLine(event: OrderEvent, at: Date): string {
  return `${localTime(at)} · ${eventText(event)}`;
}

function noteText(order: Order, event: OrderEvent): string {
  if (event.type !== 'progress_seen') return eventText(event);
  const total = domainNames(order.facts.purchase).length;
  return `${statusOf(order).emoji} ${progressBar({ ready: Math.min(event.ready.length, total), total })}`;
}
