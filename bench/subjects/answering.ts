import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { z } from 'zod';

const Ask = z.object({ id: z.int(), ask: z.string(), given: z.unknown().optional() });
type Answers = Readonly<Record<string, (given: unknown) => unknown>>;

/** Leaves in the heap what is in use. */
function collectGarbage(): void {
  setFlagsFromString('--expose_gc');
  runInNewContext('gc()');
}

/** How often the event loop is looked at. */
const RESOLUTION_MS = 2;

/**
 * Lets the parent ask this process over IPC. Every subject answers `ready`, `end`, `reset` (of what is watched) and
 * `report`: memory now, the event loop's delay since the last reset, and the processor's time since the start.
 */
export function answerAsks(answers: Answers = {}): void {
  const delay = monitorEventLoopDelay({ resolution: RESOLUTION_MS });
  delay.enable();
  const all: Answers = {
    ready: () => ({ ready: true }),
    reset: () => delay.reset(),
    collect: () => collectGarbage(),
    report: () => {
      const { rss, heapUsed } = process.memoryUsage();
      const { user, system } = process.cpuUsage();
      const cpuSeconds = (user + system) / 1e6;
      const handles = process.getActiveResourcesInfo().length;
      return {
        handles,
        rssBytes: rss,
        heapUsedBytes: heapUsed,
        loopDelayP99Ms: delay.percentile(99) / 1e6,
        cpuSeconds,
      };
    },
    end: () => process.exit(0),
    ...answers,
  };
  process.on('message', (message) => {
    const { id, ask, given } = Ask.parse(message);
    Promise.resolve()
      .then(() => {
        const answer = all[ask];
        if (!answer) throw new Error(`Nobody answers ${ask}`);
        return answer(given);
      })
      .then(
        (value) => process.send?.({ id, value }),
        (error: unknown) =>
          process.send?.({ id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
      );
  });
  process.once('disconnect', () => process.exit(0));
}
