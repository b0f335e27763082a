import { dueTasks, isLookDue } from '../../watch/head.ts';
import type { Worker } from '../worker/worker.ts';
import { type LookingAtAccountDeps, lookAtAccount } from './look-at-account.ts';
import { type TellingFindingsDeps, tellNext } from './tell-findings.ts';

export type WatchingDeps = LookingAtAccountDeps & TellingFindingsDeps;

const FAILED = 'A part of the account watch failed; it goes on at the next look';

/**
 * Watches the account beside the orders: at each look for work it tells what is due, and looks at the account when it is time.
 * One thing at a time. `afterLook` is done after each look. What fails is told to the log, and keeps nothing else back.
 */
export function watchWorker(deps: WatchingDeps & { readonly afterLook: () => Promise<void> }): Worker {
  let underWay: Promise<void> | null = null;
  let isAsking = false;
  const failed = (error: unknown) => deps.log.error({ error }, FAILED);
  const tell = async () => {
    while (await tellNext(deps));
  };
  const work = async () => {
    await tell().catch(failed);
    const isLooked = await lookAtAccount(deps).catch((error: unknown) => {
      failed(error);
      return true;
    });
    if (!isLooked) return;
    await tell().catch(failed);
    await deps.afterLook().catch(failed);
  };
  const start = () => {
    underWay = work().finally(() => {
      underWay = null;
    });
  };
  const isDue = async () => {
    const { head } = await deps.watch.head();
    const now = deps.clock.now();
    return isLookDue(head, now) || dueTasks(head, now).length > 0;
  };
  return {
    claimAndStart: async () => {
      if (underWay || isAsking) return 0;
      isAsking = true;
      try {
        if (!(await isDue()) || underWay) return 0;
        start();
        return 1;
      } finally {
        isAsking = false;
      }
    },
    isBusy: () => isAsking || underWay !== null,
    idle: async () => {
      while (underWay) await underWay;
    },
  };
}
