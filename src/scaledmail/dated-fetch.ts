import type { Clock } from '../service/ports/clock.ts';

/** The middle of an exchange that took longer says little; a process may have stood still within it. */
const MAX_EXCHANGE_MS = 10_000;
/** A `Date` has whole seconds: on average, the answer was made half a second later. */
const HALF_A_SECOND_MS = 500;

/** A fetch that reads the time off the answers. */
export interface DatedFetch {
  readonly fetch: typeof fetch;
  /** How far the clock of the last answer that tells is ahead of ours, in milliseconds; null before there is any. */
  offsetMs(): number | null;
}

/**
 * Compares the `Date` of each answer with the middle of its exchange on our clock. An answer that a cache has kept for some
 * time does not tell. Right to about a second, and to half of what the exchange took.
 * Source: RFC 9110, section 6.6.1; RFC 9111, section 5.1.
 */
export function datedFetch(inner: typeof fetch, clock: Clock): DatedFetch {
  let offsetMs: number | null = null;
  return {
    fetch: async (input, init) => {
      const sentMs = clock.now().getTime();
      const response = await inner(input, init);
      const tookMs = clock.now().getTime() - sentMs;
      const dateMs = Date.parse(response.headers.get('date') ?? '');
      const isKept = Number(response.headers.get('age') ?? 0) > 0;
      if (!Number.isNaN(dateMs) && !isKept && tookMs >= 0 && tookMs <= MAX_EXCHANGE_MS) {
        offsetMs = dateMs + HALF_A_SECOND_MS - (sentMs + tookMs / 2);
      }
      return response;
    },
    offsetMs: () => offsetMs,
  };
}
