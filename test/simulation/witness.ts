import type { HistoryEntry } from '../../src/orders/history.ts';
import type { Attempt } from '../../src/orders/order.ts';
import type { OrderChange, OrderStore } from '../../src/service/ports/order-store.ts';
import type { Vendor } from '../../src/service/ports/vendor.ts';
import type { Reference, UserId } from '../../src/values/ids.ts';
import type { SimulatedOrder, SimulatedVendor } from './simulated-vendor.ts';

/** An entry that was written to some order's history, whether the store still has it or not. */
export interface Written {
  readonly reference: Reference;
  readonly entry: HistoryEntry;
  /** Before the write was begun. */
  readonly moment: number;
}

/** The intent to pay, as it was written before a call. */
export interface Intent extends Written {
  readonly attempt: Attempt;
  /** The order's history before it. */
  readonly before: readonly HistoryEntry[];
  /** What was agreed at the time: the most that it may cost, and how many people have to approve it. */
  readonly approvedCents: number;
  readonly quorum: number;
  readonly atMs: number;
  /** After the last answer of the vendor that its process waited for. */
  readonly readAt: number;
  /** Whether its order was the only one that the process could be placing or settling. */
  readonly isAlone: boolean;
}

/** A paid call that reached the vendor, and what was true outside when it did. */
export interface Call {
  readonly tag: string;
  readonly moment: number;
  readonly atMs: number;
  /** What it came to in the vendor's books; null when it made nothing. */
  readonly made: SimulatedOrder | null;
  /** Calls for the same order before it of which there was a trace then: in the store, or in the vendor's books. */
  readonly earlier: readonly Call[];
  readonly isDurable: boolean;
}

/** What the witness asks of the world at a paid call. */
export interface Outside {
  readonly now: () => number;
  readonly isDurable: () => boolean;
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
  readonly #switched: { readonly moment: number; readonly isPaused: boolean }[] = [];
  readonly #groups: { readonly moment: number; readonly members: readonly UserId[] }[] = [];
  #moment = 0;
  /** The times whose writes the store has: all of it, until it goes back. */
  #remembered: readonly { readonly from: number; readonly to: number }[] = [{ from: 0, to: Number.POSITIVE_INFINITY }];
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
    this.#groups.push({ moment: this.next(), members });
  }

  /** Whether somebody was in the group of approvers at some moment between the two. */
  wasInGroup(userId: UserId, from: number, to: number): boolean {
    const before = this.#groups.findLast(({ moment }) => moment <= from);
    const between = this.#groups.filter(({ moment }) => moment > from && moment < to);
    return [...(before ? [before] : []), ...between].some(({ members }) => members.includes(userId));
  }

  /** Somebody begins to pause placing; call the answer when they are told that nothing is placed from now on. */
  pausing(): () => void {
    const begun = this.next();
    return () => {
      const isOverruled = this.#switched.some((each) => !each.isPaused && each.moment > begun);
      if (this.#resuming === 0 && !isOverruled) this.switched(true);
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
    this.#switched.push({ moment: this.next(), isPaused });
  }

  wasPausedAt(moment: number): boolean {
    return this.#switched.findLast((each) => each.moment < moment)?.isPaused ?? false;
  }

  /** A copy of the store is made; call the answer when it is put back. */
  copied(): () => void {
    const to = this.next();
    const remembered = this.#remembered.map((time) => ({ ...time, to: Math.min(time.to, to) }));
    return () => {
      this.wentBackAt = this.next();
      this.#remembered = [...remembered, { from: this.wentBackAt, to: Number.POSITIVE_INFINITY }];
    };
  }

  /** Whether the store, which went back in time, knows nothing of this call. */
  isForgotten({ tag, moment: calledAt }: Call): boolean {
    const intent = this.intents.findLast(({ attempt, moment }) => attempt.tag === tag && moment < calledAt);
    return intent !== undefined && !this.#remembered.some(({ from, to }) => from < intent.moment && intent.moment < to);
  }

  /** Of a call that made nothing and that the store has forgotten, nothing is left that could be found. */
  #tracedCalls(reference: Reference | undefined): Call[] {
    return this.calls.filter(
      (call) => reference !== undefined && call.tag.includes(reference) && (call.made || !this.isForgotten(call)),
    );
  }

  wroteFirst(reference: Reference, entry: HistoryEntry): void {
    this.written.push({ reference, entry, moment: this.next() });
  }

  /** The orders as a process has them, with everything that is written to them seen. `readAt`: see `Intent`. */
  watchOrders(orders: OrderStore, readAt: () => number): OrderStore {
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
      const seen = { before, atMs, readAt: readAt(), isAlone: waitedFor.length < 2 };
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

  #wrote(change: OrderChange, written: Written, more: Pick<Intent, 'before' | 'atMs' | 'readAt' | 'isAlone'>): void {
    this.written.push(written);
    const { event } = written.entry;
    if (event.type !== 'placing_started') return;
    const { quote, policy } = change.order.terms;
    const agreed = { approvedCents: quote.totalCents, quorum: policy.quorum };
    this.intents.push({ ...written, ...more, ...agreed, attempt: event.attempt });
  }

  /** The paid call of the vendor, seen when it arrives; `paidCalls` are those that did. */
  watchPaidCall(
    createCustomOrder: Vendor['createCustomOrder'],
    paidCalls: SimulatedVendor['paidCalls'],
  ): Vendor['createCustomOrder'] {
    return (call, mayBegin) => {
      const { tag } = call;
      const moment = this.next();
      const earlier = this.#tracedCalls(this.intents.findLast(({ attempt }) => attempt.tag === tag)?.reference);
      const seen = { tag, moment, earlier, atMs: this.#outside.now(), isDurable: this.#outside.isDurable() };
      const before = paidCalls.length;
      const outcome = createCustomOrder(call, mayBegin);
      const arrived = paidCalls[before];
      if (arrived) this.calls.push({ ...seen, made: arrived.made });
      return outcome;
    };
  }
}
