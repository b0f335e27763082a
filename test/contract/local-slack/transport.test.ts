import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from '@jest/globals';
import { App, SocketModeReceiver } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import { z } from 'zod';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { BOT_TOKEN, clientOf, nameForm, plain, silent, startApp, startSlack } from './support.ts';

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const one of open.splice(0).reverse()) await one.close();
});

async function slackWith(options: Parameters<typeof startSlack>[0] = {}): Promise<LocalSlack> {
  const slack = await startSlack(options);
  open.push(slack);
  return slack;
}

async function json(response: Promise<Response>): Promise<unknown> {
  return (await response).json();
}

const post = (slack: LocalSlack, path: string, body: object, contentType = 'application/json') =>
  fetch(`${slack.url}/client${path}`, {
    method: 'POST',
    headers: { 'content-type': contentType },
    body: JSON.stringify(body),
  });

describe("the web client's API", () => {
  test('a message sent over HTTP is in the snapshots of those who see the channel', async () => {
    const slack = await slackWith({ vendorUrl: 'http://127.0.0.1:9' });
    const sent = { as: 'U0RITA', channel: 'C0OUTBOUND', text: 'hi there' };
    expect(await json(post(slack, '/messages', sent))).toEqual({ ok: true });
    const snapshot = await json(fetch(`${slack.url}/client/snapshot?as=U0AMIR`));
    expect(snapshot).toMatchObject({
      me: { name: 'amir' },
      vendorUrl: 'http://127.0.0.1:9',
      workspace: { teamId: 'T0ACME' },
    });
    const outbound = slack.snapshot('U0AMIR').channels.find(({ id }) => id === 'C0OUTBOUND');
    expect(outbound).toMatchObject({
      unread: 1,
      messages: expect.arrayContaining([expect.objectContaining({ text: 'hi there' })]),
    });
    await post(slack, '/read', { as: 'U0AMIR', channel: 'C0OUTBOUND' });
    expect(slack.snapshot('U0AMIR').channels.find(({ id }) => id === 'C0OUTBOUND')?.unread).toBe(0);
  });

  test('each person sees their own channels', async () => {
    const slack = await slackWith();
    const names = (as: string) => slack.snapshot(as).channels.map(({ id }) => id);
    expect(names('U0RITA')).toEqual(['C0GENERAL', 'C0APPROVALS', 'C0OUTBOUND', 'D0RITA']);
    expect(names('U0BEA')).toContain('C0FINANCE');
    expect(names('U0GUS')).toEqual(['C0APPROVALS', 'C0OUTBOUND', 'D0GUS']);
    expect(names('U0OLA')).toEqual(['C0APPROVALS', 'D0OLA']);
  });

  test('the stream brings a snapshot at once and after a change', async () => {
    const slack = await slackWith();
    const response = await fetch(`${slack.url}/client/stream?as=U0AMIR`);
    const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
    let seen = '';
    const readUntil = async (text: string) => {
      while (!seen.includes(text)) {
        const read = await reader?.read();
        if (!read || read.done) throw new Error(`the stream ended before ${text}`);
        seen += read.value;
      }
    };
    await readUntil('"me":{"id":"U0AMIR"');
    await slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: 'fresh news' });
    await readUntil('fresh news');
    await reader?.cancel();
    expect(seen.startsWith('data: {')).toBe(true);
  });

  test.each([
    {
      what: 'a request without its fields',
      path: '/messages',
      body: { as: 'U0RITA' },
      type: 'application/json',
      status: 400,
    },
    {
      what: 'somebody unknown',
      path: '/home/open',
      body: { as: 'U9', tab: 'home' },
      type: 'application/json',
      status: 400,
    },
    { what: 'a form of another site', path: '/reset', body: {}, type: 'text/plain', status: 415 },
    { what: 'a route that is not there', path: '/nothing', body: {}, type: 'application/json', status: 404 },
  ])('$what is refused with $status', async ({ path, body, type, status }) => {
    const slack = await slackWith();
    const response = await post(slack, path, body, type);
    expect([response.status, await response.json()]).toEqual([status, { ok: false, message: expect.any(String) }]);
  });

  test('a reset brings back the seed', async () => {
    const slack = await slackWith();
    await slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: 'gone soon' });
    slack.deactivate('U0AMIR');
    await post(slack, '/reset', {});
    expect(JSON.stringify(slack.snapshot('U0RITA'))).not.toContain('gone soon');
    expect(slack.snapshot('U0RITA').people.find(({ id }) => id === 'U0AMIR')?.kind).toBe('member');
  });
});

describe('files in forms', () => {
  const uploaded = z.object({ file: z.object({ id: z.string() }) });
  const fileField: KnownBlock = {
    type: 'input',
    block_id: 'list',
    label: plain('List'),
    element: { type: 'file_input', action_id: 'csv', filetypes: ['csv'], max_files: 1 },
  };

  test.each([
    {
      as: 'U0RITA',
      expected: { name: 'list.csv', size: 6, url_private_download: expect.stringContaining('/files-pri/') },
    },
    { as: 'U0GUS', expected: { mimetype: 'text/csv' } },
  ])('a file that $as uploads comes with the submission', async ({ as, expected }) => {
    const slack = await slackWith();
    const { app, stop } = await startApp(slack);
    open.push({ close: async () => void (await stop()) });
    let files: unknown;
    app.command('/scaledmail', async ({ ack, body, client }) => {
      await client.views.open({ trigger_id: body.trigger_id, view: nameForm({}, [fileField]) });
      await ack();
    });
    app.view('form', async ({ ack, view }) => {
      files = view.state.values.list?.csv?.files;
      await ack();
    });
    await slack.send({ as, channel: 'C0OUTBOUND', text: '/scaledmail' });
    const upload = fetch(`${slack.url}/client/files?as=${as}&name=list.csv`, { method: 'POST', body: 'a.com\n' });
    const { file } = uploaded.parse(await json(upload));
    const values = { list: { csv: { type: 'file_input', files: [{ id: file.id }] } } };
    const viewId = String(slack.snapshot(as).modals[0]?.id);
    expect(await slack.submit({ as, viewId, values })).toEqual({ ok: true });
    expect(files).toEqual([expect.objectContaining({ id: file.id, ...expected })]);
  });
});

describe('Socket Mode', () => {
  test('a Bolt app on a socket takes commands and answers forms', async () => {
    const slack = await slackWith({ appToken: 'xapp-local' });
    const receiver = new SocketModeReceiver({
      appToken: 'xapp-local',
      logger: silent,
      installerOptions: { clientOptions: { slackApiUrl: slack.apiUrl } },
    });
    const app = new App({
      token: BOT_TOKEN,
      botId: 'B0SCALED',
      botUserId: 'U0SCALED',
      receiver,
      logger: silent,
      clientOptions: { slackApiUrl: slack.apiUrl },
    });
    app.command('/scaledmail', async ({ ack, body, client }) => {
      await client.views.open({ trigger_id: body.trigger_id, view: nameForm() });
      await ack();
    });
    app.view('form', ({ ack }) => ack({ response_action: 'errors', errors: { name_block: 'Taken' } }));
    await app.start();
    open.push({ close: () => receiver.client.disconnect() });
    expect(await slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: '/scaledmail' })).toEqual({ ok: true });
    const viewId = String(slack.snapshot('U0RITA').modals[0]?.id);
    const values = { name_block: { name: { type: 'plain_text_input', value: 'Rita' } } };
    const submitted = await slack.submit({ as: 'U0RITA', viewId, values });
    expect(submitted).toEqual({ ok: false, errors: { name_block: 'Taken' } });
  });
});

describe('keeping', () => {
  test('channels, messages, files, memberships and Home tabs survive a restart; ephemeral messages do not', async () => {
    const persistTo = join(mkdtempSync(join(tmpdir(), 'slack-')), 'slack.json');
    const first = await startSlack({ persistTo });
    const client = clientOf(first);
    const posted = await client.chat.postMessage({ channel: 'D0RITA', text: 'kept', blocks: nameForm().blocks });
    await client.chat.postEphemeral({ channel: 'C0APPROVALS', user: 'U0RITA', text: 'fleeting' });
    await client.views.publish({ user_id: 'U0RITA', view: { type: 'home', blocks: [{ type: 'divider' }] } });
    const { id } = first.upload('U0RITA', 'a.csv', 'a,b\n');
    await first.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: '', fileIds: [id] });
    first.setMembership('C0FINANCE', 'U0SCALED', true);
    const { viewId } = first.snapshot('U0RITA').home;
    await first.close();
    expect(JSON.parse(readFileSync(persistTo, 'utf8'))).toMatchObject({ channels: expect.any(Array) });

    const second = await slackWith({ persistTo });
    const shown = second.snapshot('U0RITA');
    expect(shown.channels.find((channel) => channel.id === 'D0RITA')?.messages).toMatchObject([
      { ts: posted.ts, text: 'kept' },
    ]);
    expect(JSON.stringify(shown)).not.toContain('fleeting');
    expect(shown.home.viewId).toBe(viewId);
    expect((await clientOf(second).files.info({ file: id })).file?.size).toBe(4);
    const next = await clientOf(second).chat.postMessage({ channel: 'C0FINANCE', text: 'now inside' });
    expect(Number(next.ts)).toBeGreaterThan(Number(posted.ts));
  });
});
