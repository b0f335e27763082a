import type { Urgency } from '../service/ports/vendor.ts';
import { retryAfterIn } from './error-body.ts';
import type { VendorResponse } from './transport.ts';

/** Tries of one read. A person does not wait longer than about fifteen seconds; background work has time. */
export const MAX_TRIES: Readonly<Record<Urgency, number>> = { placing: 3, person: 3, background: 5 };
const MAX_DELAY_MS: Readonly<Record<Urgency, number>> = {
  placing: 3_000,
  person: 3_000,
  background: 120_000,
};
const FIRST_DELAY_MS = 400;

/** Numbers above these are moments: in milliseconds, or in seconds, since 1970. Source: docs/vendor/notes.md, "Rate limits". */
const MILLISECONDS_SINCE_1970 = 1e12;
const SECONDS_SINCE_1970 = 1e9;

/** The vendor's `retryAfter` as a delay in milliseconds from `now`; never negative. */
export function delayFrom(retryAfter: number, now: Date): number {
  const momentMs =
    retryAfter > MILLISECONDS_SINCE_1970
      ? retryAfter
      : retryAfter > SECONDS_SINCE_1970
        ? retryAfter * 1_000
        : now.getTime() + retryAfter * 1_000;
  return Math.max(0, momentMs - now.getTime());
}

/** A `Retry-After` header as a delay in milliseconds; null when it is neither a number nor a date. Source: RFC 9110, section 10.2.3. */
export function delayFromHeader(header: string, now: Date): number | null {
  if (/^\d+$/.test(header)) return delayFrom(Number(header), now);
  const momentMs = header.endsWith('GMT') ? Date.parse(header) : Number.NaN;
  return Number.isNaN(momentMs) ? null : Math.max(0, momentMs - now.getTime());
}

/** How long an answer asks to wait, in milliseconds: by its header, else by its body; null when it does not say. */
export function delayAskedFor(answer: Pick<VendorResponse, 'retryAfterHeader' | 'text'>, now: Date): number | null {
  const { retryAfterHeader, text } = answer;
  const fromHeader = retryAfterHeader === null ? null : delayFromHeader(retryAfterHeader, now);
  const retryAfter = retryAfterIn(text);
  return fromHeader ?? (retryAfter === null ? null : delayFrom(retryAfter, now));
}

/**
 * Delay before try `failures + 1` of a read, in milliseconds. `asked` is what the server asked for and wins, without
 * jitter; both are capped. Null when the server asks for longer than the caller waits. `jitter` is in [0, 1).
 */
export function retryDelayMs(failures: number, asked: number | null, urgency: Urgency, jitter: number): number | null {
  const capMs = MAX_DELAY_MS[urgency];
  if (asked !== null) return asked <= capMs || urgency === 'background' ? Math.min(asked, capMs) : null;
  const fullMs = Math.min(FIRST_DELAY_MS * 2 ** (failures - 1), capMs);
  return Math.round(fullMs * (0.5 + jitter / 2));
}

/** Statuses after which a read may be tried again. */
export const isRetryableStatus = (status: number): boolean => status === 429 || status >= 500;
