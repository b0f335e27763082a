import { expect, test } from '@jest/globals';
import { WebClient } from '@slack/web-api';
import { slackWatchNotifier } from '../../../src/slack/say/watch-notifier.ts';
import { ChannelId } from '../../../src/values/ids.ts';
import { mention } from '../../../views/words/text.ts';
import { aPolicy } from '../../support/builders.ts';
import { json, useScriptedServer } from '../../support/servers/scripted-server.ts';
import { aFinding } from '../../support/watch.ts';

const slack = useScriptedServer();
const notifier = () =>
  slackWatchNotifier({
    client: new WebClient('xoxb-token', { slackApiUrl: `${slack.url}/api/`, retryConfig: { retries: 0 } }),
    byName: async (draw) => draw(mention),
    policy: aPolicy(),
    channelId: ChannelId.parse('C0APPROVALS'),
  });
const history = (...keys: readonly string[]) =>
  json(200, {
    ok: true,
    messages: keys.map((key, index) => ({
      ts: `${index + 1}.0`,
      metadata: { event_type: 'order', event_payload: { effect_id: key } },
    })),
  });
const methods = () => slack.received.map(({ path }) => path.replace('/api/', ''));

test('what was not told is posted with its key', async () => {
  slack.play(history('unapproved recElse'), json(200, { ok: true, channel: 'C0APPROVALS', ts: '9.0' }));
  expect(await notifier().post(aFinding())).toEqual({ channelId: 'C0APPROVALS', ts: '9.0' });
  expect(methods()).toEqual(['conversations.history', 'chat.postMessage']);
  expect(slack.received[1]?.body).toContain('effect_id%22%3A%22unapproved%20recOrd1');
});

test('a message that is there is not posted again, and says from now on what is true', async () => {
  slack.play(history(aFinding().key), json(200, { ok: true }));
  expect(await notifier().post(aFinding())).toEqual({ channelId: 'C0APPROVALS', ts: '1.0' });
  expect(methods()).toEqual(['conversations.history', 'chat.update']);
  expect(slack.received[1]?.body).toContain('ts=1.0');
});

test('one that somebody deletes in that moment stays gone', async () => {
  slack.play(history(aFinding().key), json(200, { ok: false, error: 'message_not_found' }));
  expect(await notifier().post(aFinding())).toEqual({ channelId: 'C0APPROVALS', ts: '1.0' });
});
