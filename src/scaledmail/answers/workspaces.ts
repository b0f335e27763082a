import { z } from 'zod';
import { orNull, rowsOf } from '../rows.ts';
import { Id, Text } from './fields.ts';

const WorkspaceRows = rowsOf(
  z.object({ id: Id, name: orNull(Text) }).transform(({ id, name }) => ({ id, name: name ?? id })),
);
/** The workspaces that the key reaches, under whichever name the answer lists them. */
export const Workspaces = z.union([
  z.object({ organizations: WorkspaceRows }).transform((answer) => answer.organizations),
  z.object({ workspaces: WorkspaceRows }).transform((answer) => answer.workspaces),
  WorkspaceRows,
]);
