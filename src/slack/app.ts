import { setTimeout } from 'node:timers/promises';
import bolt, { type SocketModeReceiver } from '@slack/bolt';
import type { BoltLogger } from './bolt-logger.ts';
import type { Edge } from './edge.ts';
import { HttpReceiver } from './http-receiver.ts';
import { dispatch } from './listeners.ts';

export interface SlackAppOptions {
  readonly edge: Edge;
  readonly receiver: HttpReceiver | SocketModeReceiver;
  readonly botToken: string;
  readonly apiUrl: string | undefined;
  /** Ids that auth.test answered; with them, Bolt asks nothing itself. */
  readonly botId: string;
  readonly botUserId: string;
  readonly logger: BoltLogger;
  readonly port: number;
}

/** The running Slack side of the bot. */
export interface SlackApp {
  start(): Promise<void>;
  /** Resolves when no request is under way. */
  idle(): Promise<void>;
  /** Takes no more requests, and waits for those under way, at most `deadlineMs`. */
  stop(deadlineMs: number): Promise<void>;
}

/** Builds the Bolt app with all routes. Requests under way are counted, so that stopping loses none. */
export function slackApp(options: SlackAppOptions): SlackApp {
  const { edge, receiver, logger } = options;
  const app = new bolt.App({
    token: options.botToken,
    botId: options.botId,
    botUserId: options.botUserId,
    receiver,
    logger,
    extendedErrorHandler: true,
    // What these look up for every request, nothing here uses.
    convoStore: false,
    ignoreSelf: false,
    clientOptions: {
      retryConfig: { retries: 0 },
      ...(options.apiUrl === undefined ? {} : { slackApiUrl: options.apiUrl }),
    },
  });
  const underWay = new Set<Promise<void>>();
  app.use(async (args) => {
    const request = dispatch(edge, args);
    underWay.add(request);
    try {
      await request;
    } finally {
      underWay.delete(request);
    }
  });
  app.error(async ({ error }: { error: Error }) => {
    edge.log.error({ error }, 'A request of Slack failed');
  });
  const idle = async () => {
    if (receiver instanceof HttpReceiver) await receiver.idle();
    while (underWay.size > 0) await Promise.allSettled(underWay);
  };
  return {
    start: async () => {
      await app.start(options.port);
    },
    idle,
    stop: async (deadlineMs) => {
      await app.stop();
      // Bolt does not wait for the socket to close, and the socket's client may take long. Source: platform notes, section 1.
      const closed = receiver instanceof HttpReceiver ? Promise.resolve() : receiver.client.disconnect();
      await Promise.race([closed, setTimeout(deadlineMs, undefined, { ref: false })]);
      await Promise.race([idle(), setTimeout(deadlineMs, undefined, { ref: false })]);
    },
  };
}
