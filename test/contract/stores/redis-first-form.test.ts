import { afterAll } from '@jest/globals';
import { noon } from '../../support/builders.ts';
import { seedRedis } from '../../support/rows/first-form.ts';
import { firstFormContract } from './first-form.contract.ts';
import { redisForThisFile, type TwoHandles } from './two-handles.ts';

const redis = redisForThisFile();

/** One handle for all: each opening begins with an empty database. */
let handles: Promise<TwoHandles> | null = null;
afterAll(async () => (await handles)?.close());

firstFormContract('Redis', async (order, isOldest = false) => {
  handles ??= redis.openTwice({ now: () => noon });
  const { first, where } = await handles;
  await seedRedis(where, order, isOldest);
  return first.orders;
});
