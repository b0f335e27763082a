import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Clock } from '../../service/ports/clock.ts';
import type { KeyValueStore } from '../../service/ports/stores/key-value-store.ts';
import type { RedisKeys } from './keys.ts';
import { asPattern, namesLike } from './scan.ts';

/** A value with its end by our clock: the clock decides what has expired; Redis's own expiry only sweeps up. */
const Kept = z.object({ value: z.string(), expiresAtMs: z.number().nullable() });
/** How long Redis keeps what has expired by our clock, so that the two clocks need not agree. */
export const SWEEP_AFTER_MS = 60 * 60 * 1_000;

/** Keys and values in Redis. Each write waits for `synced`, for what must not be lost; by default for nothing. */
export function redisKeyValueStore(
  redis: Redis,
  keys: RedisKeys,
  clock: Clock,
  synced: () => Promise<void> = async () => {},
): KeyValueStore {
  const nowMs = () => clock.now().getTime();
  const encode = (value: string, ttlMs: number | null) =>
    JSON.stringify({ value, expiresAtMs: ttlMs === null ? null : nowMs() + ttlMs });
  const alive = (text: string | null): string | null => {
    if (text === null) return null;
    const { value, expiresAtMs } = Kept.parse(JSON.parse(text));
    return expiresAtMs === null || expiresAtMs > nowMs() ? value : null;
  };
  const set = async (key: string, value: string, ttlMs: number | null): Promise<void> => {
    const text = encode(value, ttlMs);
    if (ttlMs === null) await redis.set(keys.value(key), text);
    else await redis.set(keys.value(key), text, 'PX', ttlMs + SWEEP_AFTER_MS);
  };
  const setWhenAbsent = async (name: string, text: string, ttlMs: number | null): Promise<boolean> => {
    const answer =
      ttlMs === null
        ? await redis.set(name, text, 'NX')
        : await redis.set(name, text, 'PX', ttlMs + SWEEP_AFTER_MS, 'NX');
    return answer === 'OK';
  };
  const setIfAbsent = async (key: string, value: string, ttlMs: number | null): Promise<boolean> => {
    const text = encode(value, ttlMs);
    const name = keys.value(key);
    if (await setWhenAbsent(name, text, ttlMs)) return true;
    const existing = await redis.get(name);
    if (alive(existing) !== null) return false;
    // What is there has expired by our clock: it gives way to the first who replaces exactly that.
    const sweepMs = ttlMs === null ? '' : String(ttlMs + SWEEP_AFTER_MS);
    return (await redis.eval(REPLACE_SAME, 1, name, existing ?? '', text, sweepMs)) === 1;
  };
  return {
    get: async (key) => alive(await redis.get(keys.value(key))),
    set: async (key, value, ttlMs) => {
      await set(key, value, ttlMs);
      await synced();
    },
    setIfAbsent: async (key, value, ttlMs) => {
      const isSet = await setIfAbsent(key, value, ttlMs);
      if (isSet) await synced();
      return isSet;
    },
    replace: async (key, expected, value, ttlMs) => {
      const [before, after] = [valuePart(expected), valuePart(value)];
      const end = ttlMs === undefined ? '' : ttlMs === null ? NO_END : String(nowMs() + ttlMs);
      const given = [before, after, String(nowMs()), end, String(SWEEP_AFTER_MS)];
      const isSet = (await redis.eval(REPLACE_VALUE, 1, keys.value(key), ...given)) === 1;
      if (isSet) await synced();
      return isSet;
    },
    delete: async (key) => {
      await redis.del(keys.value(key));
      await synced();
    },
    keys: async (prefix) => {
      const start = keys.value('').length;
      const found: string[] = [];
      for (const name of await namesLike(redis, `${asPattern(keys.value(prefix))}*`)) {
        if (alive(await redis.get(name)) !== null) found.push(name.slice(start));
      }
      return found;
    },
  };
}

/** What stands for no end. */
const NO_END = 'null';
/** The text of a value up to its end: the same for the same value, whoever wrote it. */
const valuePart = (value: string): string =>
  JSON.stringify({ value, expiresAtMs: null }).slice(0, -`${NO_END}}`.length);

/**
 * Replaces a value that is exactly the expected one and has not ended, in one step.
 * KEYS 1 value. ARGV 1 text of the expected one up to its end, 2 of the new one, 3 now in ms, 4 end in ms (NO_END for none, '' as
 * it is), 5 how many ms after the end Redis sweeps it. Returns 1 when replaced.
 */
const REPLACE_VALUE = `
local text = redis.call('GET', KEYS[1])
local size = string.len(ARGV[1])
if not text or string.sub(text, 1, size) ~= ARGV[1] then return 0 end
local known = string.match(string.sub(text, size + 1), '^([%d%-]+)}$') or string.match(string.sub(text, size + 1), '^(${NO_END})}$')
if not known then return 0 end
if known ~= '${NO_END}' and tonumber(known) <= tonumber(ARGV[3]) then return 0 end
local ends = ARGV[4] == '' and known or ARGV[4]
if ends == '${NO_END}' then redis.call('SET', KEYS[1], ARGV[2] .. ends .. '}')
else
  local leftMs = tonumber(ends) - tonumber(ARGV[3]) + tonumber(ARGV[5])
  redis.call('SET', KEYS[1], ARGV[2] .. ends .. '}', 'PX', string.format('%.0f', leftMs))
end
return 1`;

/**
 * Replaces a value that is exactly the expected one, or absent.
 * KEYS 1 value. ARGV 1 expected content ('' for absent), 2 new content, 3 expiry in ms (or '' for none). Returns 1 when
 * replaced.
 */
const REPLACE_SAME = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
if ARGV[3] == '' then redis.call('SET', KEYS[1], ARGV[2]) else redis.call('SET', KEYS[1], ARGV[2], 'PX', ARGV[3]) end
return 1`;
