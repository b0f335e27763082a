import {
  PLAN_TIERS,
  type PlanQuestion,
  type PlanTier,
  TierOutcome,
  tierOutcome,
} from '../../../acts/custom_order/planning/plan.ts';
import type { PlanForm } from '../../../acts/custom_order/planning/plan-form.ts';
import { checkPlan } from '../../../acts/custom_order/planning/typed-plan.ts';
import { canonicalJson } from '../../../values/canonical-json.ts';
import { type SharedAnswers, sharedAnswers } from '../../../values/shared-answers.ts';
import { isVendorError } from '../../errors.ts';
import type { Log } from '../../ports/log.ts';
import { type UnusedNamesDeps, unusedNames } from '../names/purchased-names.ts';
import { KEPT_MS } from '../starting/workspaces.ts';
import { storedAnswer } from '../stored-answer.ts';
import { isSame } from './fill-plan.ts';
import { ownPlan, savePlan } from './plans.ts';

export interface PricingPlanDeps extends UnusedNamesDeps {
  readonly log: Log;
}

/**
 * Asks what a plan needs and costs at every tier, and keeps it. A tier that the vendor does not answer for says so, beside
 * those that it does. What was answered serves for minutes whoever asks the same. Null when the plan is another one by now,
 * or its person went on: then nothing is to be shown of it.
 */
export function pricePlan(deps: PricingPlanDeps): (plan: PlanForm) => Promise<PlanForm | null> {
  const underWay = sharedAnswers<TierOutcome>({ keeps: () => false });
  return async (plan) => {
    const checked = checkPlan(plan.typed);
    if (!checked.ok) return null;
    const { question } = checked;
    const { workspaceId } = plan;
    const [tiers, unused] = await Promise.all([
      Promise.all(PLAN_TIERS.map((tier) => askTier(deps, underWay, { workspaceId, question, tier }))),
      unusedCount(deps, workspaceId),
    ]);
    const kept = await ownPlan(deps.keyValues, { planId: plan.id, by: plan.ownerId });
    if (!kept || kept.isStarted || !isOf(kept, { workspaceId, question })) return null;
    const priced = { ...kept, round: kept.round + 1, priced: { question, workspaceId, tiers, unused } };
    await savePlan(deps.keyValues, priced);
    return priced;
  };
}

function isOf(plan: PlanForm, asked: { workspaceId: string; question: PlanQuestion }): boolean {
  const now = checkPlan(plan.typed);
  return now.ok && isSame({ question: now.question, workspaceId: plan.workspaceId }, asked);
}

interface TierQuestion {
  readonly workspaceId: string;
  readonly question: PlanQuestion;
  readonly tier: PlanTier;
}

async function askTier(
  { vendor, keyValues, log }: PricingPlanDeps,
  underWay: SharedAnswers<TierOutcome>,
  asked: TierQuestion,
): Promise<TierOutcome> {
  const { workspaceId, question, tier } = asked;
  const key = `plan-tier:${canonicalJson(asked)}`;
  const kept = { key, ttlMs: KEPT_MS, schema: TierOutcome, keeps: isUseful };
  const ask = async () => tierOutcome(tier, await vendor.plan(workspaceId, question, tier, 'person'));
  try {
    return await underWay(key, () => storedAnswer(keyValues, kept, ask));
  } catch (error) {
    if (!isVendorError(error)) throw error;
    log.warn({ error, tier }, 'A plan has no price at one tier');
    return { outcome: 'unanswered', tier, said: error.userMessage };
  }
}

/** A price that cannot be right is asked for again. */
const isUseful = ({ outcome }: TierOutcome): boolean => outcome === 'priced' || outcome === 'too_small';

/** A courtesy: without it a plan is as good. */
async function unusedCount(deps: PricingPlanDeps, workspaceId: string): Promise<number | null> {
  try {
    return (await unusedNames(deps, workspaceId)).length;
  } catch (error) {
    if (!isVendorError(error)) throw error;
    deps.log.warn({ error }, 'A plan does not say how many domains are unused');
    return null;
  }
}
