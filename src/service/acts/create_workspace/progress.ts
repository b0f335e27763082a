import { type CreateWorkspace, newWorkspaces } from '../../../acts/create_workspace/create-workspace.ts';
import type { Progress, ProgressReads } from '../act-at-vendor.ts';

/** It is done when the list has a new workspace of that name. Null when the list cannot be read. */
export async function createWorkspaceProgress(
  reads: Pick<ProgressReads, 'workspaces'>,
  act: CreateWorkspace,
): Promise<Progress | null> {
  const listed = await reads.workspaces();
  if (!listed) return null;
  const isDone = newWorkspaces(act, listed).length > 0;
  return { ready: [], isDone, unread: [], isToGoOn: false, readAgainAt: null };
}
