import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Reference } from '../../orders/ids.ts';
import type { Order } from '../../orders/order.ts';
import { domainNames } from '../../orders/purchase.ts';
import type {
  InsertResult,
  Log,
  OrderChange,
  OrderClaim,
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
import type { RedisDurability } from './redis-durability.ts';
import type { RedisKeys } from './redis-keys.ts';
import { ROW_FIELDS, rowIn } from './redis-row.ts';
import { CLAIM, INSERT, NAMES_IN_USE, REPLACE } from './scripts.ts';

const Claimed = z.array(z.tuple([z.string(), z.string().nullable()], z.unknown()));
const Texts = z.array(z.string());
const Inserted = Texts.min(1);
/** References read from the index at a time while a page is filled. */
const CHUNK = 50;

export interface RedisStoreDeps {
  readonly redis: Redis;
  readonly keys: RedisKeys;
  readonly durability: RedisDurability;
  /** Told of orders that cannot be read; they do not stop the claiming of others. */
  readonly log?: Log;
}

/** Orders in Redis: one hash an order, its log as a list, sorted sets for what is due and for lists. */
export function redisOrderStore({ redis, keys, durability, log }: RedisStoreDeps): OrderStore {
  const read = async (reference: string): Promise<StoredOrder | null> => {
    const row = rowIn(await redis.hmget(keys.order(reference), ...ROW_FIELDS));
    return row && decodeOrder(row, reference);
  };
  const replace = async (version: number, change: OrderChange): Promise<boolean> => {
    const next = afterChange(version, change);
    const row = encodeOrder(next);
    const { reference } = change.order.facts;
    const { act, names } = nameChange(change);
    const written = await redis.eval(
      REPLACE,
      5,
      keys.order(reference),
      keys.history(reference),
      keys.names,
      keys.claimable,
      keys.order(''),
      reference,
      String(version),
      row.content,
      row.effects,
      row.head,
      row.leaseToken ?? '',
      String(row.leaseUntilMs ?? ''),
      change.entry ? JSON.stringify(change.entry) : '',
      String(claimableAtMs(next.effects, next.lease) ?? ''),
      act,
      ...names,
    );
    if (written !== 1) return false;
    // A lease or a postponed effect that is lost costs nothing; what happened to an order must not be.
    if (change.entry) await durability.synced();
    return true;
  };
  const readable = (reference: string, values: readonly unknown[]): StoredOrder | null => {
    try {
      const row = rowIn(values);
      return row && decodeOrder(row, reference);
    } catch (error) {
      if (!(error instanceof StoredRowBroken)) throw error;
      log?.error({ error, reference }, 'An order cannot be read; it is left alone for a while');
      return null;
    }
  };

  return {
    get: read,
    insert: async (order, effects, entry): Promise<InsertResult> => {
      const { reference, requestedBy, requestedAt, purchase } = order.facts;
      const head = { sequence: entry.sequence, hash: entry.hash };
      const row = encodeOrder({ version: 1, order, effects, head, lease: null });
      const answer = await redis.eval(
        INSERT,
        7,
        keys.order(reference),
        keys.history(reference),
        keys.names,
        keys.claimable,
        keys.newest,
        keys.newestOf(requestedBy),
        keys.order(''),
        reference,
        row.content,
        row.effects,
        row.head,
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
    replace,
    claimDue: async (now, leaseMs, limit, token) => {
      const untilMs = now.getTime() + leaseMs;
      const putOffUntilMs = now.getTime() + BROKEN_ROW_PAUSE_MS;
      const claimed = Claimed.parse(
        await redis.eval(CLAIM, 2, keys.claimable, keys.order(''), now.getTime(), limit, token, untilMs, putOffUntilMs),
      );
      const readOrPutOff = async ([reference, before, ...values]: (typeof claimed)[number]): Promise<OrderClaim[]> => {
        const stored = readable(reference, [...values, token, untilMs]);
        if (!stored) await redis.zadd(keys.claimable, putOffUntilMs, reference);
        return stored ? [{ ...stored, isTakenOver: before !== null }] : [];
      };
      return (await Promise.all(claimed.map(readOrPutOff))).flat();
    },
    list: (query, cursor) =>
      page(
        redis,
        keys,
        async (reference) => readable(reference, await redis.hmget(keys.order(reference), ...ROW_FIELDS)),
        query,
        cursor,
      ),
    history: async (reference) => (await redis.lrange(keys.history(reference), 0, -1)).map(decodeEntry),
    namesInUse: async (names) => {
      if (names.length === 0) return new Map();
      return pairs(Texts.parse(await redis.eval(NAMES_IN_USE, 2, keys.names, keys.order(''), ...names)));
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
