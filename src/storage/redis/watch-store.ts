import type { Redis } from 'ioredis';
import type { WatchStore } from '../../service/ports/stores/watch-store.ts';
import { bookOf, endsOf, findingOf, headOf, headText, openFindingsOf, rowsOf, WATCH_ROWS } from '../rows/watch-rows.ts';
import type { RedisKeys } from './keys.ts';

/** The account watch in Redis: a hash for each kind of rows, and a text for the head. Each write waits for `synced`. */
export function redisWatchStore(redis: Redis, keys: RedisKeys, synced: () => Promise<void>): WatchStore {
  const read = () => redis.get(keys.watch('head'));
  return {
    head: async () => headOf(await read()),
    book: async () => bookOf(await redis.hvals(keys.watch('order')), await redis.hvals(keys.watch('name'))),
    finding: async (key) => findingOf(await redis.hget(keys.watch('finding'), key)),
    ends: async (ids) =>
      ids.length === 0
        ? new Map()
        : endsOf((await redis.hmget(keys.watch('order'), ...ids)).flatMap((text) => text ?? [])),
    openFindings: async () => openFindingsOf(await redis.hvals(keys.watch('finding'))),
    write: async (revision, change) => {
      const before = await read();
      if (headOf(before).revision !== revision) return false;
      const names = [keys.watch('head'), ...WATCH_ROWS.map((kind) => keys.watch(kind))];
      const rows = rowsOf(change).flatMap(({ kind, id, content }) => [WATCH_ROWS.indexOf(kind) + 2, id, content]);
      const written = await redis.eval(
        WRITE,
        names.length,
        ...names,
        before ?? '',
        headText(revision, change),
        ...rows,
      );
      if (written !== 1) return false;
      await synced();
      return true;
    },
  };
}

/**
 * Writes a head and rows when the head is exactly the expected one, or absent.
 * KEYS 1 head, 2 and on: one hash for each kind of rows.
 * ARGV 1 expected head ('' for absent), 2 new head, then for each row: the number of its hash among the keys, its id, its text.
 * Returns 1 when written.
 */
const WRITE = `
if (redis.call('GET', KEYS[1]) or '') ~= ARGV[1] then return 0 end
for at = 3, #ARGV, 3 do redis.call('HSET', KEYS[tonumber(ARGV[at])], ARGV[at + 1], ARGV[at + 2]) end
redis.call('SET', KEYS[1], ARGV[2])
return 1`;
