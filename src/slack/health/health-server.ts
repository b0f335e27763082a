import type { CustomRoute } from '@slack/bolt';
import type { Log } from '../../service/ports/log.ts';
import {
  closeServer,
  end,
  HTTP_LIMITS,
  limitedServer,
  listenOn,
  routesByRequest,
} from '../receive/http/http-server.ts';

/** Where the server listens; every address of the machine when `host` is undefined. */
export interface HealthPlace {
  readonly port: number;
  readonly host: string | undefined;
}

/** A server for those who watch the bot, and for nothing else. */
export interface HealthServer {
  /** Takes no more connections, and ends those that are open. */
  stop(): Promise<void>;
}

/** Serves `routes` within the limits of every server of ours. Rejects with `PortUnusable`. */
export async function startHealthServer(
  { port, host }: HealthPlace,
  routes: readonly CustomRoute[],
  log: Log,
): Promise<HealthServer> {
  const routeOf = routesByRequest(routes);
  const server = limitedServer(
    HTTP_LIMITS,
    (request, response) => {
      const route = routeOf(request);
      if (route) void route.handler(Object.assign(request, { params: {} }), response);
      else end(response, 404);
    },
    () => log.warn({ port }, 'A connection was turned away: too many are open'),
  );
  await listenOn(server, port, host);
  return {
    stop: async () => {
      const closed = closeServer(server);
      server.closeAllConnections();
      await closed;
    },
  };
}
