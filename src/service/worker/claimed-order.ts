import { addMilliseconds } from 'date-fns/addMilliseconds';
import { max } from 'date-fns/max';
import { addEffects, type Effect, type EffectType, type Reached } from '../../orders/effect.ts';
import type { OrderEvent } from '../../orders/event.ts';
import { retryAt } from '../../orders/schedule.ts';
import { FileInDoubt, SlackAsksToWait } from '../errors.ts';
import type { Begun } from '../placing/place-order.ts';
import type { After } from '../ports/after.ts';
import type {
  IntentGuard,
  IntentWritten,
  Lease,
  OrderChange,
  OrderClaim,
  StoredOrder,
} from '../ports/stores/order-store.ts';
import { changeFor, requestRedraw } from '../record-event.ts';
import { type EffectClaim, type EffectDeps, performEffect } from './perform-effect.ts';
import { renewing } from './renewing.ts';

/** Effects that change messages which are there already. */
const DRAWING: ReadonlySet<EffectType> = new Set(['redraw', 'redraw_again', 'look_at_card']);
/** Somebody who died is followed by another after this long; who lives renews it, however long the work takes. */
export const LEASE_MS = 30_000;
/** The paid call may take a minute; nobody else looks at the order before it ended either way. */
export const PLACING_LEASE_MS = 100_000;
/** Whoever stood still for so long after they lost an order draws nothing any more; clocks may be off by some minutes, too. */
const LATE_DRAWING_MS = 15 * 60_000;
/** Losing a compare-and-set to a click is ordinary; losing it so often is not. */
const MAX_WRITE_TRIES = 20;

export interface ClaimDeps extends EffectDeps {
  readonly after: After;
  /** A number in [0, 1), to spread retries. */
  readonly random: () => number;
}

/** An order under this worker's lease: keeps the newest stored state, and writes only while the lease is its own. */
export class ClaimedOrder {
  readonly #deps: ClaimDeps;
  readonly #token: string | null;
  readonly #isTakenOver: boolean;
  readonly #tried = new Set<string>();
  #stored: StoredOrder;
  #isLost = false;
  /** Writes take turns: the work itself, and what renews its lease meanwhile. */
  #lastWrite: Promise<unknown> = Promise.resolve();

  constructor(deps: ClaimDeps, { isTakenOver, ...stored }: OrderClaim) {
    this.#deps = deps;
    this.#stored = stored;
    this.#token = stored.lease?.token ?? null;
    this.#isTakenOver = isTakenOver;
  }

  /**
   * Performs all due effects one after the other, those that arise on the way too; then gives the order back. Its lease is
   * renewed by a timer meanwhile, however long an effect waits for others.
   */
  async performDue(): Promise<void> {
    const { after, clock, log } = this.#deps;
    const { reference } = this.#stored.order.facts;
    const stop = renewing({ after, clock }, async () => {
      const isHeld = await this.#keep().catch((error: unknown) => {
        log.warn({ reference, error }, 'The lease of an order could not be renewed; it is tried again');
        return true;
      });
      return isHeld && !this.#isGivenBack();
    });
    try {
      await this.#performAll();
    } finally {
      stop();
    }
  }

  async #performAll(): Promise<void> {
    if (this.#isTakenOver) await this.#expectLateDrawing();
    for (;;) {
      const effect = this.#nextDue(this.#stored.effects);
      if (!effect || this.#isLost || this.#isGivenBack()) break;
      this.#tried.add(effect.id);
      await this.#perform(effect);
      if (this.#isLost && DRAWING.has(effect.task.type)) await this.#askForRedraw();
    }
    if (!this.#isLost && !this.#isGivenBack()) {
      await this.#write((stored) => ({ ...stored, entry: null, lease: null }));
    }
  }

  /** Whether the write of the last effect gave the order back. */
  #isGivenBack(): boolean {
    return this.#stored.lease === null;
  }

  #nextDue(effects: readonly Effect[]): Effect | undefined {
    const now = this.#deps.clock.now();
    return effects
      .filter((effect) => effect.dueAt <= now && !this.#tried.has(effect.id))
      .reduce<Effect | undefined>((first, each) => (first && first.dueAt <= each.dueAt ? first : each), undefined);
  }

  async #perform(effect: Effect): Promise<void> {
    const { log } = this.#deps;
    const about = { reference: this.#stored.order.facts.reference, effect: effect.task.type };
    try {
      const claim: EffectClaim = {
        record: (event) => this.#record(event),
        begin: (event, guard) => this.#begin(event, guard),
        keep: () => this.#keep(),
      };
      const performed = await performEffect(this.#deps, this.#stored, effect, claim);
      if (performed.type === 'no_room') await this.#putOff(effect, performed.againMs);
      else if (performed.type === 'done' && !this.#stillHasToBePlaced(effect))
        await this.#finish(effect, performed.event);
      else await this.#postpone(effect, performed);
    } catch (error) {
      log.warn({ ...about, attempts: effect.attempts + 1, error }, 'An effect could not be performed; it stays due');
      const saysWhen = error instanceof SlackAsksToWait || error instanceof FileInDoubt;
      await this.#postpone(effect, { waitMs: saysWhen ? error.waitMs : 0 });
    }
  }

  /**
   * Whether an order that was to be placed is neither placed nor on hold: what it came to did not apply to it, for things
   * moved on while they were read. Then its turn comes again; an approved order without one would wait for ever.
   */
  #stillHasToBePlaced({ id, task }: Effect): boolean {
    const { order, effects } = this.#stored;
    return task.type === 'place' && order.state === 'approved' && effects.some((each) => each.id === id);
  }

  /**
   * Who held the order before may be in the middle of drawing it, and die right after the drawing went out: then nobody
   * knows that the card shows something old. So it is drawn once more, later.
   */
  #expectLateDrawing(): Promise<boolean> {
    const dueAt = addMilliseconds(this.#deps.clock.now(), LATE_DRAWING_MS);
    return this.#write(({ order, effects, head, lease, version }) => {
      const expected = addEffects(effects, [{ task: { type: 'redraw_again' }, dueAt }], version + 1);
      return { order, effects: expected, entry: null, head, lease };
    });
  }

  /**
   * Somebody else has the order now, and may have drawn it before this late drawing went out: it is drawn once more, so
   * that the truth is what stays. The holder of the lease does it, or whoever comes next.
   */
  #askForRedraw(): Promise<void> {
    return requestRedraw(this.#deps, this.#stored.order.facts.reference);
  }

  /** Writes an event in the middle of an effect. False when it does not apply or the lease is lost. */
  async #record(event: OrderEvent): Promise<boolean> {
    let isAccepted = false;
    const isWritten = await this.#write((stored) => {
      const result = this.#changeBy(stored, event, LEASE_MS);
      isAccepted = result.ok;
      return result.ok ? result.change : null;
    });
    return isAccepted && isWritten;
  }

  #changeBy(stored: StoredOrder, event: OrderEvent, leaseMs: number) {
    const around = { pending: stored.effects, lease: this.#lease(leaseMs), salt: this.#deps.newSalt() };
    return changeFor(stored, event, this.#deps.clock.now(), around);
  }

  /** Writes the intent to pay while its guard holds. A click that was faster is judged by `decide`, as in every write. */
  async #begin(event: OrderEvent, guard: IntentGuard): Promise<Begun> {
    let written: IntentWritten = 'changed';
    const isDone = await this.#write(
      (stored) => {
        const result = this.#changeBy(stored, event, PLACING_LEASE_MS);
        return result.ok ? result.change : null;
      },
      async (version, change) => {
        written = await this.#deps.orders.replaceWithIntent(version, change, guard);
        return written;
      },
    );
    if (isDone) return 'written';
    return written === 'changed' ? 'lost' : written;
  }

  /** Renews the lease when less than half of it is left; false when the order is somebody else's by now. */
  async #keep(): Promise<boolean> {
    const { lease } = this.#stored;
    const renewFrom = addMilliseconds(this.#deps.clock.now(), LEASE_MS / 2);
    if (this.#isLost || (lease !== null && lease.until > renewFrom)) return !this.#isLost;
    // An order that was given back meanwhile is not taken again.
    await this.#write((stored) =>
      stored.lease === null ? null : { ...stored, entry: null, lease: this.#lease(LEASE_MS) },
    );
    return !this.#isLost;
  }

  #finish(effect: Effect, event?: OrderEvent): Promise<boolean> {
    return this.#write((stored) => {
      const pending = stored.effects.filter(({ id }) => id !== effect.id);
      return this.#changeWith(stored, pending, event);
    });
  }

  /** It was not begun; that is no failure. */
  #putOff(effect: Effect, waitMs: number): Promise<boolean> {
    const dueAt = addMilliseconds(this.#deps.clock.now(), waitMs);
    return this.#write((stored) => {
      const pending = stored.effects.map((each) => (each.id === effect.id ? { ...each, dueAt } : each));
      return this.#changeWith(stored, pending, undefined);
    });
  }

  /** To be tried again later, after `waitMs` milliseconds at the earliest, and without those who were `reached`. */
  #postpone(
    effect: Effect,
    { event, reached, waitMs = 0 }: { event?: OrderEvent; reached?: Reached; waitMs?: number },
  ): Promise<boolean> {
    const now = this.#deps.clock.now();
    const dueAt = max([retryAt(effect.attempts, now, this.#deps.random()), addMilliseconds(now, waitMs)]);
    return this.#write((stored) => {
      const pending = stored.effects.map((each) =>
        each.id === effect.id ? { ...each, ...(reached && { reached }), dueAt, attempts: each.attempts + 1 } : each,
      );
      return this.#changeWith(stored, pending, event);
    });
  }

  /** The write after an effect; it gives the order back when nothing else is due. */
  #changeWith(stored: StoredOrder, pending: readonly Effect[], event: OrderEvent | undefined): OrderChange {
    const change = this.#changeAfter(stored, pending, event);
    return this.#nextDue(change.effects) ? change : { ...change, lease: null };
  }

  /** An event that the order has outlived changes nothing; the effects move on all the same. */
  #changeAfter(stored: StoredOrder, pending: readonly Effect[], event: OrderEvent | undefined): OrderChange {
    const lease = this.#lease(LEASE_MS);
    const { order, head } = stored;
    const unchanged = { order, effects: pending, entry: null, head, lease };
    if (!event) return unchanged;
    const result = changeFor(stored, event, this.#deps.clock.now(), { pending, lease, salt: this.#deps.newSalt() });
    return result.ok ? result.change : unchanged;
  }

  /**
   * Writes by compare-and-set, again on what a click left meanwhile, but never once the lease is another's. Throws when
   * others were faster each time, so that an effect whose news could not be written is not taken for done.
   */
  #write(
    changeOf: (stored: StoredOrder) => OrderChange | null,
    write: (version: number, change: OrderChange) => Promise<IntentWritten> = this.#replace,
  ): Promise<boolean> {
    const written = this.#lastWrite.then(() => this.#writeInTurn(changeOf, write));
    this.#lastWrite = written.catch(() => {});
    return written;
  }

  async #writeInTurn(
    changeOf: (stored: StoredOrder) => OrderChange | null,
    write: (version: number, change: OrderChange) => Promise<IntentWritten>,
  ): Promise<boolean> {
    for (let tries = 0; tries < MAX_WRITE_TRIES && !this.#isLost; tries += 1) {
      const change = changeOf(this.#stored);
      if (!change) return false;
      const { version, order } = this.#stored;
      const written = await write(version, change);
      if (written === 'written') {
        this.#stored = { ...change, version: version + 1, head: change.entry ?? this.#stored.head };
        return true;
      }
      if (written !== 'changed') return false;
      const newest = await this.#deps.orders.get(order.facts.reference);
      if (!newest || newest.lease?.token !== this.#token) this.#isLost = true;
      else this.#stored = newest;
    }
    if (!this.#isLost) throw new Error('Others were faster at every try to write the order');
    return false;
  }

  readonly #replace = async (version: number, change: OrderChange): Promise<IntentWritten> =>
    (await this.#deps.orders.replace(version, change)) ? 'written' : 'changed';

  #lease(forMs: number): Lease | null {
    return this.#token ? { token: this.#token, until: addMilliseconds(this.#deps.clock.now(), forMs) } : null;
  }
}
