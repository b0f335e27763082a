import type { Worker } from 'node:worker_threads';
import type { Log } from '../service/ports/log.ts';

/** What is in the middle of something at the end gets so long to let go. */
const LETS_GO_MS = 5_000;
/** The log is written beside the work of the process: its last line is given so long. */
const LAST_WORDS_MS = 250;
/** Between two looks at what is left. */
const LOOK_MS = 50;

/** What ends a process, and what would hold its end up. */
export interface EndingProcess {
  /** Waits, and keeps the process alive meanwhile. */
  readonly sleep: (ms: number) => Promise<unknown>;
  readonly log: Log;
  /** Work of the process with files that is under way outside of threads, by any name. */
  readonly fileWork: () => readonly string[];
  readonly exit: (code: number) => void;
  /** Ends the process whatever it does. */
  readonly kill: () => void;
}

/** Ends a process within seconds. */
export interface ProcessEnd {
  /** To be told of each thread when it is started. */
  readonly onThread: (thread: Worker) => void;
  /** Ends the process with this exit code, or kills it; the first call counts. */
  readonly end: (code: number) => Promise<void>;
}

/**
 * A thread that stands still inside the system, on a disk that does not answer, cannot be ended, nor can work with files that
 * does; and a process that exits waits for both, without an end. So they are looked at first, and when they do not let go
 * within five seconds, the process is killed, and the log says so. The exit code is lost then: it is that of a SIGKILL. What waits
 * for a lock, or reads through much, looks the same from here, so nothing more is claimed than what was seen.
 */
export function processEnd({ sleep, log, fileWork, exit, kill }: EndingProcess): ProcessEnd {
  const threads = new Set<Worker>();
  let isEnding = false;
  return {
    onThread: (thread) => {
      threads.add(thread);
      thread.once('exit', () => threads.delete(thread));
    },
    end: async (code) => {
      if (isEnding) return;
      isEnding = true;
      for (const thread of threads) {
        // Whoever listens would take an end that was asked for for an accident.
        thread.removeAllListeners();
        void thread.terminate().then(() => threads.delete(thread));
      }
      for (let waitedMs = 0; threads.size > 0 || fileWork().length > 0; waitedMs += LOOK_MS) {
        if (waitedMs >= LETS_GO_MS) {
          log.error({ code, threads: threads.size, fileWork: fileWork() }, stuckText(threads.size > 0));
          await sleep(LAST_WORDS_MS);
          return kill();
        }
        await sleep(LOOK_MS);
      }
      exit(code);
    },
  };
}

/** What is known, then what it may be. */
const stuckText = (isThread: boolean): string =>
  [
    `${isThread ? 'The thread of the store' : 'Work with files'} did not end within five seconds, so the process is killed.`,
    'It may be that a disk does not answer: look at the disk of DATA_DIR before the next start.',
    isThread
      ? 'It may as well be that another process has the store’s file locked, or that much of it is read through; then nothing is wrong.'
      : 'It may as well be that much was read or written; then nothing is wrong.',
    'What it was told to write may still be written.',
  ].join(' ');

/** Names of work with files that this thread waits for. Source: Node.js documentation, "process.getActiveResourcesInfo()". */
export const fileWorkOfProcess = (): readonly string[] =>
  process.getActiveResourcesInfo().filter((name) => name.startsWith('FSReq'));
