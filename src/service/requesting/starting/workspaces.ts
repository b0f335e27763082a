import { z } from 'zod';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import type { KeyValueStore } from '../../ports/key-value-store.ts';
import type { Vendor } from '../../ports/vendor.ts';
import { storedAnswer } from '../stored-answer.ts';

/** Forms open with what was true minutes ago; what is sent is asked again. */
export const KEPT_MS = 10 * 60 * 1_000;
const WORKSPACES = { key: 'workspaces', ttlMs: KEPT_MS, schema: z.array(VendorWorkspace) };

export interface WorkspaceDeps {
  readonly vendor: Vendor;
  readonly keyValues: KeyValueStore;
  /** The only workspace to offer, when the operator chose one. */
  readonly organizationId: string | null;
}

/** Workspaces that people may choose from. Throws what vendor reads throw. */
export async function offeredWorkspaces({
  vendor,
  keyValues,
  organizationId,
}: WorkspaceDeps): Promise<VendorWorkspace[]> {
  const all = await storedAnswer(keyValues, WORKSPACES, () => vendor.workspaces('person'));
  return all.filter(({ id }) => organizationId === null || id === organizationId);
}
