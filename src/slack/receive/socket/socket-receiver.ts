import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import { WebClient } from '@slack/web-api';
import type { Dispatcher } from 'undici';
import type { After } from '../../../service/ports/after.ts';
import type { Meter } from '../../../service/ports/meter.ts';
import { NOT_KEPT, type Unfinished } from '../../../service/unfinished.ts';
import { isTokenRefusal, wordOf } from '../../say/refusals.ts';
import type { BoltLogger } from '../bolt-logger.ts';
import { ofDelivery } from '../delivery.ts';
import { isDispatchable, isOddPayload } from '../odd-payload.ts';
import { MOST_WAITING, payloadQueue, UNACKNOWLEDGED_MS, workLater } from '../payload-queue.ts';
import { needsNoAnswer } from '../slack-request.ts';
import type { WorkQueue } from '../work-queue.ts';
import { openSocketLine, retryIn, type SocketLine, type SocketMessage } from './socket-line.ts';

/** How often the socket is pinged, and looked at. */
const TICK_MS = 5_000;
/** A socket on which nothing came for so many looks, though it was pinged, is given up for another one. */
const QUIET_TICKS = 3;
/** A socket that does not greet within so many looks is given up. */
const GREETING_TICKS = 2;
/** Nothing came for so many looks: people press in vain. */
const DEAF_TICKS = 6;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 30_000;
/** Slack answers within moments, or not at all. */
const OPEN_TIMEOUT_MS = 8_000;

/** Slack does not let this app open sockets, and no later try changes that before somebody fixed it. */
export class SocketRefused extends Error {
  /** Slack's own word. */
  readonly word: string;
  constructor(word: string) {
    super(`Slack does not let this app open a socket: ${word}`);
    this.word = word;
  }
}

export interface SocketReceiverOptions {
  readonly appToken: string;
  /** Another base address of Slack's Web API. */
  readonly apiUrl?: string;
  /** Carries the socket, where it does not go directly. */
  readonly dispatcher?: Dispatcher | undefined;
  readonly logger: BoltLogger;
  /** Times what is acknowledged, where that is wanted. */
  readonly meter?: Pick<Meter, 'acknowledged'>;
  /** Remembers what is acknowledged until its work is done; left out, nothing is. */
  readonly unfinished?: Pick<Unfinished, 'keep'>;
  readonly after: After;
  /** Told once when Slack refuses the token while the bot runs. */
  readonly onRefused: (refused: SocketRefused) => void;
}

/**
 * Takes Slack's payloads over a socket. When Slack asks for another one, that is opened first, and the old one goes on
 * answering until it is there: nobody presses in vain meanwhile. Whatever fails is tried again, later and later, but for a
 * token that Slack refuses. Nothing that Slack says or does ends the process. Bolt's own closes first, waits five seconds,
 * and ends the process when the token is refused meanwhile. Source: docs/slack.md, "Bolt 5".
 */
export class SocketReceiver implements Receiver {
  readonly #options: SocketReceiverOptions;
  readonly #web: WebClient;
  readonly #queue: WorkQueue = payloadQueue();
  /** Work on forms. */
  readonly #underWay = new Set<Promise<void>>();
  /** Forms whose answer Slack waits for. */
  readonly #unanswered = new Set<Promise<void>>();
  /** Sockets that Slack takes back; closed at the next look. */
  #leaving: readonly SocketLine[] = [];
  #app: App | null = null;
  #line: SocketLine | null = null;
  /** One that has not greeted yet, and for how many looks. */
  #coming: { readonly line: SocketLine; ticks: number } | null = null;
  #isOpening = false;
  #isStopped = false;
  #attempts = 0;
  #quietTicks = 0;
  #cancels = { tick: () => {}, retry: () => {} };
  #settleStart: { resolve: () => void; reject: (refused: SocketRefused) => void } | null = null;

  constructor(options: SocketReceiverOptions) {
    const { appToken, apiUrl, logger } = options;
    this.#options = options;
    this.#web = new WebClient(appToken, {
      logger,
      retryConfig: { retries: 0 },
      rejectRateLimitedCalls: true,
      timeout: OPEN_TIMEOUT_MS,
      ...(apiUrl === undefined ? {} : { slackApiUrl: apiUrl }),
    });
  }

  init(app: App): void {
    this.#app = app;
  }

  /** Resolves when a socket is open, however long that takes. Rejects with `SocketRefused`, or when it is stopped before. */
  start(): Promise<void> {
    const started = new Promise<void>((resolve, reject) => {
      this.#settleStart = { resolve, reject };
    });
    this.#tickLater();
    void this.#open();
    return started;
  }

  /**
   * Takes no more forms, and closes the socket as soon as those are answered that it brought: Slack brings the next payloads to
   * another process then, and not to one that only ends its work. Resolves when all that was taken is done.
   */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#cancels.tick();
    this.#cancels.retry();
    this.#settleStart?.reject(new SocketRefused('stopped'));
    while (this.#unanswered.size > 0) await Promise.allSettled(this.#unanswered);
    this.cutConnections();
    await this.idle();
  }

  /** How many payloads wait for their turn. */
  waiting(): number {
    return this.#queue.waiting();
  }

  /** Resolves when no payload is worked on, and none waits. */
  async idle(): Promise<void> {
    await this.#queue.idle();
    while (this.#underWay.size > 0) await Promise.allSettled(this.#underWay);
  }

  /** Ends what is still connected, whatever is under way. */
  cutConnections(): void {
    for (const line of [this.#line, this.#coming?.line, ...this.#leaving]) line?.close();
  }

  /** Whether nothing came from Slack for half a minute, though it was asked. */
  isDeaf(): boolean {
    return this.#quietTicks >= DEAF_TICKS;
  }

  async #open(): Promise<void> {
    if (this.#isStopped || this.#isOpening || this.#coming) return;
    this.#isOpening = true;
    this.#attempts += 1;
    try {
      const { url = '' } = await this.#web.apps.connections.open({});
      if (!this.#isStopped) this.#await(url);
    } catch (error) {
      const word = wordOf(error);
      if (word !== null && isTokenRefusal(word)) this.#refused(new SocketRefused(word));
      else {
        this.#options.logger.warn(`Slack gives no socket: ${error instanceof Error ? error.message : 'unknown'}`);
        this.#openLater();
      }
    } finally {
      this.#isOpening = false;
    }
  }

  #await(url: string): void {
    const line = openSocketLine(url, this.#options.dispatcher, {
      heard: () => {
        if (line === this.#line) this.#quietTicks = 0;
      },
      said: (message) => this.#hear(line, message),
      closed: () => this.#closed(line),
    });
    this.#coming = { line, ticks: 0 };
  }

  #hear(line: SocketLine, message: SocketMessage): void {
    if (message.type === 'hello') this.#greeted(line);
    else if (message.type === 'disconnect') this.#takenBack(line, message.reason ?? 'no reason');
    else if (message.envelope_id !== undefined && message.payload) {
      this.#take(line, message.envelope_id, message.payload, message);
    }
  }

  #greeted(line: SocketLine): void {
    if (line !== this.#coming?.line) return;
    this.#coming = null;
    if (this.#line) this.#leaving = [...this.#leaving, this.#line];
    this.#line = line;
    this.#quietTicks = 0;
    this.#settleStart?.resolve();
    this.#settleStart = null;
  }

  #takenBack(line: SocketLine, reason: string): void {
    this.#options.logger.info(`Slack takes a socket back: ${reason}`);
    if (line === this.#coming?.line) this.#coming = null;
    if (line === this.#line) this.#line = null;
    this.#leaving = [...this.#leaving, line];
    this.#openSoon();
  }

  #closed(line: SocketLine): void {
    this.#leaving = this.#leaving.filter((each) => each !== line);
    const wasNeeded = line === this.#line || line === this.#coming?.line;
    if (line === this.#line) this.#line = null;
    if (line === this.#coming?.line) this.#coming = null;
    if (wasNeeded) this.#openSoon();
  }

  /** At once after a socket that worked for a while; later and later after those that did not. */
  #openSoon(): void {
    if (this.#attempts === 0) void this.#open();
    else this.#openLater();
  }

  #openLater(): void {
    if (this.#isStopped) return;
    const waitMs = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#attempts - 1));
    this.#cancels.retry();
    this.#cancels.retry = this.#options.after(waitMs, () => this.#open());
  }

  #refused(refused: SocketRefused): void {
    this.#cancels.tick();
    if (this.#settleStart) this.#settleStart.reject(refused);
    else this.#options.onRefused(refused);
    this.#settleStart = null;
  }

  #tickLater(): void {
    this.#cancels.tick = this.#options.after(TICK_MS, async () => this.#tick());
  }

  #tick(): void {
    if (this.#isStopped) return;
    for (const line of this.#leaving) line.close();
    if (this.#line && this.#quietTicks === 0) this.#attempts = 0;
    this.#quietTicks += 1;
    if (this.#line && this.#quietTicks > QUIET_TICKS) this.#line.close();
    else this.#line?.ping();
    if (this.#coming) this.#coming.ticks += 1;
    if (this.#coming && this.#coming.ticks > GREETING_TICKS) this.#coming.line.close();
    this.#tickLater();
  }

  /** As over HTTP: what needs no answer is acknowledged before any work on it, and only so much of that goes on at once. */
  #take(line: SocketLine, id: string, body: Record<string, unknown>, message: SocketMessage): void {
    if (this.#isStopped && !needsNoAnswer(body)) return;
    const { logger, meter, unfinished } = this.#options;
    if (!isDispatchable(body)) {
      logger.warn('A payload was turned away: its shape is odd');
      return;
    }
    let isAcknowledged = false;
    const cameMs = performance.now();
    let tellAnswered = () => {};
    const answered = new Promise<void>((resolve) => {
      tellAnswered = resolve;
    });
    const acknowledge = (way: 'at_once' | 'after_work', content?: unknown) => {
      if (isAcknowledged) return;
      isAcknowledged = true;
      tellAnswered();
      line.send({ envelope_id: id, payload: typeof content === 'string' ? { text: content } : (content ?? {}) });
      meter?.acknowledged(way, performance.now() - cameMs);
    };
    const event = { body, ack: async (content?: unknown) => acknowledge('after_work', content), ...retryIn(message) };
    if (!needsNoAnswer(body)) this.#workNow(event, answered);
    else if (this.#queue.waiting() < MOST_WAITING) {
      acknowledge('at_once');
      const keep = () => unfinished?.keep(JSON.stringify(body)) ?? NOT_KEPT;
      workLater(this.#queue, keep, (kept) => this.#process({ ...event, customProperties: ofDelivery(kept) }));
    } else {
      this.#queue.run(async () => {
        if (performance.now() - cameMs < UNACKNOWLEDGED_MS) await this.#process(event);
        else logger.error('A payload was not acknowledged within three seconds');
      });
    }
  }

  /** A form waits for its answer, so it does not wait for the work on others. */
  #workNow(event: ReceiverEvent, answered: Promise<void>): void {
    const work = this.#process(event).finally(() => this.#underWay.delete(work));
    this.#underWay.add(work);
    const awaited = Promise.race([answered, work]).finally(() => this.#unanswered.delete(awaited));
    this.#unanswered.add(awaited);
  }

  async #process(event: ReceiverEvent): Promise<void> {
    const { logger } = this.#options;
    try {
      await this.#app?.processEvent(event);
    } catch (error) {
      if (isOddPayload(error)) logger.warn('A payload was turned away: its shape is odd');
      else logger.error('A payload from Slack could not be handled', error);
    }
  }
}
