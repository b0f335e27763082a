import { addMilliseconds } from 'date-fns/addMilliseconds';
import { z } from 'zod';
import { Instant } from '../values/ids.ts';
import type { Clock } from './ports/clock.ts';
import type { KeyValueStore } from './ports/key-value-store.ts';
import type { Log } from './ports/log.ts';
import type { TextSeal } from './ports/text-seal.ts';

/** A delivery whose work began, or is about to. */
export interface Kept {
  /** Tells it from all others; null when it was not remembered. */
  readonly id: string | null;
  /** Its work is done, however it went: people were told. */
  readonly done: () => void;
}

/** A delivery whose process ended before its work was done. */
export interface LeftOver extends Kept {
  readonly id: string;
  readonly text: string;
  readonly receivedAt: Date;
  /** It is not done any more, and its person is told: Slack takes no answer to it, or two processes ended before it was done. */
  readonly isToBeTold: boolean;
}

/** Deliveries that were acknowledged and whose work is not done: Slack does not bring them again. */
export interface Unfinished {
  /** Remembers a delivery while it is being acknowledged. Never throws, and nothing waits for it. */
  keep(text: string): Kept;
  /** Takes over those whose process is gone, oldest first; each once, whoever asks. The moment at which others may be. */
  takeOver(): Promise<{ readonly leftOvers: readonly LeftOver[]; readonly lookAgainAt: Date | null }>;
}

export interface UnfinishedDeps {
  /** Outlives the process. */
  readonly keyValues: KeyValueStore;
  /** What people typed is among it. */
  readonly seal: TextSeal;
  readonly clock: Clock;
  readonly newId: () => string;
  /** This process, and whether another one is surely gone. */
  readonly holder: string;
  readonly isGone: (holder: string) => boolean;
  readonly log: Log;
}

/** More at once are a flood; those above it are not remembered, so that it costs neither memory nor time. */
const MOST_KEPT = 1_000;
/** Slack takes answers to a click for half an hour. Source: docs/slack.md, "Timing and delivery". */
const ANSWERED_WITHIN_MS = 25 * 60 * 1_000;
/** After so long, nobody waits to hear of it. */
const KEPT_MS = 24 * 60 * 60 * 1_000;
/** No work takes longer: a process of which nobody knows whether it is gone has lost it by then. */
const LONGEST_WORK_MS = 2 * 60 * 1_000;
/**
 * One whose process ended this often is not begun again, because it may be the reason; but it may as well have waited behind
 * others, so its person is told, once.
 */
const MOST_TRIES = 2;

const PREFIX = 'unfinished:';
const Row = z.object({
  holder: z.string(),
  /** When Slack delivered it, and when its holder began with it. */
  receivedAt: Instant,
  begunAt: Instant,
  tries: z.int(),
  sealed: z.string(),
});
type Row = z.infer<typeof Row>;

/** Remembers deliveries under `unfinished:<id>`, sealed, each until its work is done. */
export function unfinishedDeliveries(deps: UnfinishedDeps): Unfinished {
  const { keyValues, seal, clock, newId, holder, isGone, log } = deps;
  let kept = 0;
  const forget = (id: string) => {
    keyValues.delete(`${PREFIX}${id}`).catch((error: unknown) => {
      log.warn({ error }, 'A delivery that is done could not be forgotten; it may be done again');
    });
  };
  const takeOne = async (key: string): Promise<LeftOver | Date | null> => {
    const text = await keyValues.get(key);
    if (text === null) return null;
    const row = Row.parse(JSON.parse(text));
    const now = clock.now();
    if (row.holder === holder) return null;
    const lostAt = addMilliseconds(row.begunAt, LONGEST_WORK_MS);
    if (!isGone(row.holder) && now < lostAt) return lostAt;
    const id = key.slice(PREFIX.length);
    if (row.tries > MOST_TRIES) {
      log.error({ id }, 'A delivery ended this process again and again; it is left alone');
      await keyValues.delete(key);
      return null;
    }
    const taken: Row = { ...row, holder, begunAt: now, tries: row.tries + 1 };
    if (!(await keyValues.replace(key, text, JSON.stringify(taken)))) return null;
    return {
      ...{ id, receivedAt: row.receivedAt, text: seal.open(row.sealed, id) },
      isToBeTold: row.tries >= MOST_TRIES || now >= addMilliseconds(row.receivedAt, ANSWERED_WITHIN_MS),
      done: () => forget(id),
    };
  };
  return {
    keep: (text) => {
      if (kept >= MOST_KEPT) return { id: null, done: () => {} };
      kept += 1;
      const id = newId();
      const now = clock.now();
      const row: Row = { holder, receivedAt: now, begunAt: now, tries: 1, sealed: seal.seal(text, id) };
      keyValues.set(`${PREFIX}${id}`, JSON.stringify(row), KEPT_MS).catch((error: unknown) => {
        log.warn({ error }, 'A delivery was not remembered: it is lost if this process ends before it is done');
      });
      const done = () => {
        kept -= 1;
        forget(id);
      };
      return { id, done };
    },
    takeOver: async () => {
      const leftOvers: LeftOver[] = [];
      const laterMs: number[] = [];
      for (const key of await keyValues.keys(PREFIX)) {
        const taken = await takeOne(key).catch((error: unknown) => {
          log.error({ error }, 'A delivery that was left over cannot be read');
          return null;
        });
        if (taken instanceof Date) laterMs.push(taken.getTime());
        else if (taken) leftOvers.push(taken);
      }
      return {
        leftOvers: leftOvers.toSorted((a, b) => a.receivedAt.getTime() - b.receivedAt.getTime()),
        lookAgainAt: laterMs.length === 0 ? null : new Date(Math.min(...laterMs)),
      };
    },
  };
}
