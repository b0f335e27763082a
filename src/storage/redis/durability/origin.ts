import { type Redis, ReplyError } from 'ioredis';

const REPLICATION_ID = /^master_replid:([0-9a-f]+)\r?$/m;
/** Of a server that keeps it to itself. */
const UNKNOWN = 'redis unknown';

/**
 * Tells which history a Redis server goes on with. A replica has the id of its main server, and takes a new one when it is
 * promoted; a server that is started anew has a new one, too. Source: Redis documentation, "Redis replication".
 */
export async function redisOrigin(redis: Redis): Promise<string> {
  try {
    const id = REPLICATION_ID.exec(await redis.info('replication'))?.[1];
    return id === undefined ? UNKNOWN : `redis ${id}`;
  } catch (error) {
    // Some managed servers refuse INFO; then only the time that passed tells.
    if (error instanceof ReplyError) return UNKNOWN;
    throw error;
  }
}
