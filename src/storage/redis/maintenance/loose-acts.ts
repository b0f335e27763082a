import type { Redis } from 'ioredis';
import type { RedisKeys } from '../keys.ts';
import { fieldsOf } from '../scan.ts';

/** Orders that one script looks at: some milliseconds. */
const ORDERS_A_SCRIPT = 50;
/** Acts of one command. */
const ACTS_AT_ONCE = 500;

/** Says that the acts of orders which left before there were loose acts are among them. */
const OF_BEFORE = '';

/** Makes ready for the first order that leaves: acts that earlier versions left count as loose. */
export async function beginLoosening(redis: Redis, keys: RedisKeys): Promise<void> {
  if ((await redis.hexists(keys.looseActs, OF_BEFORE)) === 1) return;
  const hashes = (await redis.exists(keys.stubs)) === 1 ? await redis.hkeys(keys.acts) : [];
  for (let at = 0; at < hashes.length; at += ACTS_AT_ONCE)
    await redis.hset(keys.looseActs, ...hashes.slice(at, at + ACTS_AT_ONCE).flatMap((hash) => [hash, OF_BEFORE]));
  await redis.hset(keys.looseActs, OF_BEFORE, OF_BEFORE);
}

/** Takes away loose acts that no order names, of all that `references` answers. What is named again meanwhile stays. */
export async function sweepLooseActs(
  redis: Redis,
  keys: RedisKeys,
  references: () => Promise<readonly string[]>,
): Promise<void> {
  const loose = [...(await fieldsOf(redis, keys.looseActs))].filter(([hash]) => hash !== OF_BEFORE);
  if (loose.length === 0) return;
  const orders = await references();
  const of = [keys.looseActs, keys.order(''), keys.history('')];
  for (let at = 0; at < orders.length; at += ORDERS_A_SCRIPT)
    await redis.eval(PASS_OVER, of.length, ...of, ...orders.slice(at, at + ORDERS_A_SCRIPT));
  for (let at = 0; at < loose.length; at += ACTS_AT_ONCE)
    await redis.eval(FORGET, 2, keys.acts, keys.looseActs, ...loose.slice(at, at + ACTS_AT_ONCE).flat());
}

/** `eachAct(text, visit)`: calls for each hash of an act in a text of a row, as `actHashesIn` finds it. */
const EACH_ACT = `
local function eachAct(text, visit)
  for _, key in ipairs({'act', 'purchase'}) do
    for hash in string.gmatch(text or '', '"' .. key .. '":"(%x+)"') do
      if #hash == 64 then visit(hash) end
    end
  end
end
local function eachActOf(order, history, visit)
  for _, text in ipairs(redis.call('HMGET', order, 'content', 'effects')) do eachAct(text or '', visit) end
  for _, text in ipairs(redis.call('LRANGE', history, 0, -1)) do eachAct(text, visit) end
end`;

/** `loosen(loose, order, history, reference)`: the acts of an order that is about to leave may be of no more use. */
export const LOOSEN = `${EACH_ACT}
local function loosen(loose, order, history, reference)
  eachActOf(order, history, function(hash) redis.call('HSET', loose, hash, reference) end)
end`;

/**
 * What these orders name is not loose.
 * KEYS 1 loose acts, 2 the keys of all orders up to their reference, 3 those of histories
 * ARGV references
 */
const PASS_OVER = `${EACH_ACT}
for _, reference in ipairs(ARGV) do
  eachActOf(KEYS[2] .. reference, KEYS[3] .. reference, function(hash) redis.call('HDEL', KEYS[1], hash) end)
end`;

/**
 * Takes acts away that are as loose as they were. One that another order left meanwhile may be named by an order that was looked at
 * before: the next time.
 * KEYS 1 acts, 2 loose acts
 * ARGV for each: its hash, the order that left it
 */
const FORGET = `
for at = 1, #ARGV, 2 do
  if redis.call('HGET', KEYS[2], ARGV[at]) == ARGV[at + 1] then
    redis.call('HDEL', KEYS[1], ARGV[at])
    redis.call('HDEL', KEYS[2], ARGV[at])
  end
end`;
