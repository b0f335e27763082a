import { type Redis, ReplyError } from 'ioredis';
import { z } from 'zod';
import { sharedAnswers } from '../../values/shared-answers.ts';

/** Longest that a write may take to reach the disk; with one sync a second it takes at most about that. */
const SYNC_TIMEOUT_MS = 3_000;

/** What is asked of Redis so that an acknowledged write cannot be lost. */
export interface RedisDurability {
  /** Null when every acknowledged change is on disk and no key is ever evicted; else what is wrong and the fix. */
  problem(): Promise<string | null>;
  /**
   * Resolves when all earlier writes of this connection are on disk, as far as Redis can tell. Throws when they are not in
   * time: whether they are kept is not known then.
   */
  synced(): Promise<void>;
}

/**
 * With `appendfsync always` Redis answers after the sync. With `everysec` it answers before, and WAITAOF (Redis 7.2) makes us
 * wait for the sync. A managed Redis that hides CONFIG is believed only when the operator says so, and waited for where it can be.
 * Source: Redis documentation, "Redis persistence" and "WAITAOF".
 */
export function redisDurability(redis: Redis, operatorSaysDurable: boolean): RedisDurability {
  const known = sharedAnswers<boolean>();
  const canWait = () => known('WAITAOF', () => hasWaitAof(redis));
  /** Null until the settings were read, or when they are hidden. */
  let syncs: string | null = null;
  return {
    problem: async () => {
      try {
        const settings = await settingsOf(redis);
        syncs = settings.get('appendfsync') ?? null;
        return problemIn(settings, await canWait());
      } catch (error) {
        if (!(error instanceof ReplyError)) throw error;
        syncs = null;
        return operatorSaysDurable
          ? null
          : 'This Redis hides its settings. If it keeps an append-only file and never evicts, say so with REDIS_IS_DURABLE=yes.';
      }
    },
    synced: async () => {
      if (syncs === 'always' || !(await canWait())) return;
      const [onThisServer] = z
        .tuple([z.number(), z.number()])
        .parse(await redis.call('WAITAOF', 1, 0, SYNC_TIMEOUT_MS));
      if (onThisServer < 1) throw new Error('Redis did not write its log to disk in time');
    },
  };
}

function problemIn(settings: ReadonlyMap<string, string>, canWait: boolean): string | null {
  if (settings.get('appendonly') !== 'yes') {
    return 'Redis does not write its log to disk (appendonly is off): an acknowledged order could be lost. Run: CONFIG SET appendonly yes';
  }
  const eviction = settings.get('maxmemory-policy');
  if (eviction !== 'noeviction') {
    return `Redis may throw orders away when memory runs short (maxmemory-policy is ${eviction}). Run: CONFIG SET maxmemory-policy noeviction`;
  }
  const syncing = settings.get('appendfsync');
  if (syncing === 'always' || (syncing === 'everysec' && canWait)) return null;
  return `Redis answers before its log is on disk (appendfsync is ${syncing}): a power cut could lose that an order is being placed, and it would be paid twice. Run: CONFIG SET appendfsync always`;
}

async function settingsOf(redis: Redis): Promise<ReadonlyMap<string, string>> {
  const wanted = ['appendonly', 'appendfsync', 'maxmemory-policy'];
  const answers = await Promise.all(wanted.map((name) => redis.config('GET', name)));
  return new Map(
    answers.flatMap((answer) => (Array.isArray(answer) ? [[String(answer[0]), String(answer[1])] as const] : [])),
  );
}

/** Whether the server has WAITAOF; one that does not tell has not. */
async function hasWaitAof(redis: Redis): Promise<boolean> {
  try {
    const [found] = z.array(z.unknown()).parse(await redis.call('COMMAND', 'INFO', 'WAITAOF'));
    return found !== null && found !== undefined;
  } catch (error) {
    if (error instanceof ReplyError) return false;
    throw error;
  }
}
