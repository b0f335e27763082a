import { z } from 'zod';
import { VendorWorkspace } from '../../../acts/custom_order/custom-order.ts';
import type { KeyValueStore } from '../../ports/stores/key-value-store.ts';
import type { Vendor } from '../../ports/vendor.ts';
import { storedAnswer } from '../stored-answer.ts';

/** Forms open with what was true minutes ago; what is sent is asked again. */
export const KEPT_MS = 10 * 60 * 1_000;
const WORKSPACES = { key: 'workspaces', ttlMs: KEPT_MS, schema: z.array(VendorWorkspace) };
/** What people look at is what was true a minute ago. */
const SHOWN = { ...WORKSPACES, key: 'workspaces:shown', ttlMs: 60_000 };

export interface WorkspaceDeps {
  readonly vendor: Vendor;
  readonly keyValues: KeyValueStore;
  /** The only workspace to offer, when the operator chose one. */
  readonly organizationId: string | null;
}

/** Workspaces that people may choose from in a form, some minutes old. Throws what vendor reads throw. */
export const offeredWorkspaces = (deps: WorkspaceDeps): Promise<VendorWorkspace[]> => workspaces(deps, WORKSPACES);

/** Workspaces of which people are shown what is there, at most a minute old. Throws what vendor reads throw. */
export const shownWorkspaces = (deps: WorkspaceDeps): Promise<VendorWorkspace[]> => workspaces(deps, SHOWN);

async function workspaces(
  { vendor, keyValues, organizationId }: WorkspaceDeps,
  stored: typeof WORKSPACES,
): Promise<VendorWorkspace[]> {
  const all = await storedAnswer(keyValues, stored, () => vendor.workspaces('person'));
  return all.filter(({ id }) => organizationId === null || id === organizationId);
}
