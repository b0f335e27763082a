import type { Redis } from 'ioredis';
import { z } from 'zod';
import { namesOf } from '../../acts/act.ts';
import { PAUSE_KEY } from '../../orders/pause.ts';
import type { Log } from '../../service/ports/log.ts';
import type {
  InsertResult,
  OrderChange,
  OrderClaim,
  OrderStore,
  StoredOrder,
} from '../../service/ports/order-store.ts';
import { Reference } from '../../values/ids.ts';
import {
  afterChange,
  attemptNotSent,
  BROKEN_ROW_PAUSE_MS,
  COUNT_KEPT_MS,
  COUNTED_MS,
  claimableAtMs,
  decodeEntry,
  decodeOrder,
  encodeOrder,
  nameChange,
  StoredRowBroken,
} from '../row.ts';
import type { RedisDurability } from './redis-durability.ts';
import type { RedisKeys } from './redis-keys.ts';
import { redisOrderPage } from './redis-order-list.ts';
import { ROW_FIELDS, rowIn } from './redis-row.ts';
import { CLAIM, INSERT, NAMES_IN_USE, REPLACE, REPLACE_WITH_INTENT } from './scripts.ts';

const Claimed = z.array(z.tuple([z.string(), z.string().nullable()], z.unknown()));
const Texts = z.array(z.string());
const Written = z.enum(['written', 'changed', 'paused', 'day_limit_reached']);
const Inserted = Texts.min(1);

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
  /** Keys and arguments of both scripts that write a stored order. */
  const written = (version: number, change: OrderChange) => {
    const next = afterChange(version, change);
    const row = encodeOrder(next);
    const { reference } = change.order.facts;
    const { act, names } = nameChange(change);
    return {
      keys: [keys.order(reference), keys.history(reference), keys.names, keys.claimable, keys.order(''), keys.attempts],
      parameters: [
        reference,
        version,
        row.content,
        row.effects,
        row.head,
        row.leaseToken ?? '',
        row.leaseUntilMs ?? '',
        change.entry ? JSON.stringify(change.entry) : '',
        claimableAtMs(next.effects, next.lease) ?? '',
        act,
        JSON.stringify(names),
        attemptNotSent(change) ?? '',
      ],
    };
  };
  const replace = async (version: number, change: OrderChange): Promise<boolean> => {
    const { keys: all, parameters } = written(version, change);
    if ((await redis.eval(REPLACE, all.length, ...all, ...parameters)) !== 'written') return false;
    // A lease or a postponed effect that is lost costs nothing; what happened to an order must not be.
    if (change.entry) await durability.synced();
    return true;
  };
  const replaceWithIntent: OrderStore['replaceWithIntent'] = async (version, change, guard) => {
    const { keys: shared, parameters } = written(version, change);
    const all = [...shared, keys.value(PAUSE_KEY)];
    const atMs = guard.at.getTime();
    const intent = [guard.attemptId, atMs, guard.cents, guard.dayLimitCents, atMs - COUNTED_MS, atMs - COUNT_KEPT_MS];
    const answer = Written.parse(await redis.eval(REPLACE_WITH_INTENT, all.length, ...all, ...parameters, ...intent));
    if (answer === 'written') await durability.synced();
    return answer;
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
        ...namesOf(purchase),
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
    replaceWithIntent,
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
      redisOrderPage(
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
