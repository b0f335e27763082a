import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { MESSAGE_METADATA_TYPE } from '../../../views/ids.ts';
import type { MessageView } from '../../../views/messages/message-view.ts';
import { MessageRef } from '../../orders/order.ts';
import type { Delivery } from '../../service/ports/notifier.ts';
import { ChannelId } from '../../values/ids.ts';

/** How far back a message of ours is looked for in a channel: it was posted, if at all, moments before. */
const MESSAGES_TO_SEARCH = 100;
/** Replies of a thread come the oldest first, so all of it is read. */
const REPLIES_PER_PAGE = 200;

const Posted = z.object({ channel: ChannelId, ts: z.string().min(1) });
const Found = z.object({
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
  messages: z.array(
    z.object({
      ts: z.string(),
      metadata: z
        .object({ event_type: z.string(), event_payload: z.object({ effect_id: z.string().optional() }) })
        .optional(),
    }),
  ),
});

/**
 * Posts a message for an effect, marked with the effect's id. On a retry the mark is looked for first: the post before may
 * have gone through although its answer was lost. Throws what the Web API throws.
 */
export async function postOnce(
  client: WebClient,
  target: { readonly channel: string; readonly threadTs?: string },
  message: MessageView,
  delivery: Delivery,
): Promise<MessageRef> {
  if (delivery.isRetry) {
    const ts = await findMarked(client, target, delivery.effectId);
    if (ts !== null) return MessageRef.parse({ channelId: target.channel, ts });
  }
  const answer = await client.chat.postMessage({
    channel: target.channel,
    text: message.text,
    blocks: message.blocks,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: MESSAGE_METADATA_TYPE, event_payload: { effect_id: delivery.effectId } },
    ...(target.threadTs === undefined ? {} : { thread_ts: target.threadTs }),
  });
  const { channel, ts } = Posted.parse(answer);
  return { channelId: channel, ts };
}

function markedIn({ messages }: z.infer<typeof Found>, effectId: string): string | null {
  return messages.find(({ metadata }) => metadata?.event_payload.effect_id === effectId)?.ts ?? null;
}

async function findMarked(
  client: WebClient,
  { channel, threadTs }: { readonly channel: string; readonly threadTs?: string },
  effectId: string,
): Promise<string | null> {
  const options = { channel, include_all_metadata: true };
  if (threadTs === undefined) {
    const answer = await client.conversations.history({ ...options, limit: MESSAGES_TO_SEARCH });
    return markedIn(Found.parse(answer), effectId);
  }
  let cursor = '';
  do {
    const page = cursor === '' ? {} : { cursor };
    const found = Found.parse(
      await client.conversations.replies({ ...options, ...page, ts: threadTs, limit: REPLIES_PER_PAGE }),
    );
    const ts = markedIn(found, effectId);
    if (ts !== null) return ts;
    cursor = found.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return null;
}
