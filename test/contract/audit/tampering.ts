import { join } from 'node:path';
import { Redis } from 'ioredis';
import Database from 'libsql';
import { z } from 'zod';
import { ownsName } from '../../../src/acts/claim.ts';
import { redisKeys } from '../../../src/storage/redis/keys.ts';
import { team } from '../../support/builders.ts';
import type { World } from '../../support/world.ts';

/** Takes back what was spoiled. */
export type Undo = () => Promise<void>;

/** Somebody with the database's password, who goes past the bot. */
export interface Tampering {
  /** Changes the stored order. */
  changeOrder(reference: string, change: (content: string) => string): Promise<Undo>;
  /** Changes an entry of its history, by its number. */
  changeEntry(reference: string, sequence: number, change: (entry: string) => string): Promise<Undo>;
  /** Deletes the order, and nothing else. */
  loseOrder(reference: string): Promise<Undo>;
  /** Makes the worker never look at it. */
  forgetToClaim(reference: string): Promise<Undo>;
  /** Takes it off the lists. */
  unlist(reference: string): Promise<Undo>;
  /** Reserves a name to a reference, whoever had it. */
  reserve(name: string, reference: string): Promise<Undo>;
  free(name: string): Promise<Undo>;
  /** Everything that is kept of orders, as one text. */
  everything(): Promise<string>;
  close(): Promise<void>;
}

/** Reaches into the store of a world, whichever it is. */
export function tamperingWith({ environment }: World): Tampering {
  const { REDIS_URL: url, DATA_DIR: folder = '' } = environment;
  return url === undefined ? inSqlite(folder) : inRedis(url);
}

const Content = z.object({ text: z.string() });

function inSqlite(folder: string): Tampering {
  const database = new Database(join(folder, 'scaledmail.db'), { timeout: 5_000 });
  const all = (table: string) => database.prepare(`SELECT * FROM ${table} ORDER BY 1, 2`).all();
  const insert = (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row).filter((column) => column !== '_metadata');
    database
      .prepare(`INSERT OR REPLACE INTO ${table} (${columns.join()}) VALUES (${columns.map(() => '?').join()})`)
      .run(columns.map((column) => row[column]));
  };
  /** Runs a statement, and puts back the rows that it changed. */
  const spoil = async (table: string, where: string, parameters: readonly unknown[], statement: string) => {
    const Rows = z.array(z.record(z.string(), z.unknown()));
    const rows = Rows.parse(database.prepare(`SELECT * FROM ${table} WHERE ${where}`).all(...parameters));
    database.prepare(statement).run(...parameters);
    return async () => {
      for (const row of rows) insert(table, row);
    };
  };
  const rewrite = async (
    table: string,
    column: string,
    where: string,
    parameters: readonly unknown[],
    change: (text: string) => string,
  ) => {
    const select = database.prepare(`SELECT ${column} AS text FROM ${table} WHERE ${where}`);
    const { text } = Content.parse(select.get(...parameters));
    const update = database.prepare(`UPDATE ${table} SET ${column} = ? WHERE ${where}`);
    update.run(change(text), ...parameters);
    return async () => {
      update.run(text, ...parameters);
    };
  };
  return {
    changeOrder: (reference, change) => rewrite('orders', 'content', 'reference = ?', [reference], change),
    changeEntry: (reference, sequence, change) =>
      rewrite('history', 'entry', 'reference = ? AND sequence = ?', [reference, sequence], change),
    loseOrder: (reference) => spoil('orders', 'reference = ?', [reference], 'DELETE FROM orders WHERE reference = ?'),
    forgetToClaim: (reference) =>
      spoil('work', 'reference = ?', [reference], 'UPDATE work SET claimable_at_ms = NULL WHERE reference = ?'),
    unlist: (reference) =>
      spoil('orders', 'reference = ?', [reference], 'UPDATE orders SET requested_at_ms = 0 WHERE reference = ?'),
    reserve: async (name, reference) => {
      const { key, mode } = ownsName(name);
      insert('claims', { key, mode, reference });
      return async () => {
        database.prepare('DELETE FROM claims WHERE key = ?').run(key);
      };
    },
    free: (name) => spoil('claims', 'key = ?', [ownsName(name).key], 'DELETE FROM claims WHERE key = ?'),
    everything: async () => JSON.stringify(['orders', 'work', 'history', 'claims', 'acts', 'key_values'].map(all)),
    close: async () => {
      database.close();
    },
  };
}

function inRedis(url: string): Tampering {
  const redis = new Redis(url);
  const keys = redisKeys(team);
  const scoreless = async (key: string, reference: string): Promise<Undo> => {
    const score = (await redis.zscore(key, reference)) ?? '0';
    await redis.zrem(key, reference);
    return async () => {
      await redis.zadd(key, score, reference);
    };
  };
  return {
    changeOrder: async (reference, change) => {
      const content = (await redis.hget(keys.order(reference), 'content')) ?? '';
      await redis.hset(keys.order(reference), 'content', change(content));
      return async () => {
        await redis.hset(keys.order(reference), 'content', content);
      };
    },
    changeEntry: async (reference, sequence, change) => {
      const entry = (await redis.lindex(keys.history(reference), sequence - 1)) ?? '';
      await redis.lset(keys.history(reference), sequence - 1, change(entry));
      return async () => {
        await redis.lset(keys.history(reference), sequence - 1, entry);
      };
    },
    loseOrder: async (reference) => {
      await redis.rename(keys.order(reference), 'elsewhere');
      return async () => {
        await redis.rename('elsewhere', keys.order(reference));
      };
    },
    forgetToClaim: (reference) => scoreless(keys.claimable, reference),
    unlist: (reference) => scoreless(keys.newest, reference),
    reserve: async (name, reference) => {
      await redis.hset(keys.names, name, reference);
      return async () => {
        await redis.hdel(keys.names, name);
      };
    },
    free: async (name) => {
      const reference = (await redis.hget(keys.names, name)) ?? '';
      await redis.hdel(keys.names, name);
      return async () => {
        await redis.hset(keys.names, name, reference);
      };
    },
    everything: async () => {
      const names = (await redis.keys('*')).sort();
      return JSON.stringify(
        await Promise.all(names.map(async (name) => [name, (await redis.dumpBuffer(name))?.toString('base64')])),
      );
    },
    close: async () => {
      await redis.quit();
    },
  };
}
