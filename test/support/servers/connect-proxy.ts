import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

/** How a proxy treats who asks for a way. */
export type ProxyManner = 'opens' | 'refuses' | 'stays silent' | 'hangs up' | 'answers without a tunnel';

/** A proxy on 127.0.0.1 that knows every host: behind each name stands the port that the client names. */
export interface ConnectProxy {
  readonly port: number;
  /** What was asked for, in order: the authority, and the credentials or null. */
  readonly asked: { readonly authority: string; readonly credentials: string | null }[];
  manner: ProxyManner;
  close(): Promise<void>;
}

/** Starts one that opens every way. */
export async function startConnectProxy(): Promise<ConnectProxy> {
  const sockets = new Set<Socket>();
  const server = createServer((_, response) => response.writeHead(405).end());
  const proxy: ConnectProxy = {
    port: 0,
    asked: [],
    manner: 'opens',
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
  });
  server.on('connect', (request, socket, head) => {
    const authority = request.url ?? '';
    proxy.asked.push({ authority, credentials: request.headers['proxy-authorization'] ?? null });
    if (proxy.manner === 'refuses')
      socket.end('HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n');
    if (proxy.manner === 'hangs up') socket.destroy();
    if (proxy.manner === 'answers without a tunnel') socket.end('HTTP/1.1 302 Found\r\nContent-Length: 0\r\n\r\n');
    if (proxy.manner !== 'opens') return;
    const there = connect(Number(authority.split(':').at(-1)), '127.0.0.1', () => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n');
      there.write(head);
      there.pipe(socket).pipe(there);
    });
    sockets.add(there);
    there.on('error', () => socket.destroy());
    there.on('close', () => socket.destroy());
    socket.on('close', () => there.destroy());
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return Object.assign(proxy, { port: typeof address === 'object' && address !== null ? address.port : 0 });
}
