import { TALLY } from '../scripts.ts';

/**
 * Counts orders of before that are over by their state alone, which is most of them; they stand in no list of those that wait or run.
 * KEYS 1 acts, 2 tallies, 3 waiting, 4 running, 5 the keys of all orders up to their reference
 * ARGV 1 the states, with a space around each, 2 and on: references
 * Returns the references of the others, which have to be read; those that are counted already are left out.
 */
export const FILE_OVER = `${TALLY}
local function kindOf(order)
  local act = type(order.terms) == 'table' and type(order.terms[1]) == 'table' and order.terms[1].act
  local text = type(act) == 'string' and redis.call('HGET', KEYS[1], act)
  local isRead, known = pcall(cjson.decode, text or '')
  return isRead and type(known) == 'table' and type(known.kind) == 'string' and known.kind
end
local function isFiled(reference)
  local key = KEYS[5] .. reference
  local isRead, order = pcall(cjson.decode, redis.call('HGET', key, 'content') or '')
  if not isRead or type(order) ~= 'table' or order.form ~= 2 or type(order.state) ~= 'string' then return false end
  if not string.find(ARGV[1], ' ' .. order.state .. ' ', 1, true) then return false end
  -- An order stands by the terms of its attempt; where there are several, their acts may differ.
  if #order.terms > 1 then return false end
  local kind = kindOf(order)
  if not kind then return false end
  tally(key, KEYS[2], kind .. ' ' .. order.state)
  redis.call('ZREM', KEYS[3], reference)
  redis.call('ZREM', KEYS[4], reference)
  return true
end
local left = {}
for at = 2, #ARGV do
  local isCounted = redis.call('HEXISTS', KEYS[5] .. ARGV[at], 'counted') == 1
  if not isCounted and not isFiled(ARGV[at]) then left[#left + 1] = ARGV[at] end
end
return left`;
