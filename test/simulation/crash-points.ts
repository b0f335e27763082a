import { addEffects } from '../../src/orders/effect.ts';
import { nextEntry } from '../../src/orders/history.ts';
import { termsOf } from '../../src/orders/order.ts';
import { approveOrder } from '../../src/service/deciding/approve-order.ts';
import type { OrderStore } from '../../src/service/ports/order-store.ts';
import { begunAttempts } from '../../src/service/store-trust/begun-attempts.ts';
import { createWorker } from '../../src/service/worker/worker.ts';
import { Reference } from '../../src/values/ids.ts';
import { aDomain, amir, aNewOrder, aPolicy, aPurchase, rita, team } from '../support/builders.ts';
import { Auditor } from './audit.ts';
import { clickOn } from './click.ts';
import { Crash, isNoCall } from './crash.ts';
import { PLAIN } from './kind.ts';
import { seededRandom } from './random.ts';
import { simulatedSlack } from './simulated-slack.ts';
import { simulatedVault } from './simulated-vault.ts';
import { simulatedVendor } from './simulated-vendor.ts';
import { NO_SENSES, Witness } from './witness.ts';

/** Where the process dies: at the n-th call through any port, before it took effect or after. Null: nowhere. */
export type CrashPoint = { readonly call: number; readonly when: 'before' | 'after' } | null;

/** What became of a story with one crash in it. */
export interface CrashedStory {
  /** Calls through the ports, in order: the points at which the process may die. */
  readonly calls: readonly string[];
  readonly violations: readonly string[];
  readonly paidCalls: number;
  readonly state: string;
}

const MINUTE_MS = 60_000;
const limits = { perOrderCents: 100_000, perDayCents: 300_000 };
const reference = Reference.parse('aaaaab');
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Wraps a port: every call is counted, and one of them is where the process dies. A dead process calls nothing. */
function dyingAt<Port extends object>(
  name: string,
  port: Port,
  story: { calls: string[]; isDead: boolean },
  point: CrashPoint,
): Port {
  return new Proxy(port, {
    get: (target, property, receiver) => {
      const member: unknown = Reflect.get(target, property, receiver);
      if (typeof member !== 'function' || isNoCall(property)) return member;
      return async (...parameters: unknown[]) => {
        if (story.isDead) throw new Crash('dead');
        story.calls.push(`${name}.${String(property)}`);
        const isHere = point !== null && story.calls.length === point.call;
        const die = () => {
          story.isDead = true;
          throw new Crash(`${point?.when} ${name}.${String(property)}`);
        };
        if (isHere && point.when === 'before') die();
        const answer: unknown = await Reflect.apply(member, target, parameters);
        if (isHere) die();
        if (story.isDead) throw new Crash('dead');
        return answer;
      };
    },
  });
}

/** Lives one order from its request to working mailboxes, with the process dying at `point`; another takes over then. */
export async function storyWithCrash(orders: OrderStore, point: CrashPoint): Promise<CrashedStory> {
  let nowMs = Date.parse('2026-11-23T12:00:00.000Z');
  let tokens = 0;
  const newToken = () => {
    tokens += 1;
    return `token-${tokens}`;
  };
  const clock = { now: () => new Date(nowMs) };
  const random = seededRandom(1);
  const vendor = simulatedVendor(random, clock.now);
  const slack = simulatedSlack(random, () => witness.next());
  const outside = { now: () => nowMs, isDurable: () => true, requested: () => {} };
  const witness = new Witness(outside);
  witness.workspaceIs(vendor.workspaceName);
  const inside = { process: 1, senses: () => NO_SENSES, policy: () => aPolicy() };
  const carryOut = witness.watchCalls(vendor.carryOut, vendor.calls, inside);
  const watched = { orders: witness.watchOrders(orders, inside), vendor: { ...vendor, carryOut } };
  vendor.hasBadDays = false;
  slack.hasBadDays = false;
  const story = { calls: [] as string[], isDead: false };

  const startProcess = (dies: boolean) => {
    const wrap = <Port extends object>(name: string, port: Port) => (dies ? dyingAt(name, port, story, point) : port);
    const deps = {
      orders: wrap('orders', watched.orders),
      vendor: wrap('vendor', watched.vendor),
      notifier: wrap('slack', slack.notifier),
      directory: wrap('directory', slack.directory),
      witness: { witnessFor: async () => 'not_needed' as const, lookedInVain: () => {}, markFor: async () => null },
      vault: { seal: async () => 'login', open: async () => null, erase: async () => {} },
      policy: aPolicy(),
      policyInForce: { hash: 'rules', isNewest: async () => true },
      begun: begunAttempts(),
      pauseSwitch: { pause: async () => null },
      settings: { get: async () => null, set: async () => {}, setIfAbsent: async () => true, delete: async () => {} },
      limits,
      monotonicMs: () => nowMs,
      teamId: team,
      clock,
      after: () => () => {},
      log: silent,
      newToken,
      newSalt: newToken,
      random: () => 0,
      nudge: () => {},
    };
    const worker = createWorker(deps, () => {});
    return {
      approve: approveOrder(deps),
      work: async () => {
        while ((await worker.claimAndStart().catch(() => 0)) > 0) await worker.idle();
        await worker.idle();
      },
    };
  };

  const purchase = aPurchase({ lines: [{ provider: 'google', domains: [aDomain('getnorthwind.com')] }] });
  const made = aNewOrder({ reference, purchase, requestedBy: rita });
  const { fingerprint } = termsOf(made.order);
  const entry = nextEntry(null, { event: made.event, fingerprint, at: clock.now(), salt: newToken() });
  await watched.orders.insert(made.order, addEffects([], made.effects, 1), entry);
  const click = clickOn(made.order, 'approve', amir);

  const first = startProcess(true);
  await first.work();
  await first.approve(click).catch(() => undefined);
  await first.work();
  for (let day = 0; day < 3 && !story.isDead; day += 1) {
    nowMs += 24 * 60 * MINUTE_MS;
    await first.work();
  }
  // Somebody who got no answer clicks again; the process that takes over has never seen the order before.
  const second = startProcess(false);
  nowMs += 2 * MINUTE_MS;
  await second.work();
  await second.approve(click);
  for (let round = 0; round < 30; round += 1) {
    nowMs += round < 12 ? 5 * MINUTE_MS : 8 * 60 * MINUTE_MS;
    await second.work();
  }
  const references = [reference];
  const auditor = new Auditor({
    orders,
    references,
    vendor,
    slack,
    clicks: [click],
    witness,
    wronglyDeclared: [],
    usernames: new Map(),
    vault: simulatedVault(),
    limits,
    kind: PLAIN,
    nowMs,
  });
  return {
    calls: story.calls,
    violations: [...(await auditor.look()), ...(await auditor.lookAtTheEnd())],
    paidCalls: vendor.calls.length,
    state: (await orders.get(reference))?.order.state ?? 'lost',
  };
}
