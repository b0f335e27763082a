import { expect, test } from '@jest/globals';
import { killEverywhere, PATIENCE_MS } from '../support/kill/everywhere.ts';
import { KILL_POINTS } from '../support/kill/points.ts';
import { startRedis } from '../support/servers/redis-server.ts';

test(
  'a bot killed with SIGKILL from the click on pays at most once and tells the truth once, on Redis',
  async () => {
    const redis = await startRedis();
    try {
      expect(await killEverywhere(redis.url)).toEqual([]);
      process.stdout.write(`kill -9 points covered on Redis: ${KILL_POINTS.length}\n`);
    } finally {
      await redis.stop();
    }
  },
  PATIENCE_MS,
);
