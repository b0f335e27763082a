import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { App, CustomRoute, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Meter } from '../../../service/ports/meter.ts';
import { NOT_KEPT, type Unfinished } from '../../../service/unfinished.ts';
import type { BoltLogger } from '../bolt-logger.ts';
import { ofDelivery } from '../delivery.ts';
import { isDispatchable, isOddPayload } from '../odd-payload.ts';
import { MOST_WAITING, payloadQueue, UNACKNOWLEDGED_MS, workLater } from '../payload-queue.ts';
import {
  type ReadRequest,
  type Retry,
  readSlackRequest,
  refusalByHeaders,
  retryOf,
  TOO_LARGE,
  UNREADABLE,
} from '../slack-request.ts';
import type { WorkQueue } from '../work-queue.ts';
import {
  answer,
  closeServer,
  end,
  endEarly,
  HTTP_LIMITS,
  type HttpLimits,
  limitedServer,
  listenOn,
  pathOf,
  routesByRequest,
} from './http-server.ts';
import { type BodyProblem, BodyRoom, receiveBody } from './received-body.ts';

type Answered = Extract<ReadRequest, { type: 'answer' }>;
type Payload = Extract<ReadRequest, { type: 'payload' }>;
/** A payload, and when its request came, by a clock that nobody can set. */
type Came = Payload & { readonly cameMs: number };

/** Slack's payloads come to this path. */
const ENDPOINT = '/slack/events';
/** Memory for all bodies together whose signature was not checked yet: strangers may fill it, and no more. */
const MOST_BUFFERED_BYTES = 64 * 1_048_576;
/** Why a payload is turned away that Slack signed. */
const ODD = 'its shape is odd';
/** Notices of Slack to an app, which ask for nothing. */
const NOTICES: ReadonlySet<unknown> = new Set(['app_rate_limited']);
/** How a body that is not received any further is answered, and why, for the log. */
const REFUSED: Readonly<Record<BodyProblem, readonly [status: number, problem: string]>> = {
  too_large: [413, TOO_LARGE],
  too_late: [408, 'its body did not come in time'],
  no_room: [503, 'the bodies of other requests take all the room'],
};

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  readonly routes: readonly CustomRoute[];
  readonly bodyLimitBytes: number;
  readonly logger: BoltLogger;
  /** Remembers what is acknowledged until its work is done; left out, nothing is. */
  readonly unfinished?: Pick<Unfinished, 'keep'>;
  readonly mostWaiting?: number;
  readonly mostBufferedBytes?: number;
  readonly limits?: HttpLimits;
  /** Times what is acknowledged, where that is wanted. */
  readonly meter?: Pick<Meter, 'acknowledged'>;
}

/**
 * Takes Slack's requests over HTTP as Bolt's own receiver does, with the same checks, limits, statuses and errors. But what
 * needs no answer is acknowledged before any work on it, and only so much of that work goes on at the same time: so a click
 * is acknowledged within milliseconds however many others come. Measured in docs/performance.md.
 */
export class HttpReceiver implements Receiver {
  readonly #options: HttpReceiverOptions;
  readonly #queue: WorkQueue = payloadQueue();
  readonly #routeOf: ReturnType<typeof routesByRequest>;
  readonly #room: BodyRoom;
  readonly #limits: HttpLimits;
  #app: App | null = null;
  #server: Server | null = null;
  #isOpen = false;

  constructor(options: HttpReceiverOptions) {
    this.#options = options;
    this.#routeOf = routesByRequest(options.routes);
    this.#room = new BodyRoom(options.mostBufferedBytes ?? MOST_BUFFERED_BYTES);
    this.#limits = options.limits ?? HTTP_LIMITS;
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Hands payloads to the app from now on; listens on `port` unless it does already. Rejects with `PortUnusable`. */
  async start(port: number): Promise<Server> {
    const server = this.#server ?? (await this.listen(port));
    this.#isOpen = true;
    return server;
  }

  /**
   * Listens on `port`: routes are answered, and payloads with 503 until `start`, so that Slack delivers an event again.
   * Rejects with `PortUnusable`.
   */
  async listen(port: number): Promise<Server> {
    const { logger } = this.#options;
    const server = limitedServer(
      this.#limits,
      (request, response) => this.#dispatch(request, response),
      () => logger.warn(`A connection was turned away: ${this.#limits.connections} are open`),
    );
    this.#server = await listenOn(server, port);
    return server;
  }

  /** Takes no more connections; resolves when those that are open have ended. Work goes on: see `idle`. */
  async stop(): Promise<void> {
    if (this.#server) await closeServer(this.#server);
  }

  /** Ends what is still connected, half-sent requests among it, whose sender is not waited for any longer. */
  cutConnections(): void {
    this.#server?.closeAllConnections();
  }

  /** How many payloads wait for their turn. */
  waiting(): number {
    return this.#queue.waiting();
  }

  /** Resolves when the work on everything acknowledged is done. */
  idle(): Promise<void> {
    return this.#queue.idle();
  }

  #dispatch(request: IncomingMessage, response: ServerResponse): void {
    const route = this.#routeOf(request);
    if (pathOf(request) === ENDPOINT && request.method === 'POST') this.#take(request, response);
    else if (route) void route.handler(Object.assign(request, { params: {} }), response);
    else end(response, 404);
  }

  /** Receives a body that may be Slack's, within the limits; of others nothing is kept. */
  #take(request: IncomingMessage, response: ServerResponse): void {
    const { bodyLimitBytes, signingSecret } = this.#options;
    const cameMs = performance.now();
    const refusal = refusalByHeaders(request.headers, bodyLimitBytes);
    if (refusal) {
      this.#refuse(request, response, refusal.status, refusal.problem);
      return;
    }
    receiveBody(request, {
      room: this.#room,
      limitBytes: bodyLimitBytes,
      timeoutMs: this.#limits.bodyMs,
      onWhole: (bytes, release) =>
        this.#queue.first(() => {
          const read = readSlackRequest(request.headers, bytes, signingSecret);
          release();
          if (read.type === 'payload') this.#deliver(request, response, { ...read, cameMs });
          else this.#turnAway(response, read);
        }),
      onProblem: (problem) => this.#refuse(request, response, ...REFUSED[problem]),
    });
    request.on('error', () => response.destroy());
  }

  #refuse(request: IncomingMessage, response: ServerResponse, status: number, problem: string): void {
    if (response.headersSent) return;
    this.#options.logger.warn(`A request was turned away: ${problem}`);
    endEarly(request, response, status);
  }

  #turnAway(response: ServerResponse, { status, content, problem }: Answered): void {
    if (problem !== undefined) this.#options.logger.warn(`A request was turned away: ${problem}`);
    if (!response.headersSent) answer(response, status, content);
  }

  #deliver(request: IncomingMessage, response: ServerResponse, payload: Came): void {
    const { isAnsweredWithNothing, cameMs } = payload;
    if (!this.#isOpen) {
      end(response, 503);
      return;
    }
    const isFirst = isAnsweredWithNothing && this.#queue.waiting() < (this.#options.mostWaiting ?? MOST_WAITING);
    if (!isFirst) this.#answerAfterWork(response, retryOf(request.headers), payload);
    else {
      end(response, 200);
      this.#options.meter?.acknowledged('at_once', performance.now() - cameMs);
      this.#workLater(retryOf(request.headers), payload);
    }
  }

  /** Holds nothing of the request but its body, because thousands may wait. */
  #workLater(retry: Retry, { read, text }: Pick<Payload, 'read' | 'text'>): void {
    const keep = () => this.#options.unfinished?.keep(text()) ?? NOT_KEPT;
    workLater(this.#queue, keep, async (kept) => {
      const body = read();
      const event = body && { body, ack: async () => {}, customProperties: ofDelivery(kept), ...retry };
      if (!event) this.#options.logger.warn(`A request was turned away: ${UNREADABLE}`);
      else if ((await this.#process(event)) === 'odd') this.#options.logger.warn(`A request was turned away: ${ODD}`);
    });
  }

  #answerAfterWork(response: ServerResponse, retry: Retry, { isAnsweredWithNothing, read, cameMs }: Came): void {
    const late = setTimeout(() => this.#giveUp(response), UNACKNOWLEDGED_MS);
    const ack = async (content: unknown) => {
      clearTimeout(late);
      if (response.headersSent) return;
      answer(response, 200, content);
      this.#options.meter?.acknowledged('after_work', performance.now() - cameMs);
    };
    const work = async () => {
      if (response.headersSent) return;
      const body = read();
      const came = body ? await this.#process({ body, ack, ...retry }) : 'unreadable';
      if (came === 'unreadable' || came === 'odd') {
        const problem = came === 'odd' ? ODD : UNREADABLE;
        this.#turnAway(response, { type: 'answer', status: 400, problem });
      } else if (came === 'failed' && !response.headersSent) end(response, 500);
      if (response.headersSent) clearTimeout(late);
    };
    // A form waits for its answer, so it does not wait for the work on others.
    if (isAnsweredWithNothing) this.#queue.run(work);
    else void work();
  }

  /** What came of handing it to Bolt. A failure is logged, a payload of no shape that Slack's have is not handed on. */
  async #process(event: ReceiverEvent): Promise<'done' | 'odd' | 'failed'> {
    const { logger } = this.#options;
    if (NOTICES.has(event.body.type)) {
      logger.warn(`Slack says ${event.body.type}`);
      await event.ack();
      return 'done';
    }
    if (!isDispatchable(event.body)) return 'odd';
    try {
      await this.#app?.processEvent(event);
      return 'done';
    } catch (error) {
      if (isOddPayload(error)) return 'odd';
      logger.error('A request from Slack could not be handled', error);
      return 'failed';
    }
  }

  #giveUp(response: ServerResponse): void {
    if (response.headersSent) return;
    this.#options.logger.error('A request was not acknowledged within three seconds');
    end(response, 404);
  }
}
