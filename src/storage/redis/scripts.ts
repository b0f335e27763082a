/*
 * Every change of an order is one Lua script: Redis runs it whole or not at all. All keys of a team share the hash tag
 * `{team}`, so that a script runs on one node of a cluster. Times are milliseconds since 1970.
 */

/**
 * Inserts an order and reserves its names.
 * KEYS 1 order, 2 history, 3 names, 4 claimable, 5 newest, 6 newest of the requester
 * ARGV 1 reference, 2 content, 3 entry, 4 claimable at (or ''), 5 requested at, 6.. domain names
 * Returns {'ok'}, {'reference_exists'}, or {'domains_taken', name, reference, name, reference, ...}.
 */
export const INSERT = `
if redis.call('EXISTS', KEYS[1]) == 1 then return {'reference_exists'} end
local taken = {'domains_taken'}
for i = 6, #ARGV do
  local reference = redis.call('HGET', KEYS[3], ARGV[i])
  if reference then
    taken[#taken + 1] = ARGV[i]
    taken[#taken + 1] = reference
  end
end
if #taken > 1 then return taken end
for i = 6, #ARGV do redis.call('HSET', KEYS[3], ARGV[i], ARGV[1]) end
redis.call('HSET', KEYS[1], 'version', 1, 'content', ARGV[2])
redis.call('RPUSH', KEYS[2], ARGV[3])
if ARGV[4] ~= '' then redis.call('ZADD', KEYS[4], ARGV[4], ARGV[1]) end
redis.call('ZADD', KEYS[5], ARGV[5], ARGV[1])
redis.call('ZADD', KEYS[6], ARGV[5], ARGV[1])
return {'ok'}`;

/**
 * Writes an order when its version is the expected one.
 * KEYS 1 order, 2 history, 3 names, 4 claimable
 * ARGV 1 reference, 2 expected version, 3 content, 4 entry (or ''), 5 claimable at (or ''), 6 'free', 'reserve' or 'keep', 7.. names
 * Returns 1 when written, 0 when the version is another.
 */
export const REPLACE = `
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'version', ARGV[2] + 1, 'content', ARGV[3])
if ARGV[4] ~= '' then redis.call('RPUSH', KEYS[2], ARGV[4]) end
if ARGV[5] ~= '' then
  redis.call('ZADD', KEYS[4], ARGV[5], ARGV[1])
else
  redis.call('ZREM', KEYS[4], ARGV[1])
end
for i = 7, #ARGV do
  if ARGV[6] == 'reserve' then
    redis.call('HSETNX', KEYS[3], ARGV[i], ARGV[1])
  elseif ARGV[6] == 'free' and redis.call('HGET', KEYS[3], ARGV[i]) == ARGV[1] then
    redis.call('HDEL', KEYS[3], ARGV[i])
  end
end
return 1`;

/**
 * Books the next turn in a line.
 * KEYS 1 line
 * ARGV 1 interval in ms, 2 burst, 3 now
 * Returns the wait in ms.
 */
export const RESERVE = `
local interval, burst, now = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local earliest = now - (burst - 1) * interval
local turn = math.max(tonumber(redis.call('GET', KEYS[1]) or earliest), earliest)
redis.call('SET', KEYS[1], string.format('%d', turn + interval), 'PX', math.ceil(math.max(turn - now, 0) + burst * interval + 60000))
return math.ceil(math.max(turn - now, 0))`;
