import type { OrderEvent } from '../../orders/event.ts';
import type { HistoryEntry } from '../../orders/history.ts';
import type { Approval, Attempt, UnknownReason } from '../../orders/order.ts';
import type { Fingerprint, UserId } from '../../values/ids.ts';

/** A paid call that was given up for lost, with what it was approved on. */
export interface LostAttemptFacts {
  readonly attempt: Attempt;
  readonly attemptNumber: number;
  readonly fingerprint: Fingerprint | null;
  readonly approvals: readonly Approval[];
  /** Whether it turned up at the vendor beside a later call. */
  readonly isThere: boolean;
  readonly isUnpaid: boolean;
  readonly vendorOrderId: string | null;
  readonly vendorAmountCents: number | null;
}

/** What a history alone does not say. */
export interface BesideHistory {
  /** The call that must have been made under the terms in force, when the history of a store that went back has none. */
  readonly forgottenAttempt: (known: HistoryFacts, at: Date) => Attempt | null;
}

/** What the entries of a history add up to, whether or not they should ever have been written. */
export interface HistoryFacts {
  /** Of the terms in force. */
  readonly fingerprint: Fingerprint | null;
  /** Number of the attempt that the terms in force are for. */
  readonly attemptNumber: number;
  /** Given since the terms last moved: a change of terms voids what came before. */
  readonly approvals: readonly Approval[];
  /** The call that was begun under these terms. */
  readonly attempt: Attempt | null;
  readonly lost: readonly LostAttemptFacts[];
  readonly unknownReason: UnknownReason | null;
  readonly vendorOrderId: string | null;
  readonly vendorAmountCents: number | null;
  readonly end: {
    readonly how: 'declined' | 'withdrawn' | 'expired';
    readonly by: UserId | null;
    readonly at: Date;
  } | null;
}

/** Before the first entry. */
export const NO_FACTS: HistoryFacts = {
  fingerprint: null,
  attemptNumber: 1,
  approvals: [],
  attempt: null,
  lost: [],
  unknownReason: null,
  vendorOrderId: null,
  vendorAmountCents: null,
  end: null,
};

/** Adds an entry. An event of a new type does not compile before somebody says here what it adds. */
export function addEntry(known: HistoryFacts, { event, at }: HistoryEntry, beside: BesideHistory): HistoryFacts {
  switch (event.type) {
    case 'requested':
      return { ...known, fingerprint: event.fingerprint, approvals: [] };
    case 'approved':
      return {
        ...known,
        approvals: [...known.approvals, { by: event.by, at, fingerprint: event.fingerprint }],
      };
    case 'declined':
    case 'withdrawn':
      return { ...known, end: { how: event.type, by: event.by, at } };
    case 'expired':
      return { ...known, end: { how: event.type, by: null, at } };
    case 'terms_changed':
      return onTerms(known, event.terms);
    case 'placing_started':
      return { ...known, attempt: event.attempt, unknownReason: null };
    case 'outcome_unclear':
      return event.isLate ? known : { ...known, unknownReason: event.reason };
    case 'not_sent':
      return byEarlier({ ...known, attempt: null }) ?? { ...known, attempt: null, unknownReason: null };
    case 'vendor_order_absent':
    case 'look_incomplete':
      return { ...known, unknownReason: known.unknownReason ?? 'interrupted' };
    case 'vendor_confirmed':
    case 'vendor_could_not_charge':
      return asSent(known, event.attempt ?? known.attemptNumber, at, beside);
    case 'vendor_order_found': {
      const sent = asSent(known, event.attempt ?? known.attemptNumber, at, beside);
      const { attempt, attemptNumber, fingerprint, approvals } = sent;
      const asOurs = { attemptNumber, fingerprint, approvals, isThere: true, isUnpaid: false };
      const also = (event.also ?? []).flatMap(({ vendorOrderId, amountCents, attempt: number }) =>
        attempt ? [{ ...asOurs, attempt: { ...attempt, number }, vendorOrderId, vendorAmountCents: amountCents }] : [],
      );
      const { vendorOrderId, amountCents: vendorAmountCents } = event;
      return { ...sent, vendorOrderId, vendorAmountCents, lost: [...sent.lost, ...also] };
    }
    case 'second_order_found':
      return { ...known, lost: known.lost.map((loss) => seenAgain(loss, event)) };
    case 'declared_absent':
      return byEarlier(withLoss(known)) ?? (event.terms ? onTerms(withLoss(known), event.terms) : known);
    case 'announced':
    case 'announce_failed':
    case 'requester_told':
    case 'held':
    case 'resembling_found':
    case 'ruled_out':
    case 'progress_seen':
    case 'watch_failed':
    case 'vendor_cancelled':
      return known;
  }
}

function onTerms(
  known: HistoryFacts,
  terms: { readonly fingerprint: Fingerprint; readonly attempt: number },
): HistoryFacts {
  return { ...known, fingerprint: terms.fingerprint, attemptNumber: terms.attempt, approvals: [], attempt: null };
}

function withLoss(known: HistoryFacts): HistoryFacts {
  const { attempt, attemptNumber, fingerprint, approvals } = known;
  const unseen = { isThere: false, isUnpaid: false, vendorOrderId: null, vendorAmountCents: null };
  return attempt
    ? { ...known, lost: [...known.lost, { attempt, attemptNumber, fingerprint, approvals, ...unseen }] }
    : known;
}

function seenAgain(
  loss: LostAttemptFacts,
  event: Extract<OrderEvent, { type: 'second_order_found' }>,
): LostAttemptFacts {
  if (loss.attempt.number !== event.attempt) return loss;
  const number =
    event.vendorOrderId === null ? {} : { vendorOrderId: event.vendorOrderId, vendorAmountCents: event.amountCents };
  return { ...loss, ...number, isThere: true, isUnpaid: loss.isUnpaid || event.message !== undefined };
}

/** The newest call came to nothing: the order is the earlier one that turned up; null when none did. */
function byEarlier(known: HistoryFacts): HistoryFacts | null {
  const earlier = known.lost.findLast(({ isThere }) => isThere);
  return earlier ? bringBack(known, earlier) : null;
}

function bringBack(known: HistoryFacts, loss: LostAttemptFacts): HistoryFacts {
  const { isThere: _there, isUnpaid: _unpaid, ...sent } = loss;
  return { ...known, ...sent, lost: known.lost.filter((each) => each !== loss) };
}

/** A lost call that turned up brings back the terms and approvals that it was made on. The newest one is lost then. */
function asSent(known: HistoryFacts, number: number, at: Date, beside: BesideHistory): HistoryFacts {
  const loss = known.lost.find(({ attempt, vendorOrderId }) => attempt.number === number && vendorOrderId === null);
  if (loss) return bringBack(withLoss(known), loss);
  if (known.attempt) return known;
  // Who had approved an order that ended is not kept with it.
  const approvals = known.end ? [] : known.approvals;
  return { ...known, approvals, attempt: beside.forgottenAttempt(known, at) };
}
