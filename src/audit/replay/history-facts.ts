import type { HistoryEntry } from '../../orders/history/history.ts';
import { isErased, withApproval } from './approval-facts.ts';
import { ofPeople } from './asked-facts.ts';
import { begun, newsOfSecond, turnedUp, withAlso, withCall, withNews } from './attempt-facts.ts';
import {
  type BesideHistory,
  type HistoryFacts,
  inForce,
  isAllDone,
  isNumberOnly,
  meantNumber,
  presentCall,
} from './facts.ts';

/** Adds an entry. An event of a new type does not compile before somebody says here what it adds. */
export function addEntry(known: HistoryFacts, entry: HistoryEntry, beside: BesideHistory): HistoryFacts {
  const next = withEntry(known, entry, beside);
  return entry.form === 1 ? asFirstFormKept(next, known, entry) : next;
}

/** What was said not to be there goes on being looked for. */
const WITHOUT_NUMBER = { vendorOrderId: null, vendorAmountCents: null };

function withEntry(known: HistoryFacts, entry: HistoryEntry, beside: BesideHistory): HistoryFacts {
  const { event, at } = entry;
  const { attempts, present } = known;
  switch (event.type) {
    case 'requested':
      return { ...known, fingerprint: event.fingerprint, asked: event.free ?? null };
    case 'approved':
      return {
        ...known,
        approvals: withApproval(known.approvals, entry, event),
        asked: ofPeople(event.asked ?? known.asked),
      };
    case 'declined':
    case 'withdrawn':
      return { ...known, end: { how: event.type, by: isErased(entry) ? null : event.by, at } };
    case 'expired':
      return { ...known, end: { how: event.type, by: null, at } };
    case 'terms_changed':
      return {
        ...(entry.form === 1 ? withoutCurrent(known) : known),
        fingerprint: entry.fingerprint,
        asked: ofPeople(known.asked),
      };
    case 'approvals_insufficient':
      return withoutApprovals(known, entry, event);
    case 'asked_anew':
      // What was asked of people is not freed by a looser rule.
      return { ...known, asked: known.asked?.rule === 'free' ? event.asked : ofPeople(event.asked) };
    case 'placing_started': {
      const call = begun(event.attempt, known.fingerprint, entry.form === 1);
      return { ...known, attempts: withCall(attempts, call), present: event.attempt.number, unknownReason: null };
    }
    case 'outcome_unclear':
      return event.isLate ? known : { ...known, unknownReason: event.reason };
    case 'not_sent':
      return byEarlier({ ...known, attempts: withNews(attempts, present, { isNotSent: true }), unknownReason: null });
    case 'vendor_order_absent':
    case 'look_incomplete':
      return { ...known, unknownReason: known.unknownReason ?? 'interrupted' };
    case 'vendor_confirmed': {
      const sent = asSent(known, event.attempt, entry, beside);
      const { target } = beside;
      const isSaid = target === null || entry.form === 1;
      return isSaid ? sent : { ...sent, attempts: withNews(sent.attempts, sent.present, { vendorOrderId: target }) };
    }
    case 'vendor_could_not_charge':
      return asSent(known, event.attempt, entry, beside);
    case 'vendor_order_found': {
      const { vendorOrderId, amountCents: vendorAmountCents } = event;
      if (isNumberOnly(known, event)) {
        const news = { vendorOrderId, vendorAmountCents };
        return { ...known, attempts: withNews(attempts, event.attempt ?? null, news) };
      }
      // Beside the one whose number is known, more may be found.
      const isMore = presentCall(known)?.vendorOrderId === vendorOrderId;
      const sent = isMore ? known : asSent(known, event.attempt, entry, beside);
      if (sent.present === null) return sent;
      const news = isMore ? {} : { vendorOrderId, vendorAmountCents };
      const numbered = withNews(sent.attempts, sent.present, news);
      const alike = { tagOf: beside.tagOf, isFirstForm: entry.form === 1 };
      return { ...sent, attempts: withAlso(numbered, sent.present, event, alike) };
    }
    case 'progress_seen': {
      const steps = beside.stepsIn(known);
      const step = presentCall(known)?.intent.step ?? steps;
      const isFollowed = isAllDone(event, beside.names) && step < steps;
      // One that had ended, and whose first step turned up all the same, goes back to people: its end is over.
      if (!isFollowed || present === null) return known;
      const stepsDone = beside.isInForce(known) ? step : known.stepsDone;
      return { ...known, present: null, stepsDone, followed: [...known.followed, present], end: null };
    }
    case 'second_order_found':
      return { ...known, attempts: withNews(attempts, event.attempt, newsOfSecond(event)) };
    case 'declared_absent': {
      const givenUpBy = isErased(entry) ? null : event.by;
      const given = { ...known, attempts: withNews(attempts, present, { givenUpBy, ...WITHOUT_NUMBER }) };
      if (turnedUp(attempts, present)) return byEarlier(given);
      if (!event.again) return given;
      // The same terms once more are sent as they were; new ones are asked of people.
      const isSame = entry.fingerprint === known.fingerprint;
      const asked = isSame ? known.asked : ofPeople(known.asked);
      return { ...given, asked, fingerprint: entry.fingerprint, present: null };
    }
    case 'announced':
    case 'announce_failed':
    case 'card_lost':
    case 'requester_told':
    case 'held':
    case 'resembling_found':
    case 'ruled_out':
    case 'watch_failed':
    case 'vendor_cancelled':
    case 'domains_changed':
      return known;
  }
}

/** Approvals that were taken away: all of them when they were too old, or in the first form; else those of some people. */
function withoutApprovals(
  known: HistoryFacts,
  entry: HistoryEntry,
  event: Extract<HistoryEntry['event'], { type: 'approvals_insufficient' }>,
): HistoryFacts {
  const isAll = event.reason === 'approval_too_old' || entry.form === 1;
  const isOfSome = !isAll && isErased(entry);
  const approvals = known.approvals.filter(({ by, fingerprint }) => {
    const isGone = isAll || (by !== null && event.without.includes(by));
    return !isGone || fingerprint !== known.fingerprint;
  });
  return {
    ...known,
    // In the first form the policy was part of the fingerprint.
    fingerprint: entry.form === 1 ? entry.fingerprint : known.fingerprint,
    approvals,
    asked: ofPeople(event.asked ?? known.asked),
    isUnsure: known.isUnsure || isOfSome,
  };
}

/** In the first form, new terms took away all approvals of the ones before, even when they had the same name. */
const withoutCurrent = (known: HistoryFacts): HistoryFacts => ({
  ...known,
  approvals: known.approvals.filter(({ fingerprint }) => fingerprint !== known.fingerprint),
});

/** The call that the order stood by came to nothing: it is the earlier one that turned up, or waits to be sent again. */
const byEarlier = (known: HistoryFacts): HistoryFacts => ({
  ...known,
  present: turnedUp(known.attempts, known.present)?.intent.number ?? null,
});

/** An order that turned up at the vendor stands by the call that made it, though the store may know of no such call. */
function asSent(
  known: HistoryFacts,
  named: number | undefined,
  { at, form }: HistoryEntry,
  beside: BesideHistory,
): HistoryFacts {
  const number = named ?? meantNumber(known);
  const call = known.attempts.find(({ intent, isNotSent }) => intent.number === number && !isNotSent);
  if (call) return { ...known, present: number };
  const intent = known.present === null ? beside.forgottenCall(known, at) : null;
  if (!intent) return known;
  const attempts = withCall(known.attempts, begun(intent, known.fingerprint, form === 1));
  return { ...known, attempts, present: intent.number };
}

/** What proves that a call made an order. */
const PROOFS: ReadonlySet<string> = new Set(['vendor_confirmed', 'vendor_could_not_charge', 'vendor_order_found']);

/**
 * What a row of the first form kept: no try that was not sent; nothing of how a call was given up and turned up, once the order
 * stood by it; and approvals only of calls, and of the terms in force while the order had not ended.
 */
function asFirstFormKept(known: HistoryFacts, before: HistoryFacts, { event }: HistoryEntry): HistoryFacts {
  const isByAnother = known.present !== null && known.present !== before.present && event.type !== 'placing_started';
  const isSettled = isByAnother || PROOFS.has(event.type);
  const settled = isSettled
    ? withNews(known.attempts, known.present, { isThere: false, givenUpBy: null })
    : known.attempts;
  const attempts = settled.filter(({ isNotSent }) => !isNotSent);
  const named = new Set(attempts.map(({ fingerprint }) => fingerprint));
  if (!known.end || known.present !== null) named.add(inForce(known));
  return { ...known, attempts, approvals: known.approvals.filter(({ fingerprint }) => named.has(fingerprint)) };
}
