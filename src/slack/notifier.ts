import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import { domainListCsv } from '../../views/domain-list-csv.ts';
import { historyNote } from '../../views/history-note.ts';
import type { MessageView } from '../../views/message-view.ts';
import { noticeMessage } from '../../views/notices.ts';
import { orderCard } from '../../views/order-card.ts';
import { reminderMessage } from '../../views/reminder.ts';
import { requesterMessage } from '../../views/requester-message.ts';
import type { AnnounceFailure } from '../orders/event.ts';
import { ChannelId } from '../orders/ids.ts';
import type { MessageRef, Order } from '../orders/order.ts';
import type { Log, Notifier } from '../service/ports.ts';
import type { CardLink } from './card-link.ts';
import { postOnce } from './post-once.ts';
import { remembered } from './remembered.ts';

/** Errors of posting to the channel that a person has to mend. Source: platform notes, section 5. */
const ANNOUNCE_FAILURES: ReadonlyMap<string, AnnounceFailure> = new Map([
  ['not_in_channel', 'bot_not_in_channel'],
  ['channel_not_found', 'channel_not_found'],
  ['is_archived', 'channel_archived'],
]);

/** Errors of redrawing that no later try would mend: the message is gone. */
const GONE = new Set(['message_not_found', 'cant_update_message', 'edit_window_closed', 'channel_not_found']);

const Opened = z.object({ channel: z.object({ id: ChannelId }) });
const Replies = z.object({
  messages: z.array(z.object({ files: z.array(z.object({ name: z.string().nullish() })).optional() })),
});

/** Tells people by messages of the bot. */
export function slackNotifier({
  client,
  cardLink,
  log,
}: {
  client: WebClient;
  cardLink: CardLink;
  log: Log;
}): Notifier {
  const directMessage = remembered(
    async (userId) => Opened.parse(await client.conversations.open({ users: userId })).channel.id,
  );
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
      const link = await cardLink(order);
      const channel = await directMessage(order.facts.requestedBy);
      if (notice !== 'requested') {
        await postOnce(client, { channel }, noticeMessage(order, notice, link), delivery);
        return null;
      }
      return postOnce(client, { channel }, requesterMessage(order, link), delivery);
    },
    tellApprover: async (order, approver, notice, delivery) => {
      const message = noticeMessage(order, notice, await cardLink(order));
      await postOnce(client, { channel: await directMessage(approver) }, message, delivery);
    },
    remind: async (order, delivery) => {
      const { card } = order.messages;
      if (card)
        await postOnce(client, { channel: card.channelId, threadTs: card.ts }, reminderMessage(order), delivery);
    },
    redraw: async (order, pause) => {
      const { card, requester } = order.messages;
      if (card) await update(client, log, card, orderCard(order, pause));
      if (requester) await update(client, log, requester, requesterMessage(order, await cardLink(order)));
    },
  };
}

const fileName = (order: Order): string => `order-${order.facts.reference}-domains.csv`;

async function hasFile(client: WebClient, card: MessageRef, name: string): Promise<boolean> {
  const replies = Replies.parse(await client.conversations.replies({ channel: card.channelId, ts: card.ts }));
  return replies.messages.some(({ files }) => files?.some((file) => file.name === name));
}

async function update(client: WebClient, log: Log, { channelId, ts }: MessageRef, view: MessageView): Promise<void> {
  try {
    const { text, blocks } = view;
    await client.chat.update({ channel: channelId, ts, text, blocks, parse: 'none', link_names: false });
  } catch (error) {
    if (!(error instanceof WebAPIPlatformError) || !GONE.has(error.data.error)) throw error;
    log.warn({ channelId, ts, reason: error.data.error }, 'A message of ours is gone and cannot be redrawn');
  }
}
