import { z } from 'zod';
import type { KeyValueStore } from './ports/stores/key-value-store.ts';

/** All signs stand in one value, which is small: so one read shows all of them. */
export const SIGNS_KEY = 'processes';

/**
 * Stands among the signs when others may be missing: those of before were not there, or could not be read. It gives no signs, so
 * it is found gone after a minute, when all who live have given theirs anew.
 */
export const LOST = 'lost';

/** The signs of the processes, by id. What a sign of another version looks like is unknown; that it changes is enough. */
export type Signs = Readonly<Record<string, unknown>>;
const Signs = z.record(z.string(), z.unknown());
const Traced = z.object({ trace: z.string() });

/** Two who give a sign at one moment are ordinary; losing so often is not. */
const MOST_TRIES = 20;

/** Tells a sign from the next one of the same process. */
export const markOf = (sign: unknown): string => JSON.stringify(sign);

/** Tells the process to others that can look whether it runs; null when it does not say. */
export const traceIn = (sign: unknown): string | null => Traced.safeParse(sign).data?.trace ?? null;

/** The signs that stand in the store; null when none do, or they cannot be read, so that nothing is known of anybody. */
export const readSigns = async (store: KeyValueStore): Promise<Signs | null> => signsIn(await store.get(SIGNS_KEY));

/**
 * Writes by compare-and-set what `changed` makes of the signs, unless that is null, and answers those of before. Both are null
 * where `readSigns` answers null.
 */
export async function changeSigns(
  store: KeyValueStore,
  changed: (found: Signs | null) => Signs | null,
): Promise<Signs | null> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const text = await store.get(SIGNS_KEY);
    const found = signsIn(text);
    const next = changed(found);
    if (next === null || (await isReplaced(store, text, JSON.stringify(next)))) return found;
  }
  throw new Error('Others were faster at every try to change the signs of life');
}

const isReplaced = (store: KeyValueStore, text: string | null, next: string): Promise<boolean> =>
  text === null ? store.setIfAbsent(SIGNS_KEY, next, null) : store.replace(SIGNS_KEY, text, next);

function signsIn(text: string | null): Signs | null {
  if (text === null) return null;
  try {
    return Signs.safeParse(JSON.parse(text)).data ?? null;
  } catch {
    return null;
  }
}
