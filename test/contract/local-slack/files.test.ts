import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { WebClient } from '@slack/web-api';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { BOT_SCOPES } from '../../../sandbox/slack/workspace/seed.ts';
import { clientOf, codeOf, startApp, startSlack } from './support.ts';

let slack: LocalSlack;
let client: WebClient;
beforeEach(async () => {
  slack = await startSlack();
  client = clientOf(slack);
});
afterEach(() => slack.close());

const look = (file: string) => codeOf(client.files.info({ file }));
const shared = async (channel: string, as = 'U0RITA'): Promise<string> => {
  const { id } = slack.upload(as, 'leads.csv', 'a.com\n');
  await slack.send({ as, channel, text: '', fileIds: [id] });
  return id;
};

describe('a file of somebody', () => {
  test('is seen by the app where the app is, and nowhere else', async () => {
    const { id } = slack.upload('U0RITA', 'leads.csv', 'a.com\n');
    expect(await look(id)).toBe('file_not_found');
    expect(await look(await shared('C0OUTBOUND'))).toBe('ok');
    const hidden = await shared('C0FINANCE', 'U0BEA');
    expect(await look(hidden)).toBe('file_not_found');
    slack.setMembership('C0FINANCE', 'U0SCALED', true);
    expect(await look(hidden)).toBe('ok');
  });

  test('has no address of its bytes at first', async () => {
    const id = await shared('C0OUTBOUND');
    slack.setFile(id, 'coming', 1);
    const addressOf = async () => (await client.files.info({ file: id })).file?.url_private_download;
    expect(await addressOf()).toBeUndefined();
    expect(await addressOf()).toContain('/files-pri/');
  });

  test.each([
    ['hidden', { mode: 'hidden_by_limit' }],
    ['remote', { mode: 'external', is_external: true }],
    ['denied', { file_access: 'access_denied' }],
  ] as const)('is a stub when it is %s', async (standing, stub) => {
    const id = await shared('C0OUTBOUND');
    slack.setFile(id, standing);
    expect((await client.files.info({ file: id })).file).toMatchObject(stub);
  });

  test('that was deleted is refused, and its bytes are the sign-in page', async () => {
    const id = await shared('C0OUTBOUND');
    const address = String((await client.files.info({ file: id })).file?.url_private_download);
    slack.setFile(id, 'deleted');
    expect(await look(id)).toBe('file_deleted');
    const answer = await fetch(address, { headers: { authorization: 'Bearer xoxb-local' } });
    expect([answer.status, answer.headers.get('content-type')]).toEqual([200, 'text/html; charset=utf-8']);
  });
});

test('without files:read a file can neither be looked up nor fetched: the sign-in page comes with 200', async () => {
  await slack.close();
  slack = await startSlack({ botScopes: BOT_SCOPES.filter((scope) => scope !== 'files:read') });
  client = clientOf(slack);
  const id = await shared('C0OUTBOUND');
  expect(await look(id)).toBe('missing_scope');
  const address = `${slack.url}/files-pri/T0ACME-${id}/download/leads.csv`;
  const answer = await fetch(address, { headers: { authorization: 'Bearer xoxb-local' } });
  expect([answer.status, await answer.text()]).toEqual([200, expect.stringContaining('Sign in')]);
});

test('a message that a shortcut is used on has its files, and addresses as links', async () => {
  await slack.close();
  const shortcuts = [{ callbackId: 'from_list', name: 'Order from this list', type: 'message' }] as const;
  slack = await startSlack({ shortcuts });
  const { app, stop } = await startApp(slack);
  let message: unknown;
  app.shortcut('from_list', async ({ ack, body }) => {
    message = 'message' in body ? body.message : null;
    await ack();
  });
  const { id } = slack.upload('U0RITA', 'leads.csv', 'a.com\n');
  const text = 'Please: acme.com & <https://b.io|b>, https://c.io/x, ada@d.com';
  await slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text, fileIds: [id] });
  const ts =
    slack
      .snapshot('U0RITA')
      .channels.find((each) => each.id === 'C0OUTBOUND')
      ?.messages.at(-1)?.ts ?? '';
  await slack.shortcut({ as: 'U0RITA', callbackId: 'from_list', message: { channel: 'C0OUTBOUND', ts } });
  expect(message).toMatchObject({
    text: 'Please: <http://acme.com|acme.com> &amp; <https://b.io|b>, <https://c.io/x>, ada@d.com',
    files: [{ id, name: 'leads.csv' }],
  });
  await stop();
});
