import type { Log } from '../service/ports/log.ts';
import { EXIT, StartCutShort, StartProblem } from './start-problem.ts';

/** What is ended. */
interface Ends {
  /** What would be cut if it ended now, for the log. */
  underWay(): object;
  stop(): Promise<void>;
}

/** What a start is given to hear of its end, and to tell of it. */
export interface Life {
  /** Aborted when the start is to end. */
  readonly signal: AbortSignal;
  /** To be told when nothing but an operator gets the process to serve again. */
  readonly onLost: (problem: StartProblem) => void;
}

/** The ways in which a process ends; the first one counts. */
export interface EndsOnce {
  /** Starts something, says so with `onStarted`, and stays until it ends. */
  live(start: (life: Life) => Promise<Ends>, onStarted: () => void): Promise<void>;
  /** A signal to end: the first one in order, the next one at once. */
  readonly onSignal: (signal: string) => void;
  /** An error that nobody caught: nobody knows what it left undone, so the process ends, in order. */
  readonly onCrash: (error: unknown) => void;
}

/** Makes sure that a process ends once, in order, with the exit code of what ended it. `exit` is called last. */
export function endsOnce(log: Log, exit: (code: number) => void): EndsOnce {
  const cutStart = new AbortController();
  let running: Ends | null = null;
  /** With which code it ends; null while it lives. */
  let code: number | null = null;
  const stop = async (ends: Ends, exitCode: number) => {
    try {
      await ends.stop();
      exit(exitCode);
    } catch (error) {
      log.error({ error }, 'Stopping failed');
      exit(EXIT.failed);
    }
  };
  const end = (exitCode: number) => {
    code = exitCode;
    if (running) void stop(running, exitCode);
    else cutStart.abort();
  };
  const onLost = (problem: StartProblem) => {
    log.error({}, problem.message);
    if (code === null) end(problem.exitCode);
  };
  return {
    live: async (start, onStarted) => {
      try {
        const started = await start({ signal: cutStart.signal, onLost });
        running = started;
        if (code === null) onStarted();
        // It was to end in the last moment of its start.
        else await stop(started, code);
      } catch (error) {
        if (error instanceof StartCutShort) log.info({}, 'The start was ended');
        else if (error instanceof StartProblem) log.error({}, `The bot cannot start. ${error.message}`);
        else log.error({ error }, 'The bot could not start');
        exit(exitCodeOf(error, code));
      }
    },
    onSignal: (signal) => {
      if (code !== null) {
        log.warn({ signal, ...running?.underWay() }, 'A second signal: ends at once, and cuts what is under way');
        exit(EXIT.failed);
        return;
      }
      log.info(
        { signal },
        running
          ? 'Stopping: those under way are finished, then no new requests are taken'
          : 'Stopping during the start',
      );
      end(0);
    },
    onCrash: (error) => {
      log.error({ error }, 'An error that nobody caught; the process ends, in order');
      if (code === null) end(EXIT.failed);
    },
  };
}

function exitCodeOf(error: unknown, code: number | null): number {
  if (error instanceof StartProblem) return error.exitCode;
  return error instanceof StartCutShort ? (code ?? EXIT.failed) : EXIT.failed;
}
