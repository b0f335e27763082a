import type { Redis } from 'ioredis';
import { StoreUnreadable } from '../../order-reader.ts';
import type { RedisKeys } from '../keys.ts';

/** Throws while a store is being put together, or was and never became whole. */
export async function refuseHalfAStore(redis: Redis, keys: RedisKeys): Promise<void> {
  if ((await redis.exists(keys.restoring)) === 0) return;
  throw new StoreUnreadable(
    'A backup is being put into this Redis, or that was cut off: what is there is not whole. Wait for it, or run the same restore again.',
  );
}
