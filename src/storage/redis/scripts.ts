/*
 * Every change of an order is one Lua script: Redis runs it whole or not at all. All keys of a team share the hash tag
 * `{team}`, so that a script runs on one node of a cluster. Times are milliseconds since 1970.
 */

/**
 * A claim is given as `<mode> <key>`. That an order owns a name stands in the hash `names` under the name alone, as the first
 * form of rows has it, so that orders of both forms exclude each other; all else stands in the hash `claims`.
 * `holder(names, claims, orders, claim)`: the reference of the order that has it, or false. Older versions let a cancelled order
 * keep its names: they are free all the same. `orders` are the keys of all orders up to their reference.
 */
const HOLDER = `
local function place(names, claims, claim)
  local name = string.match(claim, '^owns name:(.+)$')
  if name then return names, name end
  return claims, claim
end
local function holder(names, claims, orders, claim)
  local key, field = place(names, claims, claim)
  local reference = redis.call('HGET', key, field)
  local content = reference and redis.call('HGET', orders .. reference, 'content')
  local isRead, row = pcall(cjson.decode, content or '')
  if isRead and type(row) == 'table' and (row.order or row).state == 'cancelled' then return false end
  return reference
end
local function take(names, claims, claim, reference)
  local key, field = place(names, claims, claim)
  redis.call('HSET', key, field, reference)
end`;

/**
 * `keep(key, acts)`: stores acts that are not there yet, and keeps those that are from being taken away (`looseActs`). Each is a
 * pair of its hash and its text.
 */
const ACTS = `
local function keep(key, acts)
  for _, act in ipairs(acts) do
    if act[2] ~= '' then redis.call('HSETNX', key, act[1], act[2]) end
    redis.call('HDEL', key .. ':loose', act[1])
  end
end`;

/** `tally(order, tallies, counted)`: counts an order as what it is now, '' as nothing. Its hash says as what it is counted. */
export const TALLY = `
local function tally(order, tallies, counted)
  local before = redis.call('HGET', order, 'counted')
  if before == counted then return end
  if before then redis.call('HINCRBY', tallies, before, -1) end
  if counted == '' then return end
  redis.call('HSET', order, 'counted', counted)
  redis.call('HINCRBY', tallies, counted, 1)
end`;

/**
 * Counts an order anew.
 * KEYS 1 order, 2 tallies
 * ARGV 1 as what; '' before it is taken away
 */
export const COUNT_AS = `${TALLY}
tally(KEYS[1], KEYS[2], ARGV[1])`;

/**
 * `file(order, waiting, running, tallies, reference, stage, rank, counted)`: puts an order into the list of its stage, and counts
 * it; '' leaves it where it is.
 */
const FILE = `${TALLY}
local function file(order, waiting, running, tallies, reference, stage, rank, counted)
  if stage == '' then return end
  tally(order, tallies, counted)
  redis.call('ZREM', waiting, reference)
  redis.call('ZREM', running, reference)
  if stage == 'waiting' then redis.call('ZADD', waiting, rank, reference) end
  if stage == 'running' then redis.call('ZADD', running, rank, reference) end
end`;

/**
 * Files an order of before, unless it was written since it was read.
 * KEYS 1 order, 2 waiting, 3 running, 4 tallies
 * ARGV 1 reference, 2 version that was read, 3 stage, 4 rank, 5 as what it is counted
 */
export const FILE_AS_READ = `${FILE}
if redis.call('HGET', KEYS[1], 'version') == ARGV[2] then
  file(KEYS[1], KEYS[2], KEYS[3], KEYS[4], ARGV[1], ARGV[3], ARGV[4], ARGV[5])
end`;

/**
 * Counts a part of a list of orders and reads some of its references.
 * KEYS 1 the list, 2 newest, 3 newest of a person, 4 waiting
 * ARGV 1 'first' or 'last' (which score comes first), 2 'only' or 'without' orders of that person, or '', 3 'decided' for those
 *      that do not wait, or '', 4 requested at this moment or later, or '', 5 offset, 6 limit
 * Returns {count, reference, ...}.
 */
export const SELECT = `
local from, till = tonumber(ARGV[5]), tonumber(ARGV[5]) + tonumber(ARGV[6])
local read = ARGV[1] == 'first' and 'ZRANGE' or 'ZREVRANGE'
if ARGV[2] == '' and ARGV[3] == '' and ARGV[4] == '' then
  local page = till > from and redis.call(read, KEYS[1], from, till - 1) or {}
  table.insert(page, 1, redis.call('ZCARD', KEYS[1]))
  return page
end
local page, total = {0}, 0
-- Where the last come first, a list is sorted by when its orders were requested: those of before are not looked at.
local isSorted = ARGV[4] ~= '' and ARGV[1] == 'last'
local listed = isSorted and redis.call('ZREVRANGEBYSCORE', KEYS[1], '+inf', ARGV[4]) or redis.call(read, KEYS[1], 0, -1)
for _, reference in ipairs(listed) do
  local isIn = true
  if ARGV[2] ~= '' then isIn = (ARGV[2] == 'only') == (redis.call('ZSCORE', KEYS[3], reference) ~= false) end
  if isIn and ARGV[3] ~= '' then isIn = not redis.call('ZSCORE', KEYS[4], reference) end
  if isIn and ARGV[4] ~= '' and not isSorted then
    isIn = tonumber(redis.call('ZSCORE', KEYS[2], reference) or '-1') >= tonumber(ARGV[4])
  end
  if isIn then
    total = total + 1
    if total > from and total <= till then page[#page + 1] = reference end
  end
end
page[1] = total
return page`;

/**
 * KEYS 1 names, 2 claims, 3 the keys of all orders up to their reference
 * ARGV the claims that are asked about
 * Returns {claim, reference, claim, reference, ...} of those that an open order has.
 */
export const CLAIMED = `${HOLDER}
local taken = {}
for _, claim in ipairs(ARGV) do
  local reference = holder(KEYS[1], KEYS[2], KEYS[3], claim)
  if reference then
    taken[#taken + 1] = claim
    taken[#taken + 1] = reference
  end
end
return taken`;

/**
 * Inserts an order with its claims and its acts.
 * KEYS 1 order, 2 history, 3 names, 4 claims, 5 acts, 6 claimable, 7 newest, 8 newest of the requester, 9 the keys of all
 *      orders up to their reference, 10 waiting, 11 running, 12 what archived orders left, 13 tallies
 * ARGV 1 reference, 2 content, 3 effects, 4 head, 5 entry, 6 claimable at (or ''), 7 requested at, 8 claims as JSON, 9 acts as
 *      JSON, 10 stage, 11 rank in it, 12 as what it is counted
 * Returns {'ok'}, {'reference_exists'}, or {'claimed', claim, reference, claim, reference, ...}.
 */
export const INSERT = `${HOLDER}${ACTS}${FILE}
if redis.call('EXISTS', KEYS[1]) == 1 or redis.call('HEXISTS', KEYS[12], ARGV[1]) == 1 then return {'reference_exists'} end
local claims, taken = cjson.decode(ARGV[8]), {'claimed'}
for _, claim in ipairs(claims) do
  local reference = holder(KEYS[3], KEYS[4], KEYS[9], claim)
  if reference then
    taken[#taken + 1] = claim
    taken[#taken + 1] = reference
  end
end
if #taken > 1 then return taken end
for _, claim in ipairs(claims) do take(KEYS[3], KEYS[4], claim, ARGV[1]) end
keep(KEYS[5], cjson.decode(ARGV[9]))
redis.call('HSET', KEYS[1], 'version', 1, 'content', ARGV[2], 'effects', ARGV[3], 'head', ARGV[4])
redis.call('RPUSH', KEYS[2], ARGV[5])
if ARGV[6] ~= '' then redis.call('ZADD', KEYS[6], ARGV[6], ARGV[1]) end
redis.call('ZADD', KEYS[7], ARGV[7], ARGV[1])
redis.call('ZADD', KEYS[8], ARGV[7], ARGV[1])
file(KEYS[1], KEYS[10], KEYS[11], KEYS[13], ARGV[1], ARGV[10], ARGV[11], ARGV[12])
return {'ok'}`;

/*
 * Of both scripts that write a stored order:
 * KEYS 1 order, 2 history, 3 names, 4 claims, 5 acts, 6 claimable, 7 the keys of all orders up to their reference, 8 attempts,
 *      9 waiting, 10 running, 11 tallies
 * ARGV 1 reference, 2 expected version, 3 content, 4 effects, 5 head (content and head or '': as it is), 6 lease token (or ''),
 *      7 lease until (or ''), 8 entry (or ''), 9 claimable at (or ''), 10 the claims that it lets go of as JSON, 11 those that it takes as far as they are free,
 *      12 attempt that was surely not sent (or ''), 13 acts as JSON, those without a text have to be there, 14 stage ('': as it
 *      is), 15 rank in it, 16 as what it is counted
 * Each attempt has a field: when it began, and what it charges in cents.
 */
const COMPARE = `
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[2] then return 'changed' end
local acts = cjson.decode(ARGV[13])
for _, act in ipairs(acts) do
  if act[2] == '' and redis.call('HEXISTS', KEYS[5], act[1]) == 0 then return 'act_missing' end
end`;
const WRITE = `${HOLDER}${ACTS}${FILE}
keep(KEYS[5], acts)
redis.call('HSET', KEYS[1], 'version', ARGV[2] + 1, 'effects', ARGV[4])
if ARGV[3] ~= '' then redis.call('HSET', KEYS[1], 'content', ARGV[3]) end
if ARGV[5] ~= '' then redis.call('HSET', KEYS[1], 'head', ARGV[5]) end
if ARGV[6] ~= '' then
  redis.call('HSET', KEYS[1], 'leaseToken', ARGV[6], 'leaseUntilMs', ARGV[7])
else
  redis.call('HDEL', KEYS[1], 'leaseToken', 'leaseUntilMs')
end
if ARGV[8] ~= '' then redis.call('RPUSH', KEYS[2], ARGV[8]) end
if ARGV[9] ~= '' then
  redis.call('ZADD', KEYS[6], ARGV[9], ARGV[1])
else
  redis.call('ZREM', KEYS[6], ARGV[1])
end
for _, claim in ipairs(cjson.decode(ARGV[10])) do
  local key, field = place(KEYS[3], KEYS[4], claim)
  if redis.call('HGET', key, field) == ARGV[1] then redis.call('HDEL', key, field) end
end
for _, claim in ipairs(cjson.decode(ARGV[11])) do
  if not holder(KEYS[3], KEYS[4], KEYS[7], claim) then take(KEYS[3], KEYS[4], claim, ARGV[1]) end
end
if ARGV[12] ~= '' then redis.call('HDEL', KEYS[8], ARGV[12]) end
file(KEYS[1], KEYS[9], KEYS[10], KEYS[11], ARGV[1], ARGV[14], ARGV[15], ARGV[16])
return 'written'`;

/** Writes an order when its version is the expected one. Returns 'written', 'changed' or 'act_missing'. */
export const REPLACE = `${COMPARE}${WRITE}`;

/**
 * Writes an order with its intent to pay, and counts what the attempt charges. Refuses while a pause stands among the
 * settings, when other rules are in force, and when the attempts of a day would exceed the limit. Attempts of long ago are forgotten on the way.
 * KEYS as above, and 12 the pause, 13 the rules in force
 * ARGV as above, and 17 attempt, 18 now, 19 what it charges in cents, 20 limit of a day in cents, 21 attempts after this
 *      moment count, 22 those up to this one are forgotten,
 *      23 the rules that the writer goes by, '' when they are not asked for
 * Returns 'written', 'changed', 'act_missing', 'paused', 'policy_outdated' or 'day_limit_reached'.
 */
export const REPLACE_WITH_INTENT = `${COMPARE}
if redis.call('EXISTS', KEYS[12]) == 1 then return 'paused' end
local rules = redis.call('GET', KEYS[13])
if rules and ARGV[23] ~= '' and cjson.decode(rules).value ~= ARGV[23] then return 'policy_outdated' end
local sum, forgotten = tonumber(ARGV[19]), {}
local attempts = redis.call('HGETALL', KEYS[8])
for i = 1, #attempts, 2 do
  local at, cents = string.match(attempts[i + 1], '^(%d+) (%d+)$')
  if tonumber(at) <= tonumber(ARGV[22]) then
    forgotten[#forgotten + 1] = attempts[i]
  elseif tonumber(at) > tonumber(ARGV[21]) and attempts[i] ~= ARGV[17] then
    sum = sum + tonumber(cents)
  end
end
if tonumber(ARGV[19]) > 0 and sum > tonumber(ARGV[20]) then return 'day_limit_reached' end
for _, attempt in ipairs(forgotten) do redis.call('HDEL', KEYS[8], attempt) end
redis.call('HSET', KEYS[8], ARGV[17], ARGV[18] .. ' ' .. ARGV[19])${WRITE}`;

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
