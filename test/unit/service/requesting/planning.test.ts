import { expect, test } from '@jest/globals';
import type { PlanAnswer, PlanQuestion, PlanTier } from '../../../../src/acts/custom_order/planning/plan.ts';
import type { PlanForm } from '../../../../src/acts/custom_order/planning/plan-form.ts';
import { VendorFault } from '../../../../src/service/errors.ts';
import type { Vendor } from '../../../../src/service/ports/vendor.ts';
import { draftsIn } from '../../../../src/service/requesting/form/drafts.ts';
import {
  fillPlan,
  openPlan,
  type PlanFields,
  usePlanVolume,
} from '../../../../src/service/requesting/planning/fill-plan.ts';
import { ownPlan } from '../../../../src/service/requesting/planning/plans.ts';
import { pricePlan } from '../../../../src/service/requesting/planning/price-plan.ts';
import { startPlan } from '../../../../src/service/requesting/planning/start-plan.ts';
import { startPlanned } from '../../../../src/service/requesting/planning/start-planned.ts';
import { amir, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from './cancelling-world.ts';

/** What the vendor is asked, each answered when the test says so. */
interface Asked {
  readonly question: PlanQuestion;
  readonly tier: PlanTier;
  readonly answer: (answer: PlanAnswer) => void;
  readonly fail: (error: Error) => void;
}

const NAMES = ['a.com', 'b.com', 'c.com', 'd.com'];
const sized = (domains: number): PlanAnswer => ({
  ok: true,
  rows: [{ provider: 'google', requiredDomains: domains, requiredMailboxes: 2 * domains, totalPrice: 7 * domains }],
});

function planning(world: PlacingWorld, names = async (): Promise<string[]> => NAMES) {
  const asked: Asked[] = [];
  const plan: Vendor['plan'] = (_workspace, question, tier) =>
    new Promise((resolve, reject) => asked.push({ question, tier, answer: resolve, fail: reject }));
  const needs = needsOf(world);
  let ids = 0;
  const deps = {
    ...needs,
    vendor: { ...needs.vendor, plan, unusedPurchasedDomains: names },
    drafts: draftsIn(needs.keyValues),
    newId: () => {
      ids += 1;
      return `id-${ids}`;
    },
  };
  return { asked, deps, price: pricePlan(deps) };
}

/** Lets everything go on that waits for nobody. */
const settle = () => new Promise<void>((resolve) => setImmediate(resolve));

async function answered(asked: Asked[], domains: Readonly<Record<PlanTier, number>>): Promise<void> {
  await settle();
  for (const { tier, answer } of asked.splice(0)) answer(sized(domains[tier]));
  await settle();
}
const SIZES = { low: 3, medium: 2, max: 1 };

async function begun(deps: ReturnType<typeof planning>['deps'], line = '1000 google'): Promise<PlanForm> {
  const started = await startPlan(deps)(rita, line);
  if (!started.ok) throw new Error(started.refusal);
  return started.plan;
}

const typing = (parts: Partial<PlanFields>): PlanFields => ({
  volume: null,
  period: null,
  shares: {},
  workspaceId: null,
  tier: null,
  ...parts,
});
const of = (plan: PlanForm) => ({ planId: plan.id, by: rita });

test('all tiers are asked of the same question, once however often, and kept', () =>
  inWorld(async (world) => {
    const { asked, deps, price } = planning(world);
    const plan = await begun(deps);
    const both = [price(plan), price(plan)];
    await settle();
    expect(asked.map(({ tier }) => tier)).toEqual(['low', 'medium', 'max']);
    expect(asked[0]?.question).toEqual({ volume: 1_000, period: 'month', shares: { google: 100 } });
    await answered(asked, SIZES);
    const [first] = await Promise.all(both);
    expect(first?.priced?.tiers).toMatchObject([{ monthCents: 2_100 }, { monthCents: 1_400 }, { monthCents: 700 }]);
    expect(first?.priced?.unused).toBe(4);
    await price(plan);
    expect(asked).toEqual([]);
  }));

test('an answer that comes when something else is typed is dropped; one to what is typed counts', () =>
  inWorld(async (world) => {
    const { asked, deps, price } = planning(world);
    const plan = await begun(deps);
    const early = price(plan);
    await settle();
    const ofEarly = asked.splice(0);
    const typed = await fillPlan(deps)({ ...of(plan), fields: typing({ volume: '2000' }) });
    if (!typed) throw new Error('It is there');
    const late = price(typed.plan);
    await answered(asked, { low: 6, medium: 4, max: 2 });
    await answered(ofEarly, SIZES);
    expect(await early).toBeNull();
    expect((await late)?.priced?.question.volume).toBe(2_000);
    expect((await ownPlan(deps.keyValues, of(plan)))?.priced?.question.volume).toBe(2_000);
  }));

test('an answer after its person went on to the order is dropped, until they come back', () =>
  inWorld(async (world) => {
    const { asked, deps, price } = planning(world);
    const plan = await begun(deps);
    const first = price(plan);
    await answered(asked, SIZES);
    await first;
    const started = await startPlanned(deps)(of(plan), 'medium');
    expect(started).toMatchObject({
      ok: true,
      draft: {
        providers: ['google'],
        source: 'scaledmail',
        planned: { google: 2 },
        domainText: { google: 'a.com\nb.com' },
      },
    });
    expect(await price(plan)).toBeNull();
    const back = await openPlan(deps)(of(plan));
    expect([back?.isPriced, back?.plan.tier]).toEqual([true, 'medium']);
    expect(await price(plan)).not.toBeNull();
  }));

test('a tier without an answer says so beside the others, and is asked again', () =>
  inWorld(async (world) => {
    const { asked, deps, price } = planning(world, () => Promise.reject(new VendorFault('odd')));
    const plan = await begun(deps);
    const first = price(plan);
    await settle();
    const [low, medium, max] = asked.splice(0);
    low?.fail(new VendorFault('odd'));
    medium?.answer({ ok: false, minimum: { volume: 500, period: 'month' } });
    max?.answer({
      ok: true,
      rows: [{ provider: 'google', requiredDomains: 1, requiredMailboxes: 2, totalPrice: 1e9 }],
    });
    const priced = await first;
    expect(priced?.priced?.tiers.map(({ outcome }) => outcome)).toEqual(['unanswered', 'too_small', 'price_unclear']);
    expect(priced?.priced?.unused).toBeNull();
    const again = price(plan);
    await settle();
    expect(asked.map(({ tier }) => tier)).toEqual(['low', 'max']);
    await answered(asked, SIZES);
    await again;
    expect(await startPlanned(deps)(of(plan), 'low')).toMatchObject({
      draft: { planned: { google: 3 }, domainText: {} },
    });
  }));

test('a mistake of ours is no answer of the vendor', () =>
  inWorld(async (world) => {
    const { asked, deps, price } = planning(world);
    const first = price(await begun(deps));
    await settle();
    asked[0]?.fail(new Error('ours'));
    await expect(first).rejects.toThrow('ours');
  }));

test('another number takes the place of what was typed, and prices of other numbers are forgotten', () =>
  inWorld(async (world) => {
    const { asked, deps, price } = planning(world);
    const plan = await begun(deps, '10/day google');
    const first = price(plan);
    await answered(asked, SIZES);
    await first;
    const used = await usePlanVolume(deps)({ ...of(plan), fields: typing({}) }, { volume: 500, period: 'month' });
    expect(used?.plan).toMatchObject({ typed: { volume: '500', period: 'month' }, fill: 1, priced: null });
    for (const odd of [null, {}, { volume: -1, period: 'month' }, 'x']) {
      expect(await usePlanVolume(deps)({ ...of(plan), fields: typing({}) }, odd)).toBeNull();
    }
    expect(await startPlanned(deps)(of(plan), 'low')).toMatchObject({ refusal: 'plan_forgotten' });
  }));

test('a plan is its owner’s, and what is odd in its fields leaves what was there', () =>
  inWorld(async (world) => {
    const { deps } = planning(world);
    const plan = await begun(deps);
    expect(await openPlan(deps)({ planId: plan.id, by: amir })).toBeNull();
    expect(await openPlan(deps)({ planId: null, by: rita })).toBeNull();
    expect(await startPlanned(deps)({ planId: plan.id, by: amir }, 'low')).toMatchObject({ refusal: 'plan_forgotten' });
    const odd = typing({ period: 'week', workspaceId: 'recOther', tier: 'most', volume: 'x' });
    const filled = await fillPlan(deps)({ ...of(plan), fields: odd });
    expect(filled?.plan).toMatchObject({
      workspaceId: plan.workspaceId,
      tier: 'low',
      typed: { period: 'month', volume: 'x' },
    });
    expect(filled?.problems).toHaveLength(1);
  }));
