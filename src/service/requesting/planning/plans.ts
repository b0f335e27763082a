import { PlanForm } from '../../../acts/custom_order/planning/plan-form.ts';
import type { UserId } from '../../../values/ids.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';

/** A plan left alone for a day is forgotten: it is typed again in a moment. */
const PLAN_TTL_MS = 24 * 60 * 60 * 1_000;

const keyOf = (id: string) => `plan:${id}`;

/** Keeps a plan under its id. */
export const savePlan = (keyValues: KeyValueStore, plan: PlanForm): Promise<void> =>
  keyValues.set(keyOf(plan.id), JSON.stringify(plan), PLAN_TTL_MS);

/** Which plan somebody has before them; none when nothing names it. */
export interface PlanOf {
  readonly planId: string | null;
  readonly by: UserId;
}

/** Somebody's plan; null when it is forgotten or another's. */
export async function ownPlan(keyValues: KeyValueStore, { planId, by }: PlanOf): Promise<PlanForm | null> {
  const text = planId === null ? null : await keyValues.get(keyOf(planId));
  const plan = text === null ? null : PlanForm.parse(JSON.parse(text));
  return plan?.ownerId === by ? plan : null;
}
