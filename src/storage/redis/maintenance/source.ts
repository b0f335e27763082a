import type { Redis } from 'ioredis';
import { z } from 'zod';
import type { Log } from '../../../service/ports/log.ts';
import { TeamId } from '../../../values/ids.ts';
import { StoreRestless, type StoreSource } from '../../content/content.ts';
import type { StoreRecord } from '../../content/record.ts';
import { WATCH_ROWS } from '../../rows/watch-rows.ts';
import type { RedisKeys } from '../keys.ts';
import { claimOfName, claimOfText } from '../orders/claims.ts';
import { fieldsOf, namesLike } from '../scan.ts';
import { openTeamForReading } from './order-reader.ts';
import { rawOrder } from './raw-order.ts';
import { referencesIn } from './references.ts';

/** References that one round trip asks about. */
const CHUNK = 500;
/** Orders that are read at the same time. */
const AT_ONCE = 16;
/** Looks for a moment in which nothing was written; each takes about a second for 200,000 orders. */
const MOST_LOOKS = 30;

const Kept = z.object({ value: z.string(), expiresAtMs: z.int().nullable() });

/** Opens the store of one team in Redis to read all of it. Throws `StoreUnreadable`. */
export async function openRedisSource(options: {
  readonly url: string;
  readonly teamId: TeamId | null;
  readonly log: Log;
}): Promise<StoreSource> {
  const { redis, keys, teamId } = await openTeamForReading(options);
  return {
    teamId: TeamId.parse(teamId),
    from: 'redis',
    records: () => recordsIn(redis, keys),
    order: (reference) => rawOrder(redis, keys, reference),
    close: async () => {
      await redis.quit().catch(() => {});
      redis.disconnect();
    },
  };
}

/**
 * Redis shows no moment as a whole to who reads for longer. So orders are read one by one, each in one moment, and then looked at
 * again: those that moved on are read again, until a look finds that none has. Between the reading before and that look all stood as
 * they were read. What happens to an order shows in the head of its history, which never comes again.
 */
async function* recordsIn(redis: Redis, keys: RedisKeys): AsyncGenerator<StoreRecord> {
  const heads = new Map<string, string>();
  let toRead: readonly string[] = await referencesIn(redis, keys);
  for (let looks = 0; ; looks += 1) {
    if (looks > MOST_LOOKS) throw new StoreRestless(RESTLESS);
    for (let at = 0; at < toRead.length; at += AT_ONCE) {
      const some = toRead.slice(at, at + AT_ONCE);
      const records = await Promise.all(some.map((reference) => rawOrder(redis, keys, reference)));
      for (const [index, reference] of some.entries()) {
        const record = records[index] ?? null;
        if (record) heads.set(reference, headOf(record.row?.head ?? null, record.history.length));
        else heads.delete(reference);
        yield record ?? { kind: 'gone', reference };
      }
    }
    const beside = await besideOrders(redis, keys);
    toRead = await movedOn(redis, keys, heads);
    if (toRead.length > 0) continue;
    yield* beside;
    return;
  }
}

const RESTLESS =
  'The bot wrote orders the whole time, so that no moment could be kept whole. Try again when less happens, or type /scaledmail pause first.';

const headOf = (head: string | null, entries: number): string => `${entries} ${head ?? ''}`;

/** References whose order is not as it was read, or came since. One that came is listed in the same write. */
async function movedOn(redis: Redis, keys: RedisKeys, heads: ReadonlyMap<string, string>): Promise<string[]> {
  const listed = await redis.zrange(keys.newest, '0', '-1');
  const references = [...new Set([...heads.keys(), ...listed])];
  const moved: string[] = [];
  for (let at = 0; at < references.length; at += CHUNK) {
    const some = references.slice(at, at + CHUNK);
    const pipeline = redis.pipeline();
    for (const reference of some) pipeline.hget(keys.order(reference), 'head').llen(keys.history(reference));
    const answers = (await pipeline.exec()) ?? [];
    for (const [index, reference] of some.entries()) {
      const [head, entries] = [answers[2 * index], answers[2 * index + 1]];
      if (!head || !entries || head[0] || entries[0]) throw head?.[0] ?? entries?.[0] ?? new Error('Redis fell silent');
      const now = headOf(z.string().nullable().parse(head[1]), z.int().parse(entries[1]));
      // One that is gone for good, and was when it was read, reads as nothing both times.
      if (now !== (heads.get(reference) ?? headOf(null, 0))) moved.push(reference);
    }
  }
  return moved;
}

/** What is kept beside orders. It is not much, so it is held until it is known that it belongs to what was read. */
async function besideOrders(redis: Redis, keys: RedisKeys): Promise<StoreRecord[]> {
  const records: StoreRecord[] = [];
  for (const [reference, text] of await fieldsOf(redis, keys.stubs)) records.push({ kind: 'stub', reference, text });
  for (const [name, reference] of await fieldsOf(redis, keys.names))
    records.push({ kind: 'claim', reference, claim: claimOfName(name) });
  for (const [text, reference] of await fieldsOf(redis, keys.claims))
    records.push({ kind: 'claim', reference, claim: claimOfText(text) });
  const start = keys.value('').length;
  for (const name of await namesLike(redis, `${keys.value('')}*`)) {
    const text = await redis.get(name);
    if (text !== null) records.push({ kind: 'value', key: name.slice(start), ...Kept.parse(JSON.parse(text)) });
  }
  for (const [attemptId, text] of await fieldsOf(redis, keys.attempts)) {
    const [atMs, cents] = text.split(' ').map(Number);
    records.push({ kind: 'attempt', attemptId, atMs: atMs ?? 0, cents: cents ?? 0 });
  }
  const head = await redis.get(keys.watch('head'));
  if (head !== null) records.push({ kind: 'watch', row: 'head', id: '', text: head });
  for (const row of WATCH_ROWS)
    for (const [id, text] of await fieldsOf(redis, keys.watch(row))) records.push({ kind: 'watch', row, id, text });
  return records;
}
