import type { Clock } from '../service/ports/clock.ts';

/** A fetch that reads the time off the answers. */
export interface DatedFetch {
  readonly fetch: typeof fetch;
  /** How far our clock is ahead of the last answer's, in milliseconds; null before any answer with a date. */
  skewMs(): number | null;
}

/**
 * Compares the `Date` of each answer, which has whole seconds, with the middle of its request on our clock.
 * Source: RFC 9110, section 6.6.1.
 */
export function datedFetch(inner: typeof fetch, clock: Clock): DatedFetch {
  let skewMs: number | null = null;
  return {
    fetch: async (input, init) => {
      const sentMs = clock.now().getTime();
      const response = await inner(input, init);
      const middleMs = (sentMs + clock.now().getTime()) / 2;
      const dateMs = Date.parse(response.headers.get('date') ?? '');
      if (!Number.isNaN(dateMs)) skewMs = middleMs - dateMs;
      return response;
    },
    skewMs: () => skewMs,
  };
}
