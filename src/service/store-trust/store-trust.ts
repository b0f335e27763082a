import { differenceInMilliseconds } from 'date-fns/differenceInMilliseconds';
import { z } from 'zod';
import { Instant } from '../../values/ids.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { KeyValueStore } from '../ports/stores/key-value-store.ts';
import type { StoreOrigin } from '../ports/stores/store-origin.ts';
import { keepSuspicion, type Suspicion, suspicionIn } from './suspicion.ts';
import { keepWentBack, liftedAt, type WentBack, wentBackIn } from './went-back.ts';

/** Between two heartbeats of a process. */
export const HEARTBEAT_MS = 15_000;
/** A store that no process wrote to for longer may be a copy of an earlier time. */
const LONGEST_GAP_MS = 60_000;

/** `orders`: the most that were ever kept, stubs of archived ones too, and since when; absent in heartbeats of before. */
const Heartbeat = z.object({
  at: Instant,
  origin: z.string(),
  orders: z.object({ most: z.int().nonnegative(), at: Instant }).exactOptional(),
});
type Heartbeat = z.infer<typeof Heartbeat>;

const HEARTBEAT_KEY = 'store-heartbeat';

/** Whether the store is the one that it was, as far as it can tell itself. */
export interface StoreTrust {
  /**
   * Looks at the store, and writes that a process has it open. Answers the proof that it went back in time, if there is one.
   * Throws when the store does not answer.
   */
  beat(): Promise<WentBack | null>;
  /**
   * Looks at the store now. Null when nothing is suspected; else orders that were requested before `since` need another
   * witness than the store. Throws when the store does not answer, or cannot keep the suspicion.
   */
  suspicion(): Promise<Suspicion | null>;
}

export interface TrustDeps extends StoreOrigin {
  /** What stands there has no end, and survives power cuts. */
  readonly settings: KeyValueStore;
  /** How many orders are kept, those that were archived too: they only ever become more. */
  readonly kept: () => Promise<number>;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * One process's eye on its store. The first look is that of its start: it compares with the heartbeat that some process left;
 * with none at all, the store is new and trusted. Later looks compare with what the process itself saw before.
 */
export function storeTrust({ origin, settings, kept, clock, log }: TrustDeps): StoreTrust {
  let known: string | null = null;
  const write = async (seen: string) => {
    const before = (await lastHeartbeat(settings))?.orders;
    const orders = await counted(before);
    const beat: Heartbeat = { at: clock.now(), origin: seen, orders };
    await settings.set(HEARTBEAT_KEY, JSON.stringify(beat), null);
  };
  /** Fewer orders than there were prove that some were lost, unless somebody has looked into it since. */
  const counted = async (before: Heartbeat['orders']): Promise<NonNullable<Heartbeat['orders']>> => {
    const [count, now] = [await kept(), clock.now()];
    if (!before || count >= before.most) return { most: count, at: count === before?.most ? before.at : now };
    const lifted = await liftedAt(settings);
    if (lifted && lifted > before.at) return { most: count, at: now };
    const missing = before.most - count;
    if (await keepWentBack(settings, { missing, at: now }))
      log.error(
        { missing },
        'The store has fewer orders than it had: nothing is placed before somebody looked into it',
      );
    return before;
  };
  const look = async (): Promise<string> => {
    const seen = await origin();
    if (seen === known) return seen;
    const since = clock.now();
    const because = known === null ? atStart(await lastHeartbeat(settings), seen, since) : 'origin';
    if (because) {
      await keepSuspicion(settings, { since, because });
      log.warn({ because }, 'The store may have gone back in time: orders from before are compared with their cards');
    }
    await write(seen);
    // Only now: a suspicion that could not be kept is raised again by the next look.
    known = seen;
    return seen;
  };
  const lookOnce = oneAtATime(look);
  return {
    beat: async () => {
      await write(await lookOnce());
      return wentBackIn(settings);
    },
    suspicion: async () => {
      await lookOnce();
      return suspicionIn(settings);
    },
  };
}

/** A heartbeat of the future was made by a clock that was set since, or by another store's: that proves nothing either. */
function atStart(last: Heartbeat | null, origin: string, now: Date): Suspicion['because'] | null {
  if (last === null) return null;
  if (last.origin !== origin) return 'origin';
  return Math.abs(differenceInMilliseconds(now, last.at)) > LONGEST_GAP_MS ? 'standstill' : null;
}

async function lastHeartbeat(settings: KeyValueStore): Promise<Heartbeat | null> {
  const text = await settings.get(HEARTBEAT_KEY);
  return text === null ? null : Heartbeat.parse(JSON.parse(text));
}

/** Who comes while the work is under way waits for the next round, so that nobody gets an answer from before they asked. */
function oneAtATime<Result>(work: () => Promise<Result>): () => Promise<Result> {
  let last: Promise<unknown> = Promise.resolve();
  return () => {
    const next = last.then(work, work);
    last = next.catch(() => {});
    return next;
  };
}
