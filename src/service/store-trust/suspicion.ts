import { z } from 'zod';
import { Instant } from '../../values/ids.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';

/** Why the store may have gone back in time: nobody wrote to it for a while, or it is another one than before. */
export const Suspicion = z.object({ since: Instant, because: z.enum(['standstill', 'origin']) });
export type Suspicion = z.infer<typeof Suspicion>;

const SUSPICION_KEY = 'store-suspicion';

/** What is suspected, for all processes; null when nothing is. Throws when the store does not answer. */
export async function suspicionIn(settings: KeyValueStore): Promise<Suspicion | null> {
  const text = await settings.get(SUSPICION_KEY);
  return text === null ? null : Suspicion.parse(JSON.parse(text));
}

/** Keeps a suspicion in the place of the one before: it concerns all of those orders, too. */
export const keepSuspicion = (settings: Pick<KeyValueStore, 'set'>, suspicion: Suspicion): Promise<void> =>
  settings.set(SUSPICION_KEY, JSON.stringify(suspicion), null);

/** Nothing is suspected any more. */
export const endSuspicion = (settings: KeyValueStore): Promise<void> => settings.delete(SUSPICION_KEY);
