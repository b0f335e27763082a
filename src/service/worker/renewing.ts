import type { After } from '../ports/after.ts';
import type { Clock } from '../ports/clock.ts';

/** Often enough that a lease is renewed well before it ends, even when one try fails. */
const RENEW_EVERY_MS = 5_000;
/** Work that takes longer hangs: its order is left to somebody else. */
const MOST_RENEWED_MS = 30 * 60_000;

/**
 * Calls `renew` every few seconds until it answers false, what is answered here is called, or half an hour has passed: a
 * process that hangs must not hold an order for ever.
 */
export function renewing(
  { after, clock }: { readonly after: After; readonly clock: Clock },
  renew: () => Promise<boolean>,
): () => void {
  const endsAtMs = clock.now().getTime() + MOST_RENEWED_MS;
  let isStopped = false;
  let cancel = () => {};
  const next = () => {
    cancel = after(RENEW_EVERY_MS, async () => {
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
