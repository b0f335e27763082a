import { Redis } from 'ioredis';
import { z } from 'zod';
import type { RedisAddress, RedisHost } from '../../../values/redis-address.ts';

export type ClusterAddress = Extract<RedisAddress, { kind: 'cluster' }>;

/** First slot, last slot, its main server, and replicas. Source: Redis documentation, "CLUSTER SLOTS". */
const Node = z.tuple([z.string().nullable(), z.number()], z.unknown());
const Slots = z.array(z.tuple([z.number(), z.number(), Node], z.unknown()));

/** A cluster that nobody can be asked about. */
export class ClusterUnknown extends Error {}

/** How one server of a cluster is asked: once, and given up when it does not answer. */
const asking = ({ user, isEncrypted }: ClusterAddress, { host, port }: RedisHost, timeoutMs: number) =>
  new Redis({
    host,
    port,
    ...(user.username !== null && { username: user.username }),
    ...(user.password !== null && { password: user.password }),
    ...(isEncrypted && { tls: {} }),
    lazyConnect: true,
    enableReadyCheck: false,
    connectTimeout: timeoutMs,
    commandTimeout: timeoutMs,
    retryStrategy: null,
  });

/**
 * Asks the servers in turn, until one says which servers there are: those that own slots, and the one that owns the slot of a
 * key. Throws `ClusterUnknown` when none does.
 */
export async function askCluster(
  address: ClusterAddress,
  hosts: readonly RedisHost[],
  key: string,
  timeoutMs: number,
): Promise<{ readonly owner: RedisHost | null; readonly owners: readonly RedisHost[] }> {
  let failure: unknown = null;
  for (const asked of hosts) {
    const redis = asking(address, asked, timeoutMs);
    // The rejection says only that there is no connection.
    let said: unknown = null;
    redis.on('error', (error: unknown) => {
      said = error;
    });
    try {
      await redis.connect();
      const slot = z.number().parse(await redis.call('CLUSTER', 'KEYSLOT', key));
      const ranges = Slots.parse(await redis.call('CLUSTER', 'SLOTS'));
      const hostOf = ([host, port]: z.output<typeof Node>): RedisHost => ({ host: host || asked.host, port });
      const owner = ranges.find(([first, last]) => first <= slot && slot <= last)?.[2];
      return { owner: owner ? hostOf(owner) : null, owners: ranges.map(([, , node]) => hostOf(node)) };
    } catch (error) {
      failure = said ?? error;
    } finally {
      if (redis.status !== 'end') redis.disconnect();
    }
  }
  throw new ClusterUnknown('No server of the Redis Cluster answers', { cause: failure });
}
