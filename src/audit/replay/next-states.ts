import type { OrderEvent } from '../../orders/event.ts';
import type { OrderState } from '../../orders/order.ts';
import type { HistoryFacts, LostAttemptFacts } from './history-facts.ts';

/** What else decides where an event leads. */
export interface Circumstances {
  /** What was known before the event. */
  readonly before: HistoryFacts;
  /** Approvals that the terms in force need; null when those terms are not kept any more. */
  readonly quorum: number | null;
  /** All names of the order. */
  readonly names: readonly string[];
}

const BEFORE_THE_CALL: ReadonlySet<OrderState> = new Set(['awaiting_approval', 'approved']);
const STANDS_THERE: ReadonlySet<OrderState> = new Set(['placed', 'active', 'payment_pending']);
/** The newest call stands at the vendor, may, or did: an earlier one is a second order then. */
const MAY_STAND: ReadonlySet<OrderState> = new Set([...STANDS_THERE, 'placing', 'outcome_unknown', 'cancelled']);

/**
 * Where an event may lead from a state; nothing when it cannot happen there. It tells the rules of an order a second
 * time, in its own words, so that a mistake in one of the two tellings shows.
 * Source: docs/architecture.md, "States of an order".
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
      return only(isProven(state, event.attempt, around.before), 'placed');
    case 'vendor_could_not_charge':
      return only(isProven(state, event.attempt, around.before), 'payment_pending');
    case 'outcome_unclear':
      if (event.isLate) return only(state === 'refused' || lossOf(around.before, event.attempt) !== undefined, state);
      return only(state === 'placing', 'outcome_unknown');
    case 'not_sent':
      return only(isUnsettled(state), earlierState(around.before) ?? 'approved');
    case 'second_order_found':
      return only(MAY_STAND.has(state) && lossOf(around.before, event.attempt) !== undefined, state);
    case 'resembling_found':
    case 'ruled_out':
      return only(mayBeAsked(state, around.before), state);
    case 'vendor_order_found':
      return afterFinding(state, event, around.before);
    case 'vendor_order_absent':
      return afterAbsence(state, around.before);
    case 'look_incomplete':
      return isSought(state, around.before) ? [state] : only(state === 'placing', 'outcome_unknown');
    case 'declared_absent': {
      const asked = event.terms ? 'awaiting_approval' : 'refused';
      return only(state === 'outcome_unknown', earlierState(around.before) ?? asked);
    }
    case 'progress_seen':
      return afterProgress(state, event.ready, around.names);
    case 'watch_failed':
      return only(state === 'placed', 'placed');
    case 'vendor_cancelled':
      return only(state === 'placed' || state === 'active', 'cancelled');
  }
}

const only = (applies: boolean, next: OrderState): readonly OrderState[] => (applies ? [next] : []);

/** Whether people may be asked about a vendor order: before a call, or about one whose order nobody has seen. */
function mayBeAsked(state: OrderState, { lost }: HistoryFacts): boolean {
  if (state === 'placing' || state === 'awaiting_approval') return false;
  const isNewest =
    state === 'approved' || state === 'outcome_unknown' || state === 'refused' || STANDS_THERE.has(state);
  return isNewest || lost.some(({ vendorOrderId }) => vendorOrderId === null);
}

const isUnsettled = (state: OrderState): boolean => state === 'placing' || state === 'outcome_unknown';

function afterApproval({ before, quorum }: Circumstances): readonly OrderState[] {
  if (quorum === null) return ['awaiting_approval', 'approved'];
  return [before.approvals.length + 1 >= quorum ? 'approved' : 'awaiting_approval'];
}

/** The lost call of this number whose order nobody has seen. */
const lossOf = ({ lost }: HistoryFacts, number: number | undefined): LostAttemptFacts | undefined =>
  lost.find((loss) => loss.attempt.number === number && loss.vendorOrderId === null);

/** Where an order stands by an earlier call that turned up, once its newest came to nothing; null without one. */
function earlierState({ lost }: HistoryFacts): OrderState | null {
  const earlier = lost.findLast(({ isThere }) => isThere);
  if (!earlier) return null;
  return earlier.isUnpaid ? 'payment_pending' : 'placed';
}

/** Whether an answer proves an order: to the call under way, to one that was given up, or to one that the store forgot. */
function isProven(state: OrderState, number: number | undefined, before: HistoryFacts): boolean {
  const isNewest = number === undefined || number === before.attemptNumber;
  if (isUnsettled(state)) return isNewest;
  if (number === undefined) return false;
  if (isNewest) return !MAY_STAND.has(state);
  return !MAY_STAND.has(state) && lossOf(before, number) !== undefined;
}

type VendorOrderFound = Extract<OrderEvent, { type: 'vendor_order_found' }>;

function afterFinding(state: OrderState, event: VendorOrderFound, before: HistoryFacts): readonly OrderState[] {
  const { attempt: number, vendorOrderId, also = [] } = event;
  const isNewest = number === undefined || number === before.attemptNumber;
  if (STANDS_THERE.has(state)) {
    // Beside the one whose number is known, others may be found.
    const isMore = before.vendorOrderId === vendorOrderId && also.length > 0;
    return only(isNewest && (before.vendorOrderId === null || isMore), state);
  }
  if (isNewest && state === 'refused') return ['placed'];
  return only(isProven(state, number, before), 'placed');
}

const isSought = (state: OrderState, before: HistoryFacts): boolean =>
  state === 'outcome_unknown' || (STANDS_THERE.has(state) && before.vendorOrderId === null);

/** A "no" that left no trace is believed only once enough looks read everything: until then people may be asked as well. */
function afterAbsence(state: OrderState, before: HistoryFacts): readonly OrderState[] {
  if (state === 'placing') return ['outcome_unknown'];
  // A question about another order is over; whether there was one, the facts do not tell.
  if (state === 'approved') return ['approved'];
  if (!isSought(state, before)) return [];
  const isNo = state === 'outcome_unknown' && before.unknownReason === 'rejected' && earlierState(before) === null;
  return isNo ? ['refused', 'outcome_unknown'] : [state];
}

function afterProgress(state: OrderState, ready: readonly string[], names: readonly string[]): readonly OrderState[] {
  if (state !== 'placed' && state !== 'payment_pending') return [];
  if (state === 'payment_pending' && ready.length === 0) return [];
  return [names.length > 0 && names.every((name) => ready.includes(name)) ? 'active' : 'placed'];
}

/** Where an order stands after its first entry; null when that is no request. */
export const firstState = (event: OrderEvent | undefined): OrderState | null =>
  event?.type === 'requested' ? 'awaiting_approval' : null;
