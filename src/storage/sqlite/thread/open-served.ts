import type { MessagePort } from 'node:worker_threads';
import { StoreUnreadable } from '../../order-reader.ts';
import { connectSqlite, sqliteStores } from '../open-sqlite-stores.ts';
import { hostSign, SIGN_OF_LIFE_MS } from '../sqlite-host.ts';
import type { Said, ThreadData } from './messages.ts';
import { sentError } from './sent-errors.ts';
import { logThrough, serveStores } from './serve.ts';

/**
 * Opens the embedded store in this thread and serves it until it is closed. Signs of life are given by the machine's own
 * clock. The thread dies when another machine has the file: two would destroy it.
 */
export async function openServedStores(port: MessagePort, { dataDir, host }: ThreadData): Promise<void> {
  const say = (said: Said) => port.postMessage(said);
  const log = logThrough(say);
  let nowMs = Date.now();
  try {
    const connections = connectSqlite(dataDir, log);
    const sign = hostSign(connections.unsynced, host);
    await sign.give(new Date());
    const stores = sqliteStores(connections, { now: () => new Date(nowMs) }, log);
    const timer = setInterval(() => {
      sign.give(new Date()).catch((error: unknown) => {
        if (error instanceof StoreUnreadable) throw error;
        log.warn({ error }, 'The store took no sign of life of this machine; it is tried again');
      });
    }, SIGN_OF_LIFE_MS);
    const close = async () => {
      clearInterval(timer);
      // What could not be taken back grows old by itself.
      await sign.takeBack().catch(() => {});
      await stores.close();
    };
    serveStores(port, { ...stores, close }, (ms) => {
      nowMs = ms;
    });
    say({ type: 'opened' });
  } catch (error) {
    say({ type: 'not_opened', error: sentError(error) });
    port.close();
  }
}
