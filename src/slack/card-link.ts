import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Order } from '../orders/order.ts';

const Permalink = z.object({ permalink: z.url() });

/** Link to an order's card; null while there is none, or when Slack does not give one. */
export async function cardLink(client: WebClient, order: Order): Promise<string | null> {
  const { card } = order.messages;
  if (!card) return null;
  try {
    const answer = await client.chat.getPermalink({ channel: card.channelId, message_ts: card.ts });
    return Permalink.parse(answer).permalink;
  } catch (error) {
    if (error instanceof WebAPIPlatformError) return null;
    throw error;
  }
}
