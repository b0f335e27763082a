import type { Redis } from 'ioredis';
import type { OrderStore, StoredOrder } from '../../../service/ports/stores/order-store.ts';
import { Reference } from '../../../values/ids.ts';
import type { RedisKeys } from '../keys.ts';

/** Stamps that are asked for at a time. */
const STAMPS_A_PAGE = 1_000;

/** Tells which orders changed, by where their log ends; and reads those. In the oldest rows the end of the log is not apart. */
export function redisStamps(
  redis: Redis,
  keys: RedisKeys,
  read: (reference: string) => Promise<StoredOrder | null>,
): Pick<OrderStore, 'stamps' | 'some'> {
  return {
    stamps: async (after) => {
      const all = (await redis.zrange(keys.newest, '0', '-1')).toSorted();
      const page = all.filter((reference) => after === null || reference > after).slice(0, STAMPS_A_PAGE);
      return Promise.all(
        page.map(async (reference) => {
          const [head, version] = await redis.hmget(keys.order(reference), 'head', 'version');
          return { reference: Reference.parse(reference), stamp: head ?? `version ${version}` };
        }),
      );
    },
    some: async (references) =>
      (await Promise.all(references.map(read))).flatMap((stored) => (stored ? [stored.order] : [])),
  };
}
