import { chargedCents } from '../../src/acts/worth.ts';
import type { Intent as RecordedIntent } from '../../src/orders/event.ts';
import type { HistoryEntry } from '../../src/orders/history.ts';
import { termsOf } from '../../src/orders/order.ts';
import type { ApprovalPolicy } from '../../src/orders/policy.ts';
import type { OrderChange, OrderStore } from '../../src/service/ports/order-store.ts';
import type { Vendor } from '../../src/service/ports/vendor.ts';
import type { Reference, UserId } from '../../src/values/ids.ts';
import type { PaidCall } from './simulated-calls.ts';
import type { SimulatedOrder } from './simulated-order.ts';
import type { SimulatedVendor } from './simulated-vendor.ts';
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

/** A paid call that reached the vendor, and what was true outside when it did. */
export interface Call extends PaidCall {
  readonly moment: number;
  readonly atMs: number;
  /** What it came to in the vendor's books; null when it made nothing. */
  readonly made: SimulatedOrder | null;
  /** Calls for the same order before it of which there was a trace then: in the store, or in the vendor's books. */
  readonly earlier: readonly Call[];
  /** Calls for the same order that made something, of which no trace could be found then. */
  readonly unseen: readonly Call[];
  readonly isDurable: boolean;
  /** Number of the process that made it. */
  readonly process: number;
}

/** What the witness asks of the world at a paid call. */
export interface Outside {
  readonly now: () => number;
  readonly isDurable: () => boolean;
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

  /** Whether the store, which went back in time, knows nothing of this call. */
  isForgotten({ tag, moment: calledAt }: Call): boolean {
    const intent = this.intents.findLast(({ attempt, moment }) => attempt.tag === tag && moment < calledAt);
    return intent !== undefined && !this.#remembered.some(({ from, to }) => from < intent.moment && intent.moment < to);
  }

  /** The calls for an order. Of one that made nothing and that the store has forgotten, nothing is left that could be found. */
  #callsOf(reference: Reference): Call[] {
    return this.calls.filter((call) => call.tag.includes(reference) && (call.made || !this.isForgotten(call)));
  }

  /**
   * Whether a call could not be known of: the store has forgotten it, its vendor order is not listed yet, and neither the
   * card of its order nor the memory of the process says that it was made.
   */
  #isUnseen(call: Call, reference: Reference, { process }: Inside): boolean {
    const isListed = call.made === null || call.made.visibleFrom <= this.#outside.now();
    const isKnown = isListed || !this.isForgotten(call) || call.process === process;
    return !isKnown && this.#unwitnessed.has(reference);
  }

  wroteFirst(reference: Reference, entry: HistoryEntry): void {
    this.written.push({ reference, entry, moment: this.next() });
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

  /** The calls that change something at the vendor, seen when they arrive; `paidCalls` are those that did and cost something. */
  watchCalls(
    carryOut: Vendor['carryOut'],
    paidCalls: SimulatedVendor['paidCalls'],
    inside: Inside,
  ): Vendor['carryOut'] {
    return (warrant) => {
      const { tag } = warrant.intent;
      const moment = this.next();
      const reference = this.intents.findLast(({ attempt }) => attempt.tag === tag)?.reference;
      const before = reference === undefined ? [] : this.#callsOf(reference);
      const unseen = before.filter((call) => reference !== undefined && this.#isUnseen(call, reference, inside));
      const earlier = before.filter((call) => !unseen.includes(call));
      const { now, isDurable } = this.#outside;
      const seen = { moment, earlier, unseen, atMs: now(), isDurable: isDurable(), process: inside.process };
      const count = paidCalls.length;
      const outcome = carryOut(warrant);
      const arrived = paidCalls[count];
      if (arrived) this.calls.push({ ...arrived, ...seen });
      return outcome;
    };
  }
}

/** What was true when an intent was written, beside what it says. */
type Seen = Pick<Intent, 'before' | 'atMs' | 'senses' | 'policy' | 'isAlone'>;
