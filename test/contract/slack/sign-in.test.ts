import { afterEach, expect, test } from '@jest/globals';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { signIn } from '../../../src/account/sign-in.ts';
import { checkToken } from '../../../src/doctor/slack-app.ts';
import { BOT_TOKEN, clientOf, handClock, silent, startSlack } from '../local-slack/support.ts';

let slack: LocalSlack;
afterEach(() => slack.close());

const enter = () => signIn({ ...SETTINGS, apiUrl: slack.apiUrl }, silent, { now: handClock().read });
const SETTINGS = { botToken: BOT_TOKEN, transport: { mode: 'http', signingSecret: 's' } } as const;

test('the token of a workspace says which one', async () => {
  slack = await startSlack();
  expect((await enter()).teamId).toBe('T0ACME');
});

test('the token says whether the app may read files', async () => {
  slack = await startSlack();
  expect((await enter()).canReadFiles).toBe(true);
  await slack.close();
  slack = await startSlack({ botScopes: ['chat:write'] });
  expect((await enter()).canReadFiles).toBe(false);
});

test('the token of a whole organization is turned down at the start, with what is supported', async () => {
  slack = await startSlack({ install: 'organization' });
  await expect(enter()).rejects.toThrow(/whole Enterprise organization, and this bot serves one workspace/);
  const { result } = checkToken({ ok: true, answer: await clientOf(slack).auth.test() });
  expect(result).toMatchObject({ ok: false, detail: 'it is that of a whole Enterprise organization' });
});
