/**
 * Turns that a line can be ahead. Each caller waits for one turn at a time, and a process works on 64 orders and some forms
 * at once: that is nine processes that all wait for their next call. At the intervals of the vendor's rate limit it is two
 * and a half minutes, five for background work and fifty for its critical calls: what a wrong clock can cost at most.
 * Source: src/service/worker/worker.ts, "createWorker".
 */
export const LONGEST_LINE = 600;

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
