import type { ChainableCommander, Redis } from 'ioredis';
import type { Log } from '../../../service/ports/log.ts';
import type { TeamId } from '../../../values/ids.ts';
import { type StoreTarget, TargetRefused } from '../../content/content.ts';
import { orderIn } from '../../content/decode-record.ts';
import type { OrderRecord, StoreRecord } from '../../content/record.ts';
import { connectToRedis } from '../connection/connect-to-redis.ts';
import { redisDurability } from '../durability/durability.ts';
import { SWEEP_AFTER_MS } from '../key-value-store.ts';
import { type RedisKeys, redisKeys } from '../keys.ts';
import { claimText, nameOwnedBy } from '../orders/claims.ts';
import { placeOf } from '../orders/selection.ts';
import { asPattern, namesLike } from '../scan.ts';
import { COUNT_AS } from '../scripts.ts';
import { openRedisReader } from './order-reader.ts';

/** Keys that are taken away at a time. */
const CHUNK = 500;

/**
 * The place of one team in a Redis, empty, or with half a store that somebody began to put there. A mark stands in it until it is
 * whole: no bot and no reader opens it before. Throws `TargetRefused` when it holds anything else.
 */
export async function openRedisTarget({
  url,
  teamId,
  log,
}: {
  readonly url: string;
  readonly teamId: TeamId;
  readonly log: Log;
}): Promise<StoreTarget> {
  const redis = await connectToRedis(url, log, teamId);
  const keys = redisKeys(teamId);
  const close = async () => {
    await redis.quit().catch(() => {});
    redis.disconnect();
  };
  try {
    await begin(redis, keys, teamId);
  } catch (error) {
    redis.disconnect();
    throw error;
  }
  return {
    put: async (records) => {
      const pipeline = redis.multi();
      for (const record of records) write(pipeline, keys, record);
      for (const [error] of (await pipeline.exec()) ?? []) if (error) throw error;
    },
    reader: () => openRedisReader({ url, teamId, log, isRestoring: true }),
    finish: async () => {
      await redis.set(keys.filed, 'yes');
      const durability = redisDurability({ redis, url, operatorSaysDurable: true, trialKey: keys.trial });
      // Reads how the server syncs, which tells whether there is anything to wait for.
      await durability.problem();
      await durability.synced('change');
      await redis.del(keys.restoring);
      await durability.synced('change');
      await close();
    },
    abandon: async () => {
      await clear(redis, keys);
      await close();
    },
  };
}

async function begin(redis: Redis, keys: RedisKeys, teamId: TeamId): Promise<void> {
  const isHalf = (await redis.exists(keys.restoring)) === 1;
  if (isHalf) await clear(redis, keys);
  else if ((await namesOf(redis, keys)).length > 0)
    throw new TargetRefused(
      `This Redis keeps a store of the team ${teamId} already, and nothing is put over it. Give REDIS_URL another database, such as the number at its end.`,
    );
  await redis.set(keys.restoring, 'yes');
}

const namesOf = (redis: Redis, keys: RedisKeys): Promise<string[]> =>
  namesLike(redis, `${asPattern(keys.order('').replace(/order:$/, ''))}*`);

/** Takes away everything of the team, the mark last. */
async function clear(redis: Redis, keys: RedisKeys): Promise<void> {
  const names = (await namesOf(redis, keys)).filter((name) => name !== keys.restoring);
  for (let at = 0; at < names.length; at += CHUNK) await redis.unlink(...names.slice(at, at + CHUNK));
  await redis.del(keys.restoring);
}

function write(pipeline: ChainableCommander, keys: RedisKeys, record: StoreRecord): void {
  switch (record.kind) {
    case 'order':
      writeOrder(pipeline, keys, record);
      break;
    case 'gone':
      forget(pipeline, keys, record.reference);
      break;
    case 'stub':
      pipeline.hset(keys.stubs, record.reference, record.text);
      break;
    case 'claim': {
      const name = nameOwnedBy(record.claim);
      if (name === null) pipeline.hset(keys.claims, claimText(record.claim), record.reference);
      else pipeline.hset(keys.names, name, record.reference);
      break;
    }
    case 'value': {
      const { key, value, expiresAtMs } = record;
      pipeline.set(keys.value(key), JSON.stringify({ value, expiresAtMs }));
      if (expiresAtMs !== null) pipeline.pexpireat(keys.value(key), expiresAtMs + SWEEP_AFTER_MS);
      break;
    }
    case 'attempt':
      pipeline.hset(keys.attempts, record.attemptId, `${record.atMs} ${record.cents}`);
      break;
    case 'watch':
      if (record.row === 'head') pipeline.set(keys.watch('head'), record.text);
      else pipeline.hset(keys.watch(record.row), record.id, record.text);
  }
}

function forget(pipeline: ChainableCommander, keys: RedisKeys, reference: string): void {
  pipeline.eval(COUNT_AS, 2, keys.order(reference), keys.tallies, '');
  pipeline.del(keys.order(reference), keys.history(reference));
  for (const list of [keys.claimable, keys.newest, keys.waiting, keys.running]) pipeline.zrem(list, reference);
}

function writeOrder(pipeline: ChainableCommander, keys: RedisKeys, record: OrderRecord): void {
  const { reference, row, history, acts } = record;
  forget(pipeline, keys, reference);
  for (const [hash, act] of Object.entries(acts)) pipeline.hset(keys.acts, hash, act);
  if (history.length > 0) pipeline.rpush(keys.history(reference), ...history);
  if (!row) return;
  const { version, content, effects, head, leaseToken, leaseUntilMs, claimableAtMs } = row;
  const fields = { version, content, effects, head, leaseToken, leaseUntilMs };
  const present = Object.entries(fields).flatMap(([name, value]) => (value === null ? [] : [name, String(value)]));
  pipeline.hset(keys.order(reference), ...present);
  if (claimableAtMs !== null) pipeline.zadd(keys.claimable, claimableAtMs, reference);
  const order = orderIn(record)?.order;
  const requestedAtMs = row.requestedAtMs ?? order?.facts.requestedAt.getTime() ?? null;
  if (requestedAtMs !== null) pipeline.zadd(keys.newest, requestedAtMs, reference);
  const requestedBy = row.requestedBy ?? order?.facts.requestedBy;
  if (requestedBy && requestedAtMs !== null) pipeline.zadd(keys.newestOf(requestedBy), requestedAtMs, reference);
  if (!order) return;
  const [stage, rankMs, counted] = placeOf(order);
  pipeline.eval(COUNT_AS, 2, keys.order(reference), keys.tallies, counted);
  if (stage !== 'over') pipeline.zadd(stage === 'waiting' ? keys.waiting : keys.running, rankMs, reference);
}
