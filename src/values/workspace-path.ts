import { z } from 'zod';

/**
 * Where a new workspace may be asked for: which one it is, no document says.
 * Source: docs/vendor/openapi.yaml, "createWorkspace" (inferred); docs/vendor/notes.md, "Endpoints", row 2.
 */
export const WORKSPACE_PATHS = ['/organizations', '/workspaces', '/create-workspace'] as const;
export const WorkspacePath = z.enum(WORKSPACE_PATHS);
export type WorkspacePath = z.infer<typeof WorkspacePath>;
