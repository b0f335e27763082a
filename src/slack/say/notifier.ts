import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { fileOf } from '../../../views/acts/act-views.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { MESSAGE_METADATA_TYPE } from '../../../views/ids.ts';
import { historyNote } from '../../../views/messages/history/history-note.ts';
import { mailboxFile, mailboxFileText } from '../../../views/messages/mailbox-list.ts';
import type { MessageView } from '../../../views/messages/message-view.ts';
import { noticeMessage } from '../../../views/messages/notices/notices.ts';
import { threadNotice } from '../../../views/messages/notices/thread-notice.ts';
import { reminderMessage } from '../../../views/messages/reminder.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import type { Naming } from '../../../views/words/text.ts';
import type { ApprovalPolicy } from '../../orders/approval/policy.ts';
import { needsCard } from '../../orders/decide/messages.ts';
import type { Notice } from '../../orders/effect.ts';
import type { CardMark } from '../../orders/history/card-mark.ts';
import { actOf, type Order } from '../../orders/order.ts';
import type { Pause } from '../../orders/pause.ts';
import { type MessageRef, surfaceOf, withSurface } from '../../orders/surface.ts';
import { PersonUnreachable, ThreadClosed } from '../../service/errors.ts';
import type { IsFirstOrder } from '../../service/first-order.ts';
import type { Clock } from '../../service/ports/clock.ts';
import type { Log } from '../../service/ports/log.ts';
import type { Delivery, Notifier, Redrawn } from '../../service/ports/slack/notifier.ts';
import type { SetUpTimes } from '../../service/set-up-times.ts';
import { ChannelId, type UserId } from '../../values/ids.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import type { ByName } from './by-name.ts';
import type { CardLink } from './cards/card-link.ts';
import { type CardPayload, cardPayload } from './cards/card-metadata.ts';
import { postOnce } from './post-once.ts';
import {
  announceFailureOf,
  isChannelClosed,
  isMessageLost,
  isMessageShown,
  isPersonUnreachable,
  isThreadClosed,
  wordOf,
} from './refusals.ts';
import { uploadFile } from './send-file.ts';

/**
 * How long the address of a direct message is kept. Slack takes messages there after the person has left, and only opening
 * it again tells. Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
const DIRECT_MESSAGE_KEPT_MS = 10 * 60_000;

const Opened = z.object({ channel: z.object({ id: ChannelId }) });
/** How far back a file is looked for: it was sent, if at all, moments before. */
const MESSAGES_TO_SEARCH = 20;

const Replies = z.object({
  messages: z.array(z.object({ files: z.array(z.object({ name: z.string().nullish() })).optional() })),
});

/**
 * What only says how the order goes on: a reply to the message that is redrawn. What is about money, needs a person or is an
 * end is a message of its own.
 */
const REPLIES: ReadonlySet<Notice> = new Set(['placed', 'stuck', 'progress_unknown']);

/** An order without a card, with the one that it had last in its place. */
function withFormerAsCard(order: Order): Order {
  const former = surfaceOf(order, 'former_card');
  if (former === null || surfaceOf(order, 'card')) return order;
  const others = order.surfaces.filter(({ kind }) => kind !== 'former_card');
  return { ...order, surfaces: withSurface(others, { kind: 'card', ref: former }) };
}

/** A card as it is to be drawn. */
interface Drawing {
  readonly order: Order;
  readonly pause: Pause | null;
  readonly mark: CardMark | null;
}

/** Tells people by messages of the bot. Cards are posted in `channelId`; who can decide is drawn from `policy`. */
export function slackNotifier({
  client,
  cardLink,
  byName,
  isFirstOrder,
  usualSetUp,
  clock,
  log,
  policy,
  channelId,
}: {
  client: WebClient;
  cardLink: CardLink;
  byName: ByName;
  isFirstOrder: IsFirstOrder;
  usualSetUp: SetUpTimes['usual'];
  clock: Clock;
  log: Log;
  policy: ApprovalPolicy;
  channelId: ChannelId;
}): Notifier {
  const opened = sharedAnswers<ChannelId>({ clock });
  const directMessage = (userId: UserId) =>
    opened(
      userId,
      async () => Opened.parse(await client.conversations.open({ users: userId })).channel.id,
      DIRECT_MESSAGE_KEPT_MS,
    );
  /** Does something in the direct message with somebody. */
  const withPerson = async <Result>(person: UserId, work: (channel: ChannelId) => Promise<Result>): Promise<Result> => {
    try {
      return await work(await directMessage(person));
    } catch (error) {
      if (!isPersonUnreachable(wordOf(error) ?? '')) throw error;
      throw new PersonUnreachable('Slack takes no direct message for somebody', { cause: error });
    }
  };
  const write = (person: UserId, message: MessageView, delivery: Delivery): Promise<MessageRef> =>
    withPerson(person, (channel) => postOnce(client, { channel }, message, delivery));
  /** Answers the message of who asked; when that is gone, what would answer it is a message of its own. */
  const answerRequester = async (order: Order, message: MessageView, delivery: Delivery): Promise<void> => {
    const { requestedBy } = order.facts;
    const live = surfaceOf(order, 'requester');
    try {
      const threadTs = live === null ? {} : { threadTs: live.ts };
      await withPerson(requestedBy, (channel) => postOnce(client, { channel, ...threadTs }, message, delivery));
    } catch (error) {
      const word = wordOf(error);
      if (live === null || word === null || !isThreadClosed(word) || isPersonUnreachable(word)) throw error;
      await write(requestedBy, message, delivery);
    }
  };
  const noticeSetting = async (order: Order) => ({
    cardLink: await cardLink(order),
    policy,
    channelId,
    usual: await usualSetUp(order),
  });
  const drawCard = async (order: Order, pause: Pause | null) => {
    const earlierLink = await cardLink(order, 'former_card');
    const isFirst = await isFirstOrder(order);
    const usual = await usualSetUp(order);
    return byName((named) => orderCard(order, { pause, policy, isFirst, earlierLink, usual, named }));
  };
  const noticeOf = async (order: Order, notice: Notice) => {
    const setting = await noticeSetting(order);
    return byName((named) => noticeMessage(order, notice, { ...setting, named }));
  };
  const liveMessage = async (order: Order) => {
    const setting = await noticeSetting(order);
    return byName((named) => requesterMessage(order, { ...setting, named }));
  };
  /** Writes into the thread of the order's card; nothing is written while there is none. */
  const inThread = async (order: Order, write: (card: MessageRef) => Promise<unknown>): Promise<void> => {
    const card = surfaceOf(order, 'card');
    if (!card) return;
    try {
      await write(card);
    } catch (error) {
      const word = wordOf(error);
      if (word === null || !isThreadClosed(word)) throw error;
      throw new ThreadClosed(word, isMessageLost(word), { cause: error });
    }
  };
  const reply = (order: Order, message: MessageView, delivery: Delivery) =>
    inThread(order, ({ channelId: channel, ts: threadTs }) =>
      postOnce(client, { channel, threadTs }, message, delivery),
    );
  /** Draws the card anew; answers it when it can be changed no more. */
  const drawnCard = async ({ order, pause, mark }: Drawing): Promise<Redrawn['lost']> => {
    const shown = needsCard(order) ? order : withFormerAsCard(order);
    const card = surfaceOf(shown, 'card');
    if (!card) return null;
    const word = await update(
      client,
      card,
      await drawCard(shown, pause),
      mark && cardPayload(order.facts.reference, mark),
    );
    if (word === null) return null;
    log.warn({ ...card, word }, 'A card can be changed no more');
    return {
      card,
      word,
      ...(isMessageShown(word) && { isShown: true }),
      ...(isChannelClosed(word) && { mayReturn: true }),
    };
  };
  const drawnForRequester = async (order: Order): Promise<void> => {
    const message = surfaceOf(order, 'requester');
    if (!message) return;
    const word = await update(client, message, await liveMessage(order));
    if (word !== null) log.warn({ ...message, word }, 'A direct message of the bot can be changed no more');
  };
  return {
    announce: async (order, delivery, pause, mark) => {
      const asCard = { ...delivery, card: cardPayload(order.facts.reference, mark) };
      const drawn = await drawCard(order, pause);
      try {
        const former = surfaceOf(order, 'former_card');
        const card = await postOnce(client, { channel: channelId, after: former?.ts ?? null }, drawn, asCard);
        return { ok: true, card };
      } catch (error) {
        const word = wordOf(error);
        const failure = word === null ? null : announceFailureOf(word);
        if (word === null || failure === null) throw error;
        log.warn({ reference: order.facts.reference, error }, 'Slack refuses to post a card; it is tried again');
        return { ok: false, failure, word };
      }
    },
    attachList: (order, delivery) =>
      inThread(order, async (card) => {
        const file = fileOf(actOf(order), order.facts.reference);
        if (delivery.isRetry && (await hasFile(client, card, file.name))) return;
        await uploadFile(client, { channel: card.channelId, threadTs: card.ts }, file);
      }),
    note: async (order, event, delivery) => {
      const setting = { policy, isFirst: await isFirstOrder(order), usual: await usualSetUp(order) };
      await reply(order, await byName((named) => historyNote(order, event, { ...setting, named })), delivery);
    },
    tellRequester: async (order, notice, delivery) => {
      const { requestedBy } = order.facts;
      if (notice === 'requested') return write(requestedBy, await liveMessage(order), delivery);
      const message = await noticeOf(order, notice);
      if (REPLIES.has(notice)) await answerRequester(order, message, delivery);
      else await write(requestedBy, message, delivery);
      return null;
    },
    handOver: (order, list, delivery) =>
      withPerson(order.facts.requestedBy, async (channel) => {
        const file = mailboxFile(order, list);
        const since = order.state === 'active' ? order.activeAt : order.facts.requestedAt;
        if (delivery.isRetry && (await hasFileIn(client, channel, { name: file.name, since }))) return;
        const words = `The mailboxes of order \`${order.facts.reference}\`. ${mailboxFileText(list)}`;
        await uploadFile(client, { channel, words }, file);
      }),
    tellApprover: async (order, approver, notice, delivery) => {
      await write(approver, await noticeOf(order, notice), delivery);
    },
    tellThread: async (order, to, notice, delivery) => {
      const usual = await usualSetUp(order);
      const draw = (named: Naming) => threadNotice(order, to, notice, { policy, channelId, usual, named });
      await reply(order, await byName(draw), delivery);
    },
    remind: (order, delivery) => reply(order, reminderMessage(order, policy), delivery),
    redraw: async (order, pause, mark) => {
      // A card that cannot be drawn does not keep the requester's message from it, nor the other way round.
      const [card] = await Promise.allSettled([drawnCard({ order, pause, mark })]);
      const [requester] = await Promise.allSettled([drawnForRequester(order)]);
      if (card.status === 'rejected') throw card.reason;
      if (requester.status === 'rejected' && card.value === null) throw requester.reason;
      return { lost: card.value, isRequesterDrawn: requester.status === 'fulfilled' };
    },
  };
}

async function hasFile(client: WebClient, card: MessageRef, name: string): Promise<boolean> {
  const replies = await client.conversations.replies({ channel: card.channelId, ts: card.ts });
  return isAmong(Replies.parse(replies), name);
}

/** The same among the newest messages of a conversation, those before `since` left out: a list that was asked for earlier. */
async function hasFileIn(
  client: WebClient,
  channel: ChannelId,
  { name, since }: { readonly name: string; readonly since: Date },
): Promise<boolean> {
  const oldest = String(since.getTime() / 1000);
  return isAmong(
    Replies.parse(await client.conversations.history({ channel, oldest, limit: MESSAGES_TO_SEARCH })),
    name,
  );
}

const isAmong = ({ messages }: z.infer<typeof Replies>, name: string): boolean =>
  messages.some(({ files }) => files?.some((file) => file.name === name));

/**
 * Draws a message anew; answers Slack's word when no later try would. Without a payload its metadata stays as it is.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
async function update(
  client: WebClient,
  { channelId, ts }: MessageRef,
  { text, blocks }: MessageView,
  payload: CardPayload | null = null,
): Promise<string | null> {
  const metadata = payload ? { metadata: { event_type: MESSAGE_METADATA_TYPE, event_payload: payload } } : {};
  try {
    await client.chat.update({ channel: channelId, ts, text, blocks, ...metadata, parse: 'none', link_names: false });
    return null;
  } catch (error) {
    const word = wordOf(error);
    if (word !== null && (isMessageLost(word) || isPersonUnreachable(word))) return word;
    throw error;
  }
}
