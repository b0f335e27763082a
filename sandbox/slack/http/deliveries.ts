/** Sends what people do to the app: over HTTP, or over a socket when the app has one open; with faults on demand. */

import type { Workspace } from '../workspace/workspace.ts';
import type { Fields } from './json.ts';
import { type Outcome, postSigned } from './signed-post.ts';

/** What a delivery is, in the words of Socket Mode. */
export type Delivery =
  | { readonly type: 'slash_commands'; readonly payload: Readonly<Record<string, string>> }
  | { readonly type: 'interactive'; readonly payload: Fields }
  | { readonly type: 'events_api'; readonly payload: Fields };

export interface Retry {
  readonly number: number;
  readonly reason: 'http_timeout' | 'http_error' | 'connection_failed';
}

/** Another way to the app than HTTP, used whenever the app has it open. */
export interface SocketTransport {
  readonly isConnected: () => boolean;
  readonly send: (delivery: Delivery, retry: Retry | null, timeoutMs: number) => Promise<Outcome>;
}

export interface DeliverySettings {
  readonly workspace: Workspace;
  readonly signingSecret: string;
  readonly ackTimeoutMs: number;
  /** Full address for signed requests; null while there is no app. */
  readonly appUrl: () => string | null;
  readonly socket: SocketTransport;
}

export interface Deliveries {
  /** Sends a command or interaction once (twice under the fault) and tells what the first sending came to. */
  send(delivery: Delivery): Promise<Outcome>;
  /** Sends an event; on failure once more at once, with retry headers, as Slack begins. */
  sendEvent(payload: Fields): Promise<Outcome>;
  /** Resolves when nothing is on its way. */
  idle(): Promise<void>;
}

function encoded(delivery: Delivery): {
  contentType: 'application/x-www-form-urlencoded' | 'application/json';
  body: string;
} {
  if (delivery.type === 'events_api') {
    return { contentType: 'application/json', body: JSON.stringify(delivery.payload) };
  }
  const fields = delivery.type === 'interactive' ? { payload: JSON.stringify(delivery.payload) } : delivery.payload;
  return { contentType: 'application/x-www-form-urlencoded', body: new URLSearchParams(fields).toString() };
}

const wait = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds));

/** Counts what is on its way, so that tests can wait for silence. */
function inFlightCounter() {
  let count = 0;
  let waiting: (() => void)[] = [];
  const leave = () => {
    count -= 1;
    if (count > 0) return;
    const silent = waiting;
    waiting = [];
    for (const resolve of silent) resolve();
  };
  return {
    track: <Result>(work: Promise<Result>): Promise<Result> => {
      count += 1;
      return work.finally(leave);
    },
    idle: () => (count === 0 ? Promise.resolve() : new Promise<void>((resolve) => waiting.push(resolve))),
  };
}

const retryReason = (outcome: Outcome): Retry['reason'] => {
  if (outcome.type === 'timeout') return 'http_timeout';
  return outcome.type === 'unreachable' ? 'connection_failed' : 'http_error';
};

const isAccepted = (outcome: Outcome): boolean =>
  outcome.type === 'answered' && (outcome.refusesRetry || (outcome.status >= 200 && outcome.status < 300));

/** The way to the app. */
export function createDeliveries(settings: DeliverySettings): Deliveries {
  const { workspace, socket, ackTimeoutMs } = settings;
  const inFlight = inFlightCounter();

  const transmit = async (delivery: Delivery, retry: Retry | null): Promise<Outcome> => {
    if (socket.isConnected()) return socket.send(delivery, retry, ackTimeoutMs);
    const url = settings.appUrl();
    if (url === null) return { type: 'unreachable' };
    const headers: Record<string, string> = retry
      ? { 'x-slack-retry-num': String(retry.number), 'x-slack-retry-reason': retry.reason }
      : {};
    const { signingSecret } = settings;
    return postSigned({ url, signingSecret, headers, timeoutMs: ackTimeoutMs, ...encoded(delivery) });
  };

  /** The person waits three seconds from the click on, however long the request was under way before it arrived. */
  const once = async (delivery: Delivery, retry: Retry | null): Promise<Outcome> => {
    const { deliveryDelayMs } = workspace.faults;
    if (deliveryDelayMs === 0) return inFlight.track(transmit(delivery, retry));
    const arrival = inFlight.track(wait(deliveryDelayMs).then(() => transmit(delivery, retry)));
    const impatience = new Promise<Outcome>((resolve) => {
      setTimeout(() => resolve({ type: 'timeout' }), ackTimeoutMs).unref();
    });
    return Promise.race([arrival, impatience]);
  };

  const send = async (delivery: Delivery, retry: Retry | null = null): Promise<Outcome> => {
    const first = once(delivery, retry);
    if (workspace.faults.duplicateDeliveries) void once(delivery, retry);
    return first;
  };

  const sendEvent = async (payload: Fields): Promise<Outcome> => {
    const delivery: Delivery = { type: 'events_api', payload };
    const outcome = await send(delivery);
    if (isAccepted(outcome)) return outcome;
    return send(delivery, { number: 1, reason: retryReason(outcome) });
  };

  return {
    send: (delivery) => inFlight.track(send(delivery)),
    sendEvent: (payload) => inFlight.track(sendEvent(payload)),
    idle: inFlight.idle,
  };
}
