import { afterEach, beforeEach, expect, test } from '@jest/globals';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { markOf } from '../../../src/orders/history/card-mark.ts';
import type { MessageRef } from '../../../src/orders/surface.ts';
import type { CardWitness } from '../../../src/service/ports/slack/card-witness.ts';
import { slackCardWitness } from '../../../src/slack/say/cards/card-witness.ts';
import { type SlackClients, slackClients } from '../../../src/slack/say/clients/clients.ts';
import { slackNotifier } from '../../../src/slack/say/notifier.ts';
import { MESSAGE_METADATA_TYPE } from '../../../views/ids.ts';
import { mention } from '../../../views/words/text.ts';
import { anOrder, aPolicy, approvals, noon } from '../../support/builders.ts';
import { BOT_TOKEN, handClock, silent, startSlack } from '../local-slack/support.ts';
import { silentLog } from '../stores/two-handles.ts';

let slack: LocalSlack;
let client: SlackClients['web'];
let witness: CardWitness;
const clock = handClock();
const mark = markOf({ sequence: 3, hash: 'c3'.repeat(32) }, noon);

beforeEach(async () => {
  slack = await startSlack({ botToken: BOT_TOKEN });
  client = slackClients(BOT_TOKEN, slack.apiUrl, silent, { now: clock.read }).web;
  witness = slackCardWitness({ client, log: silentLog });
});
afterEach(() => slack.close());

async function posted(metadata?: { event_type: string; event_payload: Record<string, string | number> }) {
  const answer = await client.chat.postMessage({ channel: approvals, text: 'card', ...(metadata && { metadata }) });
  return { channelId: approvals, ts: String(answer.ts) };
}
async function postedCard(): Promise<MessageRef> {
  const notifier = slackNotifier({
    client,
    cardLink: async () => null,
    byName: async (draw) => draw(mention),
    isFirstOrder: async () => false,
    usualSetUp: async () => null,
    clock: { now: clock.read },
    log: silentLog,
    policy: aPolicy(),
    channelId: approvals,
  });
  const announced = await notifier.announce(anOrder(), { effectId: '7f3k2q.1.0', isRetry: false }, null, mark);
  if (!announced.ok) throw new Error('The card could not be posted');
  return announced.card;
}

test('a card says from which entry of the history it was drawn, whatever stands before and after it', async () => {
  await posted();
  const card = await postedCard();
  await posted();
  await client.chat.postMessage({ channel: approvals, thread_ts: card.ts, text: 'a reply' });
  expect(await witness.read(card)).toEqual({ type: 'drawn', ...mark });
  expect(slack.apiCalls().filter(({ method }) => method === 'conversations.history')).toHaveLength(1);
});

test('a card that was posted without a mark, or with one that makes no sense, says nothing', async () => {
  expect(await witness.read(await posted())).toEqual({ type: 'no_mark' });
  const effectOnly = { event_type: MESSAGE_METADATA_TYPE, event_payload: { effect_id: '7f3k2q.1.0' } };
  expect(await witness.read(await posted(effectOnly))).toEqual({ type: 'no_mark' });
  const complete = { reference: '7f3k2q', sequence: 3, hash: mark.hash, drawn_at: noon.toISOString() };
  const odd = { event_type: MESSAGE_METADATA_TYPE, event_payload: { ...complete, hash: 'c3' } };
  expect(await witness.read(await posted(odd))).toEqual({ type: 'no_mark' });
  const ofAnother = { event_type: 'of_another_app', event_payload: complete };
  expect(await witness.read(await posted(ofAnother))).toEqual({ type: 'no_mark' });
});

test('a card that is gone says nothing, though others stand around its place', async () => {
  await posted();
  const card = await postedCard();
  await postedCard();
  await client.chat.delete({ channel: card.channelId, ts: card.ts });
  expect(await witness.read(card)).toEqual({ type: 'no_mark' });
});

test.each([
  { error: 'missing_scope' },
  { error: 'not_in_channel' },
  { error: 'internal_error' },
  { status: 429, retryAfterSeconds: 30 },
  { status: 500 },
])('a card that Slack does not show cannot be read: %j', async (answer) => {
  const card = await postedCard();
  slack.failNext({ method: 'conversations.history', when: 'before', answer });
  expect(await witness.read(card)).toEqual({ type: 'unreadable' });
  clock.advance(30_000);
  expect(await witness.read(card)).toEqual({ type: 'drawn', ...mark });
});
