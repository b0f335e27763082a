import { addEffects } from '../../src/orders/effect.ts';
import { nextEntry } from '../../src/orders/history/history.ts';
import { termsOf } from '../../src/orders/order.ts';
import { approveOrder } from '../../src/service/deciding/approve-order.ts';
import { begunAttempts } from '../../src/service/store-trust/begun-attempts.ts';
import { createWorker } from '../../src/service/worker/worker.ts';
import { REFERENCE_ALPHABET, Reference } from '../../src/values/ids.ts';
import { aDomain, amir, aNewOrder, aPolicy, aPurchase, rita, team } from '../support/builders.ts';
import { Auditor } from './audit.ts';
import { type Click, clickOn } from './click.ts';
import { Crash, isNoCall } from './crash.ts';
import { type EndForm, openEndForm, sendEndForm } from './end-forms.ts';
import { PLAIN } from './kind.ts';
import { seededRandom } from './random.ts';
import { SimulatedFolder } from './simulated-folder.ts';
import { simulatedSlack } from './simulated-slack.ts';
import { simulatedVault } from './simulated-vault.ts';
import { simulatedVendor } from './simulated-vendor.ts';
import type { SimulatedStore } from './stores.ts';
import { NO_SENSES, Witness } from './witness.ts';

/** Where the process dies: at the n-th call through any port, before it took effect or after. Null: nowhere. */
export type CrashPoint = { readonly call: number; readonly when: 'before' | 'after' } | null;

/** What became of a story with one crash in it. */
export interface CrashedStory {
  /** Calls through the ports, in order: the points at which the process may die. */
  readonly calls: readonly string[];
  readonly violations: readonly string[];
  /** Calls that reached the vendor and change something there, by their operation. */
  readonly sent: readonly string[];
  /** Where the order stands in the end, and the one that ends it, if there is one. */
  readonly states: readonly string[];
}

/** What a story lives on: in the store of a team that nobody has used before. */
export type CrashStore = Pick<SimulatedStore, 'orders' | 'settings'>;

/** How far a story goes: until the mailboxes work, or until the order has ended again at somebody's wish. */
export type Extent = 'ordered' | 'ended again';

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

/**
 * Lives one order from its request to working mailboxes, and until it has ended again, with the process dying at `point`;
 * another takes over then.
 */
export async function storyWithCrash(
  { orders, settings }: CrashStore,
  point: CrashPoint,
  extent: Extent = 'ended again',
): Promise<CrashedStory> {
  let nowMs = Date.parse('2026-11-23T12:00:00.000Z');
  let tokens = 0;
  const newToken = () => {
    tokens += 1;
    return `token-${tokens}`;
  };
  const clock = { now: () => new Date(nowMs) };
  const random = seededRandom(1);
  const vendor = simulatedVendor(random, clock.now);
  const slack = simulatedSlack(
    random,
    () => witness.next(),
    () => nowMs,
  );
  const references: Reference[] = [];
  const outside = {
    now: () => nowMs,
    isDurable: () => true,
    requested: (requested: Reference) => references.push(requested),
  };
  const witness = new Witness(outside);
  witness.workspaceIs(vendor.workspaceName);
  const inside = { process: 1, senses: () => NO_SENSES, policy: () => aPolicy() };
  const carryOut = witness.watchCalls(vendor.carryOut, vendor.calls, inside);
  const watched = { orders: witness.watchOrders(orders, inside), vendor: { ...vendor, carryOut } };
  vendor.hasBadDays = false;
  slack.hasBadDays = false;
  const story: { readonly calls: string[]; isDead: boolean } = { calls: [], isDead: false };

  const startProcess = (dies: boolean) => {
    const wrap = <Port extends object>(name: string, port: Port) => (dies ? dyingAt(name, port, story, point) : port);
    const deps = {
      orders: wrap('orders', watched.orders),
      vendor: wrap('vendor', watched.vendor),
      notifier: wrap('slack', slack.notifier),
      directory: wrap('directory', slack.directory),
      witness: { witnessFor: async () => 'not_needed' as const, lookedInVain: () => {}, markFor: async () => null },
      vault: { seal: async () => 'login', open: async () => null, erase: async () => {} },
      requesters: null,
      policy: aPolicy(),
      policyInForce: { hash: 'rules', isNewest: async () => true },
      begun: begunAttempts(),
      pauseSwitch: { pause: async () => null },
      settings,
      keyValues: wrap('keyValues', settings),
      organizationId: null,
      newId: newToken,
      newReference: () => Reference.parse(`aaaab${REFERENCE_ALPHABET.charAt(references.length)}`),
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
      openEndForm: () => openEndForm(deps, { by: rita, order: made.order }, () => 0),
      sendEndForm: (form: EndForm) => sendEndForm(deps, form),
      work: async () => {
        while ((await worker.claimAndStart().catch(() => 0)) > 0) await worker.idle();
        await worker.idle();
      },
    };
  };

  /** Each click that was made: whoever got no answer makes it again. */
  const clicks: Click[] = [];
  let form: EndForm | null = null;
  type Process = ReturnType<typeof startProcess>;

  const days = async ({ work }: Process, count: number) => {
    for (let day = 0; day < count && !story.isDead; day += 1) {
      nowMs += 24 * 60 * MINUTE_MS;
      await work();
    }
  };
  const approveNewest = async ({ approve, work }: Process) => {
    const newest = (await orders.get(references.at(-1) ?? reference))?.order;
    if (newest?.state !== 'awaiting_approval') return;
    const click = clickOn(newest, 'approve', amir);
    clicks.push(click);
    await approve(click).catch(() => undefined);
    await work();
  };
  const askToEnd = async (process: Process) => {
    form ??= await process.openEndForm().catch(() => null);
    if (form) await process.sendEndForm(form).catch(() => undefined);
    await process.work();
  };
  const wait = async ({ work }: Process, rounds: number, minutes: number) => {
    for (let round = 0; round < rounds; round += 1) {
      nowMs += minutes * MINUTE_MS;
      await work();
    }
  };
  const isEnded = extent === 'ended again';

  const purchase = aPurchase({ lines: [{ provider: 'google', domains: [aDomain('getnorthwind.com')] }] });
  const made = aNewOrder({ reference, purchase, requestedBy: rita });
  const { fingerprint } = termsOf(made.order);
  const entry = nextEntry(null, { event: made.event, fingerprint, at: clock.now(), salt: newToken() });
  await watched.orders.insert(made.order, addEffects([], made.effects, 1), entry);
  const first = startProcess(true);
  await first.work();
  await approveNewest(first);
  await days(first, 3);
  if (isEnded && !story.isDead) {
    await askToEnd(first);
    await approveNewest(first);
    await days(first, 1);
  }
  // The process that takes over has never seen the orders before.
  const second = startProcess(false);
  nowMs += 2 * MINUTE_MS;
  story.isDead = false;
  await second.work();
  for (const click of clicks) await second.approve(click);
  await approveNewest(second);
  // Looks come to an end within the hour. What is not known to be there by then cannot be asked to end.
  await wait(second, 12, 5);
  if (isEnded) {
    await askToEnd(second);
    await approveNewest(second);
    await wait(second, 12, 5);
  }
  await wait(second, 12, 8 * 60);
  const auditor = new Auditor({
    // Nothing is archived here.
    store: { archive: { stub: async () => null } },
    folder: new SimulatedFolder(),
    orders,
    references,
    vendor,
    slack,
    clicks,
    witness,
    usernames: new Map(),
    vault: simulatedVault(),
    limits,
    kind: PLAIN,
    nowMs,
  });
  return {
    calls: story.calls,
    violations: [...(await auditor.look()), ...(await auditor.lookAtTheEnd())],
    sent: vendor.calls.map(({ operation }) => operation),
    states: await Promise.all(references.map(async (each) => (await orders.get(each))?.order.state ?? 'lost')),
  };
}
