import { z } from 'zod';
import { Instant, Reference } from '../../values/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import { endSuspicion } from './suspicion.ts';

/** The proof that the store went back in time: the order whose card is newer than it, or how many orders are missing; and when that was found. */
export const WentBack = z.union([
  z.object({ reference: Reference, at: Instant }),
  z.object({ missing: z.int().positive(), at: Instant }),
]);
export type WentBack = z.infer<typeof WentBack>;
const Lifted = z.object({ at: Instant });

/** Under this key the proof stands among the settings, without an end: while it stands there, nothing may be placed. */
const WENT_BACK_KEY = 'store-went-back';
/** When the proof was lifted the last time. */
const LIFTED_KEY = 'store-went-back-lifted';

/** The proof that the store went back, for the whole account; null while there is none. Throws when the store does not answer. */
export async function wentBackIn(settings: KeyValueStore): Promise<WentBack | null> {
  const text = await settings.get(WENT_BACK_KEY);
  return text === null ? null : WentBack.parse(JSON.parse(text));
}

/** Keeps the first proof, and says whether it is this one. */
export const keepWentBack = (settings: KeyValueStore, found: WentBack): Promise<boolean> =>
  settings.setIfAbsent(WENT_BACK_KEY, JSON.stringify(found), null);

/**
 * Somebody compared the vendor's list with ours, and the store counts as it is from now on: nothing is suspected any more,
 * and what cards said until now accuses nobody. Harmless when there is nothing to lift.
 */
export async function liftWentBack({ settings, clock }: { settings: KeyValueStore; clock: Clock }): Promise<void> {
  if ((await wentBackIn(settings)) === null) return;
  await settings.set(LIFTED_KEY, JSON.stringify({ at: clock.now() }), null);
  await endSuspicion(settings);
  await settings.delete(WENT_BACK_KEY);
}

/** Until when cards were drawn that accuse nobody; null when nothing was ever lifted. */
export async function liftedAt(settings: KeyValueStore): Promise<Date | null> {
  const text = await settings.get(LIFTED_KEY);
  return text === null ? null : Lifted.parse(JSON.parse(text)).at;
}

/** The proof as an operator reads it. */
export const wentBackText = (proof: WentBack): string => {
  const what =
    'missing' in proof
      ? `it has ${proof.missing} ${proof.missing === 1 ? 'order' : 'orders'} fewer than it had`
      : `the card of order ${proof.reference} is newer than the store`;
  return `the store went back in time: ${what} (found ${proof.at.toISOString()})`;
};
