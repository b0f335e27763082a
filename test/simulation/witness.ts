import { isDeepStrictEqual } from 'node:util';
import { chargedCents } from '../../src/acts/worth.ts';
import { isFreeByRule } from '../../src/orders/approval/free-by-rule.ts';
import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import type { Intent as RecordedIntent } from '../../src/orders/event.ts';
import type { HistoryEntry } from '../../src/orders/history/history.ts';
import { termsOf } from '../../src/orders/order.ts';
import type { OrderChange, OrderStore } from '../../src/service/ports/stores/order-store.ts';
import type { CallOutcome, Vendor } from '../../src/service/ports/vendor.ts';
import type { Reference, UserId } from '../../src/values/ids.ts';
import { type Click, clickOn } from './click.ts';
import type { SimulatedVendor, TakenCall } from './simulated-vendor.ts';
import { Timeline } from './timeline.ts';

/** An entry that was written to some order's history, whether the store still has it or not. */
export interface Written {
  readonly reference: Reference;
  readonly entry: HistoryEntry;
  /** Before the write was begun. */
  readonly moment: number;
}

/** When a process last perceived what it needs to know right before it pays. */
export interface Senses {
  /** After the last answer of the vendor that it waited for. */
  readonly readAt: number;
  /** When it began to read the vendor's list for a placing, and to ask who may decide. */
  readonly lookedAtMs: number;
  readonly rightsAtMs: number;
  /** When its clock was set for the last time: how old something is that was read before, it cannot know. */
  readonly clockSetAtMs: number;
}

/** A process that has perceived nothing yet. */
export const NO_SENSES: Senses = { readAt: 0, lookedAtMs: 0, rightsAtMs: 0, clockSetAtMs: 0 };

/** The intent to pay, as it was written before a call. */
export interface Intent extends Written {
  readonly attempt: RecordedIntent;
  /** The order's history before it. */
  readonly before: readonly HistoryEntry[];
  /** The most that it may cost, as it was agreed. */
  readonly approvedCents: number;
  /** By which policy its approvals have to suffice: the newest one, as long as nothing stands still. */
  readonly policy: ApprovalPolicy;
  readonly atMs: number;
  readonly senses: Senses;
  /** Whether its order was the only one that the process could be placing or settling. */
  readonly isAlone: boolean;
}

/** A call that reached the vendor and may have done something, and what was true outside when it did. */
export interface Call extends TakenCall {
  readonly moment: number;
  readonly atMs: number;
  /** The order whose call it is, and the number of its attempt there; null when no intent of it was written. */
  readonly attempt: { readonly reference: Reference; readonly number: number } | null;
  /** What the answer was taken for; null until it is there. */
  readonly answer: { type: CallOutcome['type'] | null };
  /** Calls for the same order before it of which there was a trace then: in the store, or in the vendor's books. */
  readonly earlier: readonly Call[];
  /** Calls for the same order that did something, of which no trace could be found then. */
  readonly unseen: readonly Call[];
  readonly isDurable: boolean;
  /** Number of the process that made it. */
  readonly process: number;
}

/** A call as people call it. */
export const callName = ({ attempt, tag, target, redirect, newName, sender, opens }: Call): string =>
  `${attempt ? `${attempt.reference}, attempt ${attempt.number}` : ''} ${tag ?? newName ?? redirect ?? sender ?? opens ?? `the end of ${target}`}`.trim();

/** Whether two calls are of one attempt. */
export const isSameAttempt = (left: Call, right: Call): boolean =>
  left.attempt !== null &&
  left.attempt.reference === right.attempt?.reference &&
  left.attempt.number === right.attempt.number;

/** What the witness asks of the world at a paid call. */
export interface Outside {
  readonly now: () => number;
  readonly isDurable: () => boolean;
  /** Hears of every order that is written for the first time. */
  readonly requested: (reference: Reference) => void;
}

/** What a process lets the witness see of itself. */
export interface Inside {
  readonly process: number;
  readonly senses: () => Senses;
  readonly policy: () => ApprovalPolicy;
}

/** States of orders whose process may be waiting for the vendor. */
const WAITED_FOR = ['approved', 'placing', 'outcome_unknown'] as const;

/**
 * Stands outside of all processes and remembers what really happened, in which order: moments are numbers that only grow.
 * A store that goes back in time takes nothing away here.
 */
export class Witness {
  readonly written: Written[] = [];
  readonly intents: Intent[] = [];
  readonly calls: Call[] = [];
  /** What people sent without approval, because it was free by rule: which terms they saw. */
  readonly sentFreely: Click[] = [];
  /** When an earlier copy of the store was put back for the last time; 0 when it never was. */
  wentBackAt = 0;
  readonly #outside: Outside;
  /** When resuming was begun or done, and pausing was answered; see `wasPausedAt`. */
  readonly #paused = new Timeline<boolean>();
  readonly #groups = new Timeline<readonly UserId[]>();
  readonly #workspaces = new Timeline<string | null>();
  #resumedAt = 0;
  #moment = 0;
  /** The times whose writes the store has: all of it, until it goes back. */
  #remembered: readonly { readonly from: number; readonly to: number }[] = [{ from: 0, to: Number.POSITIVE_INFINITY }];
  /** Orders whose cards say nothing of what the store has forgotten. */
  #unwitnessed: ReadonlySet<Reference> = new Set();
  /** How many people are resuming right now. */
  #resuming = 0;

  constructor(outside: Outside) {
    this.#outside = outside;
  }

  /** The next moment. */
  next(): number {
    this.#moment += 1;
    return this.#moment;
  }

  groupIs(members: readonly UserId[]): void {
    this.#groups.is(members, this.next(), this.#outside.now());
  }

  /** Whether somebody was in the group of approvers at some moment between the two. */
  wasInGroup(userId: UserId, from: number, to: number): boolean {
    return this.#groups.between(from, to).some((members) => members.includes(userId));
  }

  workspaceIs(name: string | null): void {
    this.#workspaces.is(name, this.next(), this.#outside.now());
  }

  /** What the workspace was called at the vendor from a time on, until a moment. */
  workspacesSince(fromMs: number, to: number): (string | null)[] {
    return this.#workspaces.since(fromMs, to);
  }

  /** Somebody begins to pause placing; call the answer when they are told that nothing is placed from now on. */
  pausing(): () => void {
    const begun = this.next();
    return () => {
      if (this.#resuming === 0 && this.#resumedAt < begun) this.switched(true);
    };
  }

  /** Somebody begins to resume placing: it may go on from now on. Call the answer when nothing of that is under way any more. */
  resuming(): () => void {
    this.#resuming += 1;
    this.switched(false);
    return () => {
      this.#resuming -= 1;
      this.switched(false);
    };
  }

  switched(isPaused: boolean): void {
    const moment = this.next();
    if (!isPaused) this.#resumedAt = moment;
    this.#paused.is(isPaused, moment, this.#outside.now());
  }

  wasPausedAt(moment: number): boolean {
    return this.#paused.before(moment) ?? false;
  }

  /** A copy of the store is made; call the answer when it is put back, with the orders whose cards are as old as it. */
  copied(): (unwitnessed: readonly Reference[]) => void {
    const to = this.next();
    const remembered = this.#remembered.map((time) => ({ ...time, to: Math.min(time.to, to) }));
    return (unwitnessed) => {
      this.wentBackAt = this.next();
      this.#unwitnessed = new Set(unwitnessed);
      this.#remembered = [...remembered, { from: this.wentBackAt, to: Number.POSITIVE_INFINITY }];
    };
  }

  /** The intent of a call; undefined when none was written before it. */
  intentOf({ attempt, moment }: Pick<Call, 'attempt' | 'moment'>): Intent | undefined {
    return this.intentsOf({ attempt, moment }).at(-1);
  }

  /** Every intent of the attempt of a call that was written before it: one that was not sent may be begun again. */
  intentsOf({ attempt, moment: calledAt }: Pick<Call, 'attempt' | 'moment'>): readonly Intent[] {
    return this.intents.filter(
      ({ reference, attempt: { number }, moment }) =>
        reference === attempt?.reference && number === attempt.number && moment < calledAt,
    );
  }

  /** The calls of an order. */
  callsOf(reference: Reference): Call[] {
    return this.calls.filter(({ attempt }) => attempt?.reference === reference);
  }

  /** Whether the store, which went back in time, knows nothing of this call. */
  isForgotten(call: Call): boolean {
    const intent = this.intentOf(call);
    return intent !== undefined && !this.#remembered.some(({ from, to }) => from < intent.moment && intent.moment < to);
  }

  /** The calls for an order. Of one that did nothing and that the store has forgotten, nothing is left that could be found. */
  #traceable(reference: Reference): Call[] {
    return this.callsOf(reference).filter((call) => call.did || !this.isForgotten(call));
  }

  /**
   * Whether a call could not be known of: the store has forgotten it, the vendor does not show yet what it did, and neither
   * the card of its order nor the memory of the process says that it was made.
   */
  #isUnseen(call: Call, reference: Reference, { process }: Inside): boolean {
    const isShown = call.did === null || call.shownFrom <= this.#outside.now();
    const isKnown = isShown || !this.isForgotten(call) || call.process === process;
    return !isKnown && this.#unwitnessed.has(reference);
  }

  /** The orders as a process has them, with everything that is written to them seen. */
  watchOrders(orders: OrderStore, { senses, policy }: Omit<Inside, 'process'>): OrderStore {
    const seen = async <Result>(
      change: OrderChange,
      write: () => Promise<Result>,
      isWritten: (result: Result) => boolean,
    ): Promise<Result> => {
      const { entry } = change;
      if (!entry) return write();
      const { reference } = change.order.facts;
      const moment = this.next();
      const atMs = this.#outside.now();
      const isIntent = entry.event.type === 'placing_started';
      const before = isIntent ? await orders.history(reference) : [];
      const waitedFor = isIntent ? (await orders.list({ states: WAITED_FOR, limit: 2 }, null)).orders : [];
      const seen = { before, atMs, senses: senses(), policy: policy(), isAlone: waitedFor.length < 2 };
      const result = await write();
      if (isWritten(result)) this.#wrote(change, { reference, entry, moment }, seen);
      return result;
    };
    return {
      ...orders,
      insert: async (order, effects, entry) => {
        const moment = this.next();
        const inserted = await orders.insert(order, effects, entry);
        const { reference } = order.facts;
        if (inserted.ok) {
          this.written.push({ reference, entry, moment });
          if (isFreeByRule(order)) this.sentFreely.push(clickOn(order, 'approve', order.facts.requestedBy));
          this.#outside.requested(reference);
        }
        return inserted;
      },
      replace: (version, change) => seen(change, () => orders.replace(version, change), Boolean),
      replaceWithIntent: (version, change, guard) =>
        seen(
          change,
          () => orders.replaceWithIntent(version, change, guard),
          (result) => result === 'written',
        ),
    };
  }

  #wrote(change: OrderChange, written: Written, more: Seen): void {
    this.written.push(written);
    const { event } = written.entry;
    if (event.type !== 'placing_started') return;
    const approvedCents = chargedCents(termsOf(change.order).worth);
    this.intents.push({ ...written, ...more, approvedCents, attempt: event.attempt });
  }

  /** The calls that change something at the vendor, seen when they arrive; `taken` are those that the vendor took. */
  watchCalls(carryOut: Vendor['carryOut'], taken: SimulatedVendor['calls'], inside: Inside): Vendor['carryOut'] {
    return (warrant) => {
      const moment = this.next();
      const intent = this.intents.findLast(({ attempt }) => isDeepStrictEqual(attempt, warrant.intent));
      const attempt = intent ? { reference: intent.reference, number: intent.attempt.number } : null;
      const before = attempt ? this.#traceable(attempt.reference) : [];
      const unseen = before.filter((call) => attempt && this.#isUnseen(call, attempt.reference, inside));
      const earlier = before.filter((call) => !unseen.includes(call));
      const { now, isDurable } = this.#outside;
      const seen = { moment, attempt, earlier, unseen, atMs: now(), isDurable: isDurable(), process: inside.process };
      const count = taken.length;
      const outcome = carryOut(warrant);
      const arrived = taken[count];
      const answer: Call['answer'] = { type: null };
      if (arrived) this.calls.push({ ...arrived, ...seen, answer });
      return outcome.then((answered) => {
        answer.type = answered.type;
        return answered;
      });
    };
  }
}

/** What was true when an intent was written, beside what it says. */
type Seen = Pick<Intent, 'before' | 'atMs' | 'senses' | 'policy' | 'isAlone'>;
