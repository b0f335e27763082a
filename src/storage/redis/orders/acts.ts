import type { Redis } from 'ioredis';
import type { Act } from '../../../acts/act.ts';
import {
  type ActMemory,
  type ActOf,
  actHashesIn,
  actMemory,
  type NamedActs,
  textOfAct,
} from '../../rows/stored-acts.ts';
import type { RedisKeys } from '../keys.ts';

/** Acts in Redis, each once, as a field of one hash. */
export interface RedisActs {
  /** Reads the acts that JSON texts need, where they are not remembered. Using one that is broken throws `StoredRowBroken`. */
  neededBy(texts: readonly (string | null)[]): Promise<ActOf>;
  /**
   * Acts for a script that writes: pairs of hash and text, as JSON. The text is empty for one that this process has seen in the
   * store, unless `isWhole`; the script makes sure that it is still there.
   */
  forScript(acts: NamedActs, isWhole: boolean): string;
  /** These are in the store now. */
  areWritten(acts: NamedActs): void;
}

export function redisActs(redis: Redis, keys: RedisKeys, memory: ActMemory = actMemory()): RedisActs {
  const seen = new WeakSet<object>();
  return {
    neededBy: async (texts) => {
      const found = new Map<string, Act | undefined>();
      const missing: string[] = [];
      for (const hash of actHashesIn(texts)) {
        found.set(hash, memory.get(hash));
        if (!found.get(hash)) missing.push(hash);
      }
      const read = missing.length === 0 ? [] : await redis.hmget(keys.acts, ...missing);
      const textOf = new Map(missing.map((hash, index) => [hash, read[index] ?? null]));
      return (hash) => {
        const known = found.get(hash);
        if (known) return known;
        const text = textOf.get(hash) ?? null;
        if (text === null) return undefined;
        const act = memory.read(hash, text);
        seen.add(act);
        found.set(hash, act);
        return act;
      };
    },
    forScript: (acts, isWhole) =>
      JSON.stringify([...acts].map(([hash, act]) => [hash, !isWhole && seen.has(act) ? '' : textOfAct(act)])),
    areWritten: (acts) => {
      for (const act of acts.values()) seen.add(act);
    },
  };
}
