import { maySettleAbsent } from '../../src/orders/decide/settle-absent.ts';
import { questionOf } from '../../src/orders/decide/settle-resembling.ts';
import type { Order } from '../../src/orders/order.ts';
import { OPERATIONS } from '../../src/scaledmail/operations.ts';
import { wentBackIn } from '../../src/service/store-trust/went-back.ts';
import { amir, bea, rita } from '../support/builders.ts';
import { nextStep } from './actions.ts';
import { Auditor } from './audit.ts';
import { clickOn } from './click.ts';
import { kindOf, type StoryKind } from './kind.ts';
import { KEPT_DAYS, startProcess } from './process.ts';
import { seededRandom } from './random.ts';
import { WORKSPACE } from './simulated-vendor.ts';
import type { OpenStore } from './stores.ts';
import { Story } from './story.ts';
import type { Spoil } from './story-world.ts';

/** What one seed came to. */
export interface SimulatedRun {
  readonly seed: number;
  readonly kind: StoryKind;
  /** What happened, each with the number of its step. */
  readonly told: readonly string[];
  /** Broken promises, as sentences; empty when all held. */
  readonly violations: readonly string[];
  readonly paidCalls: number;
  readonly endCalls: number;
  readonly changeCalls: number;
  readonly crashes: number;
  readonly states: readonly Order['state'][];
}

export interface SimulationOptions {
  readonly seed: number;
  readonly openStore: OpenStore;
  /** What may happen, where that is not to be as the seed has it. */
  readonly kind?: Partial<StoryKind>;
  readonly spoil?: Spoil;
  /** Lives these steps only; all when left out. */
  readonly steps?: readonly number[];
}

const HOUR_MS = 3_600_000;
const SETTLING_MS = 20 * 24 * HOUR_MS;
/** Rounds in which every due moment is lived; after them, only some. */
const CLOSE_ROUNDS = 40;

/** A lost call is found, asked about and sent again only after many steps. */
const STEPS = { usual: 60, whereCallsAreLost: 100 };
/** Numbers of all steps that a story may have. */
export const ALL_STEPS: readonly number[] = Array.from({ length: STEPS.whereCallsAreLost }, (_, index) => index);
const stepsOf = ({ losesCalls }: StoryKind): readonly number[] =>
  ALL_STEPS.slice(0, losesCalls ? STEPS.whereCallsAreLost : STEPS.usual);

/** Lives one random story on a fresh store, and audits it at every step and at its end. */
export async function simulate(options: SimulationOptions): Promise<SimulatedRun> {
  const { seed, openStore, spoil = {} } = options;
  const kind = { ...kindOf(seed), ...options.kind };
  const { steps = stepsOf(kind) } = options;
  const store = await openStore();
  try {
    const story = new Story({ seed, store, kind, spoil });
    const auditor = new Auditor(story);
    const violations: string[] = [];
    for (const step of steps) {
      story.drawFrom(seededRandom(seed * 1_009 + step));
      story.told.push(`${step}. ${await nextStep(story)}`);
      violations.push(...(await auditor.look()));
      if (violations.length > 0) break;
    }
    if (violations.length === 0) {
      story.drawFrom(seededRandom(seed * 1_009 + ALL_STEPS.length));
      await settle(story);
      violations.push(...(await auditor.look()), ...(await auditor.lookAtTheEnd()));
    }
    const states = (await story.currentOrders()).map(({ state }) => state);
    if (violations.length === 0 && kind.archives) {
      await story.advance(2 * KEPT_DAYS * 24 * HOUR_MS);
      await story.work();
      await story.archive();
      violations.push(...(await auditor.lookAtTheArchive()));
    }
    return {
      seed,
      kind,
      told: story.told,
      violations,
      paidCalls: story.vendor.calls.filter(({ operation }) => OPERATIONS[operation].effect === 'spend').length,
      endCalls: story.vendor.calls.filter(({ operation }) => operation === 'cancelOrder').length,
      changeCalls: story.vendor.calls.filter(
        ({ redirect, newName, sender }) => redirect !== null || newName !== null || sender !== null,
      ).length,
      crashes: story.plan.points.length,
      states,
    };
  } finally {
    await store.close();
  }
}

/** Good days from now on: everything that can end, ends. Half of the orders that nobody can find are given up. */
async function settle(story: Story): Promise<void> {
  story.plan.isArmed = false;
  story.vendor.hasBadDays = false;
  story.slack.hasBadDays = false;
  story.slack.isArchived = false;
  story.isDurable = true;
  story.setApproverGroup([bea]);
  if (story.vendor.workspaceName === null) story.workspaceIs(WORKSPACE);
  await story.advance(6 * HOUR_MS);
  await story.policyIs(story.usualPolicy(), story.processes);
  story.processes = [startProcess(story)];
  await story.switchPlacing(false);
  const endMs = story.nowMs + SETTLING_MS;
  for (let round = 0; story.nowMs < endMs; round += 1) {
    await story.work();
    await answerQuestions(story);
    if ((await wentBackIn(story.settings)) !== null) await story.switchPlacing(false);
    if (round === CLOSE_ROUNDS) await giveUpTheLost(story);
    const nextAt = await story.orders.nextClaimableAt();
    if (!nextAt) break;
    const leastMs = round < CLOSE_ROUNDS ? 1_000 : 12 * HOUR_MS;
    await story.advance(Math.max(nextAt.getTime() - story.nowMs, leastMs));
  }
}

async function giveUpTheLost(story: Story): Promise<void> {
  for (const order of await story.currentOrders()) {
    const isLost = order.state === 'outcome_unknown' && maySettleAbsent(order);
    if (!isLost || order.facts.requestedBy !== rita || story.random.chance(0.5)) continue;
    await story.deliver([clickOn(order, 'give up', amir)]);
  }
}

/** Whoever is asked “Is it this one?” tells the truth. */
async function answerQuestions(story: Story): Promise<void> {
  for (const order of await story.currentOrders()) {
    const { reference } = order.facts;
    const question = questionOf(order);
    if (!question) continue;
    const asked = story.vendor.made.find(({ id }) => id === question.vendorOrderId);
    const kind = asked?.tag.includes(reference) ? 'it is this one' : 'it is not this one';
    await story.deliver([clickOn(order, kind, bea)]);
  }
}
