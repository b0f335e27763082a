import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { getGlobalDispatcher, setGlobalDispatcher } from 'undici';
import { type LocalSlack, startLocalSlack } from '../../sandbox/slack/server.ts';
import { startTrial, type Trial } from '../../sandbox/trial/start-trial.ts';
import { APPROVALS, cardFor, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { freePort } from '../support/servers/free-port.ts';

/** Somebody's own workspace, as far as Slack is concerned, and a key that must never be used. */
let slack: LocalSlack;
let folder: string;
let trial: Trial | null = null;
let environment: Record<string, string>;
const received: string[] = [];

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'scaledmail-trial-'));
  received.length = 0;
  const port = await freePort();
  slack = await startLocalSlack({
    botToken: 'xoxb-own',
    appToken: 'xapp-own',
    signingSecret: 'own-signing-secret',
    appUrl: `http://127.0.0.1:${port}`,
  });
  environment = {
    SLACK_BOT_TOKEN: 'xoxb-own',
    SLACK_SIGNING_SECRET: 'own-signing-secret',
    SLACK_API_URL: slack.apiUrl,
    APPROVERS: 'U0AMIR',
    APPROVAL_CHANNEL: 'C0APPROVALS',
    PORT: String(port),
    LOG_LEVEL: 'silent',
  };
});

afterEach(async () => {
  await trial?.stop();
  trial = null;
  await slack.close();
  rmSync(folder, { recursive: true, force: true });
});

async function start(more: Readonly<Record<string, string>> = {}): Promise<void> {
  const started = await startTrial({ ...environment, ...more }, folder, (line) => received.push(line));
  if (started.ok) trial = started.trial;
  else throw new Error(JSON.stringify(started.problems));
}

const inChannel = () =>
  person({ slack, settle: async () => {} }, 'U0AMIR')
    .messages(APPROVALS)
    .map(({ text }) => text)
    .join();

test('a trial needs no key of ScaledMail, and says in the channel that it is one', async () => {
  await start();
  expect(inChannel()).toContain('This is a trial');
});

test('secrets may stand in files, as for the bot', async () => {
  const file = join(folder, 'token');
  writeFileSync(file, `${environment.SLACK_BOT_TOKEN}\n`);
  delete environment.SLACK_BOT_TOKEN;
  await expect(start({ SLACK_BOT_TOKEN_FILE: `${file}.gone` })).rejects.toThrow('SLACK_BOT_TOKEN_FILE');
  await start({ SLACK_BOT_TOKEN_FILE: file });
  expect(inChannel()).toContain('This is a trial');
});

test('a proxy that is set is used', async () => {
  const before = getGlobalDispatcher();
  try {
    const nowhere = `http://127.0.0.1:${await freePort()}`;
    await start({ HTTPS_PROXY: nowhere, NO_PROXY: '*' });
    expect(getGlobalDispatcher()).not.toBe(before);
  } finally {
    setGlobalDispatcher(before);
  }
});

test('a key that is given all the same goes nowhere', async () => {
  await start({ SCALEDMAIL_API_KEY: 'a-real-key', SCALEDMAIL_BASE_URL: 'https://server.scaledmail.com/api/v1' });
  const answered = await fetch(`${trial?.vendorUrl}/api/v1/organizations`, {
    headers: { authorization: 'Bearer a-real-key' },
  });
  expect(answered.status).toBe(401);
});

test('an order goes all the way, and the stand-in hears one call', async () => {
  await start();
  const world = {
    slack,
    settle: async () => {
      await slack.idle();
      await trial?.settled();
    },
  };
  await requestOrder(world, ['trial-one.com'], { workspace: null });
  const amir = person(world, 'U0AMIR');
  expect(textOf(cardFor(amir).blocks)).toContain('Trial: nothing is charged');
  await amir.press(cardFor(amir), 'approve_order');
  expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
  expect(received).toEqual(['The stand-in for ScaledMail received createCustomOrder (spend)']);
});

test('what is missing on Slack’s side is said, and nothing of ScaledMail’s', async () => {
  const started = await startTrial({}, folder, () => {});
  const missing = started.ok ? [] : started.problems.map(({ variable }) => variable);
  expect(missing.toSorted()).toEqual(['APPROVAL_CHANNEL', 'APPROVERS', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET']);
});

test('a channel that it was not invited to ends the start, with what to do', async () => {
  slack.failNext({ method: 'chat.postMessage', when: 'before', answer: { error: 'not_in_channel' } });
  await expect(start()).rejects.toThrow(/not_in_channel.*invite/);
});
