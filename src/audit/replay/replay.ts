import { labelOf, namesOf } from '../../acts/act.ts';
import { vendorTag } from '../../acts/custom_order/tag.ts';
import type { HistoryEntry } from '../../orders/history.ts';
import type { Attempt, Order, OrderState } from '../../orders/order.ts';
import type { Fingerprint } from '../../values/ids.ts';
import { addEntry, type BesideHistory, type HistoryFacts, NO_FACTS } from './history-facts.ts';
import { keptTerms, lookupIn, type TermsLookup } from './known-terms.ts';
import { firstState, nextStates } from './next-states.ts';

/** The moment at which the intent of a paid call was written. */
export interface Start {
  readonly entry: HistoryEntry;
  readonly attempt: Attempt;
  /** Fingerprint of the terms in force then. */
  readonly fingerprint: Fingerprint | null;
  /** As it was right before. */
  readonly before: HistoryFacts;
  /** Whether the call surely made nothing: then the same attempt may be begun again. */
  readonly isNotSent: boolean;
}

/** A history, gone through entry by entry. */
export interface Replayed {
  /** What it adds up to. */
  readonly known: HistoryFacts;
  /** Where the order can stand after it; null when an entry cannot have happened. */
  readonly states: readonly OrderState[] | null;
  /** All states that the order may have been in. */
  readonly visited: ReadonlySet<OrderState>;
  /** The first entry that cannot have happened where it stands, and where the order stood then. */
  readonly misfit: { readonly entry: HistoryEntry; readonly states: readonly OrderState[] } | null;
  readonly starts: readonly Start[];
  /** Fingerprint in force after each entry. */
  readonly fingerprints: readonly (Fingerprint | null)[];
  readonly termsOf: TermsLookup;
}

/** Goes through a history on its own, without looking at the state that is kept. Pure. */
export function replay(order: Order, history: readonly HistoryEntry[]): Replayed {
  const termsOf = lookupIn(keptTerms(order, history));
  const { purchase, reference } = order.facts;
  const names = namesOf(purchase);
  const beside: BesideHistory = {
    forgottenAttempt: ({ attemptNumber, fingerprint }, at) => {
      const quotedCents = termsOf(fingerprint)?.quote.totalCents;
      const tag = vendorTag(labelOf(purchase), reference, attemptNumber);
      if (quotedCents === undefined) return null;
      return { number: attemptNumber, tag, startedAt: at, quotedCents, knownOrderIds: [] };
    },
  };
  const first = firstState(history[0]?.event);
  let states: readonly OrderState[] | null = first === null ? null : [first];
  let known = NO_FACTS;
  let misfit: Replayed['misfit'] = null;
  const visited = new Set<OrderState>(states);
  const starts: Start[] = [];
  const fingerprints: (Fingerprint | null)[] = [];
  for (const [index, entry] of history.entries()) {
    const before = known;
    const { event } = entry;
    if (event.type === 'placing_started') {
      starts.push({ entry, attempt: event.attempt, fingerprint: before.fingerprint, before, isNotSent: false });
    }
    const begun = starts.at(-1);
    if (event.type === 'not_sent' && begun) starts[starts.length - 1] = { ...begun, isNotSent: true };
    if (index > 0 && states !== null) {
      const quorum = termsOf(before.fingerprint)?.policy.quorum ?? null;
      const next: OrderState[] = states.flatMap((state) => nextStates(state, event, { before, quorum, names }));
      if (next.length === 0) misfit = { entry, states };
      states = next.length === 0 ? null : [...new Set(next)];
      for (const state of next) visited.add(state);
    }
    known = addEntry(before, entry, beside);
    fingerprints.push(known.fingerprint);
  }
  return { known, states, visited, misfit, starts, fingerprints, termsOf };
}
