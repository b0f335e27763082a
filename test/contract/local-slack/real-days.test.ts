import { afterEach, expect, test } from '@jest/globals';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { COMMANDS } from '../../../sandbox/slack/workspace/manifest.ts';
import { BOT_TOKEN, clientOf, codeOf, handClock, type RunningApp, startApp, startSlack } from './support.ts';

let slack: LocalSlack | undefined;
let app: RunningApp | undefined;
afterEach(async () => {
  await app?.stop();
  await slack?.close();
  app = undefined;
  slack = undefined;
});

test('each method is answered so often a minute as its tier says, then with 429 and how long to wait', async () => {
  const clock = handClock();
  slack = await startSlack({ clock: clock.read });
  const client = clientOf(slack);
  const list = () => client.usergroups.list();
  for (let call = 0; call < 20; call += 1) await list();
  clock.advance(15_000);
  const refused = await fetch(`${slack.apiUrl}usergroups.list`, {
    method: 'POST',
    headers: { authorization: `Bearer ${BOT_TOKEN}` },
  });
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '45']);
  // Another method has its own count.
  expect(await codeOf(client.usergroups.users.list({ usergroup: 'S0APPROVERS' }))).toBe('ok');
  clock.advance(45_000);
  expect(await codeOf(list())).toBe('ok');
});

test('without a paid plan there are no user groups', async () => {
  slack = await startSlack();
  slack.setFaults({ isFreePlan: true });
  expect(await codeOf(clientOf(slack).usergroups.list())).toBe('plan_upgrade_required');
  expect(await codeOf(clientOf(slack).usergroups.users.list({ usergroup: 'S0APPROVERS' }))).toBe(
    'plan_upgrade_required',
  );
});

test('a scope that was not granted is named, beside those that were', async () => {
  slack = await startSlack({ botScopes: ['commands', 'users:read'] });
  const refused = await clientOf(slack)
    .usergroups.list()
    .catch((error: unknown) => error);
  expect(refused).toMatchObject({
    data: { error: 'missing_scope', needed: 'usergroups:read', provided: 'commands,users:read' },
  });
});

test.each([
  [
    { teamId: 'E0ACME', teams: ['T0ACME'] },
    { team_id: 'E0ACME', enterprise_user: { teams: ['T0ACME'] } },
  ],
  [{ teamId: null, teams: ['T0SISTER', 'T0ACME'] }, { enterprise_user: { teams: ['T0SISTER', 'T0ACME'] } }],
  [{ teamId: 'T0SISTER', teams: null }, { team_id: 'T0SISTER' }],
])('in an organization, users.info says %j of where somebody belongs', async (grid, said) => {
  slack = await startSlack();
  slack.setGrid('U0RITA', grid);
  const { user } = await clientOf(slack).users.info({ user: 'U0RITA' });
  expect(user).toMatchObject(said);
  expect(user && 'team_id' in user).toBe(grid.teamId !== null);
});

test('an app of the whole organization names that in the place of a workspace', async () => {
  slack = await startSlack({ install: 'organization' });
  expect(await clientOf(slack).auth.test()).toMatchObject({
    team_id: 'E0ACME',
    enterprise_id: 'E0ACME',
    is_enterprise_install: true,
  });
});

test.each([
  [false, 'pause @rita & #finance see https://acme.com'],
  [true, 'pause <@U0RITA|rita> &amp; <#C0FINANCE|> see <https://acme.com>'],
])('with should_escape %s, a command arrives as “%s”', async (shouldEscape, text) => {
  slack = await startSlack({ commands: COMMANDS.map((command) => ({ ...command, shouldEscape })) });
  app = await startApp(slack);
  const texts: string[] = [];
  app.app.command('/scaledmail', async ({ command, ack }) => {
    texts.push(command.text);
    await ack();
  });
  const typed = '/scaledmail pause @rita & #finance see https://acme.com';
  expect(await slack.send({ as: 'U0RITA', channel: 'C0GENERAL', text: typed })).toEqual({ ok: true });
  expect(texts).toEqual([text]);
});

test('the app’s messages can be read, and not answered', async () => {
  slack = await startSlack();
  const sent = await slack.send({ as: 'U0RITA', channel: 'D0RITA', text: 'hello' });
  expect(sent).toEqual({ ok: false, message: 'Sending messages to this app has been turned off.' });
});

test('a file of the app is seen by those who look it up a moment after its upload was answered', async () => {
  const clock = handClock();
  slack = await startSlack({ clock: clock.read });
  const client = clientOf(slack);
  const { ts = '' } = await client.chat.postMessage({ channel: 'C0APPROVALS', text: 'a card' });
  const file = { filename: 'a.csv', content: 'a' };
  await client.filesUploadV2({ ...file, channel_id: 'C0APPROVALS', thread_ts: ts });
  await client.filesUploadV2({ ...file, channel_id: 'C0APPROVALS' });
  const seen = async () => {
    const { messages: replies = [] } = await client.conversations.replies({ channel: 'C0APPROVALS', ts });
    const { messages = [] } = await client.conversations.history({ channel: 'C0APPROVALS' });
    return [...replies, ...messages].filter(({ files }) => files !== undefined).length;
  };
  expect(await seen()).toBe(0);
  clock.advance(2_999);
  expect(await seen()).toBe(0);
  clock.advance(1_000);
  expect(await seen()).toBe(2);
});
