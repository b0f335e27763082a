import { PlanForm } from '../../../acts/custom_order/planning/plan-form.ts';
import type { UserId } from '../../../values/ids.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import { keptForms } from '../kept-forms.ts';

const { begin, save, own } = keptForms('plan', PlanForm);

/** Plans as they are kept. */
export { begin as beginPlan, save as savePlan };

/** Which plan somebody has before them; none when nothing names it. */
export interface PlanOf {
  readonly planId: string | null;
  readonly by: UserId;
}

/** Somebody's plan; null when it is forgotten or another's. */
export const ownPlan = async (keyValues: KeyValueStore, { planId, by }: PlanOf): Promise<PlanForm | null> =>
  planId === null ? null : own(keyValues, { formId: planId, by });
