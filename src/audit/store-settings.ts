import { z } from 'zod';
import { type Config, VARIABLES } from '../config.ts';

/** Where the bot keeps its orders, or what is wrong with what the environment says about it. */
export type StoreSettings =
  | { readonly ok: true; readonly store: Config['store'] }
  | { readonly ok: false; readonly problem: string };

const RedisAddress = z.url({ protocol: /^rediss?$/ });
const DEFAULT_DATA_DIR = './data';

/** Reads the two variables that name the store, as the bot does; no other is needed. Empty ones count as missing. */
export function readStoreSettings(environment: Readonly<Record<string, string | undefined>>): StoreSettings {
  const url = environment.REDIS_URL?.trim();
  const dataDir = environment.DATA_DIR?.trim();
  if (!url) return { ok: true, store: { kind: 'sqlite', dataDir: dataDir || DEFAULT_DATA_DIR } };
  if (RedisAddress.safeParse(url).success)
    return { ok: true, store: { kind: 'redis', url, operatorSaysDurable: false } };
  return { ok: false, problem: `REDIS_URL is wrong. ${VARIABLES.REDIS_URL.fix}` };
}
