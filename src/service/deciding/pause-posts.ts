import { PAUSE_KEY, Pause, type PausePost } from '../../orders/pause.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';

/** So many messages of one pause are known; the oldest are forgotten. Our own limit. */
const MOST_POSTS = 20;
/** Others write the switch too, by hand: so often it does not change under a write. */
const MOST_TRIES = 5;

/**
 * Keeps where a pause is told, so that the message can be drawn anew when it ends. Answers whether it does: false when placing
 * was resumed meanwhile.
 */
export const keepPausePost =
  ({ settings }: { readonly settings: KeyValueStore }) =>
  async (post: PausePost): Promise<boolean> => {
    for (let tries = 0; tries < MOST_TRIES; tries += 1) {
      const text = await settings.get(PAUSE_KEY);
      if (text === null) return false;
      const pause = Pause.parse(JSON.parse(text));
      const posts = [...(pause.posts ?? []), post].slice(-MOST_POSTS);
      if (await settings.replace(PAUSE_KEY, text, JSON.stringify({ ...pause, posts } satisfies Pause))) return true;
    }
    return true;
  };
