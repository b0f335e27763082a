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

/** The fields of a hash, a few at a time. Redis may bring one twice. */
export async function* eachField(redis: Redis, key: string): AsyncGenerator<readonly [field: string, value: string]> {
  let cursor = '0';
  do {
    const [next, flat] = await redis.hscan(key, cursor, 'COUNT', SCAN_COUNT);
    for (let at = 0; at + 1 < flat.length; at += 2) yield [flat[at] ?? '', flat[at + 1] ?? ''];
    cursor = next;
  } while (cursor !== '0');
}

/** All fields of a hash, each once. */
export async function fieldsOf(redis: Redis, key: string): Promise<ReadonlyMap<string, string>> {
  const fields = new Map<string, string>();
  for await (const [field, value] of eachField(redis, key)) fields.set(field, value);
  return fields;
}
