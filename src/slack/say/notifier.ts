import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { fileOf } from '../../../views/acts/act-views.ts';
import { orderCard } from '../../../views/card/order-card.ts';
import { MESSAGE_METADATA_TYPE } from '../../../views/ids.ts';
import { historyNote } from '../../../views/messages/history-note.ts';
import type { MessageView } from '../../../views/messages/message-view.ts';
import { noticeMessage } from '../../../views/messages/notices.ts';
import { reminderMessage } from '../../../views/messages/reminder.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { threadNotice } from '../../../views/messages/thread-notice.ts';
import type { AnnounceFailure } from '../../orders/event.ts';
import { actOf, type Order } from '../../orders/order.ts';
import type { Pause } from '../../orders/pause.ts';
import type { ApprovalPolicy } from '../../orders/policy.ts';
import { type MessageRef, surfaceOf } from '../../orders/surface.ts';
import { PersonUnreachable } from '../../service/errors.ts';
import type { IsFirstOrder } from '../../service/first-order.ts';
import type { Clock } from '../../service/ports/clock.ts';
import type { Log } from '../../service/ports/log.ts';
import type { Delivery, Notifier } from '../../service/ports/notifier.ts';
import { ChannelId, type UserId } from '../../values/ids.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import type { CardLink } from './card-link.ts';
import { type CardPayload, cardPayload } from './card-metadata.ts';
import { postOnce } from './post-once.ts';

/**
 * Errors of posting to the channel that a person has to fix.
 * Source: docs/slack.md, "Web API methods, scopes, manifest".
 */
const ANNOUNCE_FAILURES: ReadonlyMap<string, AnnounceFailure> = new Map([
  ['not_in_channel', 'bot_not_in_channel'],
  ['channel_not_found', 'channel_not_found'],
  ['is_archived', 'channel_archived'],
]);

/** Errors of redrawing that no later try would fix: the message is gone. */
const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found']);

/**
 * Errors of a direct message that no later try would change: its person left, or the app may not write to them. What is
 * wrong with the app itself (its token, its scopes) is fixed by an operator, so a message waits for that.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
const UNREACHABLE = new Set([
  'user_disabled',
  'user_not_found',
  'user_not_visible',
  'cannot_dm_bot',
  'messages_tab_disabled',
]);
/**
 * The same for the message of somebody who may have left.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
const GONE_FOR_PERSON: ReadonlySet<string> = new Set([...GONE, ...UNREACHABLE, 'is_inactive']);
/**
 * How long the address of a direct message is kept. Slack takes messages there after the person has left, and only opening
 * it again tells. Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
const DIRECT_MESSAGE_KEPT_MS = 10 * 60_000;

const Opened = z.object({ channel: z.object({ id: ChannelId }) });
const Replies = z.object({
  messages: z.array(z.object({ files: z.array(z.object({ name: z.string().nullish() })).optional() })),
});

/** Tells people by messages of the bot. Cards are posted in `channelId`; who can decide is drawn from `policy`. */
export function slackNotifier({
  client,
  cardLink,
  isFirstOrder,
  clock,
  log,
  policy,
  channelId,
}: {
  client: WebClient;
  cardLink: CardLink;
  isFirstOrder: IsFirstOrder;
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
  const write = async (person: UserId, message: MessageView, delivery: Delivery): Promise<MessageRef> => {
    try {
      return await postOnce(client, { channel: await directMessage(person) }, message, delivery);
    } catch (error) {
      if (!isPlatformError(error, UNREACHABLE)) throw error;
      throw new PersonUnreachable('Slack takes no direct message for somebody', { cause: error });
    }
  };
  const drawCard = async (order: Order, pause: Pause | null) =>
    orderCard(order, { pause, policy, isFirst: await isFirstOrder(order) });
  return {
    announce: async (order, delivery, pause, mark) => {
      const asCard = { ...delivery, card: cardPayload(order.facts.reference, mark) };
      const drawn = await drawCard(order, pause);
      try {
        const card = await postOnce(client, { channel: channelId }, drawn, asCard);
        return { ok: true, card };
      } catch (error) {
        const failure = error instanceof WebAPIPlatformError ? ANNOUNCE_FAILURES.get(error.data.error) : undefined;
        if (failure === undefined) throw error;
        return { ok: false, failure };
      }
    },
    attachList: async (order, delivery) => {
      const card = surfaceOf(order, 'card');
      const { name: filename, title, content } = fileOf(actOf(order), order.facts.reference);
      if (!card || (delivery.isRetry && (await hasFile(client, card, filename)))) return;
      await client.filesUploadV2({
        channel_id: card.channelId,
        thread_ts: card.ts,
        filename,
        title,
        content,
      });
    },
    note: async (order, event, at, delivery) => {
      const card = surfaceOf(order, 'card');
      if (!card) return;
      const note = historyNote(order, event, at, await isFirstOrder(order));
      await postOnce(client, { channel: card.channelId, threadTs: card.ts }, note, delivery);
    },
    tellRequester: async (order, notice, delivery) => {
      const { requestedBy } = order.facts;
      const setting = { cardLink: await cardLink(order), policy, channelId };
      if (notice === 'requested') return write(requestedBy, requesterMessage(order, setting), delivery);
      await write(requestedBy, noticeMessage(order, notice, setting), delivery);
      return null;
    },
    tellApprover: async (order, approver, notice, delivery) => {
      const setting = { cardLink: await cardLink(order), policy, channelId };
      await write(approver, noticeMessage(order, notice, setting), delivery);
    },
    tellThread: async (order, to, notice, delivery) => {
      const card = surfaceOf(order, 'card');
      if (!card) return;
      const message = threadNotice(order, to, notice, { policy, channelId });
      await postOnce(client, { channel: card.channelId, threadTs: card.ts }, message, delivery);
    },
    remind: async (order, delivery) => {
      const card = surfaceOf(order, 'card');
      if (!card) return;
      const message = reminderMessage(order, policy);
      await postOnce(client, { channel: card.channelId, threadTs: card.ts }, message, delivery);
    },
    redraw: async (order, pause, mark) => {
      const card = surfaceOf(order, 'card');
      const requester = surfaceOf(order, 'requester');
      const failures: unknown[] = [];
      const failed = (error: unknown) => void failures.push(error);
      const drawn = async (message: MessageRef) => {
        const view = requesterMessage(order, { cardLink: await cardLink(order), policy });
        await update({ client, log, gone: GONE_FOR_PERSON }, message, view);
      };
      // A card that cannot be drawn does not keep the requester's message from it, nor the other way round.
      const payload = mark && cardPayload(order.facts.reference, mark);
      const drawnCard = async (message: MessageRef) =>
        update({ client, log, gone: GONE }, message, await drawCard(order, pause), payload);
      if (card) await drawnCard(card).catch(failed);
      if (requester) await drawn(requester).catch(failed);
      if (failures.length > 0) throw failures[0];
    },
  };
}

async function hasFile(client: WebClient, card: MessageRef, name: string): Promise<boolean> {
  const replies = Replies.parse(await client.conversations.replies({ channel: card.channelId, ts: card.ts }));
  return replies.messages.some(({ files }) => files?.some((file) => file.name === name));
}

/**
 * Draws a message anew; one that is gone is logged. Without a payload its metadata stays as it is.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
async function update(
  { client, log, gone }: { client: WebClient; log: Log; gone: ReadonlySet<string> },
  { channelId, ts }: MessageRef,
  { text, blocks }: MessageView,
  payload: CardPayload | null = null,
): Promise<void> {
  const metadata = payload ? { metadata: { event_type: MESSAGE_METADATA_TYPE, event_payload: payload } } : {};
  try {
    await client.chat.update({ channel: channelId, ts, text, blocks, ...metadata, parse: 'none', link_names: false });
  } catch (error) {
    if (!isPlatformError(error, gone)) throw error;
    log.warn({ channelId, ts, reason: error.data.error }, 'A message of the bot is gone and cannot be updated');
  }
}

const isPlatformError = (error: unknown, codes: ReadonlySet<string>): error is WebAPIPlatformError =>
  error instanceof WebAPIPlatformError && codes.has(error.data.error);
