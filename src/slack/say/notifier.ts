import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { orderCard } from '../../../views/card/order-card.ts';
import { domainListCsv } from '../../../views/messages/domain-list-csv.ts';
import { historyNote } from '../../../views/messages/history-note.ts';
import type { MessageView } from '../../../views/messages/message-view.ts';
import { noticeMessage } from '../../../views/messages/notices.ts';
import { reminderMessage } from '../../../views/messages/reminder.ts';
import { requesterMessage } from '../../../views/messages/requester-message.ts';
import { threadNotice } from '../../../views/messages/thread-notice.ts';
import type { AnnounceFailure } from '../../orders/event.ts';
import type { MessageRef, Order } from '../../orders/order.ts';
import { PersonUnreachable } from '../../service/errors.ts';
import type { Clock } from '../../service/ports/clock.ts';
import type { Log } from '../../service/ports/log.ts';
import type { Delivery, Notifier } from '../../service/ports/notifier.ts';
import { ChannelId, type UserId } from '../../values/ids.ts';
import { sharedAnswers } from '../../values/shared-answers.ts';
import type { CardLink } from './card-link.ts';
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

/** Tells people by messages of the bot. */
export function slackNotifier({
  client,
  cardLink,
  clock,
  log,
}: {
  client: WebClient;
  cardLink: CardLink;
  clock: Clock;
  log: Log;
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
  return {
    announce: async (order, delivery, pause) => {
      try {
        const card = await postOnce(client, { channel: order.facts.channelId }, orderCard(order, pause), delivery);
        return { ok: true, card };
      } catch (error) {
        const failure = error instanceof WebAPIPlatformError ? ANNOUNCE_FAILURES.get(error.data.error) : undefined;
        if (failure === undefined) throw error;
        return { ok: false, failure };
      }
    },
    attachList: async (order, delivery) => {
      const { card } = order.messages;
      if (!card || (delivery.isRetry && (await hasFile(client, card, fileName(order))))) return;
      await client.filesUploadV2({
        channel_id: card.channelId,
        thread_ts: card.ts,
        filename: fileName(order),
        title: `Domains of order ${order.facts.reference}`,
        content: domainListCsv(order),
      });
    },
    note: async (order, event, at, delivery) => {
      const { card } = order.messages;
      if (!card) return;
      const note = historyNote(order, event, at);
      await postOnce(client, { channel: card.channelId, threadTs: card.ts }, note, delivery);
    },
    tellRequester: async (order, notice, delivery) => {
      const { requestedBy } = order.facts;
      const link = await cardLink(order);
      if (notice === 'requested') return write(requestedBy, requesterMessage(order, link), delivery);
      await write(requestedBy, noticeMessage(order, notice, link), delivery);
      return null;
    },
    tellApprover: async (order, approver, notice, delivery) => {
      await write(approver, noticeMessage(order, notice, await cardLink(order)), delivery);
    },
    tellThread: async (order, to, notice, delivery) => {
      const { card } = order.messages;
      if (!card) return;
      const message = threadNotice(order, to, notice);
      await postOnce(client, { channel: card.channelId, threadTs: card.ts }, message, delivery);
    },
    remind: async (order, delivery) => {
      const { card } = order.messages;
      if (card)
        await postOnce(client, { channel: card.channelId, threadTs: card.ts }, reminderMessage(order), delivery);
    },
    redraw: async (order, pause) => {
      const { card, requester } = order.messages;
      const failures: unknown[] = [];
      const failed = (error: unknown) => void failures.push(error);
      const drawn = async (message: MessageRef) =>
        update({ client, log, gone: GONE_FOR_PERSON }, message, requesterMessage(order, await cardLink(order)));
      // A card that cannot be drawn does not keep the requester's message from it, nor the other way round.
      if (card) await update({ client, log, gone: GONE }, card, orderCard(order, pause)).catch(failed);
      if (requester) await drawn(requester).catch(failed);
      if (failures.length > 0) throw failures[0];
    },
  };
}

const fileName = (order: Order): string => `order-${order.facts.reference}-domains.csv`;

async function hasFile(client: WebClient, card: MessageRef, name: string): Promise<boolean> {
  const replies = Replies.parse(await client.conversations.replies({ channel: card.channelId, ts: card.ts }));
  return replies.messages.some(({ files }) => files?.some((file) => file.name === name));
}

/** Draws a message anew; one that is gone is logged. */
async function update(
  { client, log, gone }: { client: WebClient; log: Log; gone: ReadonlySet<string> },
  { channelId, ts }: MessageRef,
  view: MessageView,
): Promise<void> {
  try {
    const { text, blocks } = view;
    await client.chat.update({ channel: channelId, ts, text, blocks, parse: 'none', link_names: false });
  } catch (error) {
    if (!isPlatformError(error, gone)) throw error;
    log.warn({ channelId, ts, reason: error.data.error }, 'A message of the bot is gone and cannot be updated');
  }
}

const isPlatformError = (error: unknown, codes: ReadonlySet<string>): error is WebAPIPlatformError =>
  error instanceof WebAPIPlatformError && codes.has(error.data.error);
