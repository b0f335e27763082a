import { createServer, type Socket } from 'node:net';

/** A server on 127.0.0.1 that speaks no protocol: it keeps what arrives and does what it was told with a connection. */
export interface RawServer {
  readonly port: number;
  readonly connections: number;
  /** Everything that arrived on all connections, as Latin-1 text. */
  arrived(): string;
  /** Resolves when every connection that was made has ended. */
  allEnded(): Promise<void>;
  close(): Promise<void>;
}

/** Starts one. `onData` is told of everything that arrives. */
export async function startRawServer(
  onConnection: (socket: Socket) => void = () => undefined,
  onData: (socket: Socket) => void = () => undefined,
): Promise<RawServer> {
  let arrived = '';
  const sockets = new Set<Socket>();
  const ends: Promise<void>[] = [];
  const server = createServer((socket) => {
    sockets.add(socket);
    ends.push(new Promise((resolve) => socket.once('close', () => resolve())));
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => {
      arrived += chunk.toString('latin1');
      onData(socket);
    });
    onConnection(socket);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The raw server has no port');
  return {
    port: address.port,
    get connections() {
      return sockets.size;
    },
    arrived: () => arrived,
    allEnded: async () => {
      await Promise.all(ends);
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
