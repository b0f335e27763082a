import { stringify } from 'csv-stringify/sync';
import type { CreateWorkspace } from '../../src/acts/create_workspace/create-workspace.ts';
import { oneLine } from '../words/text.ts';
import { type ActView, NEVER_HALF_DONE } from './act-view.ts';

/** How people see that a new workspace is made. */
export const createWorkspaceView: ActView<CreateWorkspace> = {
  heading: ({ name }) => `Free · New workspace, ${oneLine(name)}`,
  content: () => 'new workspace',
  asks: () => 'for *a new workspace* at ScaledMail',
  reason: () => null,
  odd: () => null,
  hurry: () => null,
  parts: ({ name }) => [
    { heading: '*Makes a workspace* · free; it has no domains and no orders', lines: [oneLine(name)], isCut: false },
  ],
  grey: ({ path }) => [`asked for at \`POST ${path}\`, which no document of ScaledMail’s names`],
  facts: ({ workspace, path }) => [
    ['Account', { words: `with ${workspace.name}` }],
    ['Asked for at', `\`POST ${path}\``],
  ],
  button: () => 'Approve this change',
  confirm: ({ name }) => ({
    title: 'Approve this change?',
    does: `Makes the workspace “${oneLine(name)}” at ScaledMail. Costs nothing.`,
    yes: 'Yes, approve',
    style: 'primary',
  }),
  details: ({ name }) => [{ heading: null, lines: [oneLine(name)] }],
  likeness: () => ({
    noun: 'workspace',
    sentence: 'ScaledMail has a workspace of this name that was not there when this was asked for.',
  }),
  halfDone: NEVER_HALF_DONE,
  file: ({ name }, reference) => ({
    name: `order-${reference}-workspace.csv`,
    title: `Workspace that order ${reference} makes`,
    content: stringify([['workspace'], [name]], { escape_formulas: true }),
  }),
};
