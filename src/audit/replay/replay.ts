import { subHours } from 'date-fns/subHours';
import { type Act, effectOf, lasts, namesOf, stepsOf, targetOf } from '../../acts/act.ts';
import type { Intent, OrderEvent } from '../../orders/event.ts';
import type { HistoryEntry } from '../../orders/history/history.ts';
import { actOf, type Order, type OrderState } from '../../orders/order.ts';
import { isSameCall } from '../../orders/standing/steps.ts';
import type { Fingerprint } from '../../values/ids.ts';
import { nextNumber } from './attempt-facts.ts';
import { type BesideHistory, type HistoryFacts, inForce, NO_FACTS, presentCall } from './facts.ts';
import { addEntry } from './history-facts.ts';
import { keptTerms, lookupIn, type TermsLookup, tagAt, tagOfCall } from './known-terms.ts';
import { firstState, nextStates } from './next-states.ts';

/** The moment at which the intent of a paid call was written. */
export interface Start {
  readonly entry: HistoryEntry;
  readonly attempt: Intent;
  /** Fingerprint of the terms in force then. */
  readonly fingerprint: Fingerprint | null;
  /** As it was right before. */
  readonly before: HistoryFacts;
  /** Whether the call surely made nothing: then the same attempt may be begun again. */
  readonly isNotSent: boolean;
}

type MovingEvent = Extract<OrderEvent, { type: 'terms_changed' | 'declared_absent' }>;

/** A moment at which an order in the present form got new terms. */
export interface Move {
  readonly entry: HistoryEntry;
  readonly event: MovingEvent;
  /** Fingerprint of the terms before, and the number that the next call had then. */
  readonly from: Fingerprint | null;
  readonly number: number;
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
  readonly moves: readonly Move[];
  /** Fingerprint in force after each entry. */
  readonly fingerprints: readonly (Fingerprint | null)[];
  readonly termsOf: TermsLookup;
}

/** Goes through a history on its own, without looking at the state that is kept. Pure. */
export function replay(order: Order, history: readonly HistoryEntry[]): Replayed {
  const termsOf = lookupIn(keptTerms(order, history));
  const beside = besideOf(order, termsOf);
  const isFree = effectOf(actOf(order)) === 'write';
  const kind = { isFree, isSpent: effectOf(actOf(order)) === 'spend', isLasting: lasts(actOf(order)) };
  const first = firstState(history[0]?.event);
  let states: readonly OrderState[] | null = first === null ? null : [first];
  let known = NO_FACTS;
  let misfit: Replayed['misfit'] = null;
  const visited = new Set<OrderState>(states);
  const starts: Start[] = [];
  const moves: Move[] = [];
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
      const quorum = termsOf(before.fingerprint)?.policy?.quorum ?? null;
      const next: OrderState[] = states.flatMap((state) =>
        nextStates(state, entry, { before, quorum, names: beside.names, steps: beside.stepsIn(before), ...kind }),
      );
      if (next.length === 0) misfit = { entry, states };
      states = next.length === 0 ? null : [...new Set(next)];
      for (const state of next) visited.add(state);
    }
    known = addEntry(before, entry, beside);
    const isSecondTry = isFree && entry.fingerprint === before.fingerprint;
    if (entry.form === 2 && isMove(event) && !isSecondTry && known.present === null) {
      moves.push({ entry, event, from: before.fingerprint, number: nextNumber(known.attempts) });
    }
    fingerprints.push(inForce(known));
  }
  return { known, states, visited, misfit, starts, moves, fingerprints, termsOf };
}

const isMove = (event: OrderEvent): event is MovingEvent =>
  event.type === 'terms_changed' || (event.type === 'declared_absent' && event.again !== undefined);

const besideOf = (order: Order, termsOf: TermsLookup): BesideHistory => ({
  target: targetOf<Act['kind']>(actOf(order)),
  names: namesOf(actOf(order)),
  isInForce: (known) => {
    const call = presentCall(known);
    const [then, now] = [call?.fingerprint ?? null, known.fingerprint].map((each) => termsOf(each)?.act);
    return call !== undefined && then !== undefined && now !== undefined && isSameCall(then, now, call.intent.step);
  },
  stepsIn: (known) => stepsOf<Act['kind']>(termsOf(inForce(known))?.act ?? actOf(order)),
  tagOf: (number) => tagOfCall(order, actOf(order), number),
  forgottenCall: ({ fingerprint, attempts, stepsDone }, at) => {
    const terms = termsOf(fingerprint);
    if (!terms) return null;
    const number = nextNumber(attempts);
    const step = stepsDone + 1;
    const tag = tagAt(order, terms, { number, step });
    // An order of which the store forgot the call may have been made up to two days before, by the vendor's clock.
    const lookFrom = subHours(order.facts.requestedAt, 48);
    const quoted = { quotedCents: terms.centsAt(step), ...terms.onceAt(step) };
    return { number, step, tag, startedAt: at, lookFrom, ...quoted, sentHash: null };
  },
});
