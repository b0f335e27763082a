import { setImmediate } from 'node:timers/promises';
import { addEffects } from '../../src/orders/effect.ts';
import { nextEntry } from '../../src/orders/history.ts';
import { type Fingerprint, Reference, type UserId } from '../../src/orders/ids.ts';
import type { Order } from '../../src/orders/order.ts';
import type { OrderStore } from '../../src/service/ports.ts';
import { aDomain, aNewOrder, aPolicy, aPurchase } from '../support/builders.ts';
import type { CrashPlan } from './crash.ts';
import { type ClickKind, type SimulatedProcess, startProcess } from './process.ts';
import { type Random, seededRandom } from './random.ts';
import { type SimulatedSlack, simulatedSlack } from './simulated-slack.ts';
import { type SimulatedVendor, simulatedVendor } from './simulated-vendor.ts';
import type { Spoil } from './spoil.ts';

/** Somebody's click on a card as they saw it. It may be delivered late, twice, and to any process. */
export interface Click {
  readonly kind: ClickKind;
  readonly by: UserId;
  readonly reference: Reference;
  readonly fingerprint: Fingerprint;
}

/** What was true outside when a paid call came in. */
export interface CallMoment {
  readonly tag: string;
  readonly approverGroup: readonly UserId[];
  readonly isPaused: boolean;
  readonly isDurable: boolean;
}

export interface StoryOptions {
  readonly seed: number;
  readonly orders: OrderStore;
  /** Whether processes may stand still for minutes in the middle of a call, and have clocks that are off. */
  readonly hasPauses: boolean;
  readonly spoil: Spoil;
}

const PROCESSES = 2;
const MOST_ORDERS = 3;

/** The world of one story: people, two processes on one store, a vendor and a Slack with bad days, and virtual time. */
export class Story {
  readonly orders: OrderStore;
  readonly vendor: SimulatedVendor;
  readonly slack: SimulatedSlack;
  readonly spoil: Spoil;
  readonly plan: CrashPlan;
  readonly told: string[] = [];
  readonly references: Reference[] = [];
  /** Cards as people have seen them: they may click on old ones. */
  readonly seen: Order[] = [];
  /** Every click that was ever made, delivered or not. */
  readonly clicks: Click[] = [];
  readonly calls: CallMoment[] = [];
  /** Orders of which somebody said wrongly that they are not there. */
  readonly wronglyDeclared: Reference[] = [];
  /** Draws from the random numbers of the step that is being lived. */
  readonly random: Random;
  isPaused = false;
  isDurable = true;
  processes: SimulatedProcess[] = [];
  nowMs = Date.parse('2026-11-23T12:00:00.000Z');
  #step: Random;
  #standing: { readonly untilMs: number; readonly goOn: () => void }[] = [];
  #tokens = 0;

  constructor({ seed, orders, hasPauses, spoil }: StoryOptions) {
    this.#step = seededRandom(seed);
    this.random = {
      next: () => this.#step.next(),
      below: (limit) => this.#step.below(limit),
      chance: (probability) => this.#step.chance(probability),
      pick: (items) => this.#step.pick(items),
    };
    this.orders = orders;
    this.spoil = spoil;
    this.plan = { isArmed: true, points: [], moving: 0, pause: hasPauses ? () => this.#stand() : null };
    this.vendor = simulatedVendor(this.random, () => new Date(this.nowMs));
    this.slack = simulatedSlack(this.random);
    this.processes = Array.from({ length: PROCESSES }, () => startProcess(this));
  }

  /** Whether calls may stand still: then a process may tell people what another has told them meanwhile. */
  get hasPauses(): boolean {
    return this.plan.pause !== null;
  }

  /** From now on, chance comes from here: so that leaving out one step leaves the others as they are. */
  drawFrom(random: Random): void {
    this.#step = random;
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
    if (this.references.length >= MOST_ORDERS) return;
    const reference = Reference.parse(`aaaaa${'bcd'.charAt(this.references.length)}`);
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
    this.references.push(reference);
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
    if (this.hasPauses) await this.#letMove();
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

  /** A call stands still for up to three minutes: longer than a lease, and than the paid call may take. */
  #stand(): Promise<void> {
    const untilMs = this.nowMs + this.random.below(180_000);
    return new Promise((goOn) => this.#standing.push({ untilMs, goOn }));
  }
}
