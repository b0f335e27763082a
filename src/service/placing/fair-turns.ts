import type { Clock } from '../ports/clock.ts';

/** Says whether somebody may take one of the turns of this minute. */
export type FairTurns = (who: string) => boolean;

const MINUTE_MS = 60_000;

/**
 * So many turns a minute, of which everybody gets a fair part: nobody takes more than if all who asked in this minute and the
 * one before, and one more who may still come, got as many. Who has waited longest without a turn goes before all others, as
 * long as they go on asking every minute. A question costs the same however many ask.
 */
export function fairTurns(clock: Clock, most: number): FairTurns {
  let minute = Number.NaN;
  let before: ReadonlySet<string> = new Set();
  let taken = new Map<string, number>();
  let used = 0;
  /** Those who ask in this minute, and did not in the one before. */
  let newcomers = 0;
  let line = waitingLine([]);
  const begin = (now: number) => {
    before = new Set(now === minute + 1 ? taken.keys() : []);
    line = waitingLine(line.all().filter(([who]) => before.has(who)));
    taken = new Map();
    [used, newcomers, minute] = [0, 0, now];
  };
  return (who) => {
    const now = Math.floor(clock.now().getTime() / MINUTE_MS);
    if (now !== minute) begin(now);
    if (!taken.has(who) && !before.has(who)) newcomers += 1;
    const own = taken.get(who) ?? 0;
    taken.set(who, own);
    const part = Math.max(1, Math.floor(most / (before.size + newcomers + 1)));
    const since = line.since(who) ?? now;
    const isGiven = own < part && used + line.ahead(since, most) < most;
    if (isGiven) {
      taken.set(who, own + 1);
      used += 1;
      line.leave(who);
    } else if (own === 0) line.join(who, since);
    return isGiven;
  };
}

/** Those who wait for a first turn, by the minute since which they do: who waits longest comes first. */
function waitingLine(waiting: readonly (readonly [who: string, since: number])[]) {
  const sinceOf = new Map(waiting);
  /** How many wait since each minute; the earliest comes first, as minutes only go on while a line lasts. */
  const counts = new Map<number, number>();
  const count = (minute: number, by: number) => {
    const left = (counts.get(minute) ?? 0) + by;
    if (left > 0) counts.set(minute, left);
    else counts.delete(minute);
  };
  for (const [, since] of waiting) count(since, 1);
  return {
    all: () => [...sinceOf],
    since: (who: string) => sinceOf.get(who),
    join: (who: string, since: number) => {
      if (!sinceOf.has(who)) count(since, 1);
      sinceOf.set(who, since);
    },
    leave: (who: string) => {
      const since = sinceOf.get(who);
      if (since !== undefined) count(since, -1);
      sinceOf.delete(who);
    },
    /** How many wait since an earlier minute; not counted beyond `enough`. */
    ahead: (since: number, enough: number) => {
      let ahead = 0;
      for (const [minute, waiters] of counts) {
        if (minute >= since || ahead >= enough) break;
        ahead += waiters;
      }
      return ahead;
    },
  };
}
