import type { Redis } from 'ioredis';

/** Keys that one look at the server brings: it serves the bots meanwhile. */
const SCAN_COUNT = 500;

/** Walks all keys, a few at a time, so that nobody waits for it. Each is answered once, though Redis may bring one twice. */
export async function namesLike(redis: Redis, pattern: string): Promise<string[]> {
  const found = new Set<string>();
  let cursor = '0';
  do {
    const [next, names] = await redis.scan(cursor, 'MATCH', pattern, 'COUNT', SCAN_COUNT);
    for (const name of names) found.add(name);
    cursor = next;
  } while (cursor !== '0');
  return [...found];
}

/** A text in which no sign means anything to a pattern. */
export const asPattern = (text: string): string => text.replace(/[*?[\]\\]/g, '\\$&');
