import type { Redis } from 'ioredis';
import { z } from 'zod';
import { addressOf, type RedisAddress } from '../../../values/redis-address.ts';

/** REDIS_URL leads to something that is no Redis for us. Its message is for the operator, says what to write, and holds no secret. */
export class RedisMisaddressed extends Error {}

/** The one that an error comes from, if any. */
export function misaddressedIn(error: unknown): RedisMisaddressed | null {
  if (error instanceof RedisMisaddressed) return error;
  return error instanceof Error ? misaddressedIn(error.cause) : null;
}

const MOVED = /^(?:MOVED|ASK) \d+ (.*):(\d+)/;
/** What Sentinels and ioredis say when none knows the name. */
const NAME_UNKNOWN = /No such master with that name|All sentinels are unreachable(?!.* Last error)/;
const NO_SENTINEL = /unknown command .?sentinel/i;
const NO_CLUSTER = /cluster support disabled/i;

const USERS = 'User and password stand in it as before.';

/** An error as it is, or one that says which address should be used instead, where that is what it comes from. */
export function explained(error: unknown, address: RedisAddress): unknown {
  if (!(error instanceof Error)) return error;
  const text = error.cause instanceof Error ? `${error.message}: ${error.cause.message}` : error.message;
  const sentence = SENTENCES[address.kind](text);
  return sentence === null ? error : new RedisMisaddressed(sentence, { cause: error });
}

const SENTENCES: Readonly<Record<RedisAddress['kind'], (text: string) => string | null>> = {
  single: (text) => {
    const [, host = '', port = ''] = MOVED.exec(text) ?? [];
    if (port === '') return null;
    const right = addressOf('cluster', { host, port: Number(port) });
    return `REDIS_URL names one server of a Redis Cluster, and what this app keeps is on another one. Set REDIS_URL to the cluster: ${right}. ${USERS}`;
  },
  sentinel: (text) => {
    if (NO_SENTINEL.test(text)) {
      return 'REDIS_URL names Sentinels, and a Redis answers there that is none. Give the Sentinels’ own ports (usually 26379), or the Redis as redis://.';
    }
    if (NAME_UNKNOWN.test(text)) {
      return 'No Sentinel of REDIS_URL knows a main server of that name. Its end is the name that the Sentinels’ configuration has behind “sentinel monitor”.';
    }
    return null;
  },
  cluster: (text) =>
    NO_CLUSTER.test(text)
      ? 'REDIS_URL names a cluster, and that Redis is none. Write redis:// for redis+cluster://.'
      : null,
};

const Masters = z.array(z.array(z.string()));

const UNKNOWN_COMMAND = /unknown command/i;

/** When a command failed because a connection that was meant for a Redis leads to a Sentinel: what to use instead. Else null. */
export async function sentinelBehind(
  redis: Redis,
  failure: unknown,
  address: RedisAddress,
): Promise<RedisMisaddressed | null> {
  if (address.kind !== 'single' || !(failure instanceof Error) || !UNKNOWN_COMMAND.test(failure.message)) return null;
  const info = await redis.info('server').catch(() => '');
  if (!/^redis_mode:sentinel\r?$/m.test(info)) return null;
  const masters = Masters.safeParse(await redis.call('SENTINEL', 'MASTERS').catch(() => null));
  const names = (masters.data ?? []).flatMap((fields) => fields[fields.indexOf('name') + 1] ?? []);
  const { hostname, port } = new URL(address.url);
  const [name = 'mymaster'] = names;
  const right = addressOf('sentinel', { host: hostname.replace(/^\[|\]$/g, ''), port: Number(port || 26_379) }, name);
  return new RedisMisaddressed(
    `REDIS_URL names a Sentinel, which keeps no data and knows which Redis does. Set REDIS_URL to: ${right}. The user and the password are those of the Redis itself.`,
    { cause: failure },
  );
}
