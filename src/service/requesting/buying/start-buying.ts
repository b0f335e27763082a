import { USUAL_ENDINGS } from '../../../acts/buy_domains/read-query.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { UserId } from '../../../values/ids.ts';
import { type AskingDeps, refuseToAsk } from '../../authority.ts';
import type { OrderStore } from '../../ports/stores/order-store.ts';
import { chosenIn, lastOrder } from '../starting/last-order.ts';
import { offeredWorkspaces, type WorkspaceDeps } from '../starting/workspaces.ts';
import { type BuyForm, beginBuyForm } from './buy-form.ts';

export interface StartingBuyDeps extends AskingDeps, WorkspaceDeps {
  readonly orders: OrderStore;
  readonly newId: () => string;
}

export type StartedBuying =
  | { readonly ok: true; readonly form: BuyForm }
  | { readonly ok: false; readonly refusal: AuthorityRefusal | 'no_workspace' };

/** What a form for mailboxes says already, when names are bought for it. */
export interface BoughtFor {
  readonly label: string;
  readonly workspaceId: string | null;
}

/**
 * Starts a form for names, with what was typed in its search field, for somebody who may use the app. It is for the workspace
 * of the form that needs the names, else of their last order, else the first. Throws what vendor reads throw.
 */
export const startBuying =
  (deps: StartingBuyDeps) =>
  async (by: UserId, query: string, wanted: BoughtFor | null = null): Promise<StartedBuying> => {
    const refusal = await refuseToAsk(deps, by, 'within_a_minute');
    if (refusal) return { ok: false, refusal };
    const workspaces = await offeredWorkspaces(deps);
    const last = wanted?.workspaceId ? null : await lastOrder(deps, by);
    const usual = last ? chosenIn(last).workspaceId : wanted?.workspaceId;
    const workspace = workspaces.find(({ id }) => id === usual) ?? workspaces[0];
    if (!workspace) return { ok: false, refusal: 'no_workspace' };
    const form: BuyForm = {
      id: deps.newId(),
      ownerId: by,
      workspaces,
      workspaceId: workspace.id,
      query: query.trim(),
      label: wanted?.label ?? '',
      isForOrder: wanted !== null,
      endings: [...USUAL_ENDINGS],
      found: null,
      chosen: [],
      seen: null,
      fill: 0,
      round: 0,
    };
    await beginBuyForm(deps.keyValues, form);
    return { ok: true, form };
  };
