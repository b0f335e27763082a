import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Redis } from 'ioredis';

/** A copy of everything that a store held at one moment. It can be put back as often as one likes. */
export interface StoreCopy {
  /** Puts the store back to that moment: what was written since is gone. No process may have it open. */
  putBack(): Promise<void>;
  /** Forgets the copy. */
  discard(): void;
}

/** Copies the folder of the embedded store, as a backup of the disk does. Nothing may be written meanwhile. */
export function copyFolder(folder: string): StoreCopy {
  const kept = mkdtempSync(join(tmpdir(), 'store-copy-'));
  cpSync(folder, kept, { recursive: true });
  return {
    putBack: async () => {
      for (const name of readdirSync(folder)) rmSync(join(folder, name), { recursive: true });
      cpSync(kept, folder, { recursive: true });
    },
    discard: () => rmSync(kept, { recursive: true, force: true }),
  };
}

/** Copies the keys of a Redis database that begin with `prefix`, by default all, with what is left of their time. */
export async function copyRedis(url: string, prefix = ''): Promise<StoreCopy> {
  const kept = await withRedis(url, async (redis) => {
    const keys = await redis.keys(`${prefix}*`);
    const dumps = await Promise.all(
      keys.map(async (key) => ({ key, ttlMs: Math.max(0, await redis.pttl(key)), dump: await redis.dumpBuffer(key) })),
    );
    return dumps.flatMap(({ dump, ...rest }) => (dump ? [{ ...rest, dump }] : []));
  });
  return {
    putBack: () =>
      withRedis(url, async (redis) => {
        const present = await redis.keys(`${prefix}*`);
        if (present.length > 0) await redis.del(...present);
        for (const { key, ttlMs, dump } of kept) await redis.restore(key, ttlMs, dump);
      }),
    discard: () => {},
  };
}

async function withRedis<Result>(url: string, work: (redis: Redis) => Promise<Result>): Promise<Result> {
  const redis = new Redis(url, { lazyConnect: true, maxRetriesPerRequest: 0 });
  await redis.connect();
  try {
    return await work(redis);
  } finally {
    redis.disconnect();
  }
}
