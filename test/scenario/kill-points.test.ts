import { expect, test } from '@jest/globals';
import { violationsOf } from '../support/kill-judge.ts';
import { KILL_POINTS } from '../support/kill-points.ts';
import { storyWithKill } from '../support/kill-story.ts';
import { startKillWorld } from '../support/kill-world.ts';
import { startRedis } from '../support/redis-server.ts';

/** Kills the bot at every point, one order each, on one store. Answers what went wrong. */
async function killEverywhere(redisUrl: string | null): Promise<string[]> {
  const world = await startKillWorld(redisUrl);
  const wrong: string[] = [];
  try {
    for (const [index, named] of KILL_POINTS.entries()) {
      try {
        const story = await storyWithKill(world, index, named);
        wrong.push(...violationsOf(world, story, named.end).map((violation) => `${named.name}: ${violation}`));
      } catch (error) {
        throw new Error(`Killed at “${named.name}”. Wrong before: ${wrong.join('; ')}`, { cause: error });
      }
    }
  } finally {
    await world.stop();
  }
  return wrong;
}

/** The bot starts some twenty-five times a store; a machine with other work needs longer for it. */
const PATIENCE_MS = 300_000;

// Side by side: each waits most of the time for its bot to start.
test.concurrent(
  'a bot killed with SIGKILL from the click on pays at most once and tells the truth once, on SQLite',
  async () => {
    expect(await killEverywhere(null)).toEqual([]);
    process.stdout.write(`kill -9 points covered on SQLite: ${KILL_POINTS.length}\n`);
  },
  PATIENCE_MS,
);

test.concurrent(
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
