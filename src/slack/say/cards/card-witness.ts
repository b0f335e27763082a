import type { WebClient } from '@slack/web-api';
import { z } from 'zod';
import type { Log } from '../../../service/ports/log.ts';
import type { CardWitness } from '../../../service/ports/slack/card-witness.ts';
import { MarkedCard } from './card-metadata.ts';

const Shown = z.object({ messages: z.array(z.unknown()) });

/** Reads the marks of cards from the channel's history, one call for each card. */
export function slackCardWitness({ client, log }: { client: WebClient; log: Log }): CardWitness {
  return {
    read: async ({ channelId, ts }) => {
      try {
        const exactly = { latest: ts, oldest: ts, inclusive: true, limit: 1 };
        const answer = await client.conversations.history({
          channel: channelId,
          ...exactly,
          include_all_metadata: true,
        });
        const card = MarkedCard.safeParse(Shown.parse(answer).messages[0]);
        return card.success ? { type: 'drawn', ...card.data.metadata.event_payload.mark } : { type: 'no_mark' };
      } catch (error) {
        log.warn({ channelId, ts, error }, 'A card cannot be read back');
        return { type: 'unreadable' };
      }
    },
  };
}
