import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { BlockButtonAction, BlockExternalSelectAction } from '@slack/bolt';
import type { KnownBlock } from '@slack/types';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { approveBlocks, handClock, plain, type RunningApp, startApp, startSlack, until } from './support.ts';

let slack: LocalSlack;
let running: RunningApp;
const clock = handClock();

beforeEach(async () => {
  slack = await startSlack({ clock: clock.read, ackTimeoutMs: 1_500 });
  running = await startApp(slack);
});
afterEach(async () => {
  await running.stop();
  await slack.close();
});

const messagesOf = (channel: string, as: string) =>
  slack.snapshot(as).channels.find(({ id }) => id === channel)?.messages ?? [];
const lastMessage = (channel: string, as: string) => messagesOf(channel, as).at(-1);

async function postCard(blocks: KnownBlock[] = approveBlocks): Promise<string> {
  const { ts } = await running.app.client.chat.postMessage({ channel: 'C0APPROVALS', text: 'card', blocks });
  return String(ts);
}
const pressApprove = (ts: string, as = 'U0AMIR') =>
  slack.press({
    as,
    source: { type: 'message', channel: 'C0APPROVALS', ts },
    blockId: 'decision',
    actionId: 'approve',
  });

describe('response_url', () => {
  const responding = (bodies: readonly object[], statuses: number[]) => {
    running.app.action<BlockButtonAction>('approve', async ({ ack, body }) => {
      await ack();
      for (const sent of bodies) {
        const headers = { 'content-type': 'application/json' };
        const answer = await fetch(body.response_url, { method: 'POST', headers, body: JSON.stringify(sent) });
        statuses.push(answer.status);
      }
    });
  };

  async function pressEphemeral(): Promise<string> {
    const channel = 'C0APPROVALS';
    await running.app.client.chat.postEphemeral({ channel, user: 'U0RITA', text: 'only you', blocks: approveBlocks });
    const ts = String(lastMessage(channel, 'U0RITA')?.ts);
    await pressApprove(ts, 'U0RITA');
    return ts;
  }

  const settled = (statuses: readonly number[], count: number) => until(() => statuses.length >= count);

  test('an ephemeral message can be replaced and deleted, by its own reader only', async () => {
    const statuses: number[] = [];
    responding([{ replace_original: true, text: 'changed' }, { text: 'more' }], statuses);
    const ts = await pressEphemeral();
    await settled(statuses, 2);
    expect(statuses).toEqual([200, 200]);
    const shown = messagesOf('C0APPROVALS', 'U0RITA').filter(({ isEphemeral }) => isEphemeral);
    expect(shown.map(({ text }) => text)).toEqual(['changed', 'more']);
    expect(shown[0]?.ts).toBe(ts);
    expect(await pressApprove(ts, 'U0AMIR')).toEqual({ ok: false, message: 'This message is no longer there.' });
  });

  test('five answers are taken, the sixth is not', async () => {
    const statuses: number[] = [];
    responding(
      Array.from({ length: 6 }, () => ({ text: 'again' })),
      statuses,
    );
    await pressEphemeral();
    await settled(statuses, 6);
    expect(statuses).toEqual([200, 200, 200, 200, 200, 404]);
  });

  test('after thirty minutes none is taken', async () => {
    const urls: string[] = [];
    running.app.action<BlockButtonAction>('approve', async ({ ack, body }) => {
      urls.push(body.response_url);
      await ack();
    });
    await pressEphemeral();
    clock.advance(30 * 60_000 + 1);
    const late = await fetch(String(urls[0]), { method: 'POST', body: new URLSearchParams({ text: 'late' }) });
    expect(late.status).toBe(404);
  });

  test('a command cannot replace anything with it', async () => {
    running.app.command('/scaledmail', async ({ ack, respond }) => {
      await respond({ replace_original: true, text: 'new' });
      await ack();
    });
    await slack.send({ as: 'U0RITA', channel: 'C0OUTBOUND', text: '/scaledmail' });
    const texts = messagesOf('C0OUTBOUND', 'U0RITA').map(({ text }) => text);
    expect(texts.at(-1)).toBe('new');
    expect(texts).toContain('New copy variants are ready for review.');
  });
});

describe('menus that ask the app', () => {
  const picker: KnownBlock = {
    type: 'section',
    block_id: 'pick',
    text: plain('Pick'),
    accessory: { type: 'external_select', action_id: 'people', min_query_length: 2 },
  };
  const ask = (ts: string, value: string) =>
    slack.options({
      as: 'U0RITA',
      source: { type: 'message', channel: 'C0APPROVALS', ts },
      blockId: 'pick',
      actionId: 'people',
      value,
    });

  test('two letters ask, one letter does not', async () => {
    const asked: string[] = [];
    running.app.options('people', async ({ ack, payload }) => {
      asked.push(payload.value);
      await ack({ options: [{ text: plain(`Found ${payload.value}`), value: 'one' }] });
    });
    const ts = await postCard([picker]);
    expect(await ask(ts, 'a')).toEqual({ ok: true, options: [] });
    expect(await ask(ts, 'am')).toMatchObject({ ok: true, options: [{ text: { text: 'Found am' }, value: 'one' }] });
    expect(asked).toEqual(['am']);
  });

  test('an answer over the limits finds nothing', async () => {
    running.app.options('people', ({ ack }) => ack({ options: [{ text: plain('x'.repeat(76)), value: 'one' }] }));
    expect(await ask(await postCard([picker]), 'am')).toEqual({ ok: true, options: [] });
  });

  test('a choice reaches the app as the selected option', async () => {
    let chosen: unknown;
    running.app.action<BlockExternalSelectAction>('people', async ({ ack, action }) => {
      chosen = action.selected_option;
      await ack();
    });
    const selected = { text: { type: 'plain_text', text: 'One', emoji: true }, value: 'one' };
    await slack.press({
      as: 'U0RITA',
      source: { type: 'message', channel: 'C0APPROVALS', ts: await postCard([picker]) },
      blockId: 'pick',
      actionId: 'people',
      value: { type: 'external_select', selected_option: selected },
    });
    expect(chosen).toEqual(selected);
  });
});
