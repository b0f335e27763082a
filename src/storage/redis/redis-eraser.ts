import type { Log } from '../../service/ports/log.ts';
import type { TeamId } from '../../values/ids.ts';
import type { StoreEraser } from '../content/eraser.ts';
import { connectToRedis } from './connection/connect-to-redis.ts';
import { redisDurability } from './redis-durability.ts';
import { redisKeys } from './redis-keys.ts';

/** Writes over the store of one team in Redis. */
export async function openRedisEraser(options: {
  readonly url: string;
  readonly teamId: TeamId;
  readonly log: Log;
}): Promise<StoreEraser> {
  const redis = await connectToRedis(options.url, options.log, options.teamId);
  const keys = redisKeys(options.teamId);
  return {
    order: async (before, after) => {
      const { reference, row, history } = after;
      if (!row || !before.row) return false;
      const lists = [keys.newestOf(before.row.requestedBy ?? ''), keys.newestOf(row.requestedBy ?? '')];
      const all = [keys.order(reference), keys.history(reference), ...lists];
      const entries = history.flatMap((text, index) => (text === before.history[index] ? [] : [index, text]));
      const parameters = [reference, before.row.version, row.content, row.version, ...entries];
      return (await redis.eval(ORDER, all.length, ...all, ...parameters)) === 1;
    },
    stub: async (reference, text) => void (await redis.hset(keys.stubs, reference, text)),
    watch: async ({ row, id, text: before }, text) =>
      row !== 'head' && (await redis.eval(FIELD, 1, keys.watch(row), id, before, text)) === 1,
    value: async ({ key, value, expiresAtMs }, text) => {
      const before = JSON.stringify({ value, expiresAtMs });
      const after = text === null ? '' : JSON.stringify({ value: text, expiresAtMs });
      return (await redis.eval(VALUE, 1, keys.value(key), before, after)) === 1;
    },
    close: async () => {
      const durability = redisDurability({ redis, url: options.url, operatorSaysDurable: true, trialKey: keys.trial });
      await durability.problem();
      await durability.synced('change');
      await redis.quit().catch(() => {});
      redis.disconnect();
    },
  };
}

/**
 * KEYS 1 order, 2 history, 3 newest of who asked, 4 newest of whoever stands there from now on
 * ARGV 1 reference, 2 expected version, 3 content, 4 new version, then for each entry that changes: its place from 0, its text
 */
const ORDER = `
if redis.call('HGET', KEYS[1], 'version') ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], 'content', ARGV[3], 'version', ARGV[4])
for at = 5, #ARGV, 2 do redis.call('LSET', KEYS[2], ARGV[at], ARGV[at + 1]) end
local score = redis.call('ZSCORE', KEYS[3], ARGV[1])
if score and KEYS[3] ~= KEYS[4] then
  redis.call('ZREM', KEYS[3], ARGV[1])
  redis.call('ZADD', KEYS[4], score, ARGV[1])
end
return 1`;

/** KEYS 1 a hash. ARGV 1 field, 2 expected text, 3 new text */
const FIELD = `
if redis.call('HGET', KEYS[1], ARGV[1]) ~= ARGV[2] then return 0 end
redis.call('HSET', KEYS[1], ARGV[1], ARGV[3])
return 1`;

/** KEYS 1 value. ARGV 1 expected text, 2 new text ('': none) */
const VALUE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local left = redis.call('PTTL', KEYS[1])
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2]) end
if ARGV[2] ~= '' and left > 0 then redis.call('PEXPIRE', KEYS[1], left) end
return 1`;
