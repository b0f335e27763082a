import { z } from 'zod';
import { MESSAGE_METADATA_TYPE } from '../../../../views/ids.ts';
import { type CardMark, MARK_HASH_DIGITS } from '../../../orders/history/card-mark.ts';
import { Instant, Reference } from '../../../values/ids.ts';

/** What a card carries as metadata, beside the id of the effect that posted it. */
export type CardPayload = Readonly<Record<'reference' | 'hash' | 'drawn_at', string>> & { readonly sequence: number };

/** The metadata of an order's card that carries this mark. */
export const cardPayload = (reference: Reference, { sequence, hash, drawnAt }: CardMark): CardPayload => ({
  reference,
  sequence,
  hash,
  drawn_at: drawnAt.toISOString(),
});

/** A message with the metadata of a card, read back. */
export const MarkedCard = z.object({
  metadata: z.object({
    event_type: z.literal(MESSAGE_METADATA_TYPE),
    event_payload: z
      .object({
        reference: Reference,
        sequence: z.int().positive(),
        hash: z.string().regex(new RegExp(`^[0-9a-f]{${MARK_HASH_DIGITS}}$`)),
        drawn_at: Instant,
      })
      .transform(({ reference, sequence, hash, drawn_at: drawnAt }) => ({
        reference,
        mark: { sequence, hash, drawnAt },
      })),
  }),
});
