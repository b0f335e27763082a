import type { CustomRoute, SocketModeReceiver } from '@slack/bolt';
import type { Dispatcher } from 'undici';
import type { SlackTransport } from '../../config.ts';
import type { BoltLogger } from './bolt-logger.ts';
import { HttpReceiver } from './http-receiver.ts';
import { SocketReceiver } from './socket-receiver.ts';

/** A form with 200 domains is below 100 KB; Slack's own views end at 250 KB. */
const BODY_LIMIT_BYTES = 1_048_576;

export interface ReceiverOptions {
  readonly transport: SlackTransport;
  readonly apiUrl: string | undefined;
  readonly port: number;
  readonly routes: CustomRoute[];
  /** Carries the socket, where it does not go directly. */
  readonly dispatcher?: Dispatcher | undefined;
  readonly logger: BoltLogger;
}

/**
 * Takes Slack's payloads: over HTTP at `/slack/events`, or over a socket. Health checks are served on the same port either
 * way.
 */
export function slackReceiver({
  transport,
  apiUrl,
  port,
  routes,
  dispatcher,
  logger,
}: ReceiverOptions): HttpReceiver | SocketModeReceiver {
  if (transport.mode === 'http') {
    return new HttpReceiver({
      signingSecret: transport.signingSecret,
      routes,
      bodyLimitBytes: BODY_LIMIT_BYTES,
      logger,
    });
  }
  return new SocketReceiver({
    appToken: transport.appToken,
    routes,
    port,
    logger,
    dispatcher,
    ...(apiUrl === undefined ? {} : { apiUrl }),
  });
}
