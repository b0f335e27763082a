import type { After } from '../ports/after.ts';
import type { Clock } from '../ports/clock.ts';

/** Often enough that a lease is renewed well before it ends, even when one try fails. */
const RENEW_EVERY_MS = 5_000;
/** Work that takes longer hangs: its order is left to somebody else. */
const MOST_RENEWED_MS = 30 * 60_000;

/**
 * Calls `renew` every few seconds until it answers false, what is answered here is called, or half an hour has passed: a
 * process that hangs must not hold an order for ever. The rhythm can be another.
 */
export function renewing(
  { after, clock }: { readonly after: After; readonly clock: Clock },
  renew: () => Promise<boolean>,
  { everyMs, mostMs } = { everyMs: RENEW_EVERY_MS, mostMs: MOST_RENEWED_MS },
): () => void {
  const endsAtMs = clock.now().getTime() + mostMs;
  let isStopped = false;
  let cancel = () => {};
  const next = () => {
    cancel = after(everyMs, async () => {
      if (isStopped || !(await renew()) || isStopped) return;
      if (clock.now().getTime() < endsAtMs) next();
    });
  };
  next();
  return () => {
    isStopped = true;
    cancel();
  };
}
