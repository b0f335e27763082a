import { type Redis, ReplyError } from 'ioredis';

/**
 * Null when Redis writes every acknowledged change to disk and never evicts a key; else what is wrong and the mend. A
 * managed Redis that hides CONFIG is believed only on the operator's word.
 */
export async function redisDurabilityProblem(redis: Redis, operatorSaysDurable: boolean): Promise<string | null> {
  try {
    const settings = await settingsOf(redis);
    if (settings.get('appendonly') !== 'yes') {
      return 'Redis does not write its log to disk (appendonly is off): an acknowledged order could be lost. Run: CONFIG SET appendonly yes';
    }
    const eviction = settings.get('maxmemory-policy');
    if (eviction !== 'noeviction') {
      return `Redis may throw orders away when memory runs short (maxmemory-policy is ${eviction}). Run: CONFIG SET maxmemory-policy noeviction`;
    }
    const syncing = settings.get('appendfsync');
    if (syncing !== 'always') {
      return `Redis answers before its log is on disk (appendfsync is ${syncing}): a power cut could lose that an order is being placed, and it would be paid twice. Run: CONFIG SET appendfsync always`;
    }
    return null;
  } catch (error) {
    if (!(error instanceof ReplyError)) throw error;
    return operatorSaysDurable
      ? null
      : 'This Redis hides its settings. If it keeps an append-only file and never evicts, say so with REDIS_IS_DURABLE=yes.';
  }
}

async function settingsOf(redis: Redis): Promise<ReadonlyMap<string, string>> {
  const wanted = ['appendonly', 'appendfsync', 'maxmemory-policy'];
  const answers = await Promise.all(wanted.map((name) => redis.config('GET', name)));
  return new Map(
    answers.flatMap((answer) => (Array.isArray(answer) ? [[String(answer[0]), String(answer[1])] as const] : [])),
  );
}
