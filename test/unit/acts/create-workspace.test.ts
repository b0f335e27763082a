import { describe, expect, test } from '@jest/globals';
import {
  CreateWorkspace,
  newWorkspaces,
  workspaceClaims,
  workspaceRequest,
} from '../../../src/acts/create_workspace/create-workspace.ts';
import { asWorkspaceName, workspaceProblem } from '../../../src/acts/create_workspace/workspace-problems.ts';
import { CALLS } from '../../../src/scaledmail/once/calls.ts';
import { WORKSPACE_PATHS } from '../../../src/values/workspace-path.ts';
import { aNewSpace } from '../../support/changes.ts';

describe('the call for a workspace', () => {
  test('names it, and no workspace that there is', () =>
    expect(workspaceRequest(aNewSpace())).toEqual({
      operation: 'createWorkspace',
      parameters: { path: '/organizations' },
      query: {},
      body: { name: 'Umbrella' },
    }));

  test('goes to one of three paths, and to no other', () => {
    for (const path of WORKSPACE_PATHS) expect(CALLS.createWorkspace.path({ path })).toBe(path);
    for (const path of ['/orders', '', '/organizations/../orders', '/Organizations'])
      expect(() => CALLS.createWorkspace.path({ path })).toThrow();
    expect(CreateWorkspace.safeParse({ ...aNewSpace(), path: '/create-custom-order' }).success).toBe(false);
  });

  test('excludes another one for the same name, however that is written', () =>
    expect(
      [aNewSpace({ name: ' UMBRELLA  One' }), aNewSpace({ name: 'umbrella one' })].flatMap(workspaceClaims),
    ).toEqual([
      { key: 'workspace:umbrella one', mode: 'works-on' },
      { key: 'workspace:umbrella one', mode: 'works-on' },
    ]));
});

test('a new workspace has the name, and was not there before, whatever it was called then', () => {
  const act = aNewSpace({ before: ['rec1', 'rec2'] });
  const listed = [
    { id: 'rec1', name: 'Umbrella' },
    { id: 'rec3', name: 'umbrella ' },
    { id: 'rec4', name: 'Umbrellas' },
  ];
  expect(newWorkspaces(act, listed)).toEqual([{ id: 'rec3', name: 'umbrella ' }]);
});

describe('the name of a workspace', () => {
  const there = [{ id: 'rec1', name: 'Northwind Outbound' }];
  test.each([
    ['Umbrella', null],
    [' \u200b ', 'Please type the name of the new workspace.'],
    ['northwind  outbound', 'There is a workspace “Northwind Outbound” already. Type another name.'],
    ['x'.repeat(61), 'These are 61 characters, and 60 fit.'],
    ['x'.repeat(60), null],
  ])('%j', (typed, problem) => expect(workspaceProblem(asWorkspaceName(typed), there)).toBe(problem));
});
