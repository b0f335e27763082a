import type { HistoryEntry } from '../../orders/history.ts';
import type { LostAttempt, Order, Terms } from '../../orders/order.ts';
import type { Fingerprint } from '../../values/ids.ts';

/** Terms that are kept somewhere with an order; `where` completes “the terms …”. */
export interface KeptTerms {
  readonly terms: LostAttempt['terms'];
  readonly where: string;
}

/** All terms that order and history keep: those in force, those of lost attempts, and those before and after each change. */
export function keptTerms(order: Order, history: readonly HistoryEntry[]): KeptTerms[] {
  const inForce = withLost(order.terms, 'in force');
  const before = order.state === 'awaiting_approval' && order.change ? withLost(order.change.before, 'before') : [];
  const asked = history.flatMap(({ event, sequence }) => {
    const terms = event.type === 'terms_changed' || event.type === 'declared_absent' ? event.terms : undefined;
    return terms ? withLost(terms, `of entry ${sequence}`) : [];
  });
  return [...inForce, ...before, ...asked];
}

function withLost(terms: Terms, where: string): KeptTerms[] {
  const lost = (terms.lostAttempts ?? []).map((each) => ({
    terms: each.terms,
    where: `${where}, of attempt ${each.attempt.number}`,
  }));
  return [{ terms, where }, ...lost];
}

/** Looks terms up by their fingerprint; undefined for terms that nobody kept. */
export type TermsLookup = (fingerprint: Fingerprint | null) => LostAttempt['terms'] | undefined;

export function lookupIn(kept: readonly KeptTerms[]): TermsLookup {
  const byFingerprint = new Map(kept.map(({ terms }) => [terms.fingerprint, terms]));
  return (fingerprint) => (fingerprint === null ? undefined : byFingerprint.get(fingerprint));
}
