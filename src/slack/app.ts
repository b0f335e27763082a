import bolt from '@slack/bolt';
import type { Log } from '../service/ports/log.ts';
import { type ContextOf, dispatch } from './dispatch.ts';
import type { BoltLogger } from './receive/bolt-logger.ts';
import type { HttpReceiver } from './receive/http-receiver.ts';
import { OddPayload } from './receive/odd-payload.ts';
import type { SocketReceiver } from './receive/socket-receiver.ts';

export interface SlackAppOptions {
  readonly contextOf: ContextOf;
  readonly receiver: HttpReceiver | SocketReceiver;
  readonly log: Log;
  readonly logger: BoltLogger;
  readonly port: number;
}

/** The running Slack side of the bot. */
export interface SlackApp {
  /** Resolves when payloads come. Rejects when Slack refuses the token of its socket, or it is stopped before. */
  start(): Promise<void>;
  /** How many requests are under way. */
  underWay(): number;
  /** Resolves when no request is under way. */
  idle(): Promise<void>;
  /** Takes no more requests, and waits for those under way until `deadline` resolves; then connections are cut. */
  stop(deadline: Promise<void>): Promise<void>;
}

/** Builds the Bolt app with all routes, for all accounts of the process. Requests under way are counted, so that stopping loses none. */
export function slackApp(options: SlackAppOptions): SlackApp {
  const { contextOf, receiver, log, logger } = options;
  const app = new bolt.App({
    // Bolt calls Slack for nobody: each account has its own token and clients, and `dispatch` picks the account.
    authorize: async () => ({}),
    receiver,
    logger,
    extendedErrorHandler: true,
    // What these look up for every request, nothing here uses.
    convoStore: false,
    ignoreSelf: false,
  });
  const underWay = new Set<Promise<void>>();
  app.use(async (args) => {
    const request = dispatch(contextOf, args);
    underWay.add(request);
    try {
      await request;
    } finally {
      underWay.delete(request);
    }
  });
  app.error(async ({ error }: { error: Error }) => {
    // The receiver knows what to answer to it.
    if (error instanceof OddPayload) throw error;
    log.error({ error }, 'A request of Slack failed');
  });
  const idle = async () => {
    await receiver.idle();
    while (underWay.size > 0) await Promise.allSettled(underWay);
  };
  return {
    start: async () => {
      await app.start(options.port);
    },
    underWay: () => underWay.size,
    idle,
    stop: async (deadline) => {
      await Promise.race([receiver.stop().then(idle), deadline]);
      receiver.cutConnections();
    },
  };
}
