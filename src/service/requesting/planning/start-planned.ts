import { EMAIL_PROVIDERS, type EmailProvider } from '../../../acts/custom_order/custom-order.ts';
import type { OrderDraft } from '../../../acts/custom_order/form/draft.ts';
import { namesForPlan, PlanTier, type PricedTier, plannedDomains } from '../../../acts/custom_order/planning/plan.ts';
import { type PlanForm, pricedTiers } from '../../../acts/custom_order/planning/plan-form.ts';
import { PROVIDER_FACTS } from '../../../acts/custom_order/provider-facts.ts';
import { refuseToAsk } from '../../authority.ts';
import { isVendorError } from '../../errors.ts';
import { type UnusedNamesDeps, unusedNames } from '../names/purchased-names.ts';
import { type Started, type StartingDeps, startForm } from '../starting/start-draft.ts';
import { ownPlan, type PlanOf, savePlan } from './plans.ts';

export type StartedPlanned = Started | { readonly ok: false; readonly refusal: 'plan_forgotten' };

/**
 * Starts the order of a plan at one of its tiers: its providers are chosen, the form knows how many domains each is to get,
 * and unused ones stand in it already, as far as there are any. Throws what `startDraft` throws.
 */
export const startPlanned =
  (deps: StartingDeps & UnusedNamesDeps) =>
  async (of: PlanOf, said: string | null): Promise<StartedPlanned> => {
    const refusal = await refuseToAsk(deps, of.by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const plan = await ownPlan(deps.keyValues, of);
    const chosen = PlanTier.safeParse(said).data ?? plan?.tier;
    const tier = plan && pricedTiers(plan).find((each) => each.tier === chosen);
    if (!plan || !tier) return { ok: false, refusal: 'plan_forgotten' };
    await savePlan(deps.keyValues, { ...plan, tier: tier.tier, isStarted: true });
    return startForm(deps, of.by, await draftOf(deps, plan, tier));
  };

async function draftOf(
  deps: StartingDeps & UnusedNamesDeps,
  { workspaceId }: PlanForm,
  tier: PricedTier,
): Promise<Partial<OrderDraft>> {
  const planned = plannedDomains(tier);
  const names = await unusedOrNone(deps, workspaceId);
  const domainText: OrderDraft['domainText'] = {};
  for (const provider of EMAIL_PROVIDERS) {
    const own = namesForPlan(planned, names, mostOf)[provider];
    if (own) domainText[provider] = own.join('\n');
  }
  const providers = tier.lines.map(({ provider }) => provider);
  // Unused names are bought through ScaledMail.
  const source = names.length > 0 ? { source: 'scaledmail' as const } : {};
  return { workspaceId, providers, planned, domainText, ...source };
}

const mostOf = (provider: EmailProvider): number => PROVIDER_FACTS[provider].maxDomains;

/** Without them the lines are filled in by hand. */
async function unusedOrNone(deps: StartingDeps & UnusedNamesDeps, workspaceId: string): Promise<readonly string[]> {
  try {
    return await unusedNames(deps, workspaceId);
  } catch (error) {
    if (!isVendorError(error)) throw error;
    deps.log.warn({ error }, 'A planned order starts without unused domains');
    return [];
  }
}
