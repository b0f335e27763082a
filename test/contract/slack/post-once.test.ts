import { expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { postOnce } from '../../../src/slack/say/post-once.ts';
import { json, useScriptedServer } from '../../support/servers/scripted-server.ts';

const slack = useScriptedServer();
const marked = (ts: string, effectId: string) => ({
  ts,
  metadata: { event_type: 'order', event_payload: { effect_id: effectId } },
});
const page = (messages: readonly object[], cursor = '') =>
  json(200, { ok: true, messages, response_metadata: { next_cursor: cursor } });
const posted = json(200, { ok: true, channel: 'C0A', ts: '9.0' });

const again = () =>
  postOnce(
    new WebClient('xoxb-token', { slackApiUrl: `${slack.url}/api/`, retryConfig: { retries: 0 } }),
    { channel: 'C0A', threadTs: '1.0' },
    { text: 'Placed', blocks: [] },
    { effectId: '7f3k2q.5.0', isRetry: true },
  );
const methods = () => slack.received.map(({ path }) => path.replace('/api/', ''));

test('a message that was posted before is found in a thread of many pages, and not posted again', async () => {
  slack.play(page([marked('1.0', 'a'), { ts: '2.0' }], 'next'), page([marked('3.0', '7f3k2q.5.0')]));
  expect(await again()).toEqual({ channelId: 'C0A', ts: '3.0' });
  expect(methods()).toEqual(['conversations.replies', 'conversations.replies']);
  expect(slack.received[1]?.body).toContain('cursor=next');
});

test('one that is on no page is posted', async () => {
  slack.play(page([marked('1.0', 'a')], 'next'), page([marked('3.0', 'b')]), posted);
  expect(await again()).toEqual({ channelId: 'C0A', ts: '9.0' });
  expect(methods()).toEqual(['conversations.replies', 'conversations.replies', 'chat.postMessage']);
});

test('metadata of other apps that makes no sense keeps nothing of ours from being found', async () => {
  const foreign = { ts: '2.0', metadata: { event_type: 'of_another_app' } };
  slack.play(page([foreign, marked('3.0', '7f3k2q.5.0')]));
  expect(await again()).toEqual({ channelId: 'C0A', ts: '3.0' });
});
