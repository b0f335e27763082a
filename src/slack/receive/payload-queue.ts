import type { Kept } from '../../service/unfinished.ts';
import { createWorkQueue, type WorkQueue } from './work-queue.ts';

/** Requests read and acknowledged in one round of the event loop: about ten milliseconds of work. */
const ANSWERS_PER_ROUND = 64;
/** Payloads worked on side by side at most, however quick the event loop is. */
export const MOST_AT_ONCE = 512;
/**
 * Payloads worked on side by side: few while requests pour in, which leaves the processor to their acknowledgements, and else as
 * many as the event loop bears. Why: decision 0081.
 */
const WORK_AT_ONCE = {
  leastAtOnce: 2,
  firstAtOnce: 16,
  mostAtOnce: MOST_AT_ONCE,
  startsPerRound: 8,
  slowRoundMs: 30,
} as const;
/**
 * When more than this wait, payloads are no longer acknowledged before their turn. One whose turn does not come within
 * Slack's three seconds is dropped: Slack has told the person that it failed, and delivers an event again.
 */
export const MOST_WAITING = 50_000;
/** Slack waits three seconds for an acknowledgement; one that comes later is not heard. */
export const UNACKNOWLEDGED_MS = 3_001;

/** The queue of payloads, whichever way they come. */
export const payloadQueue = (): WorkQueue =>
  createWorkQueue({ answersPerRound: ANSWERS_PER_ROUND, ...WORK_AT_ONCE, monotonicMs: () => performance.now() });

/** Does the work on a payload that was acknowledged, in its turn. It is remembered until then. `work` must not throw. */
export function workLater(queue: WorkQueue, keep: () => Kept, work: (kept: Kept) => Promise<void>): void {
  const keepOnce = once(keep);
  // After the answers of this round, which it would hold up.
  setImmediate(keepOnce);
  queue.run(async () => {
    const kept = keepOnce();
    // A process that dies while it works leaves word of what it was doing.
    await kept.written;
    await work(kept);
    kept.done();
  });
}

/** The same work, done by the first who asks. */
function once<Result>(work: () => Result): () => Result {
  let done: { readonly result: Result } | null = null;
  return () => {
    done ??= { result: work() };
    return done.result;
  };
}
