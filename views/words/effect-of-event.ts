import type { Attempt } from '../../src/orders/attempt.ts';
import type { OrderEvent } from '../../src/orders/event.ts';
import type { HistoryEntry } from '../../src/orders/history/history.ts';
import { actOf, type Order } from '../../src/orders/order.ts';
import { buysFirst, type Effect, effectOfAct, effectOfAttempt } from './effect.ts';

/**
 * In the words of which effect an event is told: of an order whose first steps buy, that of the step which it is about.
 * `latest` is the newest attempt at that moment.
 */
export function effectOfEvent(
  order: Order,
  event: OrderEvent,
  latest: Attempt | undefined = order.attempts.at(-1),
): Effect {
  const act = actOf(order);
  if (!buysFirst(act)) return effectOfAct(act);
  // What waits or changes before a call are names: once they are bought, nothing that depends on these words happens.
  if (event.type === 'held' || event.type === 'terms_changed') return 'buy';
  const number = 'attempt' in event && typeof event.attempt === 'number' ? event.attempt : latest?.number;
  const attempt = order.attempts.find((each) => each.number === number) ?? latest;
  return attempt ? effectOfAttempt(order, attempt) : effectOfAct(act);
}

/** The same for each entry of a history. */
export function effectsIn(order: Order, history: readonly HistoryEntry[]): (entry: HistoryEntry) => Effect {
  const effects = new Map<number, Effect>();
  let latest: Attempt | undefined;
  for (const { sequence, event } of history) {
    if (event.type === 'placing_started') {
      latest = order.attempts.find(({ number }) => number === event.attempt.number) ?? latest;
    }
    effects.set(sequence, effectOfEvent(order, event, latest));
  }
  return ({ sequence }) => effects.get(sequence) ?? effectOfAct(actOf(order));
}
