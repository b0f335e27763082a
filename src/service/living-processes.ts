import type { After } from './ports/after.ts';
import type { Clock } from './ports/clock.ts';
import type { Log } from './ports/log.ts';
import type { KeyValueStore } from './ports/stores/key-value-store.ts';
import { changeSigns, LOST, markOf, readSigns, type Signs, traceIn } from './signs-of-life.ts';
import { renewing } from './worker/renewing.ts';

/** Which of the processes on one store live, as this one sees it. */
export interface LivingProcesses {
  /** This process, until it ends: what it does is kept under this name. */
  readonly id: string;
  /** Gives the first sign, and then one every fifteen seconds. One that the store did not take is logged, and tried again. */
  begin(): Promise<void>;
  /** Whether it ever gave a sign. Before that, to the others it is none. */
  isKnown(): boolean;
  /** Whether others may take it for gone by now: false only while its last sign is so young that nobody can. */
  mayBeTaken(): boolean;
  /** Those that were found gone at the last sign of life, and that nobody forgot yet. */
  gone(): readonly string[];
  /**
   * Which of these are gone by what stands in the store now. A process that never gave a sign, or was forgotten, is; but nobody
   * without a sign while signs may be missing that were there.
   */
  goneAmong(ids: readonly string[]): Promise<ReadonlySet<string>>;
  /** What they left is taken over: nobody asks about them any more. One that gave a sign meanwhile stays. */
  forget(ids: readonly string[]): Promise<void>;
  /** Gives no more signs. To the others this process is gone, a minute later at the latest, and what it left is taken over. */
  stop(): void;
  /** Gives no more signs, and takes back its own: it leaves nothing, and nobody has to notice its end. Never throws. */
  end(): Promise<void>;
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

/**
 * Gives signs of life, and watches those of the others. A sign is a count, and says no time: who is gone is told by watching it
 * stand still, so clocks need not agree.
 */
export function livingProcesses(deps: LivingProcessesDeps): LivingProcesses {
  const { signs, clock, monotonicMs, after, log, id, trace, hasEnded } = deps;
  /** The last sign of each other process, and since when we have seen it. */
  const watched = new Map<string, { readonly mark: string; readonly sinceMs: number }>();
  let gone: ReadonlyMap<string, string> = new Map();
  let count = 0;
  let isKnown = false;
  let lastMs: number | null = null;
  /** When the last sign that was taken was on its way, by a clock that nobody can set. */
  let signedMs = Number.NEGATIVE_INFINITY;
  let giving: Promise<unknown> = Promise.resolve();
  let stop = () => {};

  const isGone = (other: string, sign: unknown): boolean => {
    const ranAs = traceIn(sign);
    return gone.get(other) === markOf(sign) || (ranAs !== null && hasEnded(ranAs));
  };
  /** Whether signs may be missing of processes that live. */
  const mayLack = (found: Signs): boolean => LOST in found && !isGone(LOST, found[LOST]);
  const watch = (found: Signs) => {
    const nowMs = clock.now().getTime();
    if (lastMs !== null && (nowMs < lastMs || nowMs - lastMs > MOST_GAP_MS)) watched.clear();
    lastMs = nowMs;
    const stillGone = new Map<string, string>();
    for (const [other, sign] of Object.entries(found)) {
      if (other === id) continue;
      const mark = markOf(sign);
      const seen = watched.get(other);
      const sinceMs = seen?.mark === mark ? seen.sinceMs : nowMs;
      watched.set(other, { mark, sinceMs });
      if (nowMs - sinceMs < GONE_MS && !isGone(other, sign)) continue;
      stillGone.set(other, mark);
      if (!gone.has(other) && other !== LOST)
        log.info({ process: other }, 'A process ended; what it left undone is taken over');
    }
    for (const other of watched.keys()) if (!(other in found)) watched.delete(other);
    gone = stillGone;
  };
  const giveSign = async (): Promise<void> => {
    // A sign whose answer was lost may have been written: the next one is another.
    count += 1;
    const askedMs = monotonicMs();
    const own = { trace, count };
    const lost = { by: id, count };
    const before = await changeSigns(signs, (found) => ({ ...(found ?? { [LOST]: lost }), [id]: own }));
    if (isKnown && before === null) log.warn({}, SIGNS_LOST);
    if (isKnown && before !== null && !(id in before) && !(LOST in before)) log.warn({}, TAKEN_FOR_GONE);
    isKnown = true;
    signedMs = askedMs;
    watch(before ?? { [LOST]: lost });
  };
  const giveSignOrTell = async (): Promise<true> => {
    const given = giveSign().catch((error: unknown) => {
      log.warn({ error }, 'The store took no sign of life of this process; it is tried again');
    });
    giving = given;
    await given;
    return true;
  };

  return {
    id,
    begin: async () => {
      let isStopped = false;
      stop = () => {
        isStopped = true;
      };
      await giveSignOrTell();
      const rhythm = { everyMs: SIGN_OF_LIFE_MS, mostMs: Number.POSITIVE_INFINITY };
      if (!isStopped) stop = renewing({ after, clock }, giveSignOrTell, rhythm);
    },
    isKnown: () => isKnown,
    mayBeTaken: () => monotonicMs() - signedMs >= MOST_GAP_MS,
    gone: () => [...gone.keys()],
    goneAmong: async (ids) => {
      const found = await readSigns(signs);
      if (found === null) return new Set();
      const isMissingGone = !mayLack(found);
      return new Set(
        ids.filter((other) => other !== id && (other in found ? isGone(other, found[other]) : isMissingGone)),
      );
    },
    forget: async (ids) => {
      const forgotten = new Set(ids);
      await changeSigns(
        signs,
        (found) =>
          found &&
          Object.fromEntries(
            Object.entries(found).filter(([other, sign]) => !(forgotten.has(other) && isGone(other, sign))),
          ),
      );
      gone = new Map([...gone].filter(([other]) => !forgotten.has(other)));
    },
    stop: () => stop(),
    end: async () => {
      stop();
      if (count === 0) return;
      // One that is on its way would be written after it was taken back.
      await giving;
      signedMs = Number.NEGATIVE_INFINITY;
      await changeSigns(signs, (found) => (found && id in found ? without(found, id) : null)).catch((error: unknown) =>
        log.warn({ error }, NOT_TAKEN_BACK),
      );
    },
  };
}

const without = (found: Signs, id: string): Signs =>
  Object.fromEntries(Object.entries(found).filter(([other]) => other !== id));

const SIGNS_LOST =
  'The signs of life of the processes were gone from the store, or could not be read; they are written anew, and what ended processes left is taken over in a minute';
const TAKEN_FOR_GONE =
  'Another process took this one for gone: it stood still, and what it was doing may be done twice';
const NOT_TAKEN_BACK =
  'This process left nothing undone, and could not say so in the store: others will say that it ended, and find nothing';
