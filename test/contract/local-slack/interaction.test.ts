import { createServer } from 'node:http';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BlockButtonAction } from '@slack/bolt';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { approveBlocks, type RunningApp, startApp, startSlack, until } from './support.ts';

let slack: LocalSlack;
let running: RunningApp;

/** A Slack that waits so long for an acknowledgement, and the app. */
async function start(ackTimeoutMs: number): Promise<void> {
  slack = await startSlack({ ackTimeoutMs, shortcuts: SHORTCUTS });
  running = await startApp(slack);
}
async function stop(): Promise<void> {
  await running.stop();
  await slack.close();
}
beforeEach(() => start(3_000));
afterEach(stop);

/** From now on Slack waits no longer than a test does. */
async function becomeImpatient(): Promise<void> {
  await stop();
  await start(200);
}

const SHORTCUTS = [
  { callbackId: 'new_order', name: 'Order', type: 'global' },
  { callbackId: 'from_message', name: 'Order this', type: 'message' },
] as const;

const messagesOf = (channel: string, as: string) =>
  slack.snapshot(as).channels.find(({ id }) => id === channel)?.messages ?? [];
const lastMessage = (channel: string, as = 'U0AMIR') => messagesOf(channel, as).at(-1);

async function postCard(): Promise<string> {
  const { ts } = await running.app.client.chat.postMessage({
    channel: 'C0APPROVALS',
    text: 'card',
    blocks: approveBlocks,
  });
  return String(ts);
}
const pressApprove = (ts: string, as = 'U0AMIR') =>
  slack.press({
    as,
    source: { type: 'message', channel: 'C0APPROVALS', ts },
    blockId: 'decision',
    actionId: 'approve',
  });

describe('slash commands', () => {
  const command = (text: string, as = 'U0RITA') => slack.send({ as, channel: 'C0OUTBOUND', text });

  test('the app gets the form that Slack sends, the text as it was typed', async () => {
    let body: object = {};
    running.app.command('/scaledmail', async ({ ack, body: received }) => {
      body = received;
      await ack();
    });
    expect(await command('/scaledmail status @amir in #general for @approvers')).toEqual({ ok: true });
    expect(body).toMatchObject({
      team_id: 'T0ACME',
      channel_id: 'C0OUTBOUND',
      channel_name: 'outbound-team',
      user_id: 'U0RITA',
      command: '/scaledmail',
      text: 'status @amir in #general for @approvers',
      is_enterprise_install: 'false',
      trigger_id: expect.any(String),
    });
  });

  test('a text as acknowledgement is shown to the person alone', async () => {
    running.app.command('/scaledmail', ({ ack }) => ack('Working on it'));
    await command('/scaledmail help');
    expect(lastMessage('C0OUTBOUND', 'U0RITA')).toMatchObject({ text: 'Working on it', isEphemeral: true });
    expect(lastMessage('C0OUTBOUND', 'U0AMIR')?.text).not.toBe('Working on it');
  });

  test('an in_channel acknowledgement is shown to everybody', async () => {
    running.app.command('/scaledmail', ({ ack }) => ack({ response_type: 'in_channel', text: 'Hello all' }));
    await command('/scaledmail help');
    expect(lastMessage('C0OUTBOUND', 'U0AMIR')).toMatchObject({ text: 'Hello all', isEphemeral: false });
  });

  test('a command that is not acknowledged in time says so', async () => {
    await becomeImpatient();
    running.app.command('/scaledmail', async () => undefined);
    expect(await command('/scaledmail')).toEqual({
      ok: false,
      message: '/scaledmail failed with the error "operation_timeout"',
    });
  });

  test('an app that is down, or does not accept the signature, is told as such', async () => {
    await running.stop();
    expect(await command('/scaledmail')).toMatchObject({ message: expect.stringContaining('dispatch_failed') });
    running = await startApp(slack, 'another-secret');
    expect(await command('/scaledmail')).toMatchObject({ message: expect.stringContaining('http_client_error') });
  });

  test.each([
    { who: 'a stranger', as: 'U0OLA', channel: 'C0APPROVALS', message: '/scaledmail is not a valid command.' },
    { who: 'somebody outside the channel', as: 'U0GUS', channel: 'C0GENERAL', message: 'You are not in this channel.' },
  ])('$who cannot run the command', async ({ as, channel, message }) => {
    expect(await slack.send({ as, channel, text: '/scaledmail' })).toEqual({ ok: false, message });
  });
});

describe('buttons', () => {
  test('a press reaches the app with message and value, and the app redraws the message', async () => {
    let pressed: BlockButtonAction | undefined;
    running.app.action<BlockButtonAction>('approve', async ({ ack, body, client }) => {
      pressed = body;
      await client.chat.update({ channel: 'C0APPROVALS', ts: String(body.message?.ts), text: 'approved', blocks: [] });
      await ack();
    });
    const ts = await postCard();
    expect(await pressApprove(ts)).toEqual({ ok: true });
    expect(pressed).toMatchObject({
      user: { id: 'U0AMIR', team_id: 'T0ACME' },
      container: { type: 'message', message_ts: ts, channel_id: 'C0APPROVALS', is_ephemeral: false },
      channel: { id: 'C0APPROVALS', name: 'scaledmail-approvals' },
      message: { bot_id: 'B0SCALED', text: 'card' },
      actions: [{ type: 'button', action_id: 'approve', block_id: 'decision', value: 'order-1' }],
    });
    expect(lastMessage('C0APPROVALS')).toMatchObject({ ts, text: 'approved', blocks: [] });
    expect(await pressApprove(ts)).toEqual({ ok: false, message: 'This is no longer there.' });
  });

  test('a stranger may press, and is told apart by the team', async () => {
    const teams: unknown[] = [];
    running.app.action<BlockButtonAction>('approve', async ({ ack, body }) => {
      teams.push(body.user.team_id, body.team?.id);
      await ack();
    });
    await pressApprove(await postCard(), 'U0OLA');
    expect(teams).toEqual(['T0OTHER', 'T0OTHER']);
  });

  test('a press that is not acknowledged shows a warning', async () => {
    await becomeImpatient();
    running.app.action('approve', async () => undefined);
    expect(await pressApprove(await postCard())).toEqual({
      ok: false,
      message: 'Operation timed out. Apps need to respond within 3 seconds.',
    });
  });

  test('under the fault of duplicates the app gets each press twice, and the person one answer', async () => {
    const triggers: string[] = [];
    running.app.action<BlockButtonAction>('approve', async ({ ack, body }) => {
      triggers.push(body.trigger_id);
      await ack();
    });
    slack.setFaults({ duplicateDeliveries: true });
    expect(await pressApprove(await postCard())).toEqual({ ok: true });
    await slack.idle();
    expect(triggers).toHaveLength(2);
    expect(new Set(triggers).size).toBe(1);
  });

  test('on a link slower than the deadline the person gives up, but the press arrives', async () => {
    await becomeImpatient();
    let arrived = 0;
    running.app.action('approve', async ({ ack }) => {
      arrived += 1;
      await ack();
    });
    const ts = await postCard();
    slack.setFaults({ deliveryDelayMs: 300 });
    expect(await pressApprove(ts)).toMatchObject({ ok: false });
    expect(arrived).toBe(0);
    await slack.idle();
    expect(arrived).toBe(1);
  });
});

describe('Home tab and shortcuts', () => {
  const home = { type: 'home' as const, blocks: approveBlocks };

  test('opening the tab tells the app, which publishes; buttons there carry the view', async () => {
    const seen: unknown[] = [];
    running.app.event('app_home_opened', async ({ event, client }) => {
      seen.push([event.tab, event.view && 'id' in event.view ? event.view.id : null]);
      await client.views.publish({ user_id: event.user, view: home });
    });
    running.app.action<BlockButtonAction>('approve', async ({ ack, body }) => {
      seen.push(body.view?.type);
      await ack();
    });
    await slack.openHome('U0RITA');
    await until(() => slack.snapshot('U0RITA').home.view !== null);
    const { viewId } = slack.snapshot('U0RITA').home;
    await slack.press({
      as: 'U0RITA',
      source: { type: 'view', viewId: String(viewId) },
      blockId: 'decision',
      actionId: 'approve',
    });
    expect(seen).toEqual([['home', null], 'home']);
    await slack.openHome('U0RITA', 'messages');
    expect(seen.at(-1)).toEqual(['messages', viewId]);
  });

  test('an event that fails is sent again at once, and told so', async () => {
    const retries: unknown[] = [];
    const failing = createServer((request, response) => {
      retries.push(request.headers['x-slack-retry-num'] ?? 'first', request.headers['x-slack-retry-reason'] ?? '');
      response.writeHead(500).end();
    });
    await new Promise<void>((resolve) => failing.listen(0, '127.0.0.1', resolve));
    const address = failing.address();
    slack.setAppUrl(typeof address === 'object' && address ? `http://127.0.0.1:${address.port}` : '');
    await slack.openHome('U0RITA');
    await new Promise((resolve) => failing.close(resolve));
    expect(retries).toEqual(['first', '', '1', 'http_error']);
  });

  test('shortcuts open from anywhere or on a message', async () => {
    const used: unknown[] = [];
    running.app.shortcut('new_order', async ({ ack, body }) => {
      await ack();
      used.push([body.type, 'channel' in body]);
    });
    running.app.shortcut('from_message', async ({ ack, body }) => {
      await ack();
      used.push([body.type, 'message' in body ? body.message.text : null]);
    });
    const message = { channel: 'C0APPROVALS', ts: await postCard() };
    expect(await slack.shortcut({ as: 'U0RITA', callbackId: 'new_order' })).toEqual({ ok: true });
    expect(await slack.shortcut({ as: 'U0RITA', callbackId: 'from_message', message })).toEqual({ ok: true });
    expect(used).toEqual([
      ['shortcut', false],
      ['message_action', 'card'],
    ]);
  });
});
