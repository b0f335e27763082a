import { domainNames } from '../../src/acts/custom_order/custom-order.ts';
import type { OrderEvent, OrderEventType } from '../../src/orders/event.ts';
import type { HistoryEntry } from '../../src/orders/history.ts';
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

/** Events that come again and again while an order waits. */
const REPEATING: ReadonlySet<OrderEventType> = new Set([
  'vendor_order_absent',
  'look_incomplete',
  'progress_seen',
  'watch_failed',
  'announce_failed',
  'held',
]);

/** The history with only the last of a row of entries that repeat. */
export function withoutRepeats(history: readonly HistoryEntry[]): readonly HistoryEntry[] {
  return history.filter(({ event }, index) => {
    const next = history[index + 1]?.event;
    return !REPEATING.has(event.type) || next === undefined || !saysTheSame(event, next);
  });
}

/** Whether the later of two events makes the earlier one needless: an order on hold for another reason is news. */
const saysTheSame = (event: OrderEvent, next: OrderEvent): boolean =>
  event.type === next.type && !(event.type === 'held' && next.type === 'held' && event.reason !== next.reason);

function noteText(order: Order, event: OrderEvent): string {
  if (event.type !== 'progress_seen') return eventText(event);
  const total = domainNames(order.facts.purchase).length;
  return `${statusOf(order).emoji} ${progressBar({ ready: Math.min(event.ready.length, total), total })}`;
}
