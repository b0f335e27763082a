import { dueTasks, isLookDue } from '../../watch/head.ts';
import type { Worker } from '../worker/worker.ts';
import { type LookingAtAccountDeps, lookAtAccount } from './look-at-account.ts';
import { type TellingFindingsDeps, tellNext } from './tell-findings.ts';

export type WatchingDeps = LookingAtAccountDeps & TellingFindingsDeps;

/**
 * Watches the account beside the orders: at each look for work it tells what is due, and looks at the account when it is time.
 * One thing at a time. `afterLook` is done after each look.
 */
export function watchWorker(deps: WatchingDeps & { readonly afterLook: () => Promise<void> }): Worker {
  let underWay: Promise<void> | null = null;
  let isAsking = false;
  const work = async () => {
    while (await tellNext(deps));
    if (!(await lookAtAccount(deps))) return;
    while (await tellNext(deps));
    await deps.afterLook();
  };
  const start = () => {
    underWay = work()
      .catch((error: unknown) => deps.log.error({ error }, 'The account watch failed; it goes on at the next look'))
      .finally(() => {
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
