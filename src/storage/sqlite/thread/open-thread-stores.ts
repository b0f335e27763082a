import { once } from 'node:events';
import { setTimeout } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { Clock } from '../../../service/ports/clock.ts';
import type { Log } from '../../../service/ports/log.ts';
import type { Stores, StoreThread } from '../../stores.ts';
import { thisHost } from '../files/host.ts';
import { askedStores } from './asked-stores.ts';
import { createLine } from './line.ts';
import type { Said, ThreadData } from './messages.ts';
import { receivedError } from './sent-errors.ts';

/** A thread that stands still in the disk is not waited for any longer; what it was told to write may still be written. */
const CLOSES_WITHIN_MS = 10_000;

/**
 * Opens the embedded store of a folder on a thread of its own, which is the program `thread`. Throws what opening throws
 * there. When the thread ends by itself, every call rejects, and `thread.onLost` is told why, once.
 */
export async function openThreadStores(
  dataDir: string,
  { program, host = thisHost(), onLost }: StoreThread,
  clock: Clock,
  log: Log,
): Promise<Stores> {
  const worker = new Worker(program, { workerData: { dataDir, host } satisfies ThreadData, env: {} });
  const line = createLine(
    (turn) => worker.postMessage(turn),
    () => clock.now().getTime(),
  );
  let isClosing = false;
  let isOpen = false;
  let lost: Error | null = null;
  const opened = new Promise<void>((resolve, reject) => {
    worker.on('message', (said: Said) => {
      switch (said.type) {
        case 'opened':
          isOpen = true;
          return resolve();
        case 'not_opened':
          return reject(receivedError(said.error));
        case 'answers':
          return line.onAnswers(said.answers, said.turnsOver);
        case 'log': {
          const { level, fields, error, message } = said;
          return log[level](error === null ? fields : { ...fields, error: receivedError(error) }, message);
        }
      }
    });
    worker.on('error', (error) => {
      lost = error;
    });
    worker.on('exit', (code) => {
      lost ??= new Error(`It exited with code ${code}`);
      line.end(lost);
      reject(lost);
      if (isOpen && !isClosing) onLost(lost);
    });
  });
  await opened;
  const { closeFiles, ...stores } = askedStores(line);
  return {
    ...stores,
    close: async () => {
      if (isClosing || lost) return;
      isClosing = true;
      const ended = once(worker, 'exit');
      const deadline = setTimeout(CLOSES_WITHIN_MS, undefined, { ref: false });
      await Promise.race([Promise.all([closeFiles(), ended]), deadline]);
    },
  };
}
