import type { Clock } from '../ports/clock.ts';

/** Says whether somebody may take one of the turns of this minute. */
export type FairTurns = (who: string) => boolean;

const MINUTE_MS = 60_000;

/**
 * So many turns a minute, of which everybody gets a fair part: nobody takes more than if all who asked in this minute and the
 * one before, and one more who may still come, got as many. Who has waited longest without a turn goes before all others, as
 * long as they go on asking every minute.
 */
export function fairTurns(clock: Clock, most: number): FairTurns {
  let minute = Number.NaN;
  let before: ReadonlySet<string> = new Set();
  let taken = new Map<string, number>();
  /** Since which minute somebody waits for a first turn. */
  let waiting = new Map<string, number>();
  const begin = (now: number) => {
    before = new Set(now === minute + 1 ? taken.keys() : []);
    waiting = new Map([...waiting].filter(([who]) => before.has(who)));
    taken = new Map();
    minute = now;
  };
  return (who) => {
    const now = Math.floor(clock.now().getTime() / MINUTE_MS);
    if (now !== minute) begin(now);
    const own = taken.get(who) ?? 0;
    taken.set(who, own);
    const askers = new Set([...before, ...taken.keys()]).size;
    const used = [...taken.values()].reduce((sum, count) => sum + count, 0);
    const since = waiting.get(who) ?? now;
    const ahead = [...waiting.values()].filter((each) => each < since).length;
    const isGiven = used + ahead < most && own < Math.max(1, Math.floor(most / (askers + 1)));
    if (isGiven) {
      taken.set(who, own + 1);
      waiting.delete(who);
    } else if (own === 0) waiting.set(who, since);
    return isGiven;
  };
}
