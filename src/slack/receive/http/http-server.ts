import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { CustomRoute } from '@slack/bolt';

/** What a server bears that anybody may connect to. Times are in milliseconds. */
export interface HttpLimits {
  /** How long a connection may wait for its next request. */
  readonly keepAliveMs: number;
  /** How long the headers of a request may take, and how long all of it. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** How long the body of a request may take once its headers are there. */
  readonly bodyMs: number;
  /** How long nothing may come, and nothing go, while a request is under way. */
  readonly silenceMs: number;
  /** How often headers and requests that take too long are looked for. */
  readonly checkEveryMs: number;
  /** Connections at the same time; with their headers, of 16 KB at most each, they may take 32 MB. */
  readonly connections: number;
}

/**
 * Load balancers keep idle connections for 60 seconds and must not find them closed: a request that crosses the closing is
 * lost. The time for headers lies above that, for those Node versions that count it from the end of the request before.
 * Strangers who send nothing are cut by `silenceMs`; Slack has given a request up after three seconds.
 */
export const HTTP_LIMITS: HttpLimits = {
  keepAliveMs: 75_000,
  headersMs: 76_000,
  requestMs: 80_000,
  bodyMs: 10_000,
  silenceMs: 10_000,
  checkEveryMs: 5_000,
  connections: 2_048,
};

/** A server within limits, which does not listen yet. `onTurnedAway` hears of each connection that was one too many. */
export function limitedServer(
  limits: HttpLimits,
  onRequest: (request: IncomingMessage, response: ServerResponse) => void,
  onTurnedAway: () => void,
): Server {
  const options = {
    keepAliveTimeout: limits.keepAliveMs,
    headersTimeout: limits.headersMs,
    requestTimeout: limits.requestMs,
    connectionsCheckingInterval: limits.checkEveryMs,
  };
  const server = createServer(options, onRequest).on('drop', onTurnedAway);
  server.timeout = limits.silenceMs;
  server.maxConnections = limits.connections;
  return server;
}

/** A port of ours belongs to somebody else, or may not be opened. */
export class PortUnusable extends Error {
  readonly port: number;
  constructor(port: number, options: ErrorOptions) {
    super(`Port ${port} cannot be opened`, options);
    this.port = port;
  }
}

/** Listens on `port`, of every address of the machine unless `host` names one. Rejects with `PortUnusable`. */
export function listenOn(server: Server, port: number, host?: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    server.once('error', (cause) => reject(new PortUnusable(port, { cause })));
    server.listen({ port, ...(host === undefined ? {} : { host }) }, () => resolve(server));
  });
}

/** Takes no more connections, closes idle ones and, once they are answered, the others; resolves when all have ended. */
export function closeServer(server: Server): Promise<void> {
  server.keepAliveTimeout = 1;
  return new Promise((resolve) => server.close(() => resolve()));
}

/** Looks up the route of a request by method and path. */
export function routesByRequest(
  routes: readonly CustomRoute[],
): (request: Pick<IncomingMessage, 'method' | 'url'>) => CustomRoute | undefined {
  const methodsOf = (method: CustomRoute['method']) => (Array.isArray(method) ? method : [method]);
  const known = new Map(
    routes.flatMap((route) => methodsOf(route.method).map((method) => [`${method} ${route.path}`, route])),
  );
  return (request) => known.get(`${request.method} ${pathOf(request)}`);
}

/** The path of a request, without its query. */
export function pathOf({ url = '' }: Pick<IncomingMessage, 'url'>): string {
  const [path = ''] = url.split('?', 1);
  return path;
}

/** Answers with nothing but a status. */
export function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0 }).end();
}

/** How long somebody who was answered early may go on sending: closed at once, they might not read the answer. */
const LINGER_MS = 1_000;

/** Answers a request before it is whole, and closes its connection; nothing of what still comes is kept. */
export function endEarly(request: IncomingMessage, response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0, connection: 'close' }).flushHeaders();
  const lingering = setTimeout(() => response.destroy(), LINGER_MS);
  request.resume().once('end', () => response.end());
  request.once('error', () => response.destroy());
  response.once('close', () => clearTimeout(lingering));
}

/** Answers with a text or with JSON; with nothing but the status when there is no content. */
export function answer(response: ServerResponse, status: number, content: unknown): void {
  if (content === undefined || content === '') {
    end(response, status);
    return;
  }
  const isText = typeof content === 'string';
  const text = isText ? content : JSON.stringify(content);
  const type = isText ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, 'content-length': Buffer.byteLength(text) }).end(text);
}
