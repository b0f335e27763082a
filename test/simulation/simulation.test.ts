import { describe, expect, test } from '@jest/globals';
import { startRedis } from '../support/servers/redis-server.ts';
import { firstBroken } from './first-broken.ts';
import { liveStories } from './live-stories.ts';
import { shortestStory, storyText } from './shrink.ts';
import { simulate } from './simulate.ts';
import { SPOILS } from './spoil.ts';
import { memoryStore } from './stores.ts';

/** Bounded for CI; `npm run simulate -- --runs 100000` goes further. */
const RUNS_ON_SQLITE = 100;
const RUNS_ON_REDIS = 20;
/** A removed guard is found within so many stories, mostly within the first hundred. */
const RUNS_TO_FIND = 1_500;

/** Stories take long on a busy machine, and some guards matter once in a hundred of them. */
const PATIENCE_MS = 900_000;

const told = (store: string, runs: number) =>
  process.stdout.write(`simulated runs on ${store}: ${runs}, invariant violations: 0\n`);

test(
  `${RUNS_ON_SQLITE} random stories on SQLite keep every promise`,
  async () => {
    const { paidCalls, endCalls, ...lived } = await liveStories({ runs: RUNS_ON_SQLITE });
    expect(lived).toEqual({ violations: [], brokenSeed: null });
    // Promises about money are easily kept where none moves.
    expect(paidCalls).toBeGreaterThan(RUNS_ON_SQLITE / 2);
    expect(endCalls).toBeGreaterThan(RUNS_ON_SQLITE / 10);
    told('SQLite', RUNS_ON_SQLITE);
  },
  PATIENCE_MS,
);

test(
  `${RUNS_ON_REDIS} random stories on a real Redis keep every promise`,
  async () => {
    const redis = await startRedis();
    try {
      const lived = await liveStories({ runs: RUNS_ON_REDIS, redis: redis.url, kind: { hasPauses: false } });
      expect(lived).toMatchObject({ violations: [], brokenSeed: null });
      told('Redis', RUNS_ON_REDIS);
    } finally {
      await redis.stop();
    }
  },
  PATIENCE_MS,
);

test('the same seed tells the same story', async () => {
  const [first, second] = [
    await simulate({ seed: 8, openStore: memoryStore }),
    await simulate({ seed: 8, openStore: memoryStore }),
  ];
  expect(second).toEqual(first);
});

describe('a guard that is taken away is found:', () => {
  test.each(Object.keys(SPOILS))(
    '%s',
    async (spoil) => {
      const { violations } = await liveStories({ runs: RUNS_TO_FIND, spoil, kind: { isInterrupted: true } });
      expect(violations.join()).toMatch(/./);
    },
    PATIENCE_MS,
  );
});

test('a broken story is told as shortly as it can be, and lived again from that', async () => {
  const spoil = SPOILS['the pause (2)'] ?? {};
  const live = (seed: number, steps?: readonly number[]) =>
    simulate({ seed, openStore: memoryStore, spoil, ...(steps ? { steps } : {}) });
  const broken = await firstBroken(RUNS_TO_FIND, (seed) => live(seed));
  if (!broken) throw new Error('No story is broken');
  const { steps, run } = await shortestStory(broken, (only) => live(broken.seed, only));
  expect(steps.length).toBeLessThan(broken.told.length);
  expect((await live(broken.seed, steps)).violations).toEqual(run.violations);
  expect(storyText(run, steps)).toContain(`--steps ${steps.join(',')}`);
  for (const step of steps) {
    const without = await live(
      broken.seed,
      steps.filter((each) => each !== step),
    );
    expect(without.violations).toEqual([]);
  }
});
