import type { CardMark } from '../../../orders/history/card-mark.ts';
import type { MessageRef } from '../../../orders/surface.ts';

/** What a card says: `no_mark` when it was posted before cards had marks, or is gone; `unreadable` when Slack does not show it now. */
export type CardRead =
  | ({ readonly type: 'drawn' } & CardMark)
  | { readonly type: 'no_mark' }
  | { readonly type: 'unreadable' };

/** Reads back from which entry of its order's history a card was drawn. */
export interface CardWitness {
  /** Never throws; why a card cannot be read, the log says. */
  read(card: MessageRef): Promise<CardRead>;
}
