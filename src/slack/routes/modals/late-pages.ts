/**
 * Pages whose answer is there and which Slack did not take yet. What they stand for is done, so they are filled beside the
 * requests, and no stop waits for them.
 */
export interface LatePages {
  /** Goes on with one of them. `filling` must not reject. */
  begin(filling: () => Promise<void>): void;
  /** Resolves when the wait is over, or at the stop. */
  untilStop(wait: Promise<unknown>): Promise<void>;
  isStopping(): boolean;
  /** Resolves when none is under way. */
  idle(): Promise<void>;
  /** Ends all waits, also those that begin later. */
  stop(): void;
}

/** Those of a process. */
export function latePages(): LatePages {
  const underWay = new Set<Promise<void>>();
  const waking = new Set<() => void>();
  let isStopping = false;
  return {
    begin: (filling) => {
      const filled = filling().finally(() => underWay.delete(filled));
      underWay.add(filled);
    },
    untilStop: async (wait) => {
      if (isStopping) return;
      let wake = () => {};
      const stopped = new Promise<void>((resolve) => {
        wake = resolve;
      });
      waking.add(wake);
      await Promise.race([wait, stopped]).finally(() => waking.delete(wake));
    },
    isStopping: () => isStopping,
    idle: async () => {
      while (underWay.size > 0) await Promise.allSettled(underWay);
    },
    stop: () => {
      isStopping = true;
      for (const wake of waking) wake();
    },
  };
}
