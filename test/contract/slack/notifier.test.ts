import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import type { LocalSlack } from '../../../sandbox/slack/server.ts';
import { markOf } from '../../../src/orders/history/card-mark.ts';
import type { Order } from '../../../src/orders/order.ts';
import { type MessageRef, surfaceOf } from '../../../src/orders/surface.ts';
import { PersonUnreachable } from '../../../src/service/errors.ts';
import type { Delivery, Notifier } from '../../../src/service/ports/slack/notifier.ts';
import { slackNotifier } from '../../../src/slack/say/notifier.ts';
import { mention } from '../../../views/words/text.ts';
import { amir, anOrder, aPolicy, approvals, aReference, noon, rita } from '../../support/builders.ts';
import { BOT_TOKEN, clientOf, codeOf, handClock, startSlack } from '../local-slack/support.ts';
import { silentLog } from '../stores/two-handles.ts';

let slack: LocalSlack;
let notifier: Notifier;
const clock = handClock();
const delivery = { effectId: '7f3k2q.1.0', isRetry: false };

beforeEach(async () => {
  slack = await startSlack({ botToken: BOT_TOKEN, clock: clock.read });
  const client = clientOf(slack);
  notifier = slackNotifier({
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
});
afterEach(() => slack.close());

const mark = markOf({ sequence: 1, hash: 'a1'.repeat(32) }, noon);
const tellAmir = () => notifier.tellApprover(anOrder(), amir, 'cannot_find', delivery);
const fail = (method: string, error: string) => slack.failNext({ method, when: 'before', answer: { error } });

describe('a person', () => {
  test.each(['user_disabled', 'user_not_found', 'user_not_visible', 'cannot_dm_bot'])(
    'whom Slack refuses with %s cannot be reached',
    async (code) => {
      fail('conversations.open', code);
      await expect(tellAmir()).rejects.toThrow(PersonUnreachable);
      fail('conversations.open', code);
      await expect(notifier.tellRequester(anOrder(), 'requested', delivery)).rejects.toMatchObject({
        code: 'person_unreachable',
        cause: { data: { error: code } },
      });
    },
  );

  test('whom Slack lets the app write nothing cannot be reached', async () => {
    slack.setMessagesTab(false);
    await expect(tellAmir()).rejects.toThrow(PersonUnreachable);
    await expect(notifier.tellRequester(anOrder(), 'placed', delivery)).rejects.toThrow(PersonUnreachable);
  });

  test.each([
    'internal_error',
    'request_timeout',
    'service_unavailable',
    'fatal_error',
    'ratelimited',
    'account_inactive',
  ])('whom Slack refuses with %s is told when that has passed, or was fixed', async (code) => {
    fail('conversations.open', code);
    expect(await codeOf(tellAmir())).toBe(code);
    fail('chat.postMessage', code);
    expect(await codeOf(tellAmir())).toBe(code);
    expect(await codeOf(tellAmir())).toBe('ok');
  });

  test('who left is noticed after ten minutes, although Slack goes on taking messages for them', async () => {
    await tellAmir();
    slack.deactivate('U0AMIR');
    clock.advance(10 * 60_000);
    expect(await codeOf(tellAmir())).toBe('ok');
    clock.advance(1);
    await expect(tellAmir()).rejects.toThrow(PersonUnreachable);
  });
});

async function announced(options: Partial<Delivery> = {}): Promise<MessageRef> {
  const posted = await notifier.announce(anOrder(), { ...delivery, ...options }, null, mark);
  if (!posted.ok) throw new Error('The card could not be posted');
  return posted.card;
}
async function orderWithMessages(): Promise<Order> {
  const card = await announced();
  const requester = await notifier.tellRequester(anOrder(), 'requested', delivery);
  if (!requester) throw new Error('The requester was not told');
  return {
    ...anOrder(),
    surfaces: [
      { kind: 'card', ref: card },
      { kind: 'requester', person: rita, ref: requester },
    ],
  };
}

describe('a card', () => {
  const payloadOf = async ({ channelId, ts }: MessageRef) => {
    const options = { channel: channelId, ts, include_all_metadata: true };
    return (await clientOf(slack).conversations.replies(options)).messages?.[0]?.metadata?.event_payload;
  };
  const written = { reference: aReference, sequence: 1, hash: 'a1'.repeat(8), drawn_at: noon.toISOString() };

  test('carries the head of the history that it was drawn from, beside the id of its effect', async () => {
    expect(await payloadOf(await announced())).toEqual({ effect_id: delivery.effectId, ...written });
  });

  test('carries the new head when it is drawn anew, and the old one when it is drawn without', async () => {
    const order = await orderWithMessages();
    const card = surfaceOf(order, 'card');
    if (!card) throw new Error('There is a card');
    await notifier.redraw(order, null, { ...mark, sequence: 2, hash: 'b2'.repeat(8) });
    const newer = { ...written, sequence: 2, hash: 'b2'.repeat(8) };
    expect(await payloadOf(card)).toEqual(newer);
    await notifier.redraw(order, null, null);
    expect(await payloadOf(card)).toEqual(newer);
  });

  test('that was posted and drawn anew before is found again, and not posted twice', async () => {
    const order = await orderWithMessages();
    await notifier.redraw(order, null, mark);
    expect(await announced({ effectId: '7f3k2q.9.9', isRetry: true })).toEqual(surfaceOf(order, 'card'));
    const { reference } = anOrder({ reference: '8f3k2q' }).facts;
    const other = await notifier.announce(anOrder({ reference }), { ...delivery, isRetry: true }, null, mark);
    expect(other).not.toEqual({ ok: true, card: surfaceOf(order, 'card') });
  });
});

describe('a card that Slack refuses', () => {
  test.each<{ word: string; failure: string }>`
    word                                       | failure
    ${'restricted_action'}                     | ${'posting_restricted'}
    ${'restricted_action_thread_only_channel'} | ${'posting_restricted'}
    ${'no_permission'}                         | ${'posting_restricted'}
    ${'team_access_not_granted'}               | ${'posting_restricted'}
    ${'missing_scope'}                         | ${'scope_missing'}
    ${'is_archived'}                           | ${'channel_archived'}
    ${'is_inactive'}                           | ${'channel_archived'}
    ${'not_in_channel'}                        | ${'bot_not_in_channel'}
    ${'channel_not_found'}                     | ${'channel_not_found'}
    ${'invalid_blocks'}                        | ${'card_refused'}
    ${'msg_too_long'}                          | ${'card_refused'}
    ${'a_word_of_tomorrow'}                    | ${'card_refused'}
  `('with $word is told as $failure', async ({ word, failure }) => {
    fail('chat.postMessage', word);
    expect(await notifier.announce(anOrder(), delivery, null, mark)).toEqual({ ok: false, failure, word });
  });

  test.each(['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout', 'team_added_to_org'])(
    'with %s is tried again: it passes',
    async (word) => {
      fail('chat.postMessage', word);
      expect(await codeOf(notifier.announce(anOrder(), delivery, null, mark))).toBe(word);
    },
  );
});

describe('a card that is gone', () => {
  test.each<{ word: string; shown: { isShown?: true; mayReturn?: true } }>([
    { word: 'message_not_found', shown: {} },
    { word: 'cant_update_message', shown: { isShown: true } },
    { word: 'edit_window_closed', shown: { isShown: true } },
    { word: 'is_inactive', shown: { mayReturn: true } },
    { word: 'is_archived', shown: { mayReturn: true } },
    { word: 'not_in_channel', shown: { mayReturn: true } },
  ])('says so with $word, and the requester’s message is drawn all the same', async ({ word, shown }) => {
    const order = await orderWithMessages();
    const card = surfaceOf(order, 'card');
    slack.failNext({ method: 'chat.update', where: { channel: approvals }, when: 'before', answer: { error: word } });
    expect(await notifier.redraw(order, null, mark)).toEqual({
      lost: { card, word, ...shown },
      isRequesterDrawn: true,
    });
    const drawn = slack.apiCalls().filter(({ method }) => method === 'chat.update');
    expect(drawn.map(({ error }) => error)).toEqual([word, null]);
  });

  test('says so although the requester’s message cannot be drawn either', async () => {
    const order = await orderWithMessages();
    fail('chat.update', 'message_not_found');
    fail('chat.update', 'internal_error');
    expect(await notifier.redraw(order, null, mark)).toMatchObject({
      lost: { word: 'message_not_found' },
      isRequesterDrawn: false,
    });
  });

  test.each(['missing_scope', 'invalid_auth', 'token_revoked'])('is not what %s means', async (word) => {
    const order = await orderWithMessages();
    fail('chat.update', word);
    expect(await codeOf(notifier.redraw(order, null, mark))).toBe(word);
  });

  test('is not found again in the place of the one that follows it', async () => {
    const order = await orderWithMessages();
    const former = surfaceOf(order, 'card');
    if (!former) throw new Error('There is a card');
    const without = { ...order, surfaces: [{ kind: 'former_card', ref: former } as const] };
    const again = await notifier.announce(without, { ...delivery, isRetry: true }, null, mark);
    expect(again).toMatchObject({ ok: true });
    expect(again).not.toEqual({ ok: true, card: former });
    const once = await notifier.announce(without, { ...delivery, isRetry: true }, null, mark);
    expect(once).toEqual(again);
  });
});

describe('the message of who asked', () => {
  const posted = () => slack.apiCalls().filter(({ method }) => method === 'chat.postMessage');

  test('is answered with how the order goes on; what is about money or an end is a message of its own', async () => {
    const order = await orderWithMessages();
    const live = surfaceOf(order, 'requester');
    for (const notice of ['placed', 'stuck'] as const) {
      await notifier.tellRequester(order, notice, delivery);
      expect(posted().at(-1)?.arguments.thread_ts).toBe(live?.ts);
    }
    for (const notice of ['active', 'refused', 'payment_pending', 'ordered_twice'] as const) {
      await notifier.tellRequester(order, notice, delivery);
      expect(posted().at(-1)?.arguments.thread_ts).toBeUndefined();
    }
  });

  test('that is gone is not waited for: what would answer it is a message of its own', async () => {
    const order = await orderWithMessages();
    const live = surfaceOf(order, 'requester');
    slack.deleteMessage(live?.channelId ?? '', live?.ts ?? '');
    await notifier.tellRequester(order, 'placed', delivery);
    expect(posted().at(-1)?.arguments.thread_ts).toBeUndefined();
    expect(posted().at(-1)?.error).toBeNull();
  });
});

describe('a thread', () => {
  const note = async (order: Order) => notifier.note(order, { type: 'expired' }, delivery);

  test.each<{ word: string; isCardLost: boolean }>`
    word                   | isCardLost
    ${'thread_not_found'}  | ${true}
    ${'message_not_found'} | ${true}
    ${'is_archived'}       | ${true}
    ${'restricted_action'} | ${false}
    ${'msg_too_long'}      | ${false}
  `('that is closed with $word is left, and the card is gone: $isCardLost', async ({ word, isCardLost }) => {
    const order = await orderWithMessages();
    for (const write of [
      () => note(order),
      () => notifier.remind(order, delivery),
      () => notifier.tellThread(order, 'approvers', 'cannot_find', delivery),
    ]) {
      fail('chat.postMessage', word);
      await expect(write()).rejects.toMatchObject({ code: 'thread_closed', word, isCardLost });
    }
  });

  test.each(['internal_error', 'missing_scope', 'token_revoked'])('is written to later after %s', async (word) => {
    const order = await orderWithMessages();
    fail('chat.postMessage', word);
    expect(await codeOf(note(order))).toBe(word);
    expect(await codeOf(note(order))).toBe('ok');
  });

  test('without a card is written to by nobody', async () => {
    await note(anOrder());
    expect(slack.apiCalls().filter(({ method }) => method === 'chat.postMessage')).toEqual([]);
  });
});

describe('a file', () => {
  const filesSent = () =>
    slack.snapshot('U0AMIR').channels.flatMap(({ messages }) => messages.flatMap(({ files }) => files));
  const attach = async (order: Order, isRetry: boolean) => notifier.attachList(order, { ...delivery, isRetry });
  const complete = 'files.completeUploadExternal';

  test.each([
    { when: 'after', answer: { status: 503 }, isThere: true },
    { when: 'before', answer: { status: 503 }, isThere: false },
    { when: 'before', answer: { error: 'file_not_found' }, isThere: false },
  ] as const)('whose upload fails with $answer $when it took effect is looked for later', async (fault) => {
    const { isThere, ...failure } = fault;
    const order = await orderWithMessages();
    slack.failNext({ method: complete, ...failure });
    await expect(attach(order, false)).rejects.toMatchObject({ code: 'slack_file_in_doubt', waitMs: 30_000 });
    expect(filesSent()).toHaveLength(isThere ? 1 : 0);
    clock.advance(30_000);
    await attach(order, true);
    clock.advance(30_000);
    await attach(order, true);
    expect(filesSent()).toHaveLength(1);
  });

  test('that a closed thread does not take is not waited for', async () => {
    const order = await orderWithMessages();
    fail(complete, 'is_archived');
    await expect(attach(order, false)).rejects.toMatchObject({ code: 'thread_closed', word: 'is_archived' });
  });
});

describe('drawing anew', () => {
  const updates = () => slack.apiCalls().filter(({ method }) => method === 'chat.update');

  test('a card that Slack does not draw just now does not keep the requester’s message from it', async () => {
    const order = await orderWithMessages();
    const where = { channel: approvals };
    slack.failNext({ method: 'chat.update', where, when: 'before', answer: { error: 'internal_error' } });
    expect(await codeOf(notifier.redraw(order, null, mark))).toBe('internal_error');
    expect(updates().map(({ error }) => error)).toEqual(['internal_error', null]);
  });

  test.each(['is_inactive', 'user_disabled', 'message_not_found'])(
    'the message of somebody who left, refused with %s, is let go of',
    async (code) => {
      const order = await orderWithMessages();
      const where = { channel: `D0${rita.slice(2)}` };
      slack.failNext({ method: 'chat.update', where, when: 'before', answer: { error: code } });
      expect(await codeOf(notifier.redraw(order, null, mark))).toBe('ok');
      expect(updates().map(({ error }) => error)).toEqual([null, code]);
    },
  );
});
