import { once } from 'node:events';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { MAX_FILE_BYTES } from '../../../src/acts/custom_order/sheets/sheet-file.ts';
import { SlackUnavailable } from '../../../src/service/errors.ts';
import { downloader } from '../../../src/slack/files/download.ts';
import { redirect, type ScriptedServer, startScriptedServer, text } from '../../support/servers/scripted-server.ts';

let slack: ScriptedServer;
let other: ScriptedServer;
beforeEach(async () => {
  [slack, other] = await Promise.all([startScriptedServer(), startScriptedServer()]);
  other.play(text(200, 'not yours'));
});
afterEach(async () => {
  await Promise.all([slack.close(), other.close()]);
});

const fetched = (address = `${slack.url}/files-pri/leads.csv`) => downloader('xoxb-test', `${slack.url}/api/`)(address);

test('bytes come with the token', async () => {
  slack.play(text(200, 'a.com\n', { 'content-type': 'text/csv' }));
  const got = await fetched();
  expect(got.ok && Buffer.from(got.bytes).toString()).toBe('a.com\n');
  expect(slack.received[0]?.headers.authorization).toBe('Bearer xoxb-test');
});

test('a redirect on the same host is followed, not for ever, and none to another host', async () => {
  slack.play(redirect('/elsewhere'), text(200, 'a.com'));
  expect(await fetched()).toMatchObject({ ok: true });
  slack.play(redirect('/round'));
  expect(await fetched()).toEqual({ ok: false, trouble: 'not_visible' });
  slack.play(redirect(`${other.url}/files-pri/leads.csv`));
  expect(await fetched()).toEqual({ ok: false, trouble: 'elsewhere' });
  slack.play(redirect('http://['));
  expect(await fetched()).toEqual({ ok: false, trouble: 'elsewhere' });
  expect(other.received).toEqual([]);
});

test.each([
  'http://files.slack.com/files-pri/leads.csv',
  'https://files.slack.com.evil.io/leads.csv',
  'https://evilslack.com/leads.csv',
  'https://files.slack.com:8443/leads.csv',
  'https://drive.example.com/leads.csv',
  'file:///etc/hosts',
  'leads.csv',
])('the token does not go to %s', async (address) => {
  expect(await fetched(address)).toEqual({ ok: false, trouble: 'elsewhere' });
});

test.each([
  [
    'the page on which people sign in, with 200',
    text(200, '<html>Sign in', { 'content-type': 'text/html; charset=utf-8' }),
    'not_visible',
  ],
  ['403', text(403, ''), 'not_visible'],
  ['404', text(404, ''), 'gone'],
  ['more than the most', text(200, 'a'.repeat(MAX_FILE_BYTES + 1)), 'too_large'],
] as const)('%s is no file', async (_what, answer, trouble) => {
  slack.play(answer);
  expect(await fetched()).toEqual({ ok: false, trouble });
});

test('what does not say how long it is, is cut off at the most', async () => {
  let cut: Promise<unknown> = Promise.resolve();
  slack.play((response) => {
    cut = once(response, 'close');
    const chunk = Buffer.alloc(500_000, 'a');
    const write = () => {
      while (!response.destroyed && response.write(chunk));
      if (!response.destroyed) response.once('drain', write);
    };
    write();
  });
  expect(await fetched()).toEqual({ ok: false, trouble: 'too_large' });
  await cut;
});

test('a Slack that fails, or does not answer, is not believed to have no file', async () => {
  slack.play(text(503, ''));
  await expect(fetched()).rejects.toThrow(SlackUnavailable);
  slack.play((response) => response.destroy());
  await expect(fetched()).rejects.toThrow(SlackUnavailable);
});
