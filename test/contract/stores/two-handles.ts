import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from '@jest/globals';
import { createLog } from '../../../src/log.ts';
import type { Clock } from '../../../src/service/ports/clock.ts';
import { openSqliteStores, openStores } from '../../../src/storage/open-stores.ts';
import type { Stores } from '../../../src/storage/stores.ts';
import { team } from '../../support/builders.ts';
import { type RunningRedis, startRedis } from '../../support/servers/redis-server.ts';

/** Two handles on the same empty stores, as two processes would have them. */
export interface TwoHandles {
  readonly first: Stores;
  readonly second: Stores;
  /** Where they keep it: a folder, or the address of a database. */
  readonly where: string;
  close(): Promise<void>;
}
export type OpenTwoHandles = (clock: Clock) => Promise<TwoHandles>;

/** A log that nobody reads. */
export const silentLog = createLog('error', { write: () => {} });

/** Two connections to the file of a new folder. */
export const openTwiceOnSqlite: OpenTwoHandles = async (clock) => {
  const folder = mkdtempSync(join(tmpdir(), 'stores-'));
  const [first, second] = [openSqliteStores(folder, clock), openSqliteStores(folder, clock)];
  return {
    first,
    second,
    where: folder,
    close: async () => {
      await Promise.all([first.close(), second.close()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** Runs one Redis for all tests of the file; each opening gets two connections to a database of its own. */
export function redisForThisFile(): { readonly openTwice: OpenTwoHandles; readonly url: () => string } {
  let redis: RunningRedis;
  let databases = 0;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  const openTwice: OpenTwoHandles = async (clock) => {
    databases += 1;
    const store = { kind: 'redis' as const, url: `${redis.url}/${databases}`, operatorSaysDurable: false };
    const open = () => openStores({ store, teamId: team, clock, log: silentLog });
    const [first, second] = await Promise.all([open(), open()]);
    return {
      first,
      second,
      where: store.url,
      close: async () => {
        await Promise.all([first.close(), second.close()]);
      },
    };
  };
  return { openTwice, url: () => redis.url };
}
