import type { Server } from 'node:http';
import { type CustomRoute, SocketModeReceiver } from '@slack/bolt';
import type { Dispatcher } from 'undici';
import type { BoltLogger } from './bolt-logger.ts';
import { closeServer, end, HTTP_LIMITS, limitedServer, listenOn, routesByRequest } from './http-server.ts';

export interface SocketReceiverOptions {
  readonly appToken: string;
  /** Another base address of Slack's Web API. */
  readonly apiUrl?: string;
  /** Health checks, on a port of their own. */
  readonly routes: readonly CustomRoute[];
  readonly port: number;
  /** Carries the socket, where it does not go directly. */
  readonly dispatcher?: Dispatcher | undefined;
  readonly logger: BoltLogger;
}

/**
 * Takes Slack's payloads over a socket. The routes beside it are served within our limits: Bolt's own server for them closes
 * idle connections after five seconds, and does not tell when its port is taken. The socket's client gets an options object
 * of its own, because it writes its retry policy into it. Source: docs/slack.md, "Bolt 5".
 */
export class SocketReceiver extends SocketModeReceiver {
  readonly #server: Server;
  readonly #port: number;

  constructor({ appToken, apiUrl, routes, port, dispatcher, logger }: SocketReceiverOptions) {
    super({
      appToken,
      logger,
      ...(dispatcher === undefined ? {} : { dispatcher }),
      ...(apiUrl === undefined ? {} : { installerOptions: { clientOptions: { slackApiUrl: apiUrl } } }),
    });
    const routeOf = routesByRequest(routes);
    this.#port = port;
    this.#server = limitedServer(
      HTTP_LIMITS,
      (request, response) => {
        const route = routeOf(request);
        if (route) void route.handler(Object.assign(request, { params: {} }), response);
        else end(response, 404);
      },
      () => logger.warn('A connection was turned away: too many are open'),
    );
  }

  /** Listens for health checks, then connects to Slack. Rejects when the port is taken or Slack refuses the token. */
  override async start(): ReturnType<SocketModeReceiver['start']> {
    await listenOn(this.#server, this.#port);
    return super.start();
  }

  override async stop(): Promise<void> {
    void closeServer(this.#server);
    await super.stop();
  }
}
