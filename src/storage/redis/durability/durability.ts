import { type Redis, ReplyError } from 'ioredis';
import { z } from 'zod';
import { type RedisAddress, redisKind } from '../../../values/redis-address.ts';
import { sharedAnswers } from '../../../values/shared-answers.ts';
import { type Replicas, replicasNeeded, replicasOf } from './replicas.ts';

/** Longest that a write may take to reach the disk, and replicas; with one sync a second it takes at most about that. */
const SYNC_TIMEOUT_MS = 3_000;

/** What is asked of Redis so that an acknowledged write cannot be lost. */
export interface RedisDurability {
  /** Null when every acknowledged change is on disk and with enough replicas, and no key is ever evicted; else what is wrong and the fix. */
  problem(): Promise<string | null>;
  /**
   * Resolves when all earlier writes of this connection are on disk and with enough replicas, as far as Redis can tell. Throws
   * when they are not in time, or the connection was lost meanwhile: whether they are kept is not known then. For an intent to
   * pay replicas that are gone count as missing; all else goes on with those that are there.
   */
  synced(what: Kept): Promise<void>;
}

export type Kept = 'intent' | 'change';

export interface DurabilityOptions {
  readonly redis: Redis;
  /** How Redis is reached says whether somebody may put a replica in the place of the main server. */
  readonly url: string;
  readonly operatorSaysDurable: boolean;
  /** What is written to see whether replicas have it; it ends by itself. */
  readonly trialKey: string;
  /** A clock that nobody can set. */
  readonly monotonicMs?: () => number;
}

const TRIAL_TTL_MS = 60_000;
/** A sync that was waited for speaks for so long: a trial of its own may hold up what comes behind it for a second. */
const PROVEN_FOR_MS = 30_000;

/**
 * With `appendfsync always` Redis answers after the sync. With `everysec` it answers before, and WAITAOF (Redis 7.2) makes us
 * wait for the sync. A managed Redis that hides CONFIG is believed only when the operator says so, and waited for where it can be.
 * Replicas get writes after the answer: where there are any, WAITAOF or WAIT makes us wait for more than half of all servers.
 * Source: Redis documentation, "Redis persistence" and "WAITAOF" and "WAIT".
 */
export function redisDurability(options: DurabilityOptions): RedisDurability {
  const { redis, url, operatorSaysDurable, trialKey, monotonicMs = () => performance.now() } = options;
  const kind = redisKind(url);
  let server = serverOf(redis, kind, monotonicMs);
  // What another connection wrote is not waited for: WAIT would say yes at once. And another one may be to another server.
  redis.on('close', () => {
    server = serverOf(redis, kind, monotonicMs);
  });

  return {
    problem: async () => {
      const settings = await settingsOf(redis);
      const asked = server;
      asked.syncs = settings?.get('appendfsync') ?? null;
      const found = await asked.askReplicas();
      const problem = settings && problemIn(settings, await asked.hasWaitAof());
      if (problem) return problem;
      if ((settings === null || found === null) && !operatorSaysDurable) return HIDDEN;
      // Whether the disk keeps up no setting says: it is waited for once.
      if (found === null || found.expected === 0)
        return (await asked.isToProve()) ? trialProblem(asked, redis, trialKey) : null;
      if (!(await asked.canWait())) return operatorSaysDurable ? null : CANNOT_WAIT;
      return replicasProblem(found) ?? (await trialProblem(asked, redis, trialKey));
    },
    synced: async (what) => {
      const asked = server;
      await keptBy(asked, redis, what);
      if (asked !== server) throw new Error('The connection to Redis was lost before it said that a write is kept');
    },
  };
}

/** What is known of the server at the other end of one connection. */
interface Server {
  /** When it syncs; null until the settings were read, or when they are hidden. */
  syncs: string | null;
  hasWaitAof(): Promise<boolean>;
  /** Whether writes can wait for replicas. */
  canWait(): Promise<boolean>;
  /** As they were counted last. */
  replicas(): Promise<Replicas | null>;
  askReplicas(): Promise<Replicas | null>;
  /** A wait ended: whether its write was on disk in time. */
  waited(isSynced: boolean): void;
  /** Whether it answers before the sync, can be waited for, and was not waited for lately. */
  isToProve(): Promise<boolean>;
}

function serverOf(redis: Redis, kind: RedisAddress['kind'], monotonicMs: () => number): Server {
  const known = sharedAnswers<boolean>();
  let replicas: Replicas | null | undefined;
  let provenMs: number | null = null;
  const askReplicas = async () => {
    replicas = await replicasOf(redis, kind);
    return replicas;
  };
  const server: Server = {
    syncs: null,
    hasWaitAof: () => known('WAITAOF', () => hasWaitAof(redis)),
    // WAIT for no replica answers at once.
    canWait: () => known('WAIT', async () => (await hasWaitAof(redis)) || isAnswered(redis.call('WAIT', 0, 1))),
    replicas: async () => (replicas === undefined ? askReplicas() : replicas),
    askReplicas,
    waited: (isSynced) => {
      provenMs = isSynced ? monotonicMs() : null;
    },
    isToProve: async () => {
      const isProven = provenMs !== null && monotonicMs() - provenMs < PROVEN_FOR_MS;
      return server.syncs !== 'always' && !isProven && (await server.hasWaitAof());
    },
  };
  return server;
}

/** Whether a write reaches the disk and the replicas in time, which no setting says. */
async function trialProblem(server: Server, redis: Redis, key: string): Promise<string | null> {
  await redis.set(key, '', 'PX', TRIAL_TTL_MS);
  const replicas = await server.replicas();
  const needed = replicas === null ? 0 : replicasNeeded(replicas);
  try {
    if ((await wait(server, redis, needed)) >= needed) return null;
  } catch (error) {
    if (error instanceof DiskTooSlow) return DISK_STALLS;
    throw error;
  }
  const fix = (await server.hasWaitAof()) ? ', and let each of them keep an append-only file (appendonly yes)' : '';
  return `A trial write did not reach ${needed} of Redis’s replicas in time: one that takes over could lack that an order is being placed, and it would be paid twice. See with INFO replication how far behind they are${fix}.`;
}

/** Waits for disk and replicas. Throws when they take too long. */
async function keptBy(server: Server, redis: Redis, what: Kept): Promise<void> {
  const neededOf = (replicas: Replicas | null) =>
    replicas === null ? 0 : what === 'intent' ? replicasNeeded(replicas) : replicasNeeded(whileSomeAreGone(replicas));
  const needed = neededOf(await server.replicas());
  if (server.syncs === 'always' && needed === 0) return;
  const reached = await wait(server, redis, needed);
  if (reached >= needed) return;
  // Some may have gone since they were counted.
  if (reached < neededOf(await server.askReplicas())) {
    throw new Error(`Only ${reached} of ${needed} replicas of Redis had a write in time`);
  }
}

/** A write was not on disk in time. */
class DiskTooSlow extends Error {}

/** Waits once. Answers how many replicas have it; those that nobody can be asked about count as having it. */
async function wait(server: Server, redis: Redis, needed: number): Promise<number> {
  if (await server.hasWaitAof()) {
    const [onThisServer, onReplicas] = z
      .tuple([z.number(), z.number()])
      .parse(await redis.call('WAITAOF', 1, needed, SYNC_TIMEOUT_MS));
    server.waited(onThisServer >= 1);
    if (onThisServer < 1) throw new DiskTooSlow('Redis did not write its log to disk in time');
    return onReplicas;
  }
  if (needed === 0 || !(await server.canWait())) return needed;
  return z.number().parse(await redis.call('WAIT', needed, SYNC_TIMEOUT_MS));
}

/** People go on deciding while replicas are gone, and nothing is placed. */
const whileSomeAreGone = ({ connected, expected }: Replicas): Replicas => ({
  connected,
  expected: Math.min(connected, expected),
});

async function isAnswered(answer: Promise<unknown>): Promise<boolean> {
  try {
    await answer;
    return true;
  } catch (error) {
    if (error instanceof ReplyError) return false;
    throw error;
  }
}

const HIDDEN =
  'This Redis hides its settings or its replicas. If it keeps an append-only file, never evicts and loses nothing when a replica takes over, say so with REDIS_IS_DURABLE=yes.';
const DISK_STALLS = `Redis did not bring a trial write to its disk within ${SYNC_TIMEOUT_MS / 1_000} s: a power cut could lose that an order is being placed, and it would be paid twice. Look at the disk of the machine that Redis runs on, and at aof_last_write_status and aof_delayed_fsync in INFO persistence.`;
const CANNOT_WAIT =
  'Redis has replicas, and this user may not wait for them: one that takes over could lack that an order is being placed, and it would be paid twice. Allow WAIT (ACL SETUSER … +wait).';

function replicasProblem(replicas: Replicas): string | null {
  const needed = replicasNeeded(replicas);
  if (replicas.connected >= needed) return null;
  return `Redis has ${replicas.connected} of the ${needed} replicas that have to copy each write: one that takes over could lack that an order is being placed, and it would be paid twice. Start the replicas, and see with INFO replication that they are online.`;
}

function problemIn(settings: ReadonlyMap<string, string>, canWait: boolean): string | null {
  if (settings.get('appendonly') !== 'yes') {
    return 'Redis does not write its log to disk (appendonly is off): an acknowledged order could be lost. Run: CONFIG SET appendonly yes';
  }
  const eviction = settings.get('maxmemory-policy');
  if (eviction !== 'noeviction') {
    return `Redis may throw orders away when memory runs short (maxmemory-policy is ${eviction}). Run: CONFIG SET maxmemory-policy noeviction`;
  }
  const syncing = settings.get('appendfsync');
  if (syncing === 'always' || (syncing === 'everysec' && canWait)) return null;
  return `Redis answers before its log is on disk (appendfsync is ${syncing}): a power cut could lose that an order is being placed, and it would be paid twice. Run: CONFIG SET appendfsync always`;
}

/** What is set; null when the server hides it. */
async function settingsOf(redis: Redis): Promise<ReadonlyMap<string, string> | null> {
  const wanted = ['appendonly', 'appendfsync', 'maxmemory-policy'];
  try {
    const answers = await Promise.all(wanted.map((name) => redis.config('GET', name)));
    return new Map(
      answers.flatMap((answer) => (Array.isArray(answer) ? [[String(answer[0]), String(answer[1])] as const] : [])),
    );
  } catch (error) {
    if (error instanceof ReplyError) return null;
    throw error;
  }
}

/** Whether the server has WAITAOF; one that does not tell has not. */
async function hasWaitAof(redis: Redis): Promise<boolean> {
  try {
    const [found] = z.array(z.unknown()).parse(await redis.call('COMMAND', 'INFO', 'WAITAOF'));
    return found !== null && found !== undefined;
  } catch (error) {
    if (error instanceof ReplyError) return false;
    throw error;
  }
}
