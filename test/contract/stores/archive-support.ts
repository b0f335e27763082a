import { join } from 'node:path';
import { Redis } from 'ioredis';
import Database from 'libsql';
import { z } from 'zod';
import { actOf } from '../../../src/orders/order.ts';
import type { StoredOrder } from '../../../src/service/ports/stores/order-store.ts';
import { hashOfAct, textOfAct } from '../../../src/storage/rows/stored-acts.ts';
import { team } from '../../support/builders.ts';

const Names = z.array(z.object({ name: z.string() }));
const isRedis = (where: string): boolean => where.startsWith('redis:');

/** Everything that stands in a store, a line for each row, field or member, with the table or key that it is in. */
export const contentIn = (where: string): Promise<string[]> =>
  isRedis(where) ? contentOfRedis(where) : Promise.resolve(contentOfSqlite(where));

function contentOfSqlite(folder: string): string[] {
  const database = new Database(join(folder, 'scaledmail.db'));
  try {
    const tables = Names.parse(
      database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'").all(),
    );
    return tables
      .flatMap(({ name }) =>
        database
          .prepare(`SELECT * FROM ${name}`)
          .all()
          .map((row) => `${name} ${JSON.stringify(row)}`),
      )
      .filter((line) => !line.startsWith('order_counts '));
  } finally {
    database.close();
  }
}

async function contentOfRedis(url: string): Promise<string[]> {
  const redis = new Redis(url);
  try {
    const lines: string[] = [];
    for (const key of await redis.keys('*')) {
      const type = await redis.type(key);
      const name = key.replace(/^scaledmail:\{\w+\}:/, '');
      if (type === 'hash')
        lines.push(...Object.entries(await redis.hgetall(key)).map(([field, text]) => `${name} ${field} ${text}`));
      else if (type === 'list') lines.push(...(await redis.lrange(key, 0, -1)).map((text) => `${name} ${text}`));
      else if (type === 'zset') lines.push(...(await redis.zrange(key, '0', '-1')).map((text) => `${name} ${text}`));
      else lines.push(`${name} ${await redis.get(key)}`);
    }
    return lines.filter((line) => !line.startsWith('tallies '));
  } finally {
    await redis.quit();
  }
}

/** Purges an order, and puts things so as if that had been done by a version which let its act stay. */
export async function putActBack(where: string, { order }: StoredOrder, purge: () => Promise<number>): Promise<void> {
  await purge();
  const [hash, text] = [hashOfAct(actOf(order)), textOfAct(actOf(order))];
  if (isRedis(where)) {
    const redis = new Redis(where);
    await redis.hset(`scaledmail:{${team}}:acts`, hash, text);
    await redis.del(`scaledmail:{${team}}:acts:loose`);
    await redis.quit();
    return;
  }
  const database = new Database(join(where, 'scaledmail.db'));
  database.prepare('INSERT INTO acts (hash, act) VALUES (?, ?)').run(hash, text);
  database.exec('DELETE FROM loose_acts');
  database.close();
}

/** Marks the act of an order as if another one that named it had left the store. */
export async function markLoose(where: string, { order }: StoredOrder): Promise<void> {
  const hash = hashOfAct(actOf(order));
  if (isRedis(where)) {
    const redis = new Redis(where);
    await redis.hset(`scaledmail:{${team}}:acts:loose`, hash, 'aaaaaz');
    await redis.quit();
    return;
  }
  const database = new Database(join(where, 'scaledmail.db'));
  database.prepare('INSERT INTO loose_acts (hash, reference) VALUES (?, ?)').run(hash, 'aaaaaz');
  database.close();
}
