import type { Redis } from 'ioredis';
import { z } from 'zod';
import { Stub } from '../../../orders/history/stub.ts';
import type { Leaving, OrderArchive } from '../../../service/ports/stores/order-archive.ts';
import { Reference } from '../../../values/ids.ts';
import { archiveWriter } from '../../content/write-archive.ts';
import { COUNTED_MS } from '../../rows/order-change.ts';
import type { RedisKeys } from '../keys.ts';
import { TALLY } from '../scripts.ts';
import { beginLoosening, LOOSEN, sweepLooseActs } from './loose-acts.ts';
import { rawOrder } from './raw-order.ts';
import { referencesIn } from './references.ts';

const Count = z.tuple([z.null(), z.int()]);
const Counts = z.tuple([Count, Count]);
/** References that one round trip asks about. */
const CHUNK = 500;
/** Stubs that are read at a time. */
const STUBS = 200;

/** Takes orders out of Redis, each by one script. What was purged waits for `synced`. */
export function redisArchive(redis: Redis, keys: RedisKeys, synced: () => Promise<void>): OrderArchive {
  return {
    over: async (before) => {
      const listed = await redis.zrangebyscore(keys.newest, '-inf', `(${before.getTime()}`);
      const over: Reference[] = [];
      for (let at = 0; at < listed.length; at += CHUNK) over.push(...(await overIn(listed.slice(at, at + CHUNK))));
      return over;
    },
    write: archiveWriter('redis', (reference) => rawOrder(redis, keys, reference)),
    purge: async (leaving) => {
      await beginLoosening(redis, keys);
      let purged = 0;
      for (const each of leaving) if (await purgeOne(each)) purged += 1;
      await sweepLooseActs(redis, keys, () => referencesIn(redis, keys));
      return purged;
    },
    kept: async () => {
      const counts = await redis.multi().zcard(keys.newest).hlen(keys.stubs).exec();
      const [orders, stubs] = Counts.parse(counts);
      return orders[1] + stubs[1];
    },
    stub: async (reference) => {
      const text = await redis.hget(keys.stubs, reference);
      return text === null ? null : Stub.parse(JSON.parse(text));
    },
    stubs: async (cursor) => {
      const [next, fields] = await redis.hscan(keys.stubs, cursor ?? '0', 'COUNT', STUBS);
      const texts = fields.filter((_, index) => index % 2 === 1);
      return { stubs: texts.map((text) => Stub.parse(JSON.parse(text))), cursor: next === '0' ? null : next };
    },
  };

  async function purgeOne({ version, stub }: Leaving): Promise<boolean> {
    const lists = [keys.claimable, keys.newest, keys.newestOf(stub.requestedBy), keys.waiting, keys.running];
    const all = [
      keys.order(stub.reference),
      keys.history(stub.reference),
      keys.stubs,
      keys.names,
      keys.claims,
      keys.tallies,
      keys.looseActs,
      keys.attempts,
      ...lists,
    ];
    const forgottenMs = stub.archivedAt.getTime() - COUNTED_MS;
    const text = JSON.stringify(stub);
    const answer = await redis.eval(PURGE, all.length, ...all, stub.reference, version, text, forgottenMs);
    if (answer === 1) await synced();
    return answer === 1;
  }

  async function overIn(references: readonly string[]): Promise<Reference[]> {
    const pipeline = redis.pipeline();
    for (const reference of references) pipeline.zscore(keys.waiting, reference).zscore(keys.running, reference);
    const scores = z.array(z.tuple([z.null(), z.string().nullable()])).parse(await pipeline.exec());
    return references.flatMap((reference, index) => {
      const isOpen = [scores[2 * index], scores[2 * index + 1]].some((score) => score?.[1] != null);
      return isOpen ? [] : (Reference.safeParse(reference).data ?? []);
    });
  }
}

/**
 * Puts a stub in the place of an order that is of the expected version. Claims are given back that it has as the last one who had them.
 * KEYS 1 order, 2 history, 3 stubs, 4 names, 5 claims, 6 tallies, 7 loose acts, 8 attempts, 9 and on: lists that it stands in
 * ARGV 1 reference, 2 expected version, 3 stub, 4 attempts up to this moment count for no limit any more
 * Returns 1 when it was purged.
 */
const PURGE = `${TALLY}${LOOSEN}
local function attemptsOf(key, reference)
  local found, fields = {}, redis.call('HGETALL', key)
  for at = 1, #fields, 2 do
    if string.sub(fields[at], 1, #reference + 1) == reference .. '.' then found[fields[at]] = fields[at + 1] end
  end
  return found
end
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[2] then return 0 end
local isRead, row = pcall(cjson.decode, redis.call('HGET', KEYS[1], 'content') or '')
local order = isRead and type(row) == 'table' and (row.order or row) or {}
for _, claim in ipairs(type(order.claims) == 'table' and order.claims or {}) do
  local name = claim.mode == 'owns' and string.match(claim.key, '^name:(.+)$')
  local key, field = KEYS[5], claim.mode .. ' ' .. claim.key
  if name then key, field = KEYS[4], name end
  if redis.call('HGET', key, field) == ARGV[1] then redis.call('HDEL', key, field) end
end
redis.call('HSET', KEYS[3], ARGV[1], ARGV[3])
tally(KEYS[1], KEYS[6], '')
loosen(KEYS[7], KEYS[1], KEYS[2], ARGV[1])
redis.call('DEL', KEYS[1], KEYS[2])
for attempt, counted in pairs(attemptsOf(KEYS[8], ARGV[1])) do
  if tonumber(string.match(counted, '^%d+')) <= tonumber(ARGV[4]) then redis.call('HDEL', KEYS[8], attempt) end
end
for at = 9, #KEYS do redis.call('ZREM', KEYS[at], ARGV[1]) end
return 1`;
