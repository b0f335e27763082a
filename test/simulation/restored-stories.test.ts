import { expect, test } from '@jest/globals';
import { startRedis } from '../support/servers/redis-server.ts';
import { liveStories } from './live-stories.ts';

/** Bounded for CI, like the other stories. */
const RUNS_ON_SQLITE = 65;
const RUNS_ON_REDIS = 20;
/** Stories take long on a busy machine. */
const PATIENCE_MS = 600_000;
const KEPT = { violations: [], brokenSeed: null };

test(
  `${RUNS_ON_SQLITE} random stories in which the store goes back in time, on SQLite, keep every promise`,
  async () => {
    expect(await liveStories({ runs: RUNS_ON_SQLITE, kind: { goesBack: true } })).toMatchObject(KEPT);
  },
  PATIENCE_MS,
);

test(
  `${RUNS_ON_REDIS} random stories in which the store goes back in time, on a real Redis, keep every promise`,
  async () => {
    const redis = await startRedis();
    try {
      const kind = { hasPauses: false, goesBack: true };
      expect(await liveStories({ runs: RUNS_ON_REDIS, redis: redis.url, kind })).toMatchObject(KEPT);
    } finally {
      await redis.stop();
    }
  },
  PATIENCE_MS,
);
