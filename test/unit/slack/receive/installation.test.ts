import { expect, test } from '@jest/globals';
import { byInstallation, installationOf } from '../../../../src/slack/receive/installation.ts';
import { TeamId } from '../../../../src/values/ids.ts';

const OURS = 'T0ACME';
const THEIRS = 'T0OTHER';
const ORGANIZATION = 'E0ACME';
const ofStranger = { team: { id: THEIRS, domain: 'other' }, user: { id: 'U0SVEN', team_id: THEIRS } };
const ofOrganization = {
  team: null,
  enterprise: { id: ORGANIZATION, name: 'Acme' },
  is_enterprise_install: true,
  user: { id: 'U0AMIR', team_id: OURS },
};

test.each<[string, unknown, string | null]>([
  ['a command', { command: '/scaledmail', team_id: OURS, user_id: 'U0AMIR' }, OURS],
  ['a command of an organization', { command: '/scaledmail', team_id: OURS, enterprise_id: ORGANIZATION }, OURS],
  ['a shortcut', { type: 'shortcut', team: { id: OURS }, user: { id: 'U0AMIR', team_id: OURS } }, OURS],
  ['a shortcut of an organization, which names no workspace', { type: 'shortcut', ...ofOrganization }, null],
  ['an event', { authorizations: [{ team_id: OURS }], context_team_id: OURS, team_id: OURS }, OURS],
  ['an event of a stranger', { authorizations: [{ team_id: OURS }], context_team_id: THEIRS, team_id: THEIRS }, OURS],
  ['an event without authorizations', { authorizations: [], context_team_id: OURS, team_id: THEIRS }, OURS],
  ['an event of an organization', { authorizations: [{ team_id: ORGANIZATION }], team_id: OURS }, OURS],
  ['an event with its team only', { authorizations: [{ team_id: null }], team_id: OURS }, OURS],
  ['a press beside a private answer', { type: 'block_actions', team: { id: OURS }, user: { team_id: OURS } }, OURS],
  ['a press in a message', { type: 'block_actions', team: { id: OURS }, message: { ts: '1.2', team: OURS } }, OURS],
  ['a stranger’s press in our message', { ...ofStranger, message: { ts: '1.2', team: OURS } }, OURS],
  ['an organization’s press in our message', { ...ofOrganization, message: { ts: '1.2', team: OURS } }, OURS],
  ['a message that an organization posted', { team: { id: OURS }, message: { ts: '1.2', team: ORGANIZATION } }, OURS],
  ['a press in a form', { type: 'block_actions', team: { id: OURS }, view: { app_installed_team_id: OURS } }, OURS],
  ['a stranger’s form', { type: 'view_submission', ...ofStranger, view: { app_installed_team_id: OURS } }, OURS],
  [
    'an organization’s form',
    { type: 'view_submission', ...ofOrganization, view: { app_installed_team_id: OURS } },
    OURS,
  ],
  ['a form that does not say', { type: 'view_submission', team: { id: OURS }, view: { id: 'V1' } }, OURS],
  ['a stranger’s menu', { type: 'block_suggestion', ...ofStranger, view: { app_installed_team_id: OURS } }, OURS],
  ['our person at another installation', { team: { id: THEIRS }, user: { id: 'U0AMIR', team_id: OURS } }, THEIRS],
  ['what names nothing', { user: { id: 'U0AMIR', team_id: OURS } }, null],
  ['nothing', null, null],
])('%s came through the installation that it names', (_name, body, expected) => {
  expect(installationOf(body)).toBe(expected);
});

test('each account gets its own payloads, and each other installation is logged once', () => {
  const warnings: unknown[] = [];
  const log = { debug: () => {}, info: () => {}, error: () => {}, warn: (fields: unknown) => warnings.push(fields) };
  const accounts = new Map([
    [TeamId.parse(OURS), 'ours'],
    [TeamId.parse('T0SECOND'), 'second'],
  ]);
  const accountOf = byInstallation(accounts, log);
  const bodies = [OURS, 'T0SECOND', THEIRS, THEIRS, OURS].map((id) => ({ team_id: id }));
  expect([...bodies, {}, {}].map(accountOf)).toEqual(['ours', 'second', null, null, 'ours', null, null]);
  expect(warnings).toEqual([{ teamId: THEIRS }, { teamId: null }]);
});
