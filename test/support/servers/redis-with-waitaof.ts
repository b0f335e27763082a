import { once } from 'node:events';
import { connect, createServer, type Socket } from 'node:net';

/** A Redis that has WAITAOF, as from 7.2 on, or has not, whatever the version of the server behind it. */
export interface RedisWithWaitAof {
  readonly url: string;
  /** How often WAITAOF came, each with its parameters. */
  readonly waits: readonly string[];
  /** How many servers say that they have synced. */
  synced: 0 | 1;
  stop(): Promise<void>;
}

/**
 * Passes commands on to the real server at `url`, and answers `COMMAND INFO WAITAOF` and `WAITAOF` itself. One command a
 * packet is assumed: it serves callers that wait for each answer. Source: Redis documentation, "RESP2" and "WAITAOF".
 */
export async function startRedisWithWaitAof(url: string, hasWaitAof = true): Promise<RedisWithWaitAof> {
  const target = new URL(url);
  const waits: string[] = [];
  const state: { synced: 0 | 1 } = { synced: 1 };
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const redis = connect(Number(target.port), target.hostname);
    for (const socket of [client, redis]) {
      sockets.add(socket);
      socket.on('error', () => socket.destroy());
    }
    client.on('close', () => redis.destroy());
    redis.pipe(client);
    client.on('data', (chunk) => {
      const words = String(chunk)
        .split('\r\n')
        .filter((line) => line !== '' && !/^[*$]/.test(line));
      const [name = '', ...parameters] = words.map((word) => word.toUpperCase());
      if (name === 'WAITAOF') {
        waits.push(parameters.join(' '));
        client.write(`*2\r\n:${state.synced}\r\n:0\r\n`);
      } else if (name === 'COMMAND' && parameters.join(' ') === 'INFO WAITAOF') {
        client.write(hasWaitAof ? '*1\r\n*2\r\n$7\r\nwaitaof\r\n:4\r\n' : '*1\r\n*-1\r\n');
      } else redis.write(chunk);
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return Object.assign(state, {
    url: `redis://127.0.0.1:${port}`,
    waits,
    stop: async () => {
      for (const socket of sockets) socket.destroy();
      const closed = once(server, 'close');
      server.close();
      await closed;
    },
  });
}
