import type { Worker } from './worker.ts';

/** All workers as one: each looks for the due work of its own. */
export function workersTogether(workers: readonly Worker[]): Worker {
  return {
    claimAndStart: async () => {
      const counts = await Promise.all(workers.map((worker) => worker.claimAndStart()));
      return counts.reduce((sum, count) => sum + count, 0);
    },
    isBusy: () => workers.some((worker) => worker.isBusy()),
    idle: async () => {
      await Promise.all(workers.map((worker) => worker.idle()));
    },
  };
}
