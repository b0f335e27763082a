import { describe, expect, test } from '@jest/globals';
import { startRedis } from '../support/servers/redis-server.ts';
import { storyWithCrash } from './crash-points.ts';
import { memoryStore, type OpenStore, redisStore } from './stores.ts';

/** How a story may end: the order, and the one that was to end it. Where nobody can know of a call, people are asked. */
const ENDS = ['active, outcome_unknown', 'cancelled, active', 'outcome_unknown'];

/** Lives the story once whole, to learn its points, then once for each point and side. Answers what went wrong. */
async function crashEverywhere(open: OpenStore) {
  const live = async (point: Parameters<typeof storyWithCrash>[1]) => {
    const store = await open();
    try {
      return await storyWithCrash(store, point);
    } finally {
      await store.close();
    }
  };
  const whole = await live(null);
  expect(whole).toMatchObject({
    violations: [],
    sent: ['createCustomOrder', 'cancelOrder'],
    states: ['cancelled', 'active'],
  });
  const broken: string[] = [];
  const ends = new Set<string>();
  for (let call = 1; call <= whole.calls.length; call += 1) {
    for (const when of ['before', 'after'] as const) {
      const { violations, states, sent } = await live({ call, when });
      ends.add(states.join(', '));
      const where = `${when} call ${call}, ${whole.calls[call - 1]}`;
      broken.push(...violations.map((violation) => `${where}: ${violation}`));
      if (new Set(sent).size < sent.length) broken.push(`${where}: sent ${sent.join(', ')}`);
    }
  }
  return { points: whole.calls.length * 2, broken, ends: [...ends].toSorted() };
}

/** Every point of the story is one story more. */
const PATIENCE_MS = 600_000;

describe('a process that dies at any point from the click to working mailboxes, and from there to their end', () => {
  test(
    'pays and ends at most once, loses nothing and tells the truth, on SQLite',
    async () => {
      const { points, broken, ends } = await crashEverywhere(memoryStore);
      process.stdout.write(`kill points covered on SQLite: ${points}\n`);
      expect(broken).toEqual([]);
      expect(ends).toEqual(ENDS);
    },
    PATIENCE_MS,
  );

  test(
    'pays and ends at most once, loses nothing and tells the truth, on Redis',
    async () => {
      const redis = await startRedis();
      let opened = 0;
      const open = () => {
        opened += 1;
        return redisStore(redis.url, `T0KILL${opened}`);
      };
      try {
        const { points, broken, ends } = await crashEverywhere(open);
        process.stdout.write(`kill points covered on Redis: ${points}\n`);
        expect(broken).toEqual([]);
        expect(ends).toEqual(ENDS);
      } finally {
        await redis.stop();
      }
    },
    PATIENCE_MS,
  );
});
