import type { OrderEvent } from '../../orders/event.ts';
import type { HistoryEntry } from '../../orders/history/history.ts';
import type { OrderState } from '../../orders/order.ts';
import { isAgain, isErased, peopleWith } from './approval-facts.ts';
import { type AttemptFacts, turnedUp } from './attempt-facts.ts';
import { type HistoryFacts, isAllDone, isNumberOnly, meantNumber, presentCall } from './facts.ts';

/** What else decides where an event leads. */
export interface Circumstances {
  /** What was known before the event. */
  readonly before: HistoryFacts;
  /** Approvals that terms of the first form need; null for those of the present one, and for those that nobody kept. */
  readonly quorum: number | null;
  /** All names of the order. */
  readonly names: readonly string[];
  /** How many calls carry the act out. */
  readonly steps: number;
  /** Whether it costs nothing and ends nothing: then a second try needs no new approval. */
  readonly isFree: boolean;
  /** Whether it charges something: what the vendor accepted of it is not sent twice. */
  readonly isSpent: boolean;
  /** Whether something of it goes on running at the vendor. */
  readonly isLasting: boolean;
}

const BEFORE_THE_CALL: ReadonlySet<OrderState> = new Set(['awaiting_approval', 'approved']);
const STANDS_THERE: ReadonlySet<OrderState> = new Set(['placed', 'active', 'payment_pending']);
/** The present call stands at the vendor, may, or did: another one is a second order then. */
const MAY_STAND: ReadonlySet<OrderState> = new Set([...STANDS_THERE, 'placing', 'outcome_unknown', 'cancelled']);

/**
 * Where an event may lead from a state; nothing when it cannot happen there. It tells the rules of an order a second
 * time, in its own words, so that a mistake in one of the two tellings shows.
 * Source: docs/architecture.md, "States of an order".
 */
export function nextStates(state: OrderState, entry: HistoryEntry, around: Circumstances): readonly OrderState[] {
  const { event } = entry;
  switch (event.type) {
    case 'requested':
      return [];
    case 'announced':
    case 'announce_failed':
    case 'card_lost':
    case 'requester_told':
      return [state];
    case 'approved':
      return state === 'awaiting_approval' ? afterApproval(entry, event, around) : [];
    case 'declined':
    case 'expired':
      return only(state === 'awaiting_approval', event.type);
    case 'withdrawn':
      return only(BEFORE_THE_CALL.has(state), 'withdrawn');
    case 'terms_changed':
    case 'approvals_insufficient':
      return only(state === 'approved', 'awaiting_approval');
    case 'asked_anew':
      return only(BEFORE_THE_CALL.has(state), state);
    case 'held':
      return only(state === 'approved', 'approved');
    case 'placing_started':
      return only(state === 'approved', 'placing');
    case 'vendor_confirmed':
      return only(isProven(state, event.attempt, around.before), 'placed');
    case 'vendor_could_not_charge':
      return only(isProven(state, event.attempt, around.before), 'payment_pending');
    case 'outcome_unclear':
      if (event.isLate) return only(state === 'refused' || otherOf(around.before, event.attempt) !== undefined, state);
      return only(state === 'placing', 'outcome_unknown');
    case 'not_sent':
      return only(isUnsettled(state), earlierState(around.before) ?? 'approved');
    case 'second_order_found':
      return only(MAY_STAND.has(state) && otherOf(around.before, event.attempt) !== undefined, state);
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
      if (state !== 'outcome_unknown' && !mayComeToNothing(state, around)) return [];
      const earlier = earlierState(around.before);
      if (earlier) return [earlier];
      // What costs nothing is sent once more when enough people approved it.
      if (event.again && state === 'placed' && around.isSpent) return [];
      if (event.again) return around.isFree ? ['approved', 'awaiting_approval'] : ['awaiting_approval'];
      return ['refused'];
    }
    case 'progress_seen':
      return afterProgress(state, event, around);
    case 'watch_failed':
      return only(state === 'placed', 'placed');
    case 'domains_changed':
      return only(state === 'placed' || state === 'active', state);
    case 'vendor_cancelled':
      return only(STANDS_THERE.has(state) || (state === 'cancelled' && event.by !== undefined), 'cancelled');
  }
}

const only = (applies: boolean, next: OrderState): readonly OrderState[] => (applies ? [next] : []);
/** Whether people may be asked about a vendor order: before a call, or about one whose order nobody has seen. */
function mayBeAsked(state: OrderState, { attempts }: HistoryFacts): boolean {
  if (state === 'placing' || state === 'awaiting_approval') return false;
  return state === 'approved' || attempts.some(({ isNotSent, vendorOrderId }) => !isNotSent && vendorOrderId === null);
}

/** What was accepted can still come to nothing while nothing of it runs: before its next call, or when nothing ever does. */
function mayComeToNothing(state: OrderState, { before, steps, isLasting }: Circumstances): boolean {
  return state === 'placed' && (!isLasting || (presentCall(before)?.intent.step ?? steps) < steps);
}

const isUnsettled = (state: OrderState): boolean => state === 'placing' || state === 'outcome_unknown';

/** Enough people, by what the policy of that moment asked for; a history of the first form says it with its terms. */
function afterApproval(
  entry: HistoryEntry,
  event: Extract<OrderEvent, { type: 'approved' }>,
  { before, quorum }: Circumstances,
): readonly OrderState[] {
  const need = event.asked?.need ?? quorum;
  const isErasedBefore = before.approvals.some(
    ({ by, fingerprint }) => by === null && fingerprint === event.fingerprint,
  );
  const isUnclear = need === null || before.isUnsure || isErased(entry) || isErasedBefore;
  if (isUnclear) return ['awaiting_approval', 'approved'];
  if (peopleWith(before.approvals, entry, event) >= need) return ['approved'];
  return only(!isAgain(before.approvals, event), 'awaiting_approval');
}

/** The other call of this number whose order nobody has seen. */
function otherOf({ attempts, present }: HistoryFacts, number: number | undefined): AttemptFacts | undefined {
  if (number === present) return undefined;
  return attempts.find((each) => each.intent.number === number && !each.isNotSent && each.vendorOrderId === null);
}

/** Where an order stands by another call that turned up, once its own came to nothing; null without one. */
function earlierState({ attempts, present }: HistoryFacts): OrderState | null {
  const earlier = turnedUp(attempts, present);
  if (!earlier) return null;
  return earlier.isUnpaid ? 'payment_pending' : 'placed';
}

/** Whether an answer proves an order: to the call under way, to one that was given up, or to one that the store forgot. */
function isProven(state: OrderState, number: number | undefined, before: HistoryFacts): boolean {
  const isPresent = number === undefined || number === meantNumber(before);
  if (isUnsettled(state)) return isPresent;
  if (number === undefined) return false;
  if (isPresent) return !MAY_STAND.has(state);
  return !MAY_STAND.has(state) && otherOf(before, number) !== undefined;
}

type VendorOrderFound = Extract<OrderEvent, { type: 'vendor_order_found' }>;

function afterFinding(state: OrderState, event: VendorOrderFound, before: HistoryFacts): readonly OrderState[] {
  const { attempt: number, vendorOrderId, also = [] } = event;
  if (isNumberOnly(before, event)) return [state];
  const isPresent = number === undefined || number === meantNumber(before);
  if (STANDS_THERE.has(state)) {
    // Beside the one whose number is known, others may be found.
    const isMore = presentCall(before)?.vendorOrderId === vendorOrderId && also.length > 0;
    return only(isPresent ? lacksId(before) || isMore : isMore, state);
  }
  if (isPresent && state === 'refused') return ['placed'];
  return only(isProven(state, number, before), 'placed');
}

const lacksId = (known: HistoryFacts): boolean => (presentCall(known)?.vendorOrderId ?? null) === null;

const isSought = (state: OrderState, before: HistoryFacts): boolean =>
  state === 'outcome_unknown' || (STANDS_THERE.has(state) && lacksId(before));

/** A "no" that left no trace is believed only once enough looks read everything: until then people may be asked as well. */
function afterAbsence(state: OrderState, before: HistoryFacts): readonly OrderState[] {
  if (state === 'placing') return ['outcome_unknown'];
  // A question about another order is over; whether there was one, the facts do not tell.
  if (state === 'approved') return ['approved'];
  if (!isSought(state, before)) return [];
  const isNo = state === 'outcome_unknown' && before.unknownReason === 'rejected' && earlierState(before) === null;
  return isNo ? ['refused', 'outcome_unknown'] : [state];
}

type ProgressSeen = Extract<OrderEvent, { type: 'progress_seen' }>;

/** What is done works, or makes room for the next call. */
function afterProgress(
  state: OrderState,
  event: ProgressSeen,
  { before, names, steps }: Circumstances,
): readonly OrderState[] {
  const { ready } = event;
  if (state !== 'placed' && state !== 'payment_pending') return [];
  const isPaid = steps > 1 ? isAllDone(event, names) : ready.length > 0;
  if (state === 'payment_pending' && !isPaid) return [];
  if (!isAllDone(event, names)) return ['placed'];
  const isLast = (presentCall(before)?.intent.step ?? steps) === steps;
  // What nobody approved, or not enough people, brings no next call.
  return isLast ? ['active'] : ['approved', 'awaiting_approval'];
}

/** Where an order stands after its first entry: what is free by rule waits for nobody. Null when that is no request. */
export function firstState(event: OrderEvent | undefined): OrderState | null {
  if (event?.type !== 'requested') return null;
  return event.free ? 'approved' : 'awaiting_approval';
}
