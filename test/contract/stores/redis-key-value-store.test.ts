import { expect, test } from '@jest/globals';
import { addMilliseconds } from 'date-fns';
import { Redis } from 'ioredis';
import { openStores } from '../../../src/storage/open-stores.ts';
import { redisKeyValueStore } from '../../../src/storage/redis/key-value-store.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { noon, team } from '../../support/builders.ts';
import { keyValueStoreContract } from './key-value-store.contract.ts';
import { reservationsContract } from './reservations.contract.ts';
import { redisForThisFile, silentLog } from './two-handles.ts';

const { openTwice, url } = redisForThisFile();

keyValueStoreContract('Redis', async (clock) => {
  const { first, second, close } = await openTwice(clock);
  return { keyValues: first.keyValues, second: second.keyValues, close };
});

reservationsContract('Redis', async () => {
  const { first, second, where, close } = await openTwice({ now: () => noon });
  const connection = new Redis(where);
  return {
    reservations: first.reservations,
    second: second.reservations,
    nowMs: () => Date.now(),
    // Its clock cannot be moved; that all bookings come nearer is the same to a line.
    pass: async (line, milliseconds) => {
      const key = redisKeys(team).reservation(line);
      if (await connection.exists(key)) await connection.incrby(key, -Math.round(milliseconds));
    },
    close: async () => {
      await connection.quit();
      await close();
    },
  };
});

test('Redis sweeps what has an end, well after it, and never what has none', async () => {
  let now = noon;
  const store = { kind: 'redis' as const, url: url(), operatorSaysDurable: false };
  const { keyValues, close } = await openStores({ store, teamId: team, clock: { now: () => now }, log: silentLog });
  const redis = new Redis(url());
  const sweptAfterMs = async () => redis.pttl((await redis.keys('*'))[0] ?? '');

  expect(await keyValues.setIfAbsent('key', 'short', 1_000)).toBe(true);
  expect(await sweptAfterMs()).toBeGreaterThan(60_000);
  now = addMilliseconds(noon, 1_000);
  expect(await keyValues.setIfAbsent('key', 'long', null)).toBe(true);
  expect(await sweptAfterMs()).toBe(-1);
  await redis.quit();
  await close();
});

test('Redis is asked once to replace a value', async () => {
  const redis = new Redis(url());
  const asked: string[] = [];
  const send = redis.sendCommand.bind(redis);
  redis.sendCommand = (command, stream) => {
    asked.push(command.name);
    return send(command, stream);
  };
  const keyValues = redisKeyValueStore(redis, redisKeys(team), { now: () => noon });
  await keyValues.set('key', 'a', 1_000);
  asked.length = 0;
  expect(await keyValues.replace('key', 'a', 'b', 2_000)).toBe(true);
  expect(asked).toEqual(['eval']);
  expect(await redis.pttl(redisKeys(team).value('key'))).toBeGreaterThan(60_000);
  await redis.quit();
});
