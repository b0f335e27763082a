import { setImmediate } from 'node:timers/promises';
import { addEffects } from '../../src/orders/effect.ts';
import { nextEntry } from '../../src/orders/history.ts';
import { Reference, type UserId } from '../../src/orders/ids.ts';
import type { Order } from '../../src/orders/order.ts';
import { approveOrder } from '../../src/service/approve-order.ts';
import { declineOrder } from '../../src/service/decline-order.ts';
import type { LoginVault, OrderStore } from '../../src/service/ports.ts';
import { withdrawOrder } from '../../src/service/withdraw-order.ts';
import { createWorker, type Worker } from '../../src/service/worker.ts';
import { aDomain, amir, aNewOrder, aPolicy, aPurchase, bea, rita, team } from '../support/builders.ts';
import { audit } from './audit.ts';
import { type CrashPlan, crashing } from './crash.ts';
import { type Random, seededRandom } from './random.ts';
import { simulatedSlack } from './simulated-slack.ts';
import { simulatedVendor } from './simulated-vendor.ts';

/** What one seed came to. */
export interface SimulatedRun {
  readonly seed: number;
  readonly steps: readonly string[];
  /** Broken promises, as sentences; empty when all held. */
  readonly violations: readonly string[];
  readonly paidCalls: number;
  readonly crashes: number;
  readonly states: readonly Order['state'][];
}

export interface SimulationOptions {
  readonly seed: number;
  readonly openStore: () => Promise<{ orders: OrderStore; close: () => Promise<void> }>;
  /** Whether processes may stand still for minutes in the middle of a call; for stores that answer without waiting. */
  readonly hasPauses?: boolean;
  /** Puts something between the bot and its store, such as a store without its compare-and-set. */
  readonly spoil?: (orders: OrderStore) => OrderStore;
}

const PEOPLE: readonly UserId[] = [rita, amir, bea];
const PROCESSES = 2;
const STEPS = 60;
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;
const noLogins: LoginVault = { seal: async () => 'login', open: async () => null, erase: async () => {} };
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Lives one random story on a fresh store, and audits it at every step and at its end. */
export async function simulate(options: SimulationOptions): Promise<SimulatedRun> {
  const store = await options.openStore();
  try {
    return await new Story(options, store.orders).live();
  } finally {
    await store.close();
  }
}

interface Process {
  readonly worker: Worker;
  readonly isDead: { value: boolean };
  readonly click: (kind: 'approve' | 'decline' | 'withdraw', order: Order, by: UserId) => Promise<unknown>;
}

class Story {
  readonly #random: Random;
  readonly #orders: OrderStore;
  readonly #spoiled: OrderStore;
  readonly #vendor;
  readonly #slack;
  readonly #seed: number;
  readonly #plan: CrashPlan;
  /** Calls that stand still, and until when. */
  #paused: { readonly untilMs: number; readonly goOn: () => void }[] = [];
  readonly #steps: string[] = [];
  readonly #references: Reference[] = [];
  /** Terms that people have seen on a card: they may click on old ones. */
  readonly #seen: Order[] = [];
  #processes: Process[] = [];
  #nowMs = Date.parse('2026-11-23T12:00:00.000Z');
  #tokens = 0;

  constructor({ seed, spoil, hasPauses = true }: SimulationOptions, orders: OrderStore) {
    this.#plan = { isArmed: true, points: [], pause: hasPauses ? () => this.#pause() : null };
    this.#seed = seed;
    this.#random = seededRandom(seed);
    this.#orders = orders;
    this.#spoiled = spoil ? spoil(orders) : orders;
    this.#vendor = simulatedVendor(this.#random, () => new Date(this.#nowMs));
    this.#slack = simulatedSlack(this.#random);
  }

  async live(): Promise<SimulatedRun> {
    this.#processes = Array.from({ length: PROCESSES }, () => this.#startProcess());
    const violations: string[] = [];
    for (let step = 0; step < STEPS && violations.length === 0; step += 1) {
      await this.#step();
      violations.push(...(await this.#audit(false)));
    }
    if (violations.length === 0) {
      await this.#settle();
      violations.push(...(await this.#audit(true)));
    }
    const orders = await this.#currentOrders();
    return {
      seed: this.#seed,
      steps: this.#steps,
      violations,
      paidCalls: this.#vendor.paidCalls.length,
      crashes: this.#plan.points.length,
      states: orders.map(({ state }) => state),
    };
  }

  #audit(isOver: boolean): Promise<string[]> {
    return audit({
      orders: this.#orders,
      references: this.#references,
      vendor: this.#vendor,
      slack: this.#slack,
      isOver,
      mayTellTwice: this.#plan.pause !== null,
    });
  }

  #startProcess(): Process {
    const isDead = { value: false };
    const wrap = <Port extends object>(name: string, port: Port) =>
      crashing(name, port, this.#plan, this.#random, isDead);
    const clock = { now: () => new Date(this.#nowMs) };
    const newToken = () => {
      this.#tokens += 1;
      return `token-${this.#tokens}`;
    };
    const deps = {
      orders: wrap('orders', this.#spoiled),
      vendor: wrap('vendor', this.#vendor),
      notifier: wrap('slack', this.#slack.notifier),
      directory: wrap('directory', this.#slack.directory),
      vault: noLogins,
      policy: aPolicy(),
      killSwitch: { pause: async () => null },
      teamId: team,
      clock,
      log: silent,
      newToken,
      random: () => this.#random.next(),
      nudge: () => {},
    };
    return {
      isDead,
      worker: createWorker(deps, () => {}),
      click: (kind, order, by) => {
        const { reference } = order.facts;
        if (kind === 'approve') return approveOrder(deps)({ reference, by, fingerprint: order.terms.fingerprint });
        if (kind === 'decline') return declineOrder(deps)({ reference, by, reason: 'No' });
        return withdrawOrder(deps)({ reference, by, reason: '' });
      },
    };
  }

  async #step(): Promise<void> {
    this.#processes = this.#processes.map((process) => (process.isDead.value ? this.#startProcess() : process));
    const random = this.#random;
    const action = random.below(10);
    if (action === 0 && this.#references.length < 3) return this.#request();
    if (action <= 3) return this.#clicks();
    if (action === 4) return this.#advance(random.pick([1_000, 20_000, MINUTE_MS, 30 * MINUTE_MS, DAY_MS]));
    if (action === 5) {
      this.#slack.setApproverGroup(random.pick([[bea], []]));
      this.#steps.push('the group changes');
      return;
    }
    await this.#work(random.chance(0.5) ? this.#processes : [random.pick(this.#processes)]);
  }

  async #request(): Promise<void> {
    const reference = Reference.parse(`aaaaa${'bcd'.charAt(this.#references.length)}`);
    const purchase = aPurchase({ lines: [{ provider: 'google', domains: [aDomain(`get${reference}.com`)] }] });
    const requestedBy = this.#random.pick([rita, amir]);
    const made = aNewOrder({ reference, purchase, requestedBy, requestedAt: new Date(this.#nowMs) });
    const entry = nextEntry(null, made.event, made.order.terms.fingerprint, new Date(this.#nowMs));
    await this.#orders.insert(made.order, addEffects([], made.effects, 1), entry);
    this.#references.push(reference);
    this.#steps.push(`${requestedBy} requests ${reference}`);
  }

  /** One to three people click at the same moment, at what they see or saw earlier. */
  async #clicks(): Promise<void> {
    this.#seen.push(...(await this.#currentOrders()));
    if (this.#seen.length === 0) return;
    const clicks = Array.from({ length: 1 + this.#random.below(3) }, () => {
      const order = this.#random.chance(0.8)
        ? (this.#seen.at(-1) ?? this.#random.pick(this.#seen))
        : this.#random.pick(this.#seen);
      const kind = this.#random.pick(['approve', 'approve', 'approve', 'approve', 'decline', 'withdraw'] as const);
      const by = this.#random.pick(PEOPLE);
      this.#steps.push(`${by} clicks ${kind} on ${order.facts.reference}`);
      return this.#random.pick(this.#processes).click(kind, order, by);
    });
    await this.#letRun(clicks);
  }

  /** A call stands still for up to three minutes: longer than a lease, and than the paid call may take. */
  #pause(): Promise<void> {
    const untilMs = this.#nowMs + this.#random.below(3 * MINUTE_MS);
    return new Promise((goOn) => this.#paused.push({ untilMs, goOn }));
  }

  /** Waits until everything under way is done, or stands still. */
  async #letRun(work: readonly Promise<unknown>[]): Promise<void> {
    const done = Promise.allSettled(work);
    if (this.#plan.pause === null) await done;
    else await Promise.race([done, setImmediate()]);
  }

  async #advance(ms: number): Promise<void> {
    this.#nowMs += ms;
    this.#steps.push(`${ms / 1_000} s pass`);
    const due = this.#paused.filter(({ untilMs }) => untilMs <= this.#nowMs);
    this.#paused = this.#paused.filter(({ untilMs }) => untilMs > this.#nowMs);
    for (const { goOn } of due) goOn();
    await setImmediate();
  }

  async #work(processes: readonly Process[]): Promise<void> {
    this.#steps.push(`${processes.length} process(es) work`);
    await this.#letRun(
      processes.map(async ({ worker }) => {
        await worker.claimAndStart();
        await worker.idle();
      }),
    );
  }

  /** Good days from now on: everything that can end, ends. */
  async #settle(): Promise<void> {
    this.#plan.isArmed = false;
    this.#vendor.hasBadDays = false;
    this.#slack.hasBadDays = false;
    this.#processes = [this.#startProcess()];
    for (let round = 0; round < 60; round += 1) {
      await this.#advance(round < 20 ? 5 * MINUTE_MS : 8 * 60 * MINUTE_MS);
      for (let turn = 0; turn < 4; turn += 1) await this.#work(this.#processes);
    }
  }

  async #currentOrders(): Promise<Order[]> {
    const stored = await Promise.all(this.#references.map((reference) => this.#orders.get(reference)));
    return stored.flatMap((each) => (each ? [each.order] : []));
  }
}
