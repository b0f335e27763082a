import { describe, expect, test } from '@jest/globals';
import { startRedis } from '../support/servers/redis-server.ts';
import { storyWithCrash } from './crash-points.ts';
import { memoryStore, type OpenStore, redisStore } from './stores.ts';

/** Lives the story once whole, to learn its points, then once for each point and side. Answers what went wrong. */
async function crashEverywhere(open: OpenStore) {
  const live = async (point: Parameters<typeof storyWithCrash>[1]) => {
    const { orders, close } = await open();
    try {
      return await storyWithCrash(orders, point);
    } finally {
      await close();
    }
  };
  const whole = await live(null);
  expect(whole).toMatchObject({ violations: [], paidCalls: 1, state: 'active' });
  const broken: string[] = [];
  const states = new Set<string>();
  for (let call = 1; call <= whole.calls.length; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const story = await live({ call, when });
      states.add(story.state);
      const where = `${when} call ${call}, ${whole.calls[call - 1]}`;
      broken.push(...story.violations.map((violation) => `${where}: ${violation}`));
      if (story.paidCalls > 1) broken.push(`${where}: ${story.paidCalls} paid calls`);
    }
  }
  return { points: whole.calls.length * 2, broken, states: [...states].toSorted() };
}

describe('a process that dies at any point from the click to working mailboxes', () => {
  test('pays at most once, loses nothing and tells the truth, on SQLite', async () => {
    const { points, broken, states } = await crashEverywhere(memoryStore);
    process.stdout.write(`kill points covered on SQLite: ${points}\n`);
    expect(broken).toEqual([]);
    expect(states).toEqual(['active', 'outcome_unknown']);
  });

  test('pays at most once, loses nothing and tells the truth, on Redis', async () => {
    const redis = await startRedis();
    let opened = 0;
    const open = () => {
      opened += 1;
      return redisStore(redis.url, `T0KILL${opened}`);
    };
    try {
      const { points, broken, states } = await crashEverywhere(open);
      process.stdout.write(`kill points covered on Redis: ${points}\n`);
      expect(broken).toEqual([]);
      expect(states).toEqual(['active', 'outcome_unknown']);
    } finally {
      await redis.stop();
    }
  });
});
