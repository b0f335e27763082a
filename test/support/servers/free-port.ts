import { randomInt } from 'node:crypto';
import { createServer } from 'node:net';

/**
 * Below the ports that systems give to connections that go out (from 32,768 on, on Linux): one of those is taken again before a
 * server of the test's has it. So far below that ten thousand more, where a node of a Redis Cluster also listens, is, too.
 */
const FIRST = 12_000;
const LAST = 22_000;
const MOST_TRIES = 100;

/** A loopback port that nobody has at the moment. */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries += 1) {
    const port = randomInt(FIRST, LAST);
    if (await isFree(port)) return port;
  }
  throw new Error('There is no free port');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}
