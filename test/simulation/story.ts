import { setImmediate } from 'node:timers/promises';
import { addEffects } from '../../src/orders/effect.ts';
import { nextEntry } from '../../src/orders/history.ts';
import type { Order } from '../../src/orders/order.ts';
import { pauseSwitchIn } from '../../src/service/pause-switch.ts';
import type { KeyValueStore } from '../../src/service/ports/key-value-store.ts';
import type { OrderStore } from '../../src/service/ports/order-store.ts';
import { Reference, type UserId } from '../../src/values/ids.ts';
import { aDomain, aNewOrder, aPolicy, aPurchase } from '../support/builders.ts';
import type { Click } from './click.ts';
import { type CrashPlan, PAID_CALL } from './crash.ts';
import { interruption } from './interruptions.ts';
import type { StoryKind } from './kind.ts';
import { type SimulatedProcess, startProcess } from './process.ts';
import { type Random, seededRandom } from './random.ts';
import { type SimulatedSlack, simulatedSlack } from './simulated-slack.ts';
import { type SimulatedVendor, simulatedVendor } from './simulated-vendor.ts';
import type { SimulatedStore } from './stores.ts';
import type { Spoil, StoryWorld } from './story-world.ts';
import { Witness } from './witness.ts';

export interface StoryOptions {
  readonly seed: number;
  readonly kind: StoryKind;
  readonly store: SimulatedStore;
  readonly spoil: Spoil;
}

/** A copy of the store, and which orders there were when it was made. */
interface Copy {
  readonly putBack: () => Promise<void>;
  readonly references: readonly Reference[];
  /** How many paid calls there had been. */
  readonly calls: number;
}

const PROCESSES = 2;
const STANDING_MS = 180_000;
/** More copies than so many would only make it less likely that an interesting one is put back. */
const MOST_COPIES = 3;
const MOST_ORDERS = 3;

/** The world of one story: people, two processes on one store, a vendor and a Slack with bad days, and virtual time. */
export class Story implements StoryWorld {
  readonly store: SimulatedStore;
  readonly vendor: SimulatedVendor;
  readonly slack: SimulatedSlack;
  readonly spoil: Spoil;
  readonly plan: CrashPlan;
  readonly witness: Witness;
  readonly kind: StoryKind;
  readonly told: string[] = [];
  /** What happened meanwhile in the step that is being lived. */
  readonly asides: string[] = [];
  /** Every order that was ever requested. */
  readonly requested: Reference[] = [];
  /** The orders that the store has to have: those are missing that were requested after the copy which was put back. */
  references: Reference[] = [];
  /** Cards as people have seen them: they may click on old ones. */
  readonly seen: Order[] = [];
  /** Every click that was ever made, delivered or not. */
  readonly clicks: Click[] = [];
  /** Orders of which somebody said wrongly that they are not there, or that one of theirs is another's; once each time. */
  readonly wronglyDeclared: Reference[] = [];
  /** Draws from the random numbers of the step that is being lived. */
  readonly random: Random;
  isDurable = true;
  processes: SimulatedProcess[] = [];
  nowMs = Date.parse('2026-11-23T12:00:00.000Z');
  #step: Random;
  #standing: { readonly untilMs: number; readonly goOn: () => void }[] = [];
  #tokens = 0;
  #copies: Copy[] = [];

  constructor({ seed, store, kind, spoil }: StoryOptions) {
    this.#step = seededRandom(seed);
    this.random = {
      next: () => this.#step.next(),
      below: (limit) => this.#step.below(limit),
      chance: (probability) => this.#step.chance(probability),
      pick: (items) => this.#step.pick(items),
    };
    this.store = store;
    this.kind = kind;
    this.spoil = spoil;
    this.witness = new Witness({
      now: () => this.nowMs,
      isDurable: () => this.isDurable,
    });
    this.plan = {
      isArmed: true,
      points: [],
      moving: 0,
      pause: kind.hasPauses ? (point) => this.#stand(point) : null,
      toStandAtPaidCall: kind.losesCalls ? 0.8 : 0.1,
      interrupt: kind.isInterrupted ? () => this.#interrupt() : null,
    };
    this.vendor = simulatedVendor(this.random, () => new Date(this.nowMs));
    this.vendor.listsAtOnce = kind.goesBack;
    this.vendor.losesCalls = kind.losesCalls;
    this.vendor.isOdd = true;
    this.vendor.hasBlankOrder = seed % 5 === 1;
    this.vendor.acceptsUsedNames = seed % 4 !== 1;
    this.slack = simulatedSlack(this.random, () => this.witness.next());
    this.witness.groupIs(this.slack.approverGroup());
    this.processes = Array.from({ length: PROCESSES }, () => startProcess(this));
  }

  get orders(): OrderStore {
    return this.store.orders;
  }

  get settings(): KeyValueStore {
    return this.store.settings;
  }

  /** From now on, chance comes from here: so that leaving out one step leaves the others as they are. */
  drawFrom(random: Random): void {
    this.#step = random;
  }

  setApproverGroup(members: readonly UserId[]): void {
    this.slack.setApproverGroup(members);
    this.witness.groupIs(members);
  }

  newToken(): string {
    this.#tokens += 1;
    return `token-${this.#tokens}`;
  }

  /** Processes that died start anew, with a right clock and an empty memory. */
  restartTheDead(): void {
    this.processes = this.processes.map((process) => (process.isDead.value ? startProcess(this) : process));
  }

  async request(by: UserId, quorum: number): Promise<void> {
    if (this.requested.length >= MOST_ORDERS) return;
    const reference = Reference.parse(`aaaaa${'bcd'.charAt(this.requested.length)}`);
    const purchase = aPurchase({ lines: [{ provider: 'google', domains: [aDomain(`get${reference}.com`)] }] });
    const made = aNewOrder({
      reference,
      purchase,
      requestedBy: by,
      requestedAt: new Date(this.nowMs),
      policy: aPolicy({ quorum }),
    });
    const entry = nextEntry(null, made.event, made.order.terms.fingerprint, new Date(this.nowMs));
    await this.orders.insert(made.order, addEffects([], made.effects, 1), entry);
    this.witness.wroteFirst(reference, entry);
    this.requested.push(reference);
    this.references.push(reference);
  }

  /** An approver switches placing off or on, through some process. Answers whether they got an answer by now. */
  async switchPlacing(isPaused: boolean): Promise<boolean> {
    const process = this.random.pick(this.processes);
    let isAnswered = false;
    const pause = async () => {
      const told = this.witness.pausing();
      isAnswered = (await process.pause()).ok;
      if (isAnswered) told();
    };
    const resume = async () => {
      const isOver = this.witness.resuming();
      isAnswered = (await process.resume().finally(isOver)).ok;
    };
    await this.letRun([isPaused ? pause() : resume()]);
    return isAnswered;
  }

  async copyStore(): Promise<void> {
    const seen = this.witness.copied();
    const restore = await this.store.copy();
    const putBack = async () => {
      await restore();
      seen();
    };
    const copy = { putBack, references: [...this.references], calls: this.witness.calls.length };
    this.#copies = [...this.#copies, copy].slice(-MOST_COPIES);
  }

  /** All processes die, the store goes back to some earlier moment, and processes start on it. False when there is no copy. */
  async putStoreBack(): Promise<boolean> {
    const forgetting = this.#copies.filter(({ calls }) => calls < this.witness.calls.length);
    const copies = forgetting.length > 0 && this.random.chance(0.8) ? forgetting : this.#copies;
    if (copies.length === 0) return false;
    const copy = this.random.pick(copies);
    for (const { isDead } of this.processes) isDead.value = true;
    await copy.putBack();
    this.references = [...copy.references];
    this.witness.switched((await pauseSwitchIn(this.settings).pause()) !== null);
    this.restartTheDead();
    return true;
  }

  /** Delivers clicks at the same moment, each to some process. */
  async deliver(clicks: readonly Click[]): Promise<void> {
    await this.letRun(clicks.map((click) => this.random.pick(this.processes).take(click)));
  }

  async currentOrders(): Promise<Order[]> {
    const stored = await Promise.all(this.references.map((reference) => this.orders.get(reference)));
    return stored.flatMap((each) => (each ? [each.order] : []));
  }

  /** Waits until everything under way is done, or stands still. */
  async letRun(work: readonly Promise<unknown>[]): Promise<void> {
    const done = Promise.allSettled(work);
    if (this.kind.hasPauses) await this.#letMove();
    else await done;
  }

  /** Between two calls, a process needs no more than what one round of the event loop does. */
  async #letMove(): Promise<void> {
    do await setImmediate();
    while (this.plan.moving > 0);
  }

  async advance(ms: number): Promise<void> {
    this.nowMs += ms;
    const due = this.#standing.filter(({ untilMs }) => untilMs <= this.nowMs);
    if (due.length === 0) return;
    this.#standing = this.#standing.filter(({ untilMs }) => untilMs > this.nowMs);
    for (const { goOn } of due) goOn();
    await this.#letMove();
  }

  work(processes: readonly SimulatedProcess[] = this.processes): Promise<void> {
    return this.letRun(
      processes.map(async ({ worker }) => {
        await worker.claimAndStart();
        await worker.idle();
      }),
    );
  }

  async #interrupt(): Promise<void> {
    this.asides.push(await interruption(this));
  }

  /**
   * A call stands still for up to three minutes: longer than a lease, and than the paid call may take. Where calls
   * are lost, the paid call does so for up to three hours: longer than it takes until people are asked, and send the order again.
   */
  #stand(point: string): Promise<void> {
    const mostMs = point === PAID_CALL && this.kind.losesCalls ? 60 * STANDING_MS : STANDING_MS;
    const untilMs = this.nowMs + this.random.below(mostMs);
    return new Promise((goOn) => this.#standing.push({ untilMs, goOn }));
  }
}
