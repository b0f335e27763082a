import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { App, CustomRoute, Receiver, ReceiverEvent } from '@slack/bolt';
import type { BoltLogger } from './bolt-logger.ts';
import { type ReadRequest, readSlackRequest, UNREADABLE } from './slack-request.ts';
import { createTurns, type Turns } from './turns.ts';

type Answered = Extract<ReadRequest, { type: 'answer' }>;
type Payload = Extract<ReadRequest, { type: 'payload' }>;
type Retry = Pick<ReceiverEvent, 'retryNum' | 'retryReason'>;

/** Slack's payloads come to this path. */
const ENDPOINT = '/slack/events';
/** Slack waits three seconds for an acknowledgement; one that comes later is not heard. */
const UNACKNOWLEDGED_MS = 3_001;
/** Requests read and acknowledged in one round of the event loop: about ten milliseconds of work. */
const ANSWERS_PER_ROUND = 64;
/** Payloads worked on side by side; and while requests pour in, which leaves the processor to their acknowledgements. */
const WORK_AT_ONCE = 16;
const WORK_AT_ONCE_WHILE_BUSY = 2;
/**
 * When more than this wait, payloads are no longer acknowledged before their turn. One whose turn does not come within
 * Slack's three seconds is dropped: Slack has told the person that it failed, and delivers an event again.
 */
const MOST_WAITING = 50_000;

export interface HttpReceiverOptions {
  readonly signingSecret: string;
  readonly routes: readonly CustomRoute[];
  readonly bodyLimitBytes: number;
  readonly logger: BoltLogger;
  readonly mostWaiting?: number;
}

/**
 * Takes Slack's requests over HTTP as Bolt's own receiver does, with the same checks, limits, statuses and errors. But what
 * needs no answer is acknowledged before any work on it, and only so much of that work goes on at the same time: so a click
 * is acknowledged within milliseconds however many others come. Measured in docs/performance.md.
 */
export class HttpReceiver implements Receiver {
  readonly #options: HttpReceiverOptions;
  readonly #turns: Turns = createTurns({
    answersPerRound: ANSWERS_PER_ROUND,
    most: WORK_AT_ONCE,
    mostWhileBusy: WORK_AT_ONCE_WHILE_BUSY,
  });
  readonly #routes: ReadonlyMap<string, CustomRoute>;
  #app: App | null = null;
  #server: Server | null = null;

  constructor(options: HttpReceiverOptions) {
    this.#options = options;
    const methodsOf = (method: CustomRoute['method']) => (Array.isArray(method) ? method : [method]);
    this.#routes = new Map(
      options.routes.flatMap((route) => methodsOf(route.method).map((method) => [`${method} ${route.path}`, route])),
    );
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Listens on `port`. Rejects when it cannot. */
  start(port: number): Promise<Server> {
    const server = createServer((request, response) => this.#dispatch(request, response));
    this.#server = server;
    return new Promise((resolve, reject) => {
      server.once('error', reject);
      server.listen(port, () => resolve(server));
    });
  }

  /** Takes no more connections; resolves when those that are open have ended. Work goes on: see `idle`. */
  async stop(): Promise<void> {
    const server = this.#server;
    if (server) await new Promise<void>((resolve) => server.close(() => resolve()));
  }

  /** Ends what is still connected, half-sent requests among it, whose sender is not waited for any longer. */
  cutConnections(): void {
    this.#server?.closeAllConnections();
  }

  /** Resolves when the work on everything acknowledged is done. */
  idle(): Promise<void> {
    return this.#turns.idle();
  }

  #dispatch(request: IncomingMessage, response: ServerResponse): void {
    const [path = ''] = (request.url ?? '').split('?', 1);
    const route = this.#routes.get(`${request.method} ${path}`);
    if (path === ENDPOINT && request.method === 'POST') this.#take(request, response);
    else if (route) void route.handler(Object.assign(request, { params: {} }), response);
    else end(response, 404);
  }

  /** Collects the body; of one that is too large, nothing is kept. */
  #take(request: IncomingMessage, response: ServerResponse): void {
    const { bodyLimitBytes, logger, signingSecret } = this.#options;
    const chunks: Buffer[] = [];
    let length = 0;
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length <= bodyLimitBytes) chunks.push(chunk);
      else if (!response.headersSent) {
        logger.warn(`A request is larger than ${bodyLimitBytes} bytes`);
        response.writeHead(413, { 'content-length': 0, connection: 'close' }).end();
      }
    });
    request.on('end', () => {
      if (response.headersSent) return;
      const [first = Buffer.alloc(0), ...others] = chunks;
      const bytes = others.length === 0 ? first : Buffer.concat(chunks);
      this.#turns.first(() => {
        const read = readSlackRequest(request.headers, bytes, signingSecret);
        if (read.type === 'payload') this.#deliver(request, response, read);
        else this.#turnAway(response, read);
      });
    });
    request.on('error', () => response.destroy());
  }

  #turnAway(response: ServerResponse, { status, content, problem }: Answered): void {
    if (problem !== undefined) this.#options.logger.warn(`A request was turned away: ${problem}`);
    if (!response.headersSent) answer(response, status, content);
  }

  #deliver(request: IncomingMessage, response: ServerResponse, payload: Payload): void {
    const { isAnsweredWithNothing, read } = payload;
    const isFirst = isAnsweredWithNothing && this.#turns.waiting() < (this.#options.mostWaiting ?? MOST_WAITING);
    if (!isFirst) this.#answerAfterWork(response, retryOf(request), payload);
    else {
      end(response, 200);
      this.#workLater(retryOf(request), read);
    }
  }

  /** Holds nothing of the request but its body, because thousands may wait. */
  #workLater(retry: Retry, read: Payload['read']): void {
    this.#turns.run(async () => {
      const body = read();
      if (body) await this.#process({ body, ack: async () => {}, ...retry });
      else this.#options.logger.warn(`A request was turned away: ${UNREADABLE}`);
    });
  }

  #answerAfterWork(response: ServerResponse, retry: Retry, { isAnsweredWithNothing, read }: Payload): void {
    const late = setTimeout(() => this.#giveUp(response), UNACKNOWLEDGED_MS);
    const ack = async (content: unknown) => {
      clearTimeout(late);
      if (!response.headersSent) answer(response, 200, content);
    };
    const work = async () => {
      if (response.headersSent) return;
      const body = read();
      if (!body) this.#turnAway(response, { type: 'answer', status: 400, problem: UNREADABLE });
      else if (!(await this.#process({ body, ack, ...retry })) && !response.headersSent) end(response, 500);
      if (response.headersSent) clearTimeout(late);
    };
    // A form waits for its answer, so it does not wait for the work on others.
    if (isAnsweredWithNothing) this.#turns.run(work);
    else void work();
  }

  /** Whether Bolt processed it without an error; an error is logged. */
  async #process(event: ReceiverEvent): Promise<boolean> {
    try {
      await this.#app?.processEvent(event);
      return true;
    } catch (error) {
      this.#options.logger.error('A request of Slack failed', error);
      return false;
    }
  }

  #giveUp(response: ServerResponse): void {
    if (response.headersSent) return;
    this.#options.logger.error('A request was not acknowledged within three seconds');
    end(response, 404);
  }
}

/** Slack counts its deliveries of an event. Source: platform notes, section 2. */
function retryOf({ headers }: IncomingMessage): Retry {
  const count = headers['x-slack-retry-num'];
  const reason = headers['x-slack-retry-reason'];
  return {
    ...(typeof count === 'string' ? { retryNum: Number.parseInt(count, 10) } : {}),
    ...(typeof reason === 'string' ? { retryReason: reason } : {}),
  };
}

function end(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-length': 0 }).end();
}

function answer(response: ServerResponse, status: number, content: unknown): void {
  if (content === undefined || content === '') {
    end(response, status);
    return;
  }
  const isText = typeof content === 'string';
  const text = isText ? content : JSON.stringify(content);
  const type = isText ? {} : { 'content-type': 'application/json' };
  response.writeHead(status, { ...type, 'content-length': Buffer.byteLength(text) }).end(text);
}
