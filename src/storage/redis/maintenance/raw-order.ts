import type { Redis } from 'ioredis';
import { orderIn } from '../../content/decode-record.ts';
import type { OrderRecord } from '../../content/record.ts';
import { actHashesIn } from '../../rows/stored-acts.ts';
import type { RedisKeys } from '../keys.ts';
import { lookAt } from './look.ts';

/** Everything that is kept under a reference, as it stands at one moment; null when it is nothing. */
export async function rawOrder(redis: Redis, keys: RedisKeys, reference: string): Promise<OrderRecord | null> {
  const { row, history, claimableAtMs, newestMs: requestedAtMs } = await lookAt(redis, keys, reference);
  if (!row && history.length === 0) return null;
  // Acts never change, and none is taken away from an order that names it, unless that has left the store by now.
  const hashes = actHashesIn([row?.content ?? null, row?.effects ?? null, ...history]);
  const texts = hashes.length === 0 ? [] : await redis.hmget(keys.acts, ...hashes);
  if (texts.includes(null) && (await redis.exists(keys.order(reference), keys.history(reference))) === 0) return null;
  const acts = Object.fromEntries(hashes.flatMap((hash, at) => (texts[at] ? [[hash, texts[at]]] : [])));
  const kept = row && { ...row, claimableAtMs, requestedAtMs, requestedBy: null, state: null };
  const record: OrderRecord = { kind: 'order', reference, row: kept, history: [...history], acts };
  return { ...record, row: kept && { ...kept, requestedBy: await listedOf(redis, keys, record) } };
}

/** Who asked for an order, when it stands in that person's list, too. */
async function listedOf(redis: Redis, keys: RedisKeys, record: OrderRecord): Promise<string | null> {
  const requestedBy = orderIn(record)?.order.facts.requestedBy;
  if (requestedBy === undefined) return null;
  const score = await redis.zscore(keys.newestOf(requestedBy), record.reference);
  return score === null ? null : requestedBy;
}
