import { type CreateWorkspace, WORKSPACE_WORTH } from '../../../acts/create_workspace/create-workspace.ts';
import type { Appraised, PricingReads } from '../act-at-vendor.ts';

/**
 * A new workspace costs nothing, while the operator's word is that they are asked for where people approved it. Refused once
 * that is another place, or none. Whether there is one of that name by now is told by the look for it.
 */
export async function appraiseCreateWorkspace(
  { vendor }: Pick<PricingReads, 'vendor'>,
  { path }: CreateWorkspace,
): Promise<Appraised> {
  return vendor.workspacePath() === path
    ? { ok: true, worth: WORKSPACE_WORTH }
    : { ok: false, refusal: 'price_missing' };
}
