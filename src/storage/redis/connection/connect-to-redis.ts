import { setTimeout } from 'node:timers/promises';
import { Redis } from 'ioredis';
import type { Log } from '../../../service/ports/log.ts';
import { TeamId } from '../../../values/ids.ts';
import { type RedisAddress, readRedisAddress } from '../../../values/redis-address.ts';
import { redisKeys } from '../keys.ts';
import { clusterConnector } from './cluster-connector.ts';
import { explained, RedisMisaddressed, sentinelBehind } from './misaddressed.ts';
import { patientRedis } from './patient-redis.ts';
import { askCluster } from './slot-owner.ts';

/** A command is given up after so long: people are waiting. */
const COMMAND_TIMEOUT_MS = 5_000;
/** A Sentinel, or a server of a cluster that is asked where to go, is given up sooner: the next one is asked. */
const ASK_TIMEOUT_MS = 1_500;
/** How long a command that was refused and surely did nothing is tried again: Slack waits three seconds for the answer to a form. */
const PATIENCE_MS = 2_000;
/**
 * A command whose answer was lost with the connection fails and is not sent again: it may have been carried out, and a
 * second insert would be refused as its own double.
 */
const RETRIES_PER_COMMAND = 0;
const MAX_RECONNECT_DELAY_MS = 2_000;

/** Stands for a team where none is known: any server of a cluster will do. */
const ANY_TEAM = TeamId.parse('T0NOBODY');

/** What is done when the connection is lost, or cannot be made. */
type Retry = (times: number) => number | null;

/**
 * A connection that is ready, to the server that takes the writes of a team. One that fails at the start is given up, with what Redis said as
 * the cause, and the log is left to whoever asked; one that is lost later is logged, and made again, to whichever server takes them then. What fails because the address is wrong says so with
 * `RedisMisaddressed`.
 */
export async function connectToRedis(url: string, log: Log, teamId: TeamId | null): Promise<Redis> {
  const read = readRedisAddress(url);
  if (!read.ok) throw new Error(`REDIS_URL is wrong. ${read.problem}`);
  const { address } = read;
  let wasReady = false;
  const retry: Retry = (times) => (wasReady ? Math.min(times * 100, MAX_RECONNECT_DELAY_MS) : null);
  const redis = connectionTo(address, redisKeys(teamId ?? ANY_TEAM).newest, retry);
  redis.once('ready', () => {
    wasReady = true;
  });
  let failure: unknown = null;
  redis.on('error', (error: unknown) => {
    failure = explained(error, address);
    if (wasReady) log.warn({ error: failure }, 'The connection to Redis failed');
  });
  try {
    await redis.connect();
  } catch (error) {
    if (redis.status !== 'end') redis.disconnect();
    if (failure instanceof RedisMisaddressed) throw failure;
    // The library itself says only that there is no connection.
    throw new Error('Redis cannot be reached', { cause: failure ?? error });
  }
  return patientRedis(redis, {
    log,
    patienceMs: PATIENCE_MS,
    nowMs: () => performance.now(),
    pause: (ms) => setTimeout(ms, undefined, { ref: false }),
    leadsElsewhere: (refusal) => address.kind !== 'single' || (refusal !== 'MOVED' && refusal !== 'ASK'),
    explain: async (error) => (await sentinelBehind(redis, error, address)) ?? explained(error, address),
  });
}

/** A connection to each server that keeps something: one, or all of a cluster. Every one of them is to be closed. */
export async function connectToEach(url: string, log: Log): Promise<readonly Redis[]> {
  const read = readRedisAddress(url);
  if (!read.ok || read.address.kind !== 'cluster') return [await connectToRedis(url, log, null)];
  const { address } = read;
  const { owners } = await askCluster(address, address.hosts, redisKeys(ANY_TEAM).newest, ASK_TIMEOUT_MS);
  return owners.map((owner) => new Redis({ ...COMMON, ...userOf(address), ...owner, retryStrategy: () => null }));
}

const COMMON = {
  lazyConnect: true,
  commandTimeout: COMMAND_TIMEOUT_MS,
  connectTimeout: COMMAND_TIMEOUT_MS,
  maxRetriesPerRequest: RETRIES_PER_COMMAND,
  autoResendUnfulfilledCommands: false,
};

function connectionTo(address: RedisAddress, key: string, retry: Retry): Redis {
  const common = { ...COMMON, retryStrategy: retry };
  switch (address.kind) {
    case 'single':
      return new Redis(address.url, common);
    case 'sentinel':
      return new Redis({
        ...common,
        ...userOf(address),
        sentinels: address.hosts.map(({ host, port }) => ({ host, port })),
        name: address.name,
        role: 'master' as const,
        db: address.database,
        ...(address.sentinelUser.username !== null && { sentinelUsername: address.sentinelUser.username }),
        ...(address.sentinelUser.password !== null && { sentinelPassword: address.sentinelUser.password }),
        ...(address.isEncrypted && { sentinelTLS: {}, enableTLSForSentinelMode: true }),
        sentinelCommandTimeout: ASK_TIMEOUT_MS,
        sentinelRetryStrategy: retry,
      });
    case 'cluster':
      return new Redis({ ...common, ...userOf(address), Connector: clusterConnector(address, key, ASK_TIMEOUT_MS) });
  }
}

const userOf = ({ user, isEncrypted }: Exclude<RedisAddress, { kind: 'single' }>) => ({
  ...(user.username !== null && { username: user.username }),
  ...(user.password !== null && { password: user.password }),
  ...(isEncrypted && { tls: {} }),
});
