import { expect, test } from '@jest/globals';
import { ACTION_ROUTES } from '../../../../src/slack/routes/actions.ts';
import { COMMAND_ROUTES, probablyMeant } from '../../../../src/slack/routes/commands.ts';
import { OPTIONS_ROUTES } from '../../../../src/slack/routes/options.ts';
import { SUBMISSION_ROUTES } from '../../../../src/slack/routes/submissions.ts';
import { ACTION, FORM, MENU, SUBCOMMANDS } from '../../../../views/ids.ts';

const tables = { ACTION_ROUTES, COMMAND_ROUTES, OPTIONS_ROUTES, SUBMISSION_ROUTES };

test.each(Object.entries(tables))('%s has no route for an id that is none of ours', (_name, routes) => {
  for (const id of ['', 'constructor', '__proto__', 'toString', 'approve']) expect(routes.get(id)).toBeUndefined();
});

test.each([
  ['withdraw', 'status', 'orders'],
  ['redirect', 'status', 'orders'],
  ['swap', 'status', 'orders'],
  ['costs', 'spend', 'spend'],
])('“%s” of one order is answered with %s, and alone with %s', (typed, ofOne, alone) => {
  expect([probablyMeant(typed, true), probablyMeant(typed)]).toEqual([ofOne, alone]);
});

test('every id has its route, and there are no others', () => {
  expect([...ACTION_ROUTES.keys()].toSorted()).toEqual([...Object.values(ACTION), ...Object.values(MENU)].toSorted());
  expect([...OPTIONS_ROUTES.keys()]).toEqual(Object.values(MENU));
  expect([...SUBMISSION_ROUTES.keys()].toSorted()).toEqual(Object.values(FORM).toSorted());
  expect([...COMMAND_ROUTES.keys()].toSorted()).toEqual(SUBCOMMANDS.toSorted());
});
