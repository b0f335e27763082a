import type { MessagePort } from 'node:worker_threads';
import { connectSqlite, sqliteStores } from '../open-sqlite-stores.ts';
import type { Said, ThreadData } from './messages.ts';
import { sentError } from './sent-errors.ts';
import { logThrough, serveStores } from './serve.ts';

/**
 * Opens the embedded store in this thread and serves it until it is closed. The thread dies when another machine has the
 * file: two would destroy it.
 */
export async function openServedStores(port: MessagePort, { dataDir, host }: ThreadData): Promise<void> {
  const say = (said: Said) => port.postMessage(said);
  const log = logThrough(say);
  let nowMs = Date.now();
  try {
    const stores = sqliteStores(connectSqlite(dataDir, log, host), { now: () => new Date(nowMs) }, log);
    serveStores(port, stores, (ms) => {
      nowMs = ms;
    });
    say({ type: 'opened' });
  } catch (error) {
    say({ type: 'not_opened', error: sentError(error) });
    port.close();
  }
}
