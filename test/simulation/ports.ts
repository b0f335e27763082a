import type { ApprovalPolicy } from '../../src/orders/approval/policy.ts';
import { pauseSwitchIn } from '../../src/service/pause-switch.ts';
import { policyInForceIn } from '../../src/service/policy-in-force.ts';
import type { Clock } from '../../src/service/ports/clock.ts';
import type { Log } from '../../src/service/ports/log.ts';
import type { KeyValueStore } from '../../src/service/ports/stores/key-value-store.ts';
import type { Vendor } from '../../src/service/ports/vendor.ts';
import { begunAttempts } from '../../src/service/store-trust/begun-attempts.ts';
import type { StoreTrust } from '../../src/service/store-trust/store-trust.ts';
import { storeWitness } from '../../src/service/store-trust/store-witness.ts';
import type { Ports } from './port-set.ts';
import type { StoryWorld } from './story-world.ts';
import { NO_SENSES, type Senses } from './witness.ts';

export const SILENT: Log = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };

/** The clock of a process: one that may be set. */
export class ProcessClock implements Clock {
  readonly #nowMs: () => number;
  #offsetMs = 0;
  #setAtMs = 0;

  constructor(nowMs: () => number) {
    this.#nowMs = nowMs;
  }

  now(): Date {
    return new Date(this.#nowMs() + this.#offsetMs);
  }

  set(offsetMs: number): void {
    this.#offsetMs = offsetMs;
    this.#setAtMs = this.#nowMs();
  }

  /** When it was set for the last time, by the right clock. */
  get setAtMs(): number {
    return this.#setAtMs;
  }
}

/** A process that is being started. */
interface Around {
  readonly clock: ProcessClock;
  readonly policy: ApprovalPolicy;
  readonly trust: StoreTrust;
  readonly settings: KeyValueStore;
  /** Makes each call through a port one at which the process may die. */
  readonly wrap: <Port extends object>(name: string, port: Port) => Port;
  readonly number: number;
}

/**
 * The world as a process reaches it. What it writes and calls is seen by the witness, together with what it had perceived by
 * then.
 */
export function portsOf(story: StoryWorld, { clock, policy, trust, settings, wrap, number }: Around): Ports {
  const { witness, vendor, slack } = story;
  let perceived: Omit<Senses, 'clockSetAtMs'> = NO_SENSES;
  const perceive = (news: Partial<Senses>) => {
    perceived = { ...perceived, ...news };
  };
  const inside = {
    process: number,
    senses: () => ({ ...perceived, clockSetAtMs: clock.setAtMs }),
    // Who stands still cannot see that another policy came into force.
    policy: () => (story.kind.hasPauses ? policy : story.policy),
  };
  const orders = {
    ...witness.watchOrders(story.orders, inside),
    durabilityProblem: async () => (story.isDurable ? null : 'The disk is full'),
  };
  const clocks = { now: () => clock.now(), monotonicMs: () => story.nowMs };
  const carryOut = witness.watchCalls(vendor.carryOutBy(clocks), vendor.calls, inside);
  return {
    orders,
    archive: { ...story.store.archive, write: story.folder.writeFrom(story.orders) },
    ending: story.orders,
    vendor: { ...watchedReads(story, perceive), carryOut },
    directory: {
      ...slack.directory,
      member: (userId, freshness) => {
        perceive({ rightsAtMs: story.nowMs });
        return slack.directory.member(userId, freshness);
      },
    },
    notifier: slack.notifier,
    pauseSwitch: pauseSwitchIn(story.settings),
    vault: story.vault,
    limits: story.limits,
    policy,
    policyInForce: policyInForceIn(story.settings, policy, story.limits),
    clock,
    witness: storeWitness({
      trust,
      cards: wrap('slack', slack.cards),
      orders: wrap('orders', orders),
      settings,
      clock,
      log: SILENT,
    }),
    begun: begunAttempts(),
  };
}

/** The vendor's reads. An answer that somebody or a placing waited for is perceived. */
function watchedReads(story: StoryWorld, perceive: (news: Partial<Senses>) => void): Vendor {
  const { vendor, witness } = story;
  const read =
    <Parameters extends unknown[], Answer>(ask: (...parameters: Parameters) => Promise<Answer>) =>
    async (...parameters: Parameters): Promise<Answer> => {
      const answer = await ask(...parameters);
      if (parameters.at(-1) !== 'background') perceive({ readAt: witness.next() });
      return answer;
    };
  const orders: Vendor['orders'] = (workspaceId, urgency) => {
    if (urgency === 'placing') perceive({ lookedAtMs: story.nowMs });
    return vendor.orders(workspaceId, urgency);
  };
  const pendingForms: Vendor['pendingForms'] = (workspaceId, urgency) => {
    if (urgency === 'placing') perceive({ lookedAtMs: story.nowMs });
    return vendor.pendingForms(workspaceId, urgency);
  };
  const purchasedDomains: Vendor['purchasedDomains'] = (workspaceId, urgency) => {
    if (urgency === 'placing') perceive({ lookedAtMs: story.nowMs });
    return vendor.purchasedDomains(workspaceId, urgency);
  };
  const domains: Vendor['domains'] = (workspaceId, urgency) => {
    if (urgency === 'placing') perceive({ lookedAtMs: story.nowMs });
    return vendor.domains(workspaceId, urgency);
  };
  // Where workspaces are made, their list is what is looked at; else it says no more than that the workspace is there.
  const workspaces: Vendor['workspaces'] = (urgency) => {
    if (urgency === 'placing' && story.kind.makesWorkspaces) perceive({ lookedAtMs: story.nowMs });
    return vendor.workspaces(urgency);
  };
  return {
    ...vendor,
    pendingForms: read(pendingForms),
    workspaces: read(workspaces),
    mailboxes: read(vendor.mailboxes),
    calculate: read(vendor.calculate),
    orders: read(orders),
    purchasedDomains: read(purchasedDomains),
    searchNames: read(vendor.searchNames),
    domains: read(domains),
    orderDetails: read(vendor.orderDetails),
    takeTurn: read(vendor.takeTurn),
  };
}
