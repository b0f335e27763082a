import { Refusal } from './refusal.ts';

interface Window {
  readonly limit: number;
  readonly spanMs: number;
  readonly message: string;
  readonly limitText: string;
}

/**
 * The body of this limit is not documented; the contract assumes the same shape.
 * Source: docs/vendor/notes.md, "Rate limits".
 */
export const EVERY_CALL: Window = {
  limit: 5,
  spanMs: 1000,
  message: 'Too many requests, please try again later.',
  limitText: '5 requests per second',
};

/**
 * One bucket for search-domains, suggest-domains and buy-domains.
 * Source: docs/vendor/notes.md, "Error bodies" and "Rate limits".
 */
export const CRITICAL_CALLS: Window = {
  limit: 15,
  spanMs: 60_000,
  message: 'Too many critical operations, please try again later.',
  limitText: '15 requests per minute',
};

/** The 429 of a window, with the absolute moment in Unix seconds from which a call is let through again. */
export function rateLimited(window: Window, retryAtMs: number): Refusal {
  const retryAfter = Math.ceil(retryAtMs / 1000);
  return new Refusal(429, { message: window.message, retryAfter, limit: window.limitText });
}

/** Counts the calls of the account in sliding windows. Calls that were refused do not count. */
export class RateLimiter {
  readonly #passed = new Map<Window, number[]>();

  /** Lets a call through all `windows` or throws the 429 `Refusal` of the first that is full. */
  admit(windows: readonly Window[], now: Date): void {
    const nowMs = now.getTime();
    const recent = windows.map((window) => ({
      window,
      times: (this.#passed.get(window) ?? []).filter((timeMs) => timeMs > nowMs - window.spanMs),
    }));
    for (const { window, times } of recent) {
      const [oldest] = times;
      if (times.length >= window.limit && oldest !== undefined) throw rateLimited(window, oldest + window.spanMs);
    }
    for (const { window, times } of recent) this.#passed.set(window, [...times, nowMs]);
  }

  clear(): void {
    this.#passed.clear();
  }
}
