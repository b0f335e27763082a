import { expect, test } from '@jest/globals';
import { startRedis } from '../support/servers/redis-server.ts';
import { firstBroken } from './first-broken.ts';
import { simulate } from './simulate.ts';
import { memoryStore, redisStore } from './stores.ts';

/** Bounded for CI, like the other stories. */
const RUNS_ON_SQLITE = 80;
const RUNS_ON_REDIS = 20;

test(`${RUNS_ON_SQLITE} random stories in which the store goes back in time, on SQLite, keep every promise`, async () => {
  const live = (seed: number) => simulate({ seed, openStore: memoryStore, kind: { goesBack: true } });
  expect(await firstBroken(RUNS_ON_SQLITE, live)).toBeNull();
});

test(`${RUNS_ON_REDIS} random stories in which the store goes back in time, on a real Redis, keep every promise`, async () => {
  const redis = await startRedis();
  const live = (seed: number) =>
    simulate({
      seed,
      openStore: () => redisStore(redis.url, `T0RUN${seed}`),
      kind: { hasPauses: false, goesBack: true },
    });
  try {
    expect(await firstBroken(RUNS_ON_REDIS, live)).toBeNull();
  } finally {
    await redis.stop();
  }
});
