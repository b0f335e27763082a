import type { HistoryEntry } from '../orders/history.ts';
import type { Fingerprint, UserId } from '../orders/ids.ts';
import type { Approval, Attempt, UnknownReason } from '../orders/order.ts';

/** A paid call that a person gave up for lost, with what it was approved on. */
export interface TrackedLoss {
  readonly attempt: Attempt;
  readonly attemptNumber: number;
  readonly fingerprint: Fingerprint | null;
  readonly approvals: readonly Approval[];
}

/** What the entries of a history add up to, whether or not they should ever have been written. */
export interface Tracked {
  /** Of the terms in force. */
  readonly fingerprint: Fingerprint | null;
  /** Number of the attempt that the terms in force are for. */
  readonly attemptNumber: number;
  /** Given since the terms last moved: a change of terms voids what came before. */
  readonly approvals: readonly Approval[];
  /** The call that was begun under these terms. */
  readonly attempt: Attempt | null;
  readonly lost: readonly TrackedLoss[];
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
export const NOTHING_TRACKED: Tracked = {
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
export function track(tracked: Tracked, { event, at }: HistoryEntry): Tracked {
  switch (event.type) {
    case 'requested':
      return { ...tracked, fingerprint: event.fingerprint, approvals: [] };
    case 'approved':
      return {
        ...tracked,
        approvals: [...tracked.approvals, { by: event.by, at, fingerprint: event.fingerprint }],
      };
    case 'declined':
    case 'withdrawn':
      return { ...tracked, end: { how: event.type, by: event.by, at } };
    case 'expired':
      return { ...tracked, end: { how: event.type, by: null, at } };
    case 'terms_changed':
      return onTerms(tracked, event.terms);
    case 'placing_started':
      return { ...tracked, attempt: event.attempt, unknownReason: null };
    case 'outcome_unclear':
      return { ...tracked, unknownReason: event.reason };
    case 'not_sent':
      return { ...tracked, attempt: null, unknownReason: null };
    case 'vendor_order_absent':
      return { ...tracked, unknownReason: tracked.unknownReason ?? 'interrupted' };
    case 'vendor_order_found': {
      const sent = asSent(tracked, event.attempt ?? tracked.attemptNumber);
      return { ...sent, vendorOrderId: event.vendorOrderId, vendorAmountCents: event.amountCents };
    }
    case 'declared_absent':
      return event.terms ? onTerms(withLoss(tracked), event.terms) : tracked;
    case 'announced':
    case 'announce_failed':
    case 'requester_told':
    case 'held':
    case 'resembling_found':
    case 'ruled_out':
    case 'vendor_confirmed':
    case 'vendor_could_not_charge':
    case 'progress_seen':
    case 'vendor_cancelled':
      return tracked;
  }
}

function onTerms(tracked: Tracked, terms: { readonly fingerprint: Fingerprint; readonly attempt: number }): Tracked {
  return { ...tracked, fingerprint: terms.fingerprint, attemptNumber: terms.attempt, approvals: [], attempt: null };
}

function withLoss(tracked: Tracked): Tracked {
  const { attempt, attemptNumber, fingerprint, approvals } = tracked;
  return attempt
    ? { ...tracked, lost: [...tracked.lost, { attempt, attemptNumber, fingerprint, approvals }] }
    : tracked;
}

/** A lost call that turned up brings back the terms and approvals that it was made on. */
function asSent(tracked: Tracked, number: number): Tracked {
  const index = tracked.lost.findIndex(({ attempt }) => attempt.number === number);
  const loss = tracked.lost[index];
  return loss ? { ...tracked, ...loss, lost: tracked.lost.slice(0, index) } : tracked;
}
