import { EMAIL_PROVIDERS, type EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import { PlanPeriod, PlanTier, PlanVolume } from '../../../acts/custom_order/planning/plan.ts';
import type { PlanForm } from '../../../acts/custom_order/planning/plan-form.ts';
import { checkPlan, type PlanProblem } from '../../../acts/custom_order/planning/typed-plan.ts';
import { canonicalJson } from '../../../values/canonical-json.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import { ownPlan, type PlanOf, savePlan } from './plans.ts';

/** What stands in the fields of a plan; null, or no entry, for a field that is not on its page. */
export interface PlanFields {
  readonly volume: string | null;
  readonly period: string | null;
  readonly shares: Readonly<Partial<Record<EmailProvider, string>>>;
  readonly workspaceId: string | null;
  readonly tier: string | null;
}

export interface FilledPlan extends PlanOf {
  readonly fields: PlanFields;
}

/** A plan with what is typed in it now, kept; null when it is forgotten or another's. */
export type PlanAsTyped = {
  readonly plan: PlanForm;
  readonly problems: readonly PlanProblem[];
  /** Whether its prices are those of what is typed. */
  readonly isPriced: boolean;
} | null;

export interface FillingPlanDeps {
  readonly keyValues: KeyValueStore;
}

/** Takes what is typed in a plan. Prices of something else are forgotten. */
export const fillPlan =
  ({ keyValues }: FillingPlanDeps) =>
  async (page: FilledPlan): Promise<PlanAsTyped> => {
    const known = await ownPlan(keyValues, page);
    return known && kept(keyValues, withFields(known, page.fields));
  };

/** As `fillPlan`, with another volume, which we fill in ourselves. Null, too, for a volume that is none. */
export const usePlanVolume =
  ({ keyValues }: FillingPlanDeps) =>
  async (page: FilledPlan, said: unknown): Promise<PlanAsTyped> => {
    const known = await ownPlan(keyValues, page);
    const volume = PlanVolume.safeParse(said);
    if (!known || !volume.success) return null;
    const plan = withFields(known, page.fields);
    const typed = { ...plan.typed, volume: String(volume.data.volume), period: volume.data.period };
    return kept(keyValues, { ...plan, typed, fill: plan.fill + 1 });
  };

/** A plan that somebody comes back to; null as above. */
export const openPlan =
  ({ keyValues }: FillingPlanDeps) =>
  async (of: PlanOf): Promise<PlanAsTyped> => {
    const known = await ownPlan(keyValues, of);
    return known && kept(keyValues, { ...known, fill: known.fill + 1, round: known.round + 1 });
  };

async function kept(keyValues: KeyValueStore, plan: PlanForm): Promise<PlanAsTyped> {
  const checked = checkPlan(plan.typed);
  const isPriced = checked.ok && plan.priced !== null && isSame(plan.priced, { ...checked, ...plan });
  const filled: PlanForm = { ...plan, isStarted: false, priced: isPriced ? plan.priced : null };
  await savePlan(keyValues, filled);
  return { plan: filled, problems: checked.ok ? [] : checked.problems, isPriced };
}

type Asked = Pick<NonNullable<PlanForm['priced']>, 'question' | 'workspaceId'>;

/** Whether the same is asked, in the same workspace. */
export const isSame = (one: Asked, other: Asked): boolean => textOf(one) === textOf(other);

const textOf = ({ question, workspaceId }: Asked): string => canonicalJson({ question, workspaceId });

function withFields(plan: PlanForm, fields: PlanFields): PlanForm {
  const { typed, workspaces } = plan;
  const shares = EMAIL_PROVIDERS.flatMap((provider) => {
    const share = fields.shares[provider] ?? typed.shares[provider];
    return share === undefined ? [] : [[provider, share] as const];
  });
  return {
    ...plan,
    workspaceId: workspaces.find(({ id }) => id === fields.workspaceId)?.id ?? plan.workspaceId,
    tier: PlanTier.safeParse(fields.tier).data ?? plan.tier,
    typed: {
      volume: fields.volume ?? typed.volume,
      period: PlanPeriod.safeParse(fields.period).data ?? typed.period,
      shares: Object.fromEntries(shares),
    },
  };
}
