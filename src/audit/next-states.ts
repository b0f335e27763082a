import type { OrderEvent } from '../orders/event.ts';
import type { OrderState } from '../orders/order.ts';
import type { Tracked } from './tracked.ts';

/** What else decides where an event leads. */
export interface Circumstances {
  /** What was known before the event. */
  readonly before: Tracked;
  /** Approvals that the terms in force need; null when those terms are not kept any more. */
  readonly quorum: number | null;
  /** All names of the order. */
  readonly names: readonly string[];
}

const BEFORE_THE_CALL: ReadonlySet<OrderState> = new Set(['awaiting_approval', 'approved']);
const STANDS_THERE: ReadonlySet<OrderState> = new Set(['placed', 'active', 'payment_pending']);
const ENDED: ReadonlySet<OrderState> = new Set(['declined', 'withdrawn', 'expired']);

/**
 * Where an event may lead from a state; nothing when it cannot happen there. It tells the rules of an order a second time, in
 * its own words, so that a mistake in one of the two tellings shows. Source: architecture, section 3.
 */
export function nextStates(state: OrderState, event: OrderEvent, around: Circumstances): readonly OrderState[] {
  switch (event.type) {
    case 'requested':
      return [];
    case 'announced':
    case 'announce_failed':
    case 'requester_told':
      return [state];
    case 'approved':
      return state === 'awaiting_approval' ? afterApproval(around) : [];
    case 'declined':
    case 'expired':
      return only(state === 'awaiting_approval', event.type);
    case 'withdrawn':
      return only(BEFORE_THE_CALL.has(state), 'withdrawn');
    case 'terms_changed':
      return only(state === 'approved', 'awaiting_approval');
    case 'held':
      return only(state === 'approved', 'approved');
    case 'placing_started':
      return only(state === 'approved', 'placing');
    case 'vendor_confirmed':
      return only(isUnsettled(state), 'placed');
    case 'vendor_could_not_charge':
      return only(isUnsettled(state), 'payment_pending');
    case 'outcome_unclear':
      return only(state === 'placing', 'outcome_unknown');
    case 'not_sent':
      return only(isUnsettled(state), 'approved');
    case 'resembling_found':
    case 'ruled_out':
      return only(state === 'approved' || state === 'outcome_unknown' || STANDS_THERE.has(state), state);
    case 'vendor_order_found':
      return afterFinding(state, around.before);
    case 'vendor_order_absent':
      return afterAbsence(state, around.before);
    case 'declared_absent':
      return only(state === 'outcome_unknown', event.terms ? 'awaiting_approval' : 'refused');
    case 'progress_seen':
      return afterProgress(state, event.ready, around.names);
    case 'vendor_cancelled':
      return only(state === 'placed' || state === 'active', 'cancelled');
  }
}

const only = (applies: boolean, next: OrderState): readonly OrderState[] => (applies ? [next] : []);
const isUnsettled = (state: OrderState): boolean => state === 'placing' || state === 'outcome_unknown';

function afterApproval({ before, quorum }: Circumstances): readonly OrderState[] {
  if (quorum === null) return ['awaiting_approval', 'approved'];
  return [before.approvals.length + 1 >= quorum ? 'approved' : 'awaiting_approval'];
}

function afterFinding(state: OrderState, before: Tracked): readonly OrderState[] {
  if (isUnsettled(state) || state === 'refused') return ['placed'];
  if (STANDS_THERE.has(state)) return before.vendorOrderId === null ? [state] : [];
  const hasLost = before.lost.length > 0;
  return only(hasLost && (BEFORE_THE_CALL.has(state) || ENDED.has(state)), 'placed');
}

function afterAbsence(state: OrderState, before: Tracked): readonly OrderState[] {
  if (state === 'placing') return ['outcome_unknown'];
  if (state === 'outcome_unknown') return [before.unknownReason === 'rejected' ? 'refused' : 'outcome_unknown'];
  return STANDS_THERE.has(state) && before.vendorOrderId === null ? [state] : [];
}

function afterProgress(state: OrderState, ready: readonly string[], names: readonly string[]): readonly OrderState[] {
  if (state !== 'placed' && state !== 'payment_pending') return [];
  if (state === 'payment_pending' && ready.length === 0) return [];
  return [names.every((name) => ready.includes(name)) ? 'active' : 'placed'];
}

/** Where an order stands after its first entry; null when that is no request. */
export const firstState = (event: OrderEvent | undefined): OrderState | null =>
  event?.type === 'requested' ? 'awaiting_approval' : null;
