import { afterAll, beforeAll, describe } from '@jest/globals';
import { type RunningRedis, startRedis } from './servers/redis-server.ts';
import { type CopyableWorld, startWorld, type WorldOptions } from './world.ts';

/** Starts a world on the store under test. */
export type OpenWorld = (
  environment?: WorldOptions['environment'],
  more?: Omit<WorldOptions, 'environment' | 'redisUrl'>,
) => Promise<CopyableWorld>;

/** Runs the same stories on the embedded store and on a real Redis. */
export function describeOnBothStores(name: string, stories: (open: OpenWorld) => void): void {
  describe(`${name}, on SQLite`, () => {
    stories((environment = {}, more = {}) => startWorld({ ...more, environment }));
  });
  describe(`${name}, on Redis`, () => {
    let redis: RunningRedis;
    let database = 0;
    beforeAll(async () => {
      redis = await startRedis();
    });
    afterAll(() => redis.stop());
    stories((environment = {}, more = {}) => {
      database += 1;
      return startWorld({ ...more, environment, redisUrl: `${redis.url}/${database}` });
    });
  });
}
