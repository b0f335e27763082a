import type { Limits } from '../../src/orders/limits.ts';
import type { OrderIn } from '../../src/orders/order.ts';
import { approveOrder } from '../../src/service/deciding/approve-order.ts';
import { declineOrder } from '../../src/service/deciding/decline-order.ts';
import { pausePlacing, resumePlacing, type Switched } from '../../src/service/deciding/pause-placing.ts';
import { lookAgain, settleAsAbsent, settleAsFound } from '../../src/service/deciding/settle-outcome.ts';
import { ruleOutResembling, takeResembling } from '../../src/service/deciding/settle-resembling.ts';
import { withdrawOrder } from '../../src/service/deciding/withdraw-order.ts';
import { pauseSwitchIn } from '../../src/service/pause-switch.ts';
import type { LoginVault } from '../../src/service/ports/login-vault.ts';
import type { Vendor } from '../../src/service/ports/vendor.ts';
import { createWorker, type Worker } from '../../src/service/worker/worker.ts';
import { amir, aPolicy, team } from '../support/builders.ts';
import type { Click } from './click.ts';
import { crashing } from './crash.ts';
import type { Ports, StoryWorld } from './story-world.ts';

/** A process of the bot: its worker, and what it does with a click. */
export interface SimulatedProcess {
  readonly worker: Worker;
  readonly isDead: { value: boolean };
  /** How far its clock is off. */
  readonly clock: { offsetMs: number };
  readonly take: (click: Click) => Promise<unknown>;
  /** Amir switches placing off, and on again. */
  readonly pause: () => Promise<Switched>;
  readonly resume: () => Promise<Switched>;
}

/** Two of a story's orders a day, the third not. */
export const LIMITS: Limits = { perOrderCents: 100_000, perDayCents: 1_500 };

const noLogins: LoginVault = { seal: async () => 'login', open: async () => null, erase: async () => {} };
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** Starts a process on the story's store. Every call through one of its ports may be where it dies or stands still. */
export function startProcess(story: StoryWorld): SimulatedProcess {
  const { spoil, slack, plan, random } = story;
  const isDead = { value: false };
  const clock = { offsetMs: 0 };
  const wrap = <Port extends object>(name: string, port: Port) => crashing(name, port, plan, random, isDead);
  let readAt = 0;
  const ports: Ports = {
    orders: {
      ...story.witness.watchOrders(story.orders, () => readAt),
      durabilityProblem: async () => (story.isDurable ? null : 'The disk is full'),
    },
    vendor: watchedVendor(story, () => {
      readAt = story.witness.next();
    }),
    directory: slack.directory,
    pauseSwitch: pauseSwitchIn(story.settings),
  };
  const spoiled = { ...ports, ...spoil.ports?.(ports, story) };
  const deps = {
    orders: wrap('orders', spoiled.orders),
    vendor: wrap('vendor', spoiled.vendor),
    notifier: wrap('slack', slack.notifier),
    directory: wrap('directory', slack.directory),
    vault: noLogins,
    policy: aPolicy({ quorum: 1 }),
    pauseSwitch: wrap('switch', spoiled.pauseSwitch),
    settings: wrap('settings', story.settings),
    limits: LIMITS,
    monotonicMs: () => story.nowMs,
    teamId: team,
    clock: { now: () => new Date(story.nowMs + clock.offsetMs) },
    log: silent,
    newToken: () => story.newToken(),
    random: () => random.next(),
    nudge: () => {},
  };
  const workerDeps = { ...deps, directory: wrap('directory', spoiled.directory) };
  return {
    isDead,
    clock,
    worker: createWorker(workerDeps, () => {}),
    take: (click) => take(story, deps, click),
    pause: () => pausePlacing(deps)(amir, 'The card is being replaced'),
    resume: () => resumePlacing(deps)(amir),
  };
}

type Deps = Parameters<typeof settleAsAbsent>[0];

async function take(story: StoryWorld, deps: Deps, click: Click): Promise<unknown> {
  const { kind, by, reference, fingerprint: seen } = click;
  const shownVendorOrderId = click.question ?? 'recNobodyAsked';
  switch (kind) {
    case 'approve': {
      const current = story.spoil.ignoresFingerprint ? (await story.orders.get(reference))?.order.terms : undefined;
      return approveOrder(deps)({ reference, by, fingerprint: current?.fingerprint ?? seen });
    }
    case 'decline':
      return declineOrder(deps)({ reference, by, reason: 'No' });
    case 'withdraw':
      return withdrawOrder(deps)({ reference, by, reason: '' });
    case 'look again':
      return lookAgain(deps)({ reference, by });
    case 'it is there':
    case 'it is another': {
      const isOurs = kind === 'it is there';
      const named = story.vendor.made.find(({ tag }) => tag.includes(reference) === isOurs);
      return named && settleAsFound(deps)({ reference, by, vendorOrderId: named.id });
    }
    case 'send again':
    case 'give up': {
      const before = (await story.orders.get(reference))?.order;
      const answer = await settleAsAbsent(deps)({
        reference,
        by,
        fingerprint: seen,
        isSentAgain: kind === 'send again',
      });
      if (answer.ok && before?.state === 'outcome_unknown' && wasMade(story, before)) {
        story.wronglyDeclared.push(reference);
      }
      return answer;
    }
    case 'it is this one':
      return takeResembling(deps)({ reference, by, shownVendorOrderId });
    case 'it is not this one': {
      const answer = await ruleOutResembling(deps)({ reference, by, shownVendorOrderId });
      const asked = story.vendor.made.find(({ id }) => id === shownVendorOrderId);
      if (answer.ok && asked?.tag.includes(reference)) story.wronglyDeclared.push(reference);
      return answer;
    }
  }
}

const wasMade = ({ vendor }: StoryWorld, { attempt }: OrderIn<'outcome_unknown'>): boolean =>
  vendor.made.some(({ tag }) => tag === attempt.tag);

/**
 * The vendor as this process reaches it. What was true outside is written down when a paid call comes in, and `onRead` is
 * called after each answer that somebody or a placing waited for.
 */
function watchedVendor(story: StoryWorld, onRead: () => void): Vendor {
  const { vendor } = story;
  const read =
    <Parameters extends unknown[], Answer>(ask: (...parameters: Parameters) => Promise<Answer>) =>
    async (...parameters: Parameters): Promise<Answer> => {
      const answer = await ask(...parameters);
      if (parameters.at(-1) !== 'background') onRead();
      return answer;
    };
  return {
    ...vendor,
    workspaces: read(vendor.workspaces),
    calculate: read(vendor.calculate),
    orders: read(vendor.orders),
    orderDetails: read(vendor.orderDetails),
    takeTurn: read(vendor.takeTurn),
    createCustomOrder: story.witness.watchPaidCall(vendor.createCustomOrder, vendor.paidCalls),
  };
}
