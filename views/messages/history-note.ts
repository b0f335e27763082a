import { namesOf } from '../../src/acts/act.ts';
import type { OrderEvent, OrderEventType } from '../../src/orders/event.ts';
import type { HistoryEntry } from '../../src/orders/history.ts';
import { actOf, type Order } from '../../src/orders/order.ts';
import { type Line, quotation, section } from '../blocks.ts';
import { type Effect, effectOfOrder } from '../words/effect.ts';
import { eventText, saidIn } from '../words/event-text.ts';
import { progressBar, statusOf } from '../words/status.ts';
import { localTime } from '../words/text.ts';
import { firstOrderSteps } from './first-order-steps.ts';
import type { MessageView } from './message-view.ts';

/** A line in the card's thread: what happened, and when. The first order of an account tells its steps, too. */
export function historyNote(order: Order, event: OrderEvent, at: Date, isFirst: boolean): MessageView {
  const text = noteText(order, event);
  const steps = isFirst ? firstOrderSteps(order, event).map((step) => `\n• ${step}`) : [];
  const said = saidIn(event);
  const note = section(`${text}${steps.join('')}\n_${localTime(at)}_`);
  return { text, blocks: said === null ? [note] : [note, quotation(said)] };
}

/** One line of a list: `today at 10:42 · Approved by <@U…>`, and what somebody said. */
export function historyLine(event: OrderEvent, at: Date, effect: Effect): Line {
  return { text: `${localTime(at)} · ${eventText(event, effect)}`, said: saidIn(event) };
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
  event.type === next.type && !(event.type === 'held' && next.type === 'held' && isOtherHold(event, next));

type Held = Extract<OrderEvent, { type: 'held' }>;
const isOtherHold = (one: Held, other: Held): boolean => one.reason !== other.reason || one.trouble !== other.trouble;

function noteText(order: Order, event: OrderEvent): string {
  const effect = effectOfOrder(order);
  if (event.type !== 'progress_seen' || effect !== 'spend') return eventText(event, effect);
  const total = namesOf(actOf(order)).length;
  return `${statusOf(order).emoji} ${progressBar({ ready: Math.min(event.ready.length, total), total, unread: event.unread?.length ?? 0 })}`;
}
