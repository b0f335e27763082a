import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { WebSocket } from 'undici';
import { z } from 'zod';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { clientOf, codeOf, startSlack, until } from './support.ts';

const APP_TOKEN = 'xapp-local';
let slack: LocalSlack;
beforeEach(async () => {
  slack = await startSlack({ appToken: APP_TOKEN, ackTimeoutMs: 50 });
});
afterEach(() => slack.close());

const Said = z.object({ type: z.string(), envelope_id: z.string().optional() });

/** A socket of the app, and what was said on it; payloads are acknowledged. */
async function openSocket() {
  const { url = '' } = await clientOf(slack, APP_TOKEN).apps.connections.open({});
  const socket = new WebSocket(url);
  const said: string[] = [];
  let isClosed = false;
  socket.addEventListener('message', ({ data }) => {
    const { type, envelope_id: id } = Said.parse(JSON.parse(String(data)));
    said.push(type);
    if (id !== undefined) socket.send(JSON.stringify({ envelope_id: id, payload: {} }));
  });
  socket.addEventListener('close', () => {
    isClosed = true;
  });
  await until(() => said.includes('hello'));
  return { said, isClosed: () => isClosed };
}
const command = () => slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: '/scaledmail help' });

test('a socket that Slack takes back gets nothing new, and another one does', async () => {
  const first = await openSocket();
  expect(await command()).toEqual({ ok: true });
  slack.sockets.refresh();
  await until(() => first.said.includes('disconnect'));
  expect([(await command()).ok, first.isClosed()]).toEqual([false, false]);
  await openSocket();
  expect(await command()).toEqual({ ok: true });
  expect(first.said).toEqual(['hello', 'slash_commands', 'disconnect']);
});

test('a silent socket stays open, and what is sent on it gets nowhere', async () => {
  const socket = await openSocket();
  slack.sockets.silence();
  expect((await command()).ok).toBe(false);
  expect([socket.said, socket.isClosed(), slack.sockets.count()]).toEqual([['hello'], false, 1]);
});

test('a socket that is cut closes', async () => {
  const socket = await openSocket();
  slack.sockets.cut();
  await until(() => socket.isClosed());
  expect(slack.sockets.count()).toBe(0);
});

test('an app token that was taken back opens nothing', async () => {
  slack.revokeAppToken();
  expect(await codeOf(clientOf(slack, APP_TOKEN).apps.connections.open({}))).toBe('invalid_auth');
});
