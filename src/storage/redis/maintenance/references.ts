import type { Redis } from 'ioredis';
import type { RedisKeys } from '../keys.ts';
import { namesLike } from '../scan.ts';

/** Every reference under which anything of an order is kept, sorted: also of rows that stand in no list, and of histories alone. */
export async function referencesIn(redis: Redis, keys: RedisKeys): Promise<string[]> {
  const listed = await redis.zrange(keys.newest, '0', '-1');
  const ofKeys = [keys.order(''), keys.history('')].map(async (prefix) =>
    (await namesLike(redis, `${prefix}*`)).map((key) => key.slice(prefix.length)),
  );
  return [...new Set([...listed, ...(await Promise.all(ofKeys)).flat()])].sort();
}
