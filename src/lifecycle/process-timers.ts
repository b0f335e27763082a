import type { After } from '../service/ports/after.ts';

/** The timers of the process; they do not keep it alive. */
export const processTimers: After = (ms, work) => {
  const timer = setTimeout(() => void work(), ms).unref();
  return () => clearTimeout(timer);
};

/** Resolves in `ms` milliseconds; at once when there is nothing to wait for. */
export const waiting = (after: After, ms: number): Promise<void> =>
  ms <= 0 ? Promise.resolve() : new Promise((resolve) => after(ms, async () => resolve()));
