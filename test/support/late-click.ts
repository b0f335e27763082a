import { randomUUID } from 'node:crypto';
import { createServer } from 'node:http';
import { signatureOf } from '../../sandbox/slack/http/signed-post.ts';
import type { Message, OpenView } from '../../sandbox/slack/workspace/protocol.ts';
import { SIGNING_SECRET, type World } from './world.ts';

/** How a request is made differently from what Slack would send. */
export interface Forgery {
  readonly signingSecret?: string;
  readonly timestampSeconds?: number;
  /** Sends the very same request so often. */
  readonly times?: number;
}

/** What came of a delivery: the status of each, and the private answers that the bot sent back. */
export interface Delivered {
  readonly statuses: readonly number[];
  readonly answers: readonly string[];
}

/** Presses a button as Slack would deliver it to the bot, whatever the message looks like by now. */
export async function pressLate(
  world: World,
  userId: string,
  message: Message,
  actionId: string,
  forgery: Forgery = {},
): Promise<Delivered> {
  const answers: string[] = [];
  const listener = createServer((request, response) => {
    request.on('data', (chunk) => answers.push(String(chunk)));
    request.on('end', () => response.end('ok'));
  });
  await new Promise<void>((resolve) => listener.listen(0, '127.0.0.1', resolve));
  const address = listener.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  const body = new URLSearchParams({
    payload: payload(userId, message, actionId, `http://127.0.0.1:${port}/`),
  }).toString();
  const statuses: number[] = [];
  for (let sent = 0; sent < (forgery.times ?? 1); sent += 1) {
    const { status } = await deliver(world, body, forgery);
    statuses.push(status);
  }
  await world.settle();
  listener.close();
  return { statuses, answers };
}

/**
 * Sends a page as Slack would deliver it from another device, on which it is open still: with what stands in `page`, whatever
 * the form shows elsewhere by now. Answers what that device shows then.
 */
export async function submitLate(world: World, userId: string, { id, hash, values, view }: OpenView): Promise<string> {
  const { callback_id, private_metadata, blocks } = view;
  const body = new URLSearchParams({
    payload: JSON.stringify({
      type: 'view_submission',
      team: { id: 'T0ACME', domain: 'acme' },
      user: { id: userId, username: userId, name: userId, team_id: 'T0ACME' },
      api_app_id: 'A0SCALED',
      token: 'legacy',
      trigger_id: randomUUID(),
      view: { id, hash, type: 'modal', callback_id, private_metadata, blocks, state: { values } },
      response_urls: [],
    }),
  }).toString();
  const response = await deliver(world, body, {});
  const shown = await response.text();
  await world.settle();
  return shown;
}

function payload(userId: string, message: Message, actionId: string, responseUrl: string): string {
  const value = new RegExp(`"action_id":"${actionId}".*?"value":"([^"]+)"`).exec(JSON.stringify(message.blocks))?.[1];
  return JSON.stringify({
    type: 'block_actions',
    team: { id: 'T0ACME', domain: 'acme' },
    user: { id: userId, username: userId, name: userId, team_id: 'T0ACME' },
    api_app_id: 'A0SCALED',
    token: 'legacy',
    trigger_id: randomUUID(),
    response_url: responseUrl,
    channel: { id: 'C0APPROVALS', name: 'scaledmail-approvals' },
    container: { type: 'message', message_ts: message.ts, channel_id: 'C0APPROVALS', is_ephemeral: false },
    message: { ts: message.ts },
    actions: [{ type: 'button', action_id: actionId, block_id: 'late', value, action_ts: randomUUID() }],
  });
}

async function deliver(world: World, body: string, forgery: Forgery): Promise<Response> {
  const { signingSecret = SIGNING_SECRET, timestampSeconds = Math.floor(Date.now() / 1_000) } = forgery;
  return fetch(`${world.botUrl}/slack/events`, {
    method: 'POST',
    headers: {
      'content-type': 'application/x-www-form-urlencoded',
      'x-slack-request-timestamp': String(timestampSeconds),
      'x-slack-signature': signatureOf(signingSecret, timestampSeconds, body),
    },
    body,
  });
}
