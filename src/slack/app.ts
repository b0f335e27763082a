import bolt, { type ReceiverEvent } from '@slack/bolt';
import type { After } from '../service/ports/after.ts';
import type { Log } from '../service/ports/log.ts';
import type { Unfinished } from '../service/unfinished.ts';
import { type ContextOf, dispatch } from './dispatch.ts';
import { type Finishing, finishLeftOvers } from './finish-left-overs.ts';
import type { BoltLogger } from './receive/bolt-logger.ts';
import { deliveryIn } from './receive/delivery.ts';
import type { HttpReceiver } from './receive/http/http-receiver.ts';
import { OddPayload, WorkFailed } from './receive/odd-payload.ts';
import type { SocketReceiver } from './receive/socket/socket-receiver.ts';
import type { LatePages } from './routes/modals/late-pages.ts';

export interface SlackAppOptions {
  readonly contextOf: ContextOf;
  readonly receiver: HttpReceiver | SocketReceiver;
  /** Deliveries whose work is not done; the receiver remembers in it what it acknowledges. */
  readonly unfinished: Omit<Unfinished, 'isAllDone'>;
  /** Pages of all accounts that are filled beside the requests. */
  readonly latePages: Pick<LatePages, 'idle' | 'stop'>;
  readonly after: After;
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
  /** Resolves when no request is under way, and no page waits to be filled. */
  idle(): Promise<void>;
  /**
   * Takes no more requests, and waits for those under way until `deadline` resolves; then connections are cut. Of what is done but
   * for the page with its answer, that is kept, and it is not waited for.
   */
  stop(deadline: Promise<void>): Promise<void>;
}

/** Builds the Bolt app with all routes, for all accounts of the process. Requests under way are counted, so that stopping loses none. */
export function slackApp(options: SlackAppOptions): SlackApp {
  const { contextOf, receiver, unfinished, latePages, after, log, logger } = options;
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
    const request = dispatch(contextOf, args, deliveryIn(args.context), (text) => unfinished.keep(text));
    underWay.add(request);
    try {
      await request;
    } catch (error) {
      throw error instanceof OddPayload ? error : new WorkFailed(error);
    } finally {
      underWay.delete(request);
    }
  });
  app.error(async ({ error }: { error: Error }) => {
    // The receiver logs it, and knows what to answer.
    throw error;
  });
  let finishing: Finishing | null = null;
  const idle = async () => {
    await finishing?.idle();
    await receiver.idle();
    while (underWay.size > 0) await Promise.allSettled(underWay);
    await latePages.idle();
  };
  return {
    start: async () => {
      await app.start(options.port);
      const process = (event: ReceiverEvent) => app.processEvent(event);
      finishing = finishLeftOvers({ unfinished, contextOf, after, log, process });
    },
    underWay: () => underWay.size,
    idle,
    stop: async (deadline) => {
      finishing?.stop();
      latePages.stop();
      await Promise.race([receiver.stop().then(idle), deadline]);
      receiver.cutConnections();
    },
  };
}
