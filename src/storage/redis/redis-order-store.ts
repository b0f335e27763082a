import { addMilliseconds } from 'date-fns/addMilliseconds';
import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Reference } from '../../orders/ids.ts';
import type { Order } from '../../orders/order.ts';
import { domainNames } from '../../orders/purchase.ts';
import type {
  InsertResult,
  Log,
  OrderChange,
  OrderPage,
  OrderQuery,
  OrderStore,
  StoredOrder,
} from '../../service/ports.ts';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import {
  afterChange,
  BROKEN_ROW_PAUSE_MS,
  claimableAtMs,
  decodeEntry,
  decodeOrder,
  encodeOrder,
  nameChange,
  StoredRowBroken,
} from '../row.ts';
import { redisDurability } from './redis-durability.ts';
import type { RedisKeys } from './redis-keys.ts';
import { INSERT, REPLACE } from './scripts.ts';

const Row = z.tuple([z.coerce.number().int(), z.string()]);
const NoRow = z.tuple([z.null(), z.null()]);
const Inserted = z.array(z.string()).min(1);
/** References read from the index at a time while a page is filled. */
const CHUNK = 50;

export interface RedisStoreDeps {
  readonly redis: Redis;
  readonly keys: RedisKeys;
  readonly operatorSaysDurable: boolean;
  /** Told of orders that cannot be read; they do not stop the claiming of others. */
  readonly log?: Log;
}

/** Orders in Redis: one hash an order, its log as a list, sorted sets for what is due and for lists. */
export function redisOrderStore({ redis, keys, operatorSaysDurable, log }: RedisStoreDeps): OrderStore {
  const durability = redisDurability(redis, operatorSaysDurable);
  const read = async (reference: string): Promise<StoredOrder | null> => {
    const fields = await redis.hmget(keys.order(reference), 'version', 'content');
    if (NoRow.safeParse(fields).success) return null;
    const [version, content] = Row.parse(fields);
    return decodeOrder(version, content, reference);
  };
  const replace = async (version: number, change: OrderChange): Promise<StoredOrder | null> => {
    const next = afterChange(version, change);
    const { reference } = change.order.facts;
    const { act, names } = nameChange(change);
    const written = await redis.eval(
      REPLACE,
      4,
      keys.order(reference),
      keys.history(reference),
      keys.names,
      keys.claimable,
      reference,
      String(version),
      encodeOrder(next),
      change.entry ? JSON.stringify(change.entry) : '',
      String(claimableAtMs(next.effects, next.lease) ?? ''),
      act,
      ...names,
    );
    if (written !== 1) return null;
    // A lease or a postponed effect that is lost costs nothing; what happened to an order must not be.
    if (change.entry) await durability.synced();
    return next;
  };
  const readable = async (reference: string): Promise<StoredOrder | null> => {
    try {
      return await read(reference);
    } catch (error) {
      if (!(error instanceof StoredRowBroken)) throw error;
      log?.error({ error, reference }, 'An order cannot be read');
      return null;
    }
  };
  const claim = async (reference: string, now: Date, leaseMs: number, token: string): Promise<StoredOrder[]> => {
    const stored = await readable(reference);
    if (!stored) await redis.zadd(keys.claimable, now.getTime() + BROKEN_ROW_PAUSE_MS, reference);
    const claimable = stored ? claimableAtMs(stored.effects, stored.lease) : null;
    if (!stored || claimable === null || claimable > now.getTime()) return [];
    const { order, effects, head, version } = stored;
    const lease = { token, until: addMilliseconds(now, leaseMs) };
    const claimed = await replace(version, { order, effects, entry: null, head, lease });
    return claimed ? [claimed] : [];
  };

  return {
    get: read,
    insert: async (order, effects, entry): Promise<InsertResult> => {
      const { reference, requestedBy, requestedAt, purchase } = order.facts;
      const head = { sequence: entry.sequence, hash: entry.hash };
      const answer = await redis.eval(
        INSERT,
        6,
        keys.order(reference),
        keys.history(reference),
        keys.names,
        keys.claimable,
        keys.newest,
        keys.newestOf(requestedBy),
        reference,
        encodeOrder({ order, effects, head, lease: null }),
        JSON.stringify(entry),
        String(claimableAtMs(effects, null) ?? ''),
        String(requestedAt.getTime()),
        ...domainNames(purchase),
      );
      const [word, ...rest] = Inserted.parse(answer);
      if (word === 'ok') {
        await durability.synced();
        return { ok: true };
      }
      if (word === 'reference_exists') return { ok: false, refusal: 'reference_exists' };
      return { ok: false, refusal: 'domains_taken', taken: pairs(rest) };
    },
    replace: async (version, change) => (await replace(version, change)) !== null,
    claimDue: async (now, leaseMs, limit, newToken) => {
      const due = await redis.zrangebyscore(keys.claimable, '-inf', now.getTime(), 'LIMIT', 0, limit);
      const claimed = await Promise.all(due.map((reference) => claim(reference, now, leaseMs, newToken())));
      return claimed.flat();
    },
    list: (query, cursor) => page(redis, keys, readable, query, cursor),
    history: async (reference) => (await redis.lrange(keys.history(reference), 0, -1)).map(decodeEntry),
    namesInUse: async (names) => {
      if (names.length === 0) return new Map();
      const references = await redis.hmget(keys.names, ...names);
      return pairs(names.flatMap((name, index) => (references[index] ? [name, references[index]] : [])));
    },
    nextClaimableAt: async () => {
      const [, score] = await redis.zrange(keys.claimable, '0', '0', 'WITHSCORES');
      return score === undefined ? null : new Date(Number(score));
    },
    durabilityProblem: durability.problem,
  };
}

/** `[name, reference, name, reference, ...]` as a map. */
function pairs(flat: readonly string[]): ReadonlyMap<string, Reference> {
  const map = new Map<string, Reference>();
  for (let at = 0; at + 1 < flat.length; at += 2) map.set(flat[at] ?? '', Reference.parse(flat[at + 1]));
  return map;
}

/** Walks the index from the newest on, until the page is full of orders that match. Equal moments go by reference. */
async function page(
  redis: Redis,
  keys: RedisKeys,
  read: (reference: string) => Promise<StoredOrder | null>,
  { requestedBy, states, limit }: OrderQuery,
  cursor: string | null,
): Promise<OrderPage> {
  const index = requestedBy === undefined ? keys.newest : keys.newestOf(requestedBy);
  const after = decodeCursor(cursor);
  const orders: Order[] = [];
  // A new order moves all others one place on, so that the next chunk may begin with one that was there before.
  const met = new Set<string>();
  for (let offset = 0; ; offset += CHUNK) {
    const references = await redis.zrevrangebyscore(index, after?.atMs ?? '+inf', '-inf', 'LIMIT', offset, CHUNK);
    const unmet = references.filter((reference) => !met.has(reference));
    for (const reference of unmet) met.add(reference);
    for (const stored of await Promise.all(unmet.map(read))) {
      if (!stored) continue;
      const { requestedAt, reference } = stored.order.facts;
      const isSeen = after && requestedAt.getTime() === after.atMs && reference >= after.reference;
      if (isSeen || (states && !states.includes(stored.order.state))) continue;
      if (orders.length === limit) {
        const last = orders.at(-1);
        return { orders, cursor: last ? encodeCursor(last) : null };
      }
      orders.push(stored.order);
    }
    if (references.length < CHUNK) return { orders, cursor: null };
  }
}
