import type { Log } from '../ports/log.ts';
import type { HomeToDraw, HomeWatch } from '../reading/home-watch.ts';
import type { Worker } from './worker.ts';

export interface DrawingDeps {
  readonly homes: Pick<HomeWatch, 'takeDue' | 'failed' | 'isMarking' | 'marked'>;
  readonly draw: (home: HomeToDraw) => Promise<void>;
  readonly log: Log;
}

/** Draws Homes that show something old, at each look for work, beside the orders. Busy also while a change is being marked. */
export function homeWorker({ homes, draw, log }: DrawingDeps): Worker {
  const underWay = new Set<Promise<void>>();
  const start = (home: HomeToDraw) => {
    const work = draw(home)
      .catch((error: unknown) => {
        homes.failed(home.by);
        log.warn({ error, person: home.by }, 'A Home could not be drawn again');
      })
      .finally(() => underWay.delete(work));
    underWay.add(work);
  };
  return {
    claimAndStart: async () => {
      const due = await homes.takeDue();
      due.forEach(start);
      return due.length;
    },
    isBusy: () => underWay.size > 0 || homes.isMarking(),
    idle: async () => {
      while (underWay.size > 0 || homes.isMarking()) await Promise.allSettled([...underWay, homes.marked()]);
    },
  };
}
