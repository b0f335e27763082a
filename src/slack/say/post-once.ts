import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import { MESSAGE_METADATA_TYPE } from '../../../views/ids.ts';
import type { MessageView } from '../../../views/messages/message-view.ts';
import { MessageRef } from '../../orders/surface.ts';
import type { Delivery } from '../../service/ports/slack/notifier.ts';
import { ChannelId } from '../../values/ids.ts';
import { type CardPayload, MarkedCard } from './cards/card-metadata.ts';

/** How far back a message of ours is looked for in a channel: it was posted, if at all, moments before. */
const MESSAGES_TO_SEARCH = 100;
/** Replies of a thread come the oldest first, so all of it is read. */
const REPLIES_PER_PAGE = 200;

const Posted = z.object({ channel: ChannelId, ts: z.string().min(1) });
const Found = z.object({
  response_metadata: z.object({ next_cursor: z.string().optional() }).optional(),
  messages: z.array(z.looseObject({ ts: z.string() })),
});
/**
 * A message that an effect posted. Metadata of other apps may have any shape, so each message is read by itself.
 * Source: docs/slack.md, "What real workspaces do that a polite stand-in does not (November 2026)".
 */
const MarkedMessage = z.object({ metadata: z.object({ event_payload: z.object({ effect_id: z.string() }) }) });

/** What a message is looked for by. A card that was drawn anew has the id of its effect no more, but its order's reference. */
interface Mark {
  readonly effectId: string;
  readonly reference: string | null;
}

/** Where a message goes. A message from before or at `after` is none that is looked for. */
interface Target {
  readonly channel: string;
  readonly threadTs?: string;
  readonly after?: string | null;
}

/**
 * Posts a message for an effect, marked with the effect's id, and as the card that `card` describes. On a retry the mark is
 * looked for first: the post before may have gone through although its answer was lost. Throws what the Web API throws.
 */
export async function postOnce(
  client: WebClient,
  target: Target,
  message: MessageView,
  { effectId, isRetry, card }: Delivery & { readonly card?: CardPayload },
): Promise<MessageRef> {
  if (isRetry) {
    const found = await findPosted(client, target, effectId, card?.reference ?? null);
    if (found !== null) return found;
  }
  const answer = await client.chat.postMessage({
    channel: target.channel,
    text: message.text,
    blocks: message.blocks,
    parse: 'none',
    link_names: false,
    unfurl_links: false,
    unfurl_media: false,
    metadata: { event_type: MESSAGE_METADATA_TYPE, event_payload: { effect_id: effectId, ...card } },
    ...(target.threadTs === undefined ? {} : { thread_ts: target.threadTs }),
  });
  const { channel, ts } = Posted.parse(answer);
  return { channelId: channel, ts };
}

/** The message that an effect posted, or the card of that order, as far as it is looked for; null when it is not there. */
export async function findPosted(
  client: WebClient,
  target: Target,
  effectId: string,
  reference: string | null = null,
): Promise<MessageRef | null> {
  const ts = await findMarked(client, target, { effectId, reference });
  return ts === null ? null : MessageRef.parse({ channelId: target.channel, ts });
}

function markedIn({ messages }: z.infer<typeof Found>, { effectId, reference }: Mark): string | null {
  const isSought = (message: unknown) =>
    MarkedMessage.safeParse(message).data?.metadata.event_payload.effect_id === effectId ||
    (reference !== null && MarkedCard.safeParse(message).data?.metadata.event_payload.reference === reference);
  return messages.find(isSought)?.ts ?? null;
}

async function findMarked(client: WebClient, { channel, threadTs, after }: Target, mark: Mark): Promise<string | null> {
  const options = { channel, include_all_metadata: true, ...(after ? { oldest: after } : {}) };
  if (threadTs === undefined) {
    const answer = await client.conversations.history({ ...options, limit: MESSAGES_TO_SEARCH });
    return markedIn(Found.parse(answer), mark);
  }
  let cursor = '';
  do {
    const page = cursor === '' ? {} : { cursor };
    const found = Found.parse(
      await client.conversations.replies({ ...options, ...page, ts: threadTs, limit: REPLIES_PER_PAGE }),
    );
    const ts = markedIn(found, mark);
    if (ts !== null) return ts;
    cursor = found.response_metadata?.next_cursor ?? '';
  } while (cursor !== '');
  return null;
}
