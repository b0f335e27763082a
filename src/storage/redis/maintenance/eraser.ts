import type { Log } from '../../../service/ports/log.ts';
import type { TeamId } from '../../../values/ids.ts';
import type { StoreEraser } from '../../content/eraser.ts';
import { nextRevision } from '../../rows/watch-rows.ts';
import { connectToRedis } from '../connection/connect-to-redis.ts';
import { redisDurability } from '../durability/durability.ts';
import { redisKeys } from '../keys.ts';

/** A bot that writes the head of the watch meanwhile is let by so often. */
const TRIES = 5;

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
    stub: async ({ reference, text: before }, text) =>
      (await redis.eval(FIELD, 1, keys.stubs, reference, before, text)) === 1,
    watch: async ({ row, id, text }, erased) => {
      for (let tries = 0; tries < TRIES; tries += 1) {
        const head = await redis.get(keys.watch('head'));
        const isRow = row !== 'head';
        if (head === null && !isRow) return false;
        const next = head === null ? '' : nextRevision(isRow ? head : erased(head));
        const of = [keys.watch('head'), keys.watch(isRow ? row : 'order')];
        const change = isRow ? [id, text, erased(text)] : [];
        const answer = await redis.eval(WATCHED, of.length, ...of, head ?? '', next, ...change);
        if (answer !== HEAD_MOVED) return answer === 1;
      }
      return false;
    },
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

/**
 * KEYS 1 head, 2 a hash
 * ARGV 1 expected head ('' for absent), 2 new head, 3 field, 4 expected text, 5 new text; no 3 and on: the head alone
 * Returns 1 when both were written, 0 when the field has another text, 2 when the head has.
 */
const WATCHED = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 2 end
if ARGV[3] then
  if redis.call('HGET', KEYS[2], ARGV[3]) ~= ARGV[4] then return 0 end
  redis.call('HSET', KEYS[2], ARGV[3], ARGV[5])
end
if ARGV[2] ~= '' then redis.call('SET', KEYS[1], ARGV[2]) end
return 1`;
const HEAD_MOVED = 2;

/** KEYS 1 value. ARGV 1 expected text, 2 new text ('': none) */
const VALUE = `
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local left = redis.call('PTTL', KEYS[1])
if ARGV[2] == '' then redis.call('DEL', KEYS[1]) else redis.call('SET', KEYS[1], ARGV[2]) end
if ARGV[2] ~= '' and left > 0 then redis.call('PEXPIRE', KEYS[1], left) end
return 1`;
