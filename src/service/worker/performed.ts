import type { Reached } from '../../orders/effect.ts';
import type { OrderEvent } from '../../orders/event.ts';

/**
 * What performing an effect came to: done, with what happened; to be done again later, with what happened so far; or not
 * begun, because there was no room for it. `reached` is who needs no second message, `waitMs` how long to wait at least; room is
 * looked for again after `againMs`.
 */
export type Performed =
  | { readonly type: 'done'; readonly event?: OrderEvent }
  | { readonly type: 'again'; readonly event?: OrderEvent; readonly reached?: Reached; readonly waitMs?: number }
  | { readonly type: 'no_room'; readonly againMs: number };

/** Done, and nothing happened that the order does not know. */
export const DONE: Performed = { type: 'done' };
