import type { Log } from '../ports/log.ts';

/** A running worker. */
export interface WorkerLoop {
  /** Looks for work now instead of at the next turn. */
  nudge(): void;
  /** Why the last look for work failed; null when it did not. */
  failure(): unknown;
  /** Takes no more work; resolves when the last look for work has ended. */
  stop(): Promise<void>;
}

/**
 * Calls `work` again and again: at once while there is something to do, else every `pollMs` or when nudged. A failure is
 * logged and the loop goes on; due effects are never lost, since they are stored.
 */
export function startWorkerLoop({
  work,
  pollMs,
  log,
}: {
  work: () => Promise<number>;
  pollMs: number;
  log: Log;
}): WorkerLoop {
  let isStopped = false;
  let isNudged = false;
  let wake: () => void = () => {};
  let failure: unknown = null;

  const rest = () =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, pollMs);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
      if (isNudged || isStopped) wake();
    });

  const look = async () => {
    const count = await work();
    failure = null;
    return count;
  };

  const run = async () => {
    while (!isStopped) {
      isNudged = false;
      const count = await look().catch((error: unknown) => {
        failure = error;
        log.error({ error }, 'The worker could not look for work; it tries again');
        return 0;
      });
      if (count === 0 && !isStopped) await rest();
    }
  };
  const ended = run();
  return {
    failure: () => failure,
    nudge: () => {
      isNudged = true;
      wake();
    },
    stop: async () => {
      isStopped = true;
      wake();
      await ended;
    },
  };
}
