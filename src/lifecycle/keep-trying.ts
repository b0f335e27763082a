import type { After } from '../service/ports/after.ts';
import type { Log } from '../service/ports/log.ts';
import type { Awaited } from './awaited.ts';
import { chainOf, StartCutShort, type StartProblem } from './start-problem.ts';

const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** A try that hangs is told of after so long, then later and later. */
const FIRST_TOLD_MS = 5_000;

export interface Patience {
  readonly after: After;
  readonly log: Log;
  /** Ends the waiting when it is aborted. */
  readonly signal: AbortSignal | undefined;
  /** What no later try fixes. */
  readonly lasting: (error: unknown) => StartProblem | null;
}

/** Tries something until it succeeds. */
export type KeepTrying = <Result>(whom: Awaited, work: () => Promise<Result>) => Promise<Result>;

/**
 * Tries `work` again and again, later and later, until it succeeds. The log says what is waited for and what to check: a line
 * for each try that failed, and lines for one that hangs. Throws `StartProblem` for what no later try fixes, `StartCutShort`
 * when the signal says so.
 */
export const keepTrying =
  ({ after, log, signal, lasting }: Patience): KeepTrying =>
  async (whom, work) => {
    for (let waitMs = FIRST_WAIT_MS; ; waitMs = Math.min(2 * waitMs, LONGEST_WAIT_MS)) {
      const stopTelling = tellingOfHang(whom, after, log);
      try {
        return await orCutShort(work().finally(stopTelling), signal);
      } catch (error) {
        if (error instanceof StartCutShort) throw error;
        const problem = lasting(error);
        if (problem) throw problem;
        log.warn(
          { problem: chainOf(error), waitMs },
          `The start waits for ${whom.name}, and tries again. ${whom.check}`,
        );
        await orCutShort(pause(after, waitMs), signal);
      } finally {
        stopTelling();
      }
    }
  };

/** Says again and again, later and later, that a try came to no end so far, until it is stopped. */
function tellingOfHang({ name, check }: Awaited, after: After, log: Log): () => void {
  let cancel = () => {};
  const tellIn = (ms: number, sinceMs: number) => {
    cancel = after(ms, async () => {
      const waitedMs = sinceMs + ms;
      log.warn({ waitedMs }, `The start waits for ${name}, which has not answered yet. ${check}`);
      tellIn(waitedMs, waitedMs);
    });
  };
  tellIn(FIRST_TOLD_MS, 0);
  return () => cancel();
}

const pause = (after: After, ms: number): Promise<void> => new Promise((resolve) => after(ms, async () => resolve()));

/** The same, unless the signal comes first. */
export async function orCutShort<Result>(work: Promise<Result>, signal: AbortSignal | undefined): Promise<Result> {
  if (!signal) return work;
  let onAbort = () => {};
  const cut = new Promise<never>((_, reject) => {
    onAbort = () => reject(new StartCutShort('The start was ended'));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
  try {
    return await Promise.race([work, cut]);
  } finally {
    signal.removeEventListener('abort', onAbort);
  }
}
