import type { Redis } from 'ioredis';
import type { OrderStore } from '../../../service/ports/stores/order-store.ts';
import type { RedisKeys } from '../keys.ts';

/** Reads what the scripts count with every write: a field for each kind in each state. */
export const redisCounts =
  (redis: Redis, keys: RedisKeys): OrderStore['counts'] =>
  async () =>
    Object.entries(await redis.hgetall(keys.tallies)).flatMap(([name, text]) => {
      const [kind = '', state = ''] = name.split(' ');
      const count = Number(text);
      return count > 0 ? [{ kind, state, count }] : [];
    });
