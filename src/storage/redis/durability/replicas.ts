import { type Redis, ReplyError } from 'ioredis';
import type { RedisAddress } from '../../../values/redis-address.ts';

/** Other servers that may take the place of the one we write to. */
export interface Replicas {
  /** How many copy it now, without a gap. */
  readonly connected: number;
  /** How many may take its place, connected or not, as far as it is known. */
  readonly expected: number;
}

/** How many have to have a write before it is acknowledged: with the main server more than half of all. */
export const replicasNeeded = ({ expected }: Replicas): number => Math.ceil(expected / 2);

const ROLE = /^role:(\w+)\r?$/m;
const ONLINE = /^slave\d+:.*\bstate=online\b/gm;

/**
 * What a server says of its replicas: those that are connected; in a cluster also those that it lost sight of, and behind
 * Sentinels at least one, as there would be no Sentinels otherwise. Null when it keeps it to itself. Source: Redis
 * documentation, "INFO" and "CLUSTER NODES".
 */
export async function replicasOf(redis: Redis, kind: RedisAddress['kind']): Promise<Replicas | null> {
  try {
    const info = await redis.info('replication');
    if (ROLE.exec(info) === null) return null;
    const connected = info.match(ONLINE)?.length ?? 0;
    const known = kind === 'cluster' ? knownIn(String(await redis.call('CLUSTER', 'NODES'))) : 0;
    return { connected, expected: Math.max(connected, known, kind === 'sentinel' ? 1 : 0) };
  } catch (error) {
    if (error instanceof ReplyError) return null;
    throw error;
  }
}

/** Lines of a server are: id, address, flags, id of its main server, and more. */
function knownIn(nodes: string): number {
  const lines = nodes.split('\n').map((line) => line.split(' '));
  const own = lines.find(([, , flags]) => flags?.split(',').includes('myself'))?.[0];
  return lines.filter(([, , , main]) => main !== undefined && main === own).length;
}
