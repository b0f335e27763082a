import { createServer } from 'node:net';

/** The ports that the demo likes to have; the first one is the page to open. */
export const LIKED_PORTS = { page: 4310, vendor: 4311, bot: 4312 } as const;

/** The port itself when nobody has it, else any free one. */
export async function freePort(liked: number): Promise<number> {
  return (await isFree(liked)) ? liked : anyFreePort();
}

async function isFree(port: number): Promise<boolean> {
  return (await portOf(port)) === port;
}

async function anyFreePort(): Promise<number> {
  const port = await portOf(0);
  if (port === null) throw new Error('This machine has no free port on 127.0.0.1');
  return port;
}

function portOf(wanted: number): Promise<number | null> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(null));
    server.listen(wanted, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address ? address.port : null));
    });
  });
}
