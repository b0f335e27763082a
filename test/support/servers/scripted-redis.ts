import { once } from 'node:events';
import { createServer, type Socket } from 'node:net';

/** Something that speaks like a Redis, and answers what it is told to. */
export interface ScriptedRedis {
  readonly url: string;
  /** Each GET that came, with the number of its connection: `1 GET`. */
  readonly received: readonly string[];
  stop(): Promise<void>;
}

const LATER = 'later ';

/**
 * Answers the n-th connection's GETs with the n-th list, one by one: `+text`, `-error`, or `hang up`; what begins
 * with `later` goes out in one piece with the next one. All else is unknown to it, as HELLO is to Redis 5. Source: Redis documentation, "RESP2".
 */
export async function startScriptedRedis(answers: readonly (readonly string[])[]): Promise<ScriptedRedis> {
  const received: string[] = [];
  const sockets = new Set<Socket>();
  let connections = 0;
  const server = createServer((socket) => {
    connections += 1;
    const number = connections;
    const left = [...(answers[number - 1] ?? [])];
    let kept = '';
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
    socket.on('data', (chunk) => {
      for (const [, name = ''] of String(chunk).matchAll(/\*\d+\r\n\$\d+\r\n(\w+)\r\n/g)) {
        if (name.toUpperCase() !== 'GET') {
          socket.write(`-ERR unknown command '${name}'\r\n`);
          continue;
        }
        received.push(`${number} GET`);
        const answer = left.shift() ?? '-ERR nothing left to answer';
        if (answer === 'hang up') socket.destroy();
        else if (answer.startsWith(LATER)) kept += `${answer.slice(LATER.length)}\r\n`;
        else {
          socket.write(`${kept}${answer}\r\n`);
          kept = '';
        }
      }
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    url: `redis://127.0.0.1:${port}`,
    received,
    stop: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
