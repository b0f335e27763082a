import { expect, test } from '@jest/globals';
import { Redis } from 'ioredis';
import { cardFor, person, textOf } from '../support/person.ts';
import { requestOrder } from '../support/request-order.ts';
import { startRedis } from '../support/servers/redis-server.ts';
import { startWorld } from '../support/world.ts';

test.each<{ setting: string; wrong: string; right: string; problem: RegExp }>`
  setting               | wrong            | right           | problem
  ${'appendonly'}       | ${'no'}          | ${'yes'}        | ${/appendonly is off/}
  ${'appendfsync'}      | ${'no'}          | ${'always'}     | ${/appendfsync is no/}
  ${'maxmemory-policy'} | ${'allkeys-lru'} | ${'noeviction'} | ${/maxmemory-policy is allkeys-lru/}
`(
  'an order waits while Redis has $setting $wrong, its card and the log say why, and it goes on once that is fixed',
  async ({ setting, wrong, right, problem }) => {
    const server = await startRedis();
    const redis = new Redis(server.url);
    const world = await startWorld({ redisUrl: server.url });
    try {
      const amir = person(world, 'U0AMIR');
      await requestOrder(world);
      await redis.config('SET', setting, wrong);
      await amir.press(cardFor(amir), 'approve_order');
      expect(world.vendor.state().charges).toEqual([]);
      expect(textOf(cardFor(amir).blocks)).toMatch(
        /This app’s database could lose an order at the moment, so nothing is charged/,
      );
      expect(world.log()).toMatch(problem);

      await redis.config('SET', setting, right);
      await world.advance(31_000);
      expect(world.vendor.state().charges).toHaveLength(1);
      expect(textOf(cardFor(amir).blocks)).toMatch(/Placed/);
    } finally {
      await world.stop();
      redis.disconnect();
      await server.stop();
    }
  },
);
