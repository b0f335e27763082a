import type { CustomRoute } from '@slack/bolt';
import type { Dispatcher } from 'undici';
import type { SlackTransport } from '../../config.ts';
import type { After } from '../../service/ports/after.ts';
import type { Meter } from '../../service/ports/meter.ts';
import type { Unfinished } from '../../service/unfinished.ts';
import type { BoltLogger } from './bolt-logger.ts';
import { HttpReceiver } from './http/http-receiver.ts';
import { SocketReceiver, type SocketReceiverOptions } from './socket/socket-receiver.ts';

/** A form with 200 domains is below 100 KB; Slack's own views end at 250 KB. */
const BODY_LIMIT_BYTES = 1_048_576;

export interface ReceiverOptions {
  readonly transport: SlackTransport;
  readonly apiUrl: string | undefined;
  /** Answered beside Slack's requests, on the same port. None in Socket Mode, which has no port. */
  readonly routes: readonly CustomRoute[];
  /** Carries the socket, where it does not go directly. */
  readonly dispatcher?: Dispatcher | undefined;
  readonly logger: BoltLogger;
  /** Remembers what is acknowledged until its work is done. */
  readonly unfinished?: Pick<Unfinished, 'keep'>;
  readonly after: After;
  /** Times what is acknowledged, where that is wanted. */
  readonly meter?: Pick<Meter, 'acknowledged'>;
  readonly onRefused: SocketReceiverOptions['onRefused'];
}

/** Takes Slack's payloads: over HTTP at `/slack/events`, or over a socket. */
export function slackReceiver({
  transport,
  apiUrl,
  routes,
  dispatcher,
  logger,
  after,
  onRefused,
  unfinished,
  meter,
}: ReceiverOptions): HttpReceiver | SocketReceiver {
  if (transport.mode === 'http') {
    return new HttpReceiver({
      signingSecret: transport.signingSecret,
      routes,
      bodyLimitBytes: BODY_LIMIT_BYTES,
      logger,
      ...(unfinished ? { unfinished } : {}),
      ...(meter ? { meter } : {}),
    });
  }
  return new SocketReceiver({
    appToken: transport.appToken,
    ...(apiUrl === undefined ? {} : { apiUrl }),
    ...{ logger, dispatcher, after, onRefused },
    ...(unfinished ? { unfinished } : {}),
    ...(meter ? { meter } : {}),
  });
}
