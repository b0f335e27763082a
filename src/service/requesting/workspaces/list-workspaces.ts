import { z } from 'zod';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import type { AuthorityRefusal } from '../../../orders/approval/policy.ts';
import type { UserId } from '../../../values/ids.ts';
import { type AskingDeps, refuseToAsk, refuseToServe } from '../../authority.ts';
import type { Vendor } from '../../ports/vendor.ts';
import { type ShownDeps, shownAnswer } from '../shown-answer.ts';

export interface WorkspacesDeps extends AskingDeps, ShownDeps {
  readonly vendor: Vendor;
  /** The only workspace that the form offers, when the operator chose one. */
  readonly organizationId: string | null;
}

/** A workspace of the account, and whether orders can be made in it here. */
export interface ListedWorkspace {
  readonly workspace: VendorWorkspace;
  readonly isOffered: boolean;
}

export type WorkspacesListed =
  | {
      readonly ok: true;
      readonly workspaces: readonly ListedWorkspace[];
      readonly readAt: Date;
      readonly canAsk: boolean;
    }
  | { readonly ok: false; readonly refusal: AuthorityRefusal };

/**
 * All workspaces that the key reaches, as the vendor listed them within the last minute, for every member; and whether this one can ask for a new
 * one. Throws what vendor reads throw, and `SlackUnavailable`.
 */
export const listWorkspaces =
  (deps: WorkspacesDeps) =>
  async (by: UserId): Promise<WorkspacesListed> => {
    const refusal = await refuseToServe(deps, by);
    if (refusal) return { ok: false, refusal };
    const kept = { key: 'workspaces', schema: z.array(VendorWorkspace) };
    const { answer: all, readAt } = await shownAnswer(deps, kept, () => deps.vendor.workspaces('person'));
    const isOffered = ({ id }: VendorWorkspace) => deps.organizationId === null || id === deps.organizationId;
    const canAsk = deps.vendor.workspacePath() !== null && (await refuseToAsk(deps, by)) === null;
    const workspaces = all.map((each) => ({ workspace: each, isOffered: isOffered(each) }));
    return { ok: true, workspaces, readAt, canAsk };
  };
