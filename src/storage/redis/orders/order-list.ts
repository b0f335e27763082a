import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Order } from '../../../orders/order.ts';
import { areOpen } from '../../../orders/standing/stage.ts';
import type { OrderPage, OrderQuery, StoredOrder } from '../../../service/ports/stores/order-store.ts';
import { decodeCursor, encodeCursor } from '../../rows/page-cursor.ts';
import type { RedisKeys } from '../keys.ts';

/** References read from the index at a time while a page is filled. */
const CHUNK = 50;

/** Walks the index from the newest on, until the page is full of orders that match. Equal moments go by reference. */
export async function redisOrderPage(
  redis: Redis,
  keys: RedisKeys,
  read: (reference: string) => Promise<StoredOrder | null>,
  { requestedBy, states, limit }: OrderQuery,
  cursor: string | null,
): Promise<OrderPage> {
  const index = requestedBy === undefined ? keys.newest : keys.newestOf(requestedBy);
  const after = decodeCursor(cursor);
  const open = states && areOpen(states) ? await openReferences(redis, keys, index, after?.atMs ?? null) : null;
  const orders: Order[] = [];
  // A new order moves all others one place on, so that the next chunk may begin with one that was there before.
  const met = new Set<string>();
  for (let offset = 0; ; offset += CHUNK) {
    const references = open
      ? open.slice(offset, offset + CHUNK)
      : await redis.zrevrangebyscore(index, after?.atMs ?? '+inf', '-inf', 'LIMIT', offset, CHUNK);
    const unmet = references.filter((reference) => !met.has(reference));
    for (const reference of unmet) met.add(reference);
    for (const stored of await Promise.all(unmet.map(read))) {
      if (!stored) continue;
      const { requestedAt, reference } = stored.order.facts;
      const isSeen = after && requestedAt.getTime() === after.atMs && reference >= after.reference;
      if (isSeen || (states && !states.includes(stored.order.state))) continue;
      if (orders.length === limit) {
        const last = orders.at(-1);
        return { orders, cursor: last ? encodeCursor(placeOf(last)) : null };
      }
      orders.push(stored.order);
    }
    if (references.length < CHUNK) return { orders, cursor: null };
  }
}

const placeOf = ({ facts: { requestedAt, reference } }: Order) => ({ atMs: requestedAt.getTime(), reference });

const Scores = z.array(z.tuple([z.null(), z.string().nullable()]));

/**
 * Orders of an index that wait or run, as the index sorts them, from a moment on: those that are over are the most by far, and are
 * not looked through for the others. Null while orders of before are not in the lists of stages yet.
 */
async function openReferences(
  redis: Redis,
  keys: RedisKeys,
  index: string,
  atMs: number | null,
): Promise<string[] | null> {
  if ((await redis.exists(keys.filed)) === 0) return null;
  const [waiting, running] = await Promise.all(
    [keys.waiting, keys.running].map((list) => redis.zrange(list, '0', '-1')),
  );
  const references = [...(waiting ?? []), ...(running ?? [])];
  const pipeline = redis.pipeline();
  for (const reference of references) pipeline.zscore(index, reference);
  const scores = Scores.parse((await pipeline.exec()) ?? []);
  return references
    .flatMap((reference, at) => {
      const score = scores[at]?.[1] ?? null;
      return score === null || (atMs !== null && Number(score) > atMs) ? [] : [{ reference, score: Number(score) }];
    })
    .toSorted((one, other) => other.score - one.score || (other.reference < one.reference ? -1 : 1))
    .map(({ reference }) => reference);
}
