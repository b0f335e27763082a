import type { PlanForm } from '../../../acts/custom_order/planning/plan-form.ts';
import { type PlanLine, readPlanLine } from '../../../acts/custom_order/planning/read-plan-line.ts';
import { checkPlan, type PlanProblem } from '../../../acts/custom_order/planning/typed-plan.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { UserId } from '../../../values/ids.ts';
import { type AskingDeps, refuseToAsk } from '../../authority.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import { chosenIn, lastOrder } from '../starting/last-order.ts';
import { offeredWorkspaces, type WorkspaceDeps } from '../starting/workspaces.ts';
import { beginPlan } from './plans.ts';

export interface StartingPlanDeps extends AskingDeps, WorkspaceDeps {
  readonly orders: OrderStore;
  readonly newId: () => string;
}

export type StartedPlan =
  | {
      readonly ok: true;
      readonly plan: PlanForm;
      /** What of the line is to be told, but for what became of its fields. */
      readonly line: Omit<PlanLine, 'typed'>;
      readonly problems: readonly PlanProblem[];
      /** Whether all of the line was understood, and can be priced. */
      readonly isClear: boolean;
    }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'no_workspace' };

/**
 * Starts a plan for somebody who may use the app, filled in with what was typed in one line; an empty line leaves its volume
 * open, and has no mistakes. It is for the workspace of their last order, else the first. Throws what vendor reads throw.
 */
export const startPlan =
  (deps: StartingPlanDeps) =>
  async (by: UserId, text: string): Promise<StartedPlan> => {
    const refusal = await refuseToAsk(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const workspaces = await offeredWorkspaces(deps);
    const last = await lastOrder(deps, by);
    const usual = last ? chosenIn(last).workspaceId : undefined;
    const workspace = workspaces.find(({ id }) => id === usual) ?? workspaces[0];
    if (!workspace) return { ok: false, refusal: 'no_workspace' };
    const { typed, ...line } = readPlanLine(text);
    const plan: PlanForm = {
      id: deps.newId(),
      ownerId: by,
      workspaces,
      workspaceId: workspace.id,
      typed,
      tier: 'low',
      fill: 0,
      round: 0,
      priced: null,
      isStarted: false,
    };
    await beginPlan(deps.keyValues, plan);
    const isEmpty = text.trim() === '';
    const checked = checkPlan(typed);
    return {
      ok: true,
      plan,
      line: isEmpty ? { ...line, isProviderOpen: false } : line,
      problems: checked.ok || isEmpty ? [] : checked.problems,
      isClear: checked.ok && line.notUnderstood.length === 0 && line.otherPeriod === null,
    };
  };
