import { PlanMetadata } from '../../../../views/form/metadata.ts';
import { EMAIL_PROVIDERS } from '../../../acts/custom_order/custom-order.ts';
import type { FilledPlan } from '../../../service/requesting/planning/fill-plan.ts';
import type { PlanOf } from '../../../service/requesting/planning/plans.ts';
import type { UserId } from '../../../values/ids.ts';
import { formValues } from '../../receive/form-values.ts';
import type { ViewPayload } from '../../receive/payloads.ts';

/** What a plan that cannot be found any more says. */
export const PLAN_FORGOTTEN =
  'This plan was left alone for a day, and is forgotten. Nothing was ordered. `/scaledmail plan` starts a new one.';

/** Which plan a view shows; none when it names none. */
export const planOf = (view: ViewPayload, by: UserId): PlanOf => ({
  planId: PlanMetadata.safeParse(JSON.parse(view.private_metadata || '{}')).data?.planId ?? null,
  by,
});

/** A plan, with what stands in its fields now. */
export function filledPlan(view: ViewPayload, by: UserId): FilledPlan {
  const values = formValues(view.state?.values ?? {});
  const shares = EMAIL_PROVIDERS.flatMap((provider) => {
    const share = values.text(`plan_share_${provider}`);
    return share === null ? [] : [[provider, share] as const];
  });
  return {
    ...planOf(view, by),
    fields: {
      volume: values.text('plan_volume'),
      period: values.chosen('plan_period')?.[0] ?? null,
      shares: Object.fromEntries(shares),
      workspaceId: values.chosen('plan_workspace')?.[0] ?? null,
      tier: values.chosen('plan_tier')?.[0] ?? null,
    },
  };
}
