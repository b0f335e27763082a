import { WebAPIPlatformError, type WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Order } from '../../../orders/order.ts';
import { type MessageRef, surfaceOf } from '../../../orders/surface.ts';
import { sharedAnswers } from '../../../values/shared-answers.ts';

const Permalink = z.object({ permalink: z.url() });

/** Finds the link to an order's card, or to the one before it; null while there is none, or when Slack does not give one. */
export type CardLink = (order: Order, kind?: 'card' | 'former_card') => Promise<string | null>;

/** Asks Slack once for each card: the link of a message never changes. */
export function cardLinks(client: WebClient): CardLink {
  const known = sharedAnswers<string | null>({ keeps: (link) => link !== null });
  const linkOf = async ({ channelId, ts }: MessageRef) => {
    try {
      return Permalink.parse(await client.chat.getPermalink({ channel: channelId, message_ts: ts })).permalink;
    } catch (error) {
      if (error instanceof WebAPIPlatformError) return null;
      throw error;
    }
  };
  return async (order, kind = 'card') => {
    const card = surfaceOf(order, kind);
    return card ? known(JSON.stringify(card), () => linkOf(card)) : null;
  };
}
