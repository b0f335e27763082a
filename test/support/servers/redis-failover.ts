import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';
import { Redis } from 'ioredis';
import { type RunningRedis, startRedis, startReplica } from './redis-server.ts';

/** A main Redis server with a replica, behind one address that leads to whichever of them is the main server. */
export interface RedisWithReplica extends RunningRedis {
  /** What is written from now on does not reach the replica any more; what was written before has. */
  fallBehind(): Promise<void>;
  /** The main server dies, and the replica takes over with what it has. Connections break, and lead to it when made again. */
  failOver(): Promise<void>;
  /** Resolves once somebody has connected since the replica took over. */
  connectedAgain(): Promise<void>;
}

/** Starts both servers; the replica has everything from the start. */
export async function startRedisWithReplica(): Promise<RedisWithReplica> {
  const main = await startRedis();
  const replica = await startReplica(main);
  const address = await startAddress(main.url);
  let isMainAlive = true;
  const endMain = async () => {
    if (isMainAlive) await main.stop();
    isMainAlive = false;
  };
  return {
    url: address.url,
    fallBehind: async () => {
      await caughtUp(main.url);
      await replica.fallBehind();
    },
    failOver: async () => {
      await replica.promote();
      address.leadTo(replica.url);
      await endMain();
    },
    connectedAgain: address.connectedAgain,
    stop: async () => {
      await address.close();
      await Promise.all([endMain(), replica.stop()]);
    },
  };
}

/** Resolves when the replica has everything that was written. */
async function caughtUp(url: string): Promise<void> {
  const redis = new Redis(url);
  // Redis only waits for what the same connection wrote.
  await redis.set('of this connection', '');
  const replicas = await redis.wait(1, 30_000);
  await redis.quit();
  if (replicas !== 1) throw new Error('The replica did not catch up');
}

/** An address that leads somewhere else when it is told so. */
async function startAddress(url: string) {
  let target = new URL(url);
  let connected: Promise<unknown> = Promise.resolve();
  const sockets = new Set<Socket>();
  const keep = (socket: Socket) => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
  };
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      keep(one);
      one.once('close', () => other.destroy());
      one.pipe(other);
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The address has no port');
  const breakAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `redis://127.0.0.1:${address.port}`,
    leadTo: (other: string) => {
      target = new URL(other);
      connected = once(server, 'connection');
      breakAll();
    },
    connectedAgain: async () => {
      await connected;
    },
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      breakAll();
      await closed;
    },
  };
}
