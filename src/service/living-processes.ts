import { z } from 'zod';
import type { After } from './ports/after.ts';
import type { Clock } from './ports/clock.ts';
import type { KeyValueStore } from './ports/key-value-store.ts';
import type { Log } from './ports/log.ts';
import { renewing } from './worker/renewing.ts';

/** Which of the processes on one store live, as this one sees it. */
export interface LivingProcesses {
  /** This process, until it ends: what it does is kept under this name. */
  readonly id: string;
  /** Whether it ever gave a sign. Before that, to the others it is none. */
  isKnown(): boolean;
  /** Whether others may take it for gone by now: false only while its last sign is so young that nobody can. */
  mayBeTaken(): boolean;
  /** Those that were found gone at the last sign of life, and that nobody forgot yet. */
  gone(): readonly string[];
  /** Which of these are gone by what stands in the store now. A process that never gave a sign, or was forgotten, is. */
  goneAmong(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** What they left is taken over: nobody asks about them any more. One that gave a sign meanwhile stays. */
  forget(ids: readonly string[]): Promise<void>;
  /** Gives no more signs. To the others this process is gone, a minute later at the latest. */
  stop(): void;
}

export interface LivingProcessesDeps {
  /** What all processes share. A sign of life must not wait behind work. */
  readonly signs: KeyValueStore;
  readonly clock: Clock;
  /** Goes on at an even pace, whatever the clock is set to. */
  readonly monotonicMs: () => number;
  readonly after: After;
  readonly log: Log;
  /** Random: no process ever had it. */
  readonly id: string;
  /** Tells this process to others that can look whether it runs; null when nobody can. */
  readonly trace: string | null;
  /** Whether the process of a trace has surely ended. False as well when that cannot be told from here. */
  readonly hasEnded: (trace: string) => boolean;
}

/** Between two signs of life. */
export const SIGN_OF_LIFE_MS = 15_000;
/** Whoever gave none for so long is gone, by the clock of those who watched it. */
const GONE_MS = 60_000;
/**
 * Whoever gave no sign themselves for longer stood still or did not reach the store, as the others may have. Then nobody is
 * judged before they were watched for a whole minute again.
 */
const MOST_GAP_MS = 2 * SIGN_OF_LIFE_MS;
/** Two who give a sign at one moment are ordinary; losing so often is not. */
const MOST_TRIES = 20;

/** All signs stand in one value, which is small: so one read shows all of them. */
export const SIGNS_KEY = 'processes';
const Sign = z.object({ trace: z.string().nullable(), count: z.int() });
const Signs = z.record(z.string(), Sign);
type Signs = z.infer<typeof Signs>;

/**
 * Gives signs of life every fifteen seconds, and watches those of the others. A sign is a count, and says no time: who is gone
 * is told by watching it stand still, so clocks need not agree. Resolves after the first sign. One that the store did not take is
 * logged, and the next one comes as if it had.
 */
export async function startLivingProcesses(deps: LivingProcessesDeps): Promise<LivingProcesses> {
  const { signs, clock, monotonicMs, after, log, id, trace, hasEnded } = deps;
  /** The last count of each other process, and since when we have seen it. */
  const watched = new Map<string, { readonly count: number; readonly sinceMs: number }>();
  let gone: ReadonlyMap<string, number> = new Map();
  let count = 0;
  let isKnown = false;
  let lastMs: number | null = null;
  /** When the last sign that was taken was on its way, by a clock that nobody can set. */
  let signedMs = Number.NEGATIVE_INFINITY;

  const isGone = (other: string, sign: Signs[string]): boolean =>
    gone.get(other) === sign.count || (sign.trace !== null && hasEnded(sign.trace));
  const watch = (found: Signs) => {
    const nowMs = clock.now().getTime();
    if (lastMs !== null && (nowMs < lastMs || nowMs - lastMs > MOST_GAP_MS)) watched.clear();
    lastMs = nowMs;
    const stillGone = new Map<string, number>();
    for (const [other, sign] of Object.entries(found)) {
      if (other === id) continue;
      const seen = watched.get(other);
      const sinceMs = seen?.count === sign.count ? seen.sinceMs : nowMs;
      watched.set(other, { count: sign.count, sinceMs });
      if (nowMs - sinceMs < GONE_MS && !isGone(other, sign)) continue;
      stillGone.set(other, sign.count);
      if (!gone.has(other)) log.info({ process: other }, 'A process ended; what it left undone is taken over');
    }
    for (const other of watched.keys()) if (!(other in found)) watched.delete(other);
    gone = stillGone;
  };
  const giveSign = async (): Promise<void> => {
    // A sign whose answer was lost may have been written: the next one is another.
    count += 1;
    const askedMs = monotonicMs();
    const before = await changeSigns(signs, (found) => ({ ...found, [id]: { trace, count } }));
    if (isKnown && !(id in before))
      log.warn({}, 'Another process took this one for gone: it stood still, and what it was doing may be done twice');
    isKnown = true;
    signedMs = askedMs;
    watch(before);
  };

  const giveSignOrTell = async (): Promise<true> => {
    await giveSign().catch((error: unknown) => {
      log.warn({ error }, 'The store took no sign of life of this process; it is tried again');
    });
    return true;
  };
  await giveSignOrTell();
  const rhythm = { everyMs: SIGN_OF_LIFE_MS, mostMs: Number.POSITIVE_INFINITY };
  const stop = renewing({ after, clock }, giveSignOrTell, rhythm);
  return {
    id,
    isKnown: () => isKnown,
    mayBeTaken: () => monotonicMs() - signedMs >= MOST_GAP_MS,
    gone: () => [...gone.keys()],
    goneAmong: async (ids) => {
      const found = signsIn(await signs.get(SIGNS_KEY));
      return new Set(
        ids.filter((other) => {
          const sign = found[other];
          return other !== id && (!sign || isGone(other, sign));
        }),
      );
    },
    forget: async (ids) => {
      const forgotten = new Set(ids);
      await changeSigns(signs, (found) =>
        Object.fromEntries(
          Object.entries(found).filter(([other, sign]) => !(forgotten.has(other) && isGone(other, sign))),
        ),
      );
      gone = new Map([...gone].filter(([other]) => !forgotten.has(other)));
    },
    stop,
  };
}

/** Writes the signs by compare-and-set, and answers those of before. */
async function changeSigns(signs: KeyValueStore, changed: (found: Signs) => Signs): Promise<Signs> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const text = await signs.get(SIGNS_KEY);
    const found = signsIn(text);
    const next = JSON.stringify(changed(found));
    const isWritten =
      text === null ? await signs.setIfAbsent(SIGNS_KEY, next, null) : await signs.replace(SIGNS_KEY, text, next);
    if (isWritten) return found;
  }
  throw new Error('Others were faster at every try to give a sign of life');
}

/** What cannot be read is no sign: it is written anew within seconds by all who live. */
function signsIn(text: string | null): Signs {
  if (text === null) return {};
  try {
    return Signs.safeParse(JSON.parse(text)).data ?? {};
  } catch {
    return {};
  }
}
