import { goesOn } from '../../acts/worth.ts';
import { ORDER_STATES, type Order, type OrderState, termsOf } from '../order.ts';

/** Where an order stands in the lists of people: it waits for approval, it goes on, or it is over. */
export type OrderStage = 'waiting' | 'running' | 'over';

/** States of an order that was approved and goes on, whatever its act does. */
export const RUNNING_STATES = ['approved', 'placing', 'outcome_unknown', 'payment_pending', 'placed'] as const;
const RUNNING: ReadonlySet<OrderState> = new Set(RUNNING_STATES);

/** States of an order that is over, whatever its act does. */
export const OVER_STATES = ORDER_STATES.filter(
  (state) => state !== 'awaiting_approval' && state !== 'active' && !RUNNING.has(state),
);

/** Whether each of these states is of orders that wait or run, however many others there are. */
export const areOpen = (states: readonly OrderState[]): boolean =>
  states.every((state) => state === 'awaiting_approval' || RUNNING.has(state));

/** The stage of an order. One that did what it was for is over, unless it goes on being charged. */
export function stageOf(order: Order): OrderStage {
  if (order.state === 'awaiting_approval') return 'waiting';
  if (RUNNING.has(order.state)) return 'running';
  return order.state === 'active' && goesOn(termsOf(order).worth) ? 'running' : 'over';
}

/** By what orders of a stage are sorted, in milliseconds since 1970: the end of one that waits, else when it was asked for. */
export const rankMsOf = (order: Order): number =>
  (order.state === 'awaiting_approval' ? order.expiresAt : order.facts.requestedAt).getTime();
