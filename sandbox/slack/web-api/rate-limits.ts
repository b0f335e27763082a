/** Counts the calls of the last minute, and says when there were too many. */
import type { Fields } from '../http/json.ts';
import { limitOf } from './method-facts.ts';

const MINUTE_MS = 60_000;

/** Takes a call: null when it may be made, else after how many seconds it may be made again. */
export type RateLimits = (method: string, given: Fields) => number | null;

/** Limits by this clock; a call that is turned away does not count. */
export function rateLimits(clock: () => Date): RateLimits {
  const calls = new Map<string, number[]>();
  return (method, given) => {
    const limit = limitOf(method, given);
    if (limit === null) return null;
    const nowMs = clock().getTime();
    const recent = (calls.get(limit.key) ?? []).filter((atMs) => atMs > nowMs - MINUTE_MS);
    const [oldest = nowMs] = recent;
    if (recent.length >= limit.perMinute) return Math.max(1, Math.ceil((oldest + MINUTE_MS - nowMs) / 1_000));
    calls.set(limit.key, [...recent, nowMs]);
    return null;
  };
}

/** A workspace that never says that there were too many calls. */
export const noRateLimits: RateLimits = () => null;
