import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { approveBlocks, clientOf, codeOf, nameForm, plain, startSlack } from './support.ts';

let slack: LocalSlack;
let client: WebClient;

beforeEach(async () => {
  slack = await startSlack();
  client = clientOf(slack);
});
afterEach(() => slack.close());

const lastMessage = (channel: string, as = 'U0AMIR') =>
  slack
    .snapshot(as)
    .channels.find(({ id }) => id === channel)
    ?.messages.at(-1);

describe('tokens and methods', () => {
  test('the bot is who it is', async () => {
    const answer = await client.auth.test();
    expect(answer).toMatchObject({ ok: true, team_id: 'T0ACME', user_id: 'U0SCALED', bot_id: 'B0SCALED' });
  });

  test('a wrong token, no token and an unknown method are told apart', async () => {
    expect(await codeOf(clientOf(slack, 'xoxb-other').auth.test())).toBe('invalid_auth');
    expect(await codeOf(client.apiCall('chat.shout'))).toBe('unknown_method');
    const bare = await fetch(`${slack.apiUrl}auth.test`, { method: 'POST' });
    expect(await bare.json()).toEqual({ ok: false, error: 'not_authed' });
  });

  test('the log keeps each call with its arguments and outcome', async () => {
    await codeOf(client.chat.postMessage({ channel: 'C0NOWHERE', text: 'hi' }));
    expect(slack.apiCalls()).toEqual([
      {
        method: 'chat.postMessage',
        arguments: { channel: 'C0NOWHERE', text: 'hi' },
        ok: false,
        error: 'channel_not_found',
      },
    ]);
  });
});

describe('messages', () => {
  test.each([
    { what: 'a channel it is in', channel: 'C0APPROVALS', code: 'ok' },
    { what: 'a private channel it is not in', channel: 'C0FINANCE', code: 'channel_not_found' },
    { what: 'a channel that does not exist', channel: 'C0NOWHERE', code: 'channel_not_found' },
    { what: 'a person, as a direct message', channel: 'U0RITA', code: 'ok' },
    { what: 'somebody whose account has ended', channel: 'U0DEE', code: 'user_disabled' },
  ])('the bot writing to $what -> $code', async ({ channel, code }) => {
    expect(await codeOf(client.chat.postMessage({ channel, text: 'hi' }))).toBe(code);
  });

  test.each([
    { what: 'somebody whose account has ended', user: 'U0DEE', code: 'user_disabled' },
    { what: 'somebody whom Slack does not show', user: 'U0BEA', code: 'user_not_visible' },
    { what: 'somebody who does not exist', user: 'U0NOBODY', code: 'user_not_found' },
    { what: 'another bot', user: 'U0SCALED', code: 'cannot_dm_bot' },
  ])('the bot opening a direct message with $what -> $code', async ({ user, code }) => {
    slack.setVisible('U0BEA', false);
    expect(await codeOf(client.conversations.open({ users: user }))).toBe(code);
  });

  test('without its messages tab, the app can open direct messages and write into none', async () => {
    slack.setMessagesTab(false);
    expect(await codeOf(client.conversations.open({ users: 'U0RITA' }))).toBe('ok');
    for (const channel of ['D0RITA', 'U0RITA']) {
      expect(await codeOf(client.chat.postMessage({ channel, text: 'hi' }))).toBe('messages_tab_disabled');
    }
    expect(await codeOf(client.chat.postMessage({ channel: 'C0GENERAL', text: 'hi' }))).toBe('ok');
    slack.reset();
    expect(await codeOf(client.chat.postMessage({ channel: 'D0RITA', text: 'hi' }))).toBe('ok');
  });

  test('a direct message that is open takes messages after its person has left, and cannot be opened again', async () => {
    slack.deactivate('U0RITA');
    expect(await codeOf(client.chat.postMessage({ channel: 'D0RITA', text: 'hi' }))).toBe('ok');
    expect(await codeOf(client.conversations.open({ users: 'U0RITA' }))).toBe('user_disabled');
  });

  test('a public channel that the bot was removed from is not_in_channel, a private one is not found', async () => {
    slack.setMembership('C0GENERAL', 'U0SCALED', false);
    expect(await codeOf(client.chat.postMessage({ channel: 'C0GENERAL', text: 'hi' }))).toBe('not_in_channel');
    expect((await client.conversations.info({ channel: 'C0GENERAL' })).channel?.is_member).toBe(false);
    expect(await codeOf(client.conversations.info({ channel: 'C0FINANCE' }))).toBe('channel_not_found');
  });

  test('a direct message is opened, written to, and seen by its person only', async () => {
    const { channel } = await client.conversations.open({ users: 'U0RITA' });
    expect(channel?.id).toBe('D0RITA');
    await client.chat.postMessage({ channel: 'D0RITA', text: 'for Rita' });
    expect(lastMessage('D0RITA', 'U0RITA')).toMatchObject({ text: 'for Rita', user: 'U0SCALED' });
    expect(lastMessage('D0RITA', 'U0AMIR')).toBeUndefined();
  });

  test('the bot edits its own message in place and keeps what is not given', async () => {
    const posted = await client.chat.postMessage({ channel: 'C0APPROVALS', text: 'one', blocks: approveBlocks });
    await client.chat.update({ channel: 'C0APPROVALS', ts: String(posted.ts), text: 'two' });
    expect(lastMessage('C0APPROVALS')).toMatchObject({
      ts: posted.ts,
      text: 'two',
      blocks: [{ block_id: 'decision' }],
    });
    expect(lastMessage('C0APPROVALS')?.editedTs).not.toBeNull();
  });

  test('the message of a person cannot be edited or deleted', async () => {
    await slack.send({ as: 'U0RITA', channel: 'C0APPROVALS', text: 'mine' });
    const ts = String(lastMessage('C0APPROVALS')?.ts);
    expect(await codeOf(client.chat.update({ channel: 'C0APPROVALS', ts, text: 'x' }))).toBe('cant_update_message');
    expect(await codeOf(client.chat.delete({ channel: 'C0APPROVALS', ts }))).toBe('cant_delete_message');
  });

  test('an edit over 4,000 characters is too long', async () => {
    const { ts } = await client.chat.postMessage({ channel: 'C0APPROVALS', text: 'one' });
    const text = 'x'.repeat(4001);
    expect(await codeOf(client.chat.update({ channel: 'C0APPROVALS', ts: String(ts), text }))).toBe('msg_too_long');
  });

  test('replies stand in the thread of their parent', async () => {
    const parent = await client.chat.postMessage({ channel: 'C0APPROVALS', text: 'card' });
    const ts = String(parent.ts);
    await client.chat.postMessage({ channel: 'C0APPROVALS', text: 'detail', thread_ts: ts });
    const { messages } = await client.conversations.replies({ channel: 'C0APPROVALS', ts });
    expect(messages?.map(({ text }) => text)).toEqual(['card', 'detail']);
    const history = await client.conversations.history({ channel: 'C0APPROVALS', limit: 1 });
    expect(history.messages).toMatchObject([{ text: 'card', reply_count: 1 }]);
  });

  test('metadata comes back to those who ask for it', async () => {
    const metadata = { event_type: 'order_card', event_payload: { order: 'order-1' } };
    await client.chat.postMessage({ channel: 'C0APPROVALS', text: 'card', metadata });
    const newest = (rest: object) => client.conversations.history({ channel: 'C0APPROVALS', limit: 1, ...rest });
    expect((await newest({})).messages?.[0]).not.toHaveProperty('metadata');
    expect((await newest({ include_all_metadata: true })).messages?.[0]).toMatchObject({ metadata });
  });

  test('an edit keeps the metadata unless it gives other, and takes it away with an empty object', async () => {
    const channel = 'C0APPROVALS';
    const metadata = { event_type: 'order_card', event_payload: { order: 'order-1' } };
    const other = { event_type: 'order_card', event_payload: { order: 'order-2', sequence: 2 } };
    const ts = String((await client.chat.postMessage({ channel, text: 'card', metadata })).ts);
    const kept = async () =>
      (await client.conversations.replies({ channel, ts, include_all_metadata: true })).messages?.[0]?.metadata;
    await client.chat.update({ channel, ts, text: 'drawn anew' });
    expect(await kept()).toEqual(metadata);
    await client.chat.update({ channel, ts, text: 'drawn anew', metadata: other });
    expect(await kept()).toEqual(other);
    expect((await client.conversations.replies({ channel, ts })).messages?.[0]).not.toHaveProperty('metadata');
    await client.apiCall('chat.update', { channel, ts, text: 'drawn anew', metadata: {} });
    expect(await kept()).toBeUndefined();
    const odd = client.apiCall('chat.update', { channel, ts, text: 'odd', metadata: { event_type: 'order_card' } });
    expect(await codeOf(odd)).toBe('invalid_metadata_format');
  });

  test('an ephemeral message is seen by its reader, and by nobody outside the channel', async () => {
    await client.chat.postEphemeral({ channel: 'C0APPROVALS', user: 'U0RITA', text: 'psst' });
    expect(lastMessage('C0APPROVALS', 'U0RITA')).toMatchObject({ text: 'psst', isEphemeral: true });
    expect(lastMessage('C0APPROVALS', 'U0AMIR')?.text).not.toBe('psst');
    const stranger = client.chat.postEphemeral({ channel: 'C0GENERAL', user: 'U0GUS', text: 'psst' });
    expect(await codeOf(stranger)).toBe('user_not_in_channel');
  });

  test('blocks that Slack would refuse are told with pointers', async () => {
    const blocks = [{ type: 'header', text: plain('') }];
    await expect(client.chat.postMessage({ channel: 'C0APPROVALS', text: 'x', blocks })).rejects.toMatchObject({
      data: {
        error: 'invalid_blocks',
        response_metadata: { messages: ['[ERROR] must be more than 0 characters [json-pointer:/blocks/0/text/text]'] },
      },
    });
  });

  test('timestamps never repeat, however fast messages come', async () => {
    const posts = Array.from({ length: 10 }, () => client.chat.postMessage({ channel: 'C0APPROVALS', text: 'x' }));
    const stamps = (await Promise.all(posts)).map(({ ts }) => ts);
    expect(new Set(stamps).size).toBe(10);
  });
});

describe('people', () => {
  test.each([
    { user: 'U0RITA', expected: { deleted: false, is_restricted: false, is_bot: false, team_id: 'T0ACME' } },
    { user: 'U0GUS', expected: { is_restricted: true } },
    { user: 'U0OLA', expected: { is_stranger: true, team_id: 'T0OTHER' } },
    { user: 'U0DEE', expected: { deleted: true } },
    { user: 'U0SCALED', expected: { is_bot: true } },
  ])('users.info tells what $user is', async ({ user, expected }) => {
    expect((await client.users.info({ user })).user).toMatchObject(expected);
  });

  test('an account that ends is deleted from then on and can do nothing', async () => {
    slack.deactivate('U0AMIR');
    expect((await client.users.info({ user: 'U0AMIR' })).user?.deleted).toBe(true);
    const sent = await slack.send({ as: 'U0AMIR', channel: 'C0GENERAL', text: 'hello?' });
    expect(sent).toEqual({ ok: false, message: 'This account has been deactivated.' });
  });

  test('user groups change members; disabled ones are hidden unless asked for', async () => {
    slack.setUserGroupMembers('S0APPROVERS', ['U0BEA', 'U0AMIR']);
    const { users } = await client.usergroups.users.list({ usergroup: 'S0APPROVERS' });
    expect(users).toEqual(['U0BEA', 'U0AMIR']);
    const shown = await client.usergroups.list({ include_users: true });
    expect(shown.usergroups?.map(({ id }) => id)).toEqual(['S0APPROVERS']);
    const all = await client.usergroups.list({ include_disabled: true });
    expect(all.usergroups?.find(({ id }) => id === 'S0OLD')?.date_delete).toBeGreaterThan(0);
    expect(await codeOf(client.usergroups.users.list({ usergroup: 'S0OLD' }))).toBe('no_such_subteam');
  });
});

describe('files', () => {
  test('filesUploadV2 puts a file into a channel, and its bytes need the token', async () => {
    const uploaded = await client.filesUploadV2({
      channel_id: 'C0APPROVALS',
      filename: 'plan.csv',
      content: 'domain,mailboxes\na.com,3\n',
      initial_comment: 'The plan',
    });
    expect(uploaded.ok).toBe(true);
    const message = lastMessage('C0APPROVALS');
    expect(message).toMatchObject({ text: 'The plan', files: [{ name: 'plan.csv', mimetype: 'text/csv' }] });
    const { file } = await client.files.info({ file: String(message?.files[0]?.id) });
    const address = String(file?.url_private_download);
    const withToken = await fetch(address, { headers: { authorization: 'Bearer xoxb-local' } });
    expect(await withToken.text()).toBe('domain,mailboxes\na.com,3\n');
    const without = await fetch(address);
    expect([without.status, without.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });
});

describe('faults', () => {
  test('while the Web API is down, writes fail with 503 and reads work', async () => {
    slack.setFaults({ webApiDown: true });
    expect(await codeOf(client.chat.postMessage({ channel: 'C0APPROVALS', text: 'x' }))).toBe('http_503');
    expect(await codeOf(client.users.info({ user: 'U0RITA' }))).toBe('ok');
  });

  test('one call among many can fail, told by its arguments', async () => {
    const where = { channel: 'D0BEA' };
    slack.failNext({ method: 'chat.postMessage', where, when: 'before', answer: { error: 'internal_error' } });
    expect(await codeOf(client.chat.postMessage({ channel: 'D0AMIR', text: 'x' }))).toBe('ok');
    expect(await codeOf(client.chat.postMessage({ channel: 'D0BEA', text: 'x' }))).toBe('internal_error');
    expect(await codeOf(client.chat.postMessage({ channel: 'D0BEA', text: 'x' }))).toBe('ok');
  });

  test('a call can fail after it took effect', async () => {
    slack.failNext({ method: 'chat.postMessage', when: 'after', answer: { status: 500 } });
    expect(await codeOf(client.chat.postMessage({ channel: 'C0APPROVALS', text: 'done' }))).toBe('http_500');
    expect(lastMessage('C0APPROVALS')?.text).toBe('done');
  });

  test('a view that Slack would refuse is told with pointers below the view', async () => {
    const view = nameForm({ title: plain('x'.repeat(25)) });
    await expect(client.views.open({ trigger_id: 'any', view })).rejects.toMatchObject({
      data: {
        error: 'invalid_arguments',
        response_metadata: { messages: ['[ERROR] must be less than 25 characters [json-pointer:/view/title/text]'] },
      },
    });
  });
});
