import type { Act } from '../../acts/kinds.ts';
import type { OrderEvent } from '../../orders/event.ts';
import type { OrderState } from '../../orders/order.ts';

/** What became of a call to somebody else, as far as it is counted. */
export type CallResult = 'ok' | 'refused' | 'too_many' | 'failed' | 'no_answer' | 'not_sent';

/** Counts and times what happens: by kinds, states and results alone, never by people, domains or orders. */
export interface Meter {
  /** Something happened to an order, which is in this state now. */
  happened(kind: Act['kind'], event: OrderEvent['type'], state: OrderState): void;
  /** ScaledMail was called: how long the call waited for its turn, and how long it took, in milliseconds. */
  calledVendor(operation: string, result: CallResult, waitedMs: number, tookMs: number): void;
  /**
   * Slack was called by a method of its Web API, or was to be (`not_sent`): how long it wants to be left alone by that
   * method, and how long the call took, in milliseconds.
   */
  calledSlack(method: string, result: CallResult, waitMs: number, tookMs: number): void;
  /** Something of Slack's was acknowledged, so many milliseconds after it came. */
  acknowledged(way: 'at_once' | 'after_work', tookMs: number): void;
}

/** Counts nothing. */
export const noMeter: Meter = {
  happened: () => {},
  calledVendor: () => {},
  calledSlack: () => {},
  acknowledged: () => {},
};
