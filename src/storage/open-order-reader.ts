import type { Config } from '../config.ts';
import type { Log } from '../service/ports/log.ts';
import type { TeamId } from '../values/ids.ts';
import type { OrderReader } from './order-reader.ts';
import { openRedisReader } from './redis/maintenance/order-reader.ts';
import { openSqliteReader } from './sqlite/maintenance/order-reader.ts';

export interface ReaderOptions {
  readonly store: Config['store'];
  /** Needed when a Redis keeps the orders of several teams. */
  readonly teamId: TeamId | null;
  readonly log: Log;
}

/** Opens the store of a bot for reading. Nothing is made that is not there. Throws `StoreUnreadable`. */
export async function openOrderReader({ store, teamId, log }: ReaderOptions): Promise<OrderReader> {
  return store.kind === 'redis'
    ? openRedisReader({ url: store.url, teamId, log })
    : openSqliteReader(store.dataDir, teamId);
}
