import type { Redis } from 'ioredis';
import { z } from 'zod';
import { RULES_KEY } from '../../../orders/approval/requirement.ts';
import { PAUSE_KEY } from '../../../orders/pause.ts';
import type { Log } from '../../../service/ports/log.ts';
import type {
  InsertResult,
  OrderChange,
  OrderClaim,
  OrderStore,
  StoredOrder,
} from '../../../service/ports/stores/order-store.ts';
import { afterChange, attemptNotSent, COUNT_KEPT_MS, COUNTED_MS, claimChange } from '../../rows/order-change.ts';
import { readLately } from '../../rows/read-lately.ts';
import {
  BROKEN_ROW_PAUSE_MS,
  claimableAtMs,
  decodeEntry,
  decodeOrder,
  encodeEntry,
  encodeOrder,
  isAsRead,
  needsRequested,
  type OrderRow,
  requestedOf,
} from '../../rows/row.ts';
import type { ActOf } from '../../rows/stored-acts.ts';
import { StoredRowBroken } from '../../rows/stored-json.ts';
import type { RedisDurability } from '../durability/durability.ts';
import type { RedisKeys } from '../keys.ts';
import { CLAIM, CLAIMED, INSERT, REPLACE, REPLACE_WITH_INTENT } from '../scripts.ts';
import { redisActs } from './acts.ts';
import { claimText, takenIn } from './claims.ts';
import { redisCounts } from './counts.ts';
import { redisOrderPage } from './order-list.ts';
import { ROW_FIELDS, rowIn } from './row.ts';
import { placeOf, redisSelection } from './selection.ts';
import { redisStamps } from './stamps.ts';

const Claimed = z.array(z.tuple([z.string(), z.string().nullable()], z.unknown()));
const Texts = z.array(z.string());
const Written = z.enum(['written', 'changed', 'act_missing', 'paused', 'policy_outdated', 'day_limit_reached']);
const Inserted = Texts.min(1);

export interface RedisStoreDeps {
  readonly redis: Redis;
  readonly keys: RedisKeys;
  readonly durability: RedisDurability;
  /** Told of orders that cannot be read; they do not stop the claiming of others. */
  readonly log?: Log;
}

/** Orders in Redis: one hash an order, its log as a list, sorted sets for what is due and for lists, acts in one hash. */
export function redisOrderStore({ redis, keys, durability, log }: RedisStoreDeps): OrderStore {
  const acts = redisActs(redis, keys);
  const lately = readLately();
  const read = async (reference: string): Promise<StoredOrder | null> => {
    const row = rowIn(await redis.hmget(keys.order(reference), ...ROW_FIELDS));
    return row && decodeOrder(row, await acts.neededBy([row.content, row.effects]), reference, lately);
  };
  /** Runs a script that writes a stored order, with `more` keys and arguments. */
  const write = async (script: string, version: number, change: OrderChange, more: WriteMore = NOTHING_MORE) => {
    const next = afterChange(version, change);
    const row = encodeOrder(next);
    const entry = change.entry && encodeEntry(change.entry);
    const needed = new Map([...row.acts, ...(entry?.acts ?? [])]);
    const { reference } = change.order.facts;
    const { free, take } = claimChange(change);
    const isSame = isAsRead(change.order);
    const all = [
      keys.order(reference),
      keys.history(reference),
      keys.names,
      keys.claims,
      keys.acts,
      keys.claimable,
      keys.order(''),
      keys.attempts,
      keys.waiting,
      keys.running,
      keys.tallies,
      ...more.keys,
    ];
    const parameters = (isWhole: boolean) => [
      reference,
      version,
      isSame ? '' : row.content,
      row.effects,
      isSame && !entry ? '' : row.head,
      row.leaseToken ?? '',
      row.leaseUntilMs ?? '',
      entry?.text ?? '',
      claimableAtMs(next.effects, next.lease) ?? '',
      JSON.stringify(free.map(claimText)),
      JSON.stringify(take.map(claimText)),
      attemptNotSent(change) ?? '',
      acts.forScript(needed, isWhole),
      ...(isSame ? ['', '', ''] : placeOf(change.order)),
      ...more.parameters,
    ];
    const run = async (isWhole: boolean) =>
      Written.parse(await redis.eval(script, all.length, ...all, ...parameters(isWhole)));
    const first = await run(false);
    const answer = first === 'act_missing' ? await run(true) : first;
    if (answer === 'act_missing') throw new TypeError('An act was sent, and is missing');
    if (answer === 'written') acts.areWritten(needed);
    return answer;
  };
  const replace = async (version: number, change: OrderChange): Promise<boolean> => {
    if ((await write(REPLACE, version, change)) !== 'written') return false;
    // A lease or a postponed effect that is lost costs nothing; what happened to an order must not be.
    if (change.entry) await durability.synced('change');
    return true;
  };
  const replaceWithIntent: OrderStore['replaceWithIntent'] = async (version, change, guard) => {
    const atMs = guard.at.getTime();
    const intent = [
      guard.attemptId,
      atMs,
      guard.cents,
      guard.dayLimitCents,
      atMs - COUNTED_MS,
      atMs - COUNT_KEPT_MS,
      guard.rulesHash ?? '',
    ];
    const more = { keys: [keys.value(PAUSE_KEY), keys.value(RULES_KEY)], parameters: intent };
    const answer = await write(REPLACE_WITH_INTENT, version, change, more);
    if (answer === 'written') await durability.synced('intent');
    return answer;
  };
  const readable = (reference: string, row: OrderRow | null, actOf: ActOf): StoredOrder | null => {
    try {
      return row && decodeOrder(row, actOf, reference);
    } catch (error) {
      if (!(error instanceof StoredRowBroken)) throw error;
      log?.error({ error, reference }, 'An order cannot be read; it is left alone for a while');
      return null;
    }
  };

  const readListed = async (reference: string): Promise<StoredOrder | null> => {
    const row = rowIn(await redis.hmget(keys.order(reference), ...ROW_FIELDS));
    return row && readable(reference, row, await acts.neededBy([row.content, row.effects]));
  };

  return {
    get: read,
    insert: async (order, effects, entry): Promise<InsertResult> => {
      const { reference, requestedBy, requestedAt } = order.facts;
      const head = { sequence: entry.sequence, hash: entry.hash };
      const row = encodeOrder({ version: 1, order, effects, head, lease: null });
      const { text, acts: ofEntry } = encodeEntry(entry);
      const needed = new Map([...row.acts, ...ofEntry]);
      const answer = await redis.eval(
        INSERT,
        13,
        keys.order(reference),
        keys.history(reference),
        keys.names,
        keys.claims,
        keys.acts,
        keys.claimable,
        keys.newest,
        keys.newestOf(requestedBy),
        keys.order(''),
        keys.waiting,
        keys.running,
        keys.stubs,
        keys.tallies,
        reference,
        row.content,
        row.effects,
        row.head,
        text,
        String(claimableAtMs(effects, null) ?? ''),
        String(requestedAt.getTime()),
        JSON.stringify(order.claims.map(claimText)),
        acts.forScript(needed, true),
        ...placeOf(order),
      );
      const [word, ...rest] = Inserted.parse(answer);
      if (word === 'ok') {
        await durability.synced('change');
        return { ok: true };
      }
      if (word === 'reference_exists') return { ok: false, refusal: 'reference_exists' };
      return { ok: false, refusal: 'claimed', taken: takenIn(rest) };
    },
    replace,
    replaceWithIntent,
    claimDue: async (now, leaseMs, limit, token) => {
      const untilMs = now.getTime() + leaseMs;
      const putOffUntilMs = now.getTime() + BROKEN_ROW_PAUSE_MS;
      const claimed = Claimed.parse(
        await redis.eval(CLAIM, 2, keys.claimable, keys.order(''), now.getTime(), limit, token, untilMs, putOffUntilMs),
      );
      const rows = claimed.map(([reference, before, ...values]) => {
        const row = rowIn([...values, token, untilMs]);
        return { reference, row, isTakenOver: before !== null };
      });
      const actOf = await acts.neededBy(rows.flatMap(({ row }) => (row ? [row.content, row.effects] : [])));
      const readOrPutOff = async ({ reference, row, isTakenOver }: (typeof rows)[number]): Promise<OrderClaim[]> => {
        const stored = readable(reference, row, actOf);
        if (!stored) await redis.zadd(keys.claimable, putOffUntilMs, reference);
        return stored ? [{ ...stored, isTakenOver }] : [];
      };
      return (await Promise.all(rows.map(readOrPutOff))).flat();
    },
    list: (query, cursor) => redisOrderPage(redis, keys, readListed, query, cursor),
    select: redisSelection(redis, keys, readListed),
    counts: redisCounts(redis, keys),
    ...redisStamps(redis, keys, readListed),
    history: async (reference) => {
      const texts = await redis.lrange(keys.history(reference), 0, -1);
      const actOf = await acts.neededBy(texts);
      const requested = texts.some(needsRequested) ? requestedOf(await read(reference)) : null;
      return texts.map((text) => decodeEntry(text, { actOf, requested }));
    },
    claimed: async (claims) => {
      if (claims.length === 0) return new Map();
      const all = [keys.names, keys.claims, keys.order('')];
      return takenIn(Texts.parse(await redis.eval(CLAIMED, all.length, ...all, ...claims.map(claimText))));
    },
    nextClaimableAt: async () => {
      const [, score] = await redis.zrange(keys.claimable, '0', '0', 'WITHSCORES');
      return score === undefined ? null : new Date(Number(score));
    },
    durabilityProblem: durability.problem,
  };
}

interface WriteMore {
  readonly keys: readonly string[];
  readonly parameters: readonly (string | number)[];
}
const NOTHING_MORE: WriteMore = { keys: [], parameters: [] };
