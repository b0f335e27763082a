/*
 * Every change of an order is one Lua script: Redis runs it whole or not at all. All keys of a team share the hash tag
 * `{team}`, so that a script runs on one node of a cluster. Times are milliseconds since 1970.
 */

/**
 * `holder(names, orders, name)`: the reference that a name is reserved to, or false. Older versions let a cancelled order keep
 * its names: they are free all the same. `orders` are the keys of all orders up to their reference.
 */
const HOLDER = `
local function holder(names, orders, name)
  local reference = redis.call('HGET', names, name)
  local content = reference and redis.call('HGET', orders .. reference, 'content')
  local isRead, row = pcall(cjson.decode, content or '')
  if isRead and type(row) == 'table' and (row.order or row).state == 'cancelled' then return false end
  return reference
end`;

/**
 * KEYS 1 names, 2 the keys of all orders up to their reference
 * ARGV the names that are asked about
 * Returns {name, reference, name, reference, ...} of those that stand in an open order.
 */
export const NAMES_IN_USE = `${HOLDER}
local taken = {}
for _, name in ipairs(ARGV) do
  local reference = holder(KEYS[1], KEYS[2], name)
  if reference then
    taken[#taken + 1] = name
    taken[#taken + 1] = reference
  end
end
return taken`;

/**
 * Inserts an order and reserves its names.
 * KEYS 1 order, 2 history, 3 names, 4 claimable, 5 newest, 6 newest of the requester, 7 the keys of all orders up to their
 *      reference
 * ARGV 1 reference, 2 content, 3 effects, 4 head, 5 entry, 6 claimable at (or ''), 7 requested at, 8.. domain names
 * Returns {'ok'}, {'reference_exists'}, or {'domains_taken', name, reference, name, reference, ...}.
 */
export const INSERT = `${HOLDER}
if redis.call('EXISTS', KEYS[1]) == 1 then return {'reference_exists'} end
local taken = {'domains_taken'}
for i = 8, #ARGV do
  local reference = holder(KEYS[3], KEYS[7], ARGV[i])
  if reference then
    taken[#taken + 1] = ARGV[i]
    taken[#taken + 1] = reference
  end
end
if #taken > 1 then return taken end
for i = 8, #ARGV do redis.call('HSET', KEYS[3], ARGV[i], ARGV[1]) end
redis.call('HSET', KEYS[1], 'version', 1, 'content', ARGV[2], 'effects', ARGV[3], 'head', ARGV[4])
redis.call('RPUSH', KEYS[2], ARGV[5])
if ARGV[6] ~= '' then redis.call('ZADD', KEYS[4], ARGV[6], ARGV[1]) end
redis.call('ZADD', KEYS[5], ARGV[7], ARGV[1])
redis.call('ZADD', KEYS[6], ARGV[7], ARGV[1])
return {'ok'}`;

/*
 * Of both scripts that write a stored order:
 * KEYS 1 order, 2 history, 3 names, 4 claimable, 5 the keys of all orders up to their reference, 6 attempts
 * ARGV 1 reference, 2 expected version, 3 content, 4 effects, 5 head, 6 lease token (or ''), 7 lease until (or ''),
 *      8 entry (or ''), 9 claimable at (or ''), 10 'free', 'reserve' or 'keep', 11 their names as JSON,
 *      12 attempt that was surely not sent (or '')
 * Each attempt has a field: when it began, and what it charges in cents.
 */
const COMPARE = `
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[2] then return 'changed' end`;
const WRITE = `${HOLDER}
redis.call('HSET', KEYS[1], 'version', ARGV[2] + 1, 'content', ARGV[3], 'effects', ARGV[4], 'head', ARGV[5])
if ARGV[6] ~= '' then
  redis.call('HSET', KEYS[1], 'leaseToken', ARGV[6], 'leaseUntilMs', ARGV[7])
else
  redis.call('HDEL', KEYS[1], 'leaseToken', 'leaseUntilMs')
end
if ARGV[8] ~= '' then redis.call('RPUSH', KEYS[2], ARGV[8]) end
if ARGV[9] ~= '' then
  redis.call('ZADD', KEYS[4], ARGV[9], ARGV[1])
else
  redis.call('ZREM', KEYS[4], ARGV[1])
end
for _, name in ipairs(cjson.decode(ARGV[11])) do
  if ARGV[10] == 'reserve' then
    if not holder(KEYS[3], KEYS[5], name) then redis.call('HSET', KEYS[3], name, ARGV[1]) end
  elseif ARGV[10] == 'free' and redis.call('HGET', KEYS[3], name) == ARGV[1] then
    redis.call('HDEL', KEYS[3], name)
  end
end
if ARGV[12] ~= '' then redis.call('HDEL', KEYS[6], ARGV[12]) end
return 'written'`;

/** Writes an order when its version is the expected one. Returns 'written' or 'changed'. */
export const REPLACE = `${COMPARE}${WRITE}`;

/**
 * Writes an order with its intent to pay, and counts what the attempt charges. Refuses while a pause stands among the
 * settings, and when the attempts of a day would exceed the limit. Attempts of long ago are forgotten on the way.
 * KEYS as above, and 7 the pause
 * ARGV as above, and 13 attempt, 14 now, 15 what it charges in cents, 16 limit of a day in cents, 17 attempts after this
 *      moment count, 18 those up to this one are forgotten
 * Returns 'written', 'changed', 'paused' or 'day_limit_reached'.
 */
export const REPLACE_WITH_INTENT = `${COMPARE}
if redis.call('EXISTS', KEYS[7]) == 1 then return 'paused' end
local sum, forgotten = tonumber(ARGV[15]), {}
local attempts = redis.call('HGETALL', KEYS[6])
for i = 1, #attempts, 2 do
  local at, cents = string.match(attempts[i + 1], '^(%d+) (%d+)$')
  if tonumber(at) <= tonumber(ARGV[18]) then
    forgotten[#forgotten + 1] = attempts[i]
  elseif tonumber(at) > tonumber(ARGV[17]) and attempts[i] ~= ARGV[13] then
    sum = sum + tonumber(cents)
  end
end
if sum > tonumber(ARGV[16]) then return 'day_limit_reached' end
for _, attempt in ipairs(forgotten) do redis.call('HDEL', KEYS[6], attempt) end
redis.call('HSET', KEYS[6], ARGV[13], ARGV[14] .. ' ' .. ARGV[15])${WRITE}`;

/**
 * Leases the orders that are due the longest. One that is due but not there is put off.
 * KEYS 1 claimable, 2 the keys of all orders up to their reference
 * ARGV 1 now, 2 how many, 3 lease token, 4 lease until, 5 when to look again for one that is not there
 * Returns {{reference, token of the lease before, version, content, effects, head}, ...}; one of these that is absent is false.
 */
export const CLAIM = `
local claimed = {}
for _, reference in ipairs(redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', ARGV[1], 'LIMIT', 0, ARGV[2])) do
  local order = KEYS[2] .. reference
  if redis.call('EXISTS', order) == 1 then
    local before = redis.call('HGET', order, 'leaseToken')
    redis.call('HINCRBY', order, 'version', 1)
    redis.call('HSET', order, 'leaseToken', ARGV[3], 'leaseUntilMs', ARGV[4])
    redis.call('ZADD', KEYS[1], ARGV[4], reference)
    local row = redis.call('HMGET', order, 'version', 'content', 'effects', 'head')
    table.insert(row, 1, before)
    table.insert(row, 1, reference)
    claimed[#claimed + 1] = row
  else
    redis.call('ZADD', KEYS[1], ARGV[5], reference)
  end
end
return claimed`;

/**
 * Books the next turn in a line, by Redis's own clock: those of the callers may differ. As `nextTurn` does it.
 * KEYS 1 line
 * ARGV 1 interval in ms, 2 burst, 3 most turns that a line can be ahead
 * Returns the wait in ms.
 */
export const RESERVE = `
local interval, burst, longest = tonumber(ARGV[1]), tonumber(ARGV[2]), tonumber(ARGV[3])
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
local earliest = now - (burst - 1) * interval
local booked = tonumber(redis.call('GET', KEYS[1]) or earliest)
local turn = math.max(booked, earliest)
if booked > now + longest * interval then turn = now end
redis.call('SET', KEYS[1], string.format('%d', turn + interval), 'PX', math.ceil(math.max(turn - now, 0) + burst * interval + 60000))
return math.ceil(math.max(turn - now, 0))`;
