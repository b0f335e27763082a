import type { Clock, Urgency } from '../service/ports.ts';

/**
 * Books turns, for all processes that share a store. `reserve` books the next free turn of a line whose turns are
 * `intervalMs` apart, of which `burst` may be taken at once, and answers how long to wait for it, in ms. `nowMs` is the
 * caller's clock; a store with a clock of its own goes by that. A booking that is further ahead than `LONGEST_LINE` turns was
 * made by a clock that was wrong, and counts for nothing.
 */
export interface Reservations {
  reserve(name: string, intervalMs: number, burst: number, nowMs: number): Promise<number>;
}

export interface RateLimiter {
  /** Resolves when the call may be made. `critical` are searching, suggesting and buying domains. */
  waitTurn(kind: 'ordinary' | 'critical', urgency: Urgency): Promise<void>;
}

/** 4 a second, evenly: a burst on top of that would pass the vendor's 5 in one second. Source: vendor notes, section 7. */
const ALL = { name: 'all', intervalMs: 250, burst: 1 } as const;
/** Background work leaves half of the turns to people. It may take two in a row: watching begins with two lists. */
const BACKGROUND = { name: 'background', intervalMs: 500, burst: 2 } as const;
/** 12 a minute and 3 at once: 15 in the worst minute, which is the vendor's limit. Source: vendor notes, section 7. */
const CRITICAL = { name: 'critical', intervalMs: 5_000, burst: 3 } as const;

/**
 * WorkQueue that a line can be ahead. Each caller waits for one turn at a time, and a process works on 64 orders and some forms at
 * once: that is nine processes that all wait for their next call. At the lines' intervals it is two and a half minutes of
 * `ALL`, five of `BACKGROUND` and fifty of `CRITICAL`: what a wrong clock can cost at most. Source: src/service/worker/worker.ts,
 * "createWorker".
 */
export const LONGEST_LINE = 600;

/** One line for all processes, so that together they stay below the vendor's limits. */
export function rateLimiter(deps: {
  reservations: Reservations;
  clock: Clock;
  sleep: (ms: number) => Promise<unknown>;
}): RateLimiter {
  const wait = async ({ name, intervalMs, burst }: { name: string; intervalMs: number; burst: number }) => {
    const waitMs = await deps.reservations.reserve(`vendor-${name}`, intervalMs, burst, deps.clock.now().getTime());
    if (waitMs > 0) await deps.sleep(waitMs);
  };
  return {
    waitTurn: async (kind, urgency) => {
      if (kind === 'critical') await wait(CRITICAL);
      if (urgency === 'background') await wait(BACKGROUND);
      await wait(ALL);
    },
  };
}

/**
 * The next turn after those booked: the moment it is booked from then on, and the wait until it comes. What cannot be
 * believed is taken for a burst that was just used up. Pure.
 */
export function nextTurn(bookedUntilMs: number | null, intervalMs: number, burst: number, nowMs: number) {
  const earliestMs = nowMs - (burst - 1) * intervalMs;
  const isBelieved = bookedUntilMs === null || bookedUntilMs <= nowMs + LONGEST_LINE * intervalMs;
  const turnMs = isBelieved ? Math.max(bookedUntilMs ?? earliestMs, earliestMs) : nowMs;
  return { bookedUntilMs: turnMs + intervalMs, waitMs: Math.max(0, turnMs - nowMs) };
}
