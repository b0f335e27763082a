import { z } from 'zod';
import { WorkspacePath } from '../../values/workspace-path.ts';
import type { ActRequest } from '../act-request.ts';
import { type Claim, worksOnWorkspace } from '../claim.ts';
import { VendorWorkspace } from '../custom_order/custom-order.ts';
import type { Worth } from '../worth.ts';

/** Makes a new workspace in the account. It costs nothing. */
export const CreateWorkspace = z.object({
  kind: z.literal('create_workspace'),
  /** One that the account has already: that the key reaches it still says that it is the same account. */
  workspace: VendorWorkspace,
  /** Where it is asked for, by the operator's word. */
  path: WorkspacePath,
  name: z.string().min(1),
  /** Ids of all workspaces that there were when it was asked for: none of them is the new one, whatever it is called by then. */
  before: z.array(z.string()),
});
export type CreateWorkspace = z.infer<typeof CreateWorkspace>;

/** It costs nothing. */
export const WORKSPACE_WORTH: Worth = { effect: 'write' };

/** A name with single spaces and in small letters: two that differ in nothing else are one to people. */
export const plainWorkspaceName = (name: string): string =>
  name.normalize('NFC').replace(/\s+/g, ' ').trim().toLowerCase();

/** Two orders do not make workspaces of one name. */
export const workspaceClaims = ({ name }: CreateWorkspace): Claim[] => [worksOnWorkspace(plainWorkspaceName(name))];

/** The call. Source: docs/vendor/openapi.yaml, "createWorkspace" (inferred). */
export const workspaceRequest = ({ path, name }: CreateWorkspace): ActRequest => ({
  operation: 'createWorkspace',
  parameters: { path },
  query: {},
  body: { name },
});

/** Workspaces of that name that were not there when it was asked for. Pure. */
export const newWorkspaces = (
  { name, before }: Pick<CreateWorkspace, 'name' | 'before'>,
  listed: readonly VendorWorkspace[],
): VendorWorkspace[] =>
  listed.filter((each) => !before.includes(each.id) && plainWorkspaceName(each.name) === plainWorkspaceName(name));
