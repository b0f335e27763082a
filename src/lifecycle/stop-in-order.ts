import type { After } from '../service/ports/after.ts';
import type { Log } from '../service/ports/log.ts';
import { waiting } from './process-timers.ts';

/** Requests and effects under way get this long to end, together. */
const WORK_MS = 20_000;
/**
 * While a call is under way that may charge a card, all get so much more: its answer comes within a minute, and has to be
 * written down. One that is cut all the same is looked for at ScaledMail at the next start, and never sent again.
 */
const CALL_MS = 45_000;

/** What is ended, in this order. */
export interface Ending {
  /** Tells those who send requests to send them elsewhere. */
  readonly stopServing: () => void;
  /** Takes nothing more, and resolves when all that was begun is done; what is connected at the deadline is cut. */
  readonly finish: (deadline: Promise<void>) => Promise<void>;
  /** How many calls are under way that may charge a card. */
  readonly callCount: () => number;
  /** Closes what work needs. */
  readonly close: () => Promise<void>;
}

export interface EndingOptions {
  readonly after: After;
  readonly log: Log;
  /** How long requests are still taken: whoever sends them learns only by and by that we are not ready. */
  readonly drainMs: number;
}

/** Ends a process: not ready any more, then no more requests, then the work, then the store. */
export async function stopInOrder(ending: Ending, { after, log, drainMs }: EndingOptions): Promise<void> {
  ending.stopServing();
  await waiting(after, drainMs);
  let cut = () => {};
  const deadline = new Promise<void>((resolve) => {
    cut = resolve;
  });
  const work = ending.finish(deadline).then(() => true);
  const patience = async () => {
    await waiting(after, WORK_MS);
    if (ending.callCount() > 0) {
      log.warn({ calls: ending.callCount() }, 'A call to ScaledMail is under way; the stop waits for it');
      await waiting(after, CALL_MS);
    }
    cut();
    return false;
  };
  if (!(await Promise.race([work, patience()]))) log.warn({}, 'The stop cuts what did not end in time');
  await ending.close();
}
