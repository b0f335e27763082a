import { type ClientRequest, type IncomingMessage, request as overHttp } from 'node:http';
import { request as overHttps } from 'node:https';
import type { Socket } from 'node:net';
import type { TLSSocket } from 'node:tls';
import { type BoundedText, boundedText } from '../bounded-text.ts';
import { codeOf } from '../cause-code.ts';
import { tunnelTo } from './tunnel.ts';

/** A request that must not be sent twice. */
export interface OneShot {
  readonly method: 'POST' | 'DELETE';
  readonly url: URL;
  readonly headers: Readonly<Record<string, string>>;
  /** JSON; null for none. */
  readonly body: string | null;
  /** Longest that all of it may take, connecting included, in milliseconds. */
  readonly timeoutMs: number;
  /** The proxy that it goes through, of an `https` address; null for none. */
  readonly proxy: URL | null;
}

/** What became of it. `cause` is a code for the log, never a text of anybody's. */
export type OneShotResult =
  /** Not one byte of it was written. */
  | {
      readonly type: 'not_sent';
      readonly reason: 'connection_failed' | 'too_late';
      readonly cause: string;
    }
  /** It was begun, and may have arrived. */
  | { readonly type: 'no_answer'; readonly cause: string }
  | ({ readonly type: 'answered'; readonly status: number; readonly retryAfterHeader: string | null } & BoundedText);

/**
 * Sends over a connection of its own, which is made first; then `mayBegin` is asked, as the last thing before the first
 * byte. Nothing here or below sends anything twice, whatever is answered: Node's `fetch` repeats a POST after 421, and may
 * after a connection that was kept is cut; `node:http` without a shared agent does neither, and follows no redirect. Never
 * throws.
 */
export async function sendOneShot(shot: OneShot, mayBegin: () => boolean): Promise<OneShotResult> {
  let stage: 'connecting' | 'asking' | 'begun' = 'connecting';
  let request: ClientRequest | undefined;
  const sockets: Socket[] = [];
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new DOMException('No whole answer in time', 'TimeoutError')), shot.timeoutMs);
  });
  try {
    const way =
      shot.proxy && (await Promise.race([tunnelTo(shot.url, shot.proxy, (each) => sockets.push(each)), late]));
    request = open(shot, way);
    const broken = failureOf(request);
    if (way === null) await Promise.race([connected(request), broken, late]);
    stage = 'asking';
    if (!mayBegin()) return { type: 'not_sent', reason: 'too_late', cause: 'may_not_begin' };
    stage = 'begun';
    // The first byte leaves here, and the answer cannot come before it.
    request.end(shot.body);
    const response = await Promise.race([answerTo(request), broken, late]);
    const answer = await Promise.race([readAnswer(response), late]);
    const retryAfterHeader = response.headers['retry-after'] ?? null;
    return { type: 'answered', status: response.statusCode ?? 0, retryAfterHeader, ...answer };
  } catch (error) {
    const cause = codeOf(error);
    if (stage === 'begun') return { type: 'no_answer', cause };
    return { type: 'not_sent', reason: stage === 'asking' ? 'too_late' : 'connection_failed', cause };
  } finally {
    clearTimeout(timer);
    request?.destroy();
    // What is encrypted before what it runs over: the other way round, Node 20 dies of it when nothing was sent yet.
    for (const socket of sockets.toReversed()) socket.destroy();
  }
}

/** Begins to connect, or takes a connection that stands. Nothing is written before `end`. */
function open({ method, url, headers }: OneShot, way: TLSSocket | null): ClientRequest {
  const send = url.protocol === 'https:' ? overHttps : overHttp;
  return send(url, {
    method,
    // Nothing here undoes a compression, so that an answer is no larger than what is read of it.
    headers: { ...headers, 'accept-encoding': 'identity' },
    // A connection that stands is taken only where no agent is asked for one.
    ...(way ? { createConnection: () => way } : { agent: false }),
  });
}

/** Rejects when the request breaks, or ends without an answer; an answer of another protocol ends it too. */
function failureOf(request: ClientRequest): Promise<never> {
  const broken = new Promise<never>((_, reject) => {
    request.on('error', reject);
    request.on('close', () => reject(new DOMException('Ended without an answer', 'AbortError')));
  });
  // One that is closed before anything is sent is waited for by nobody; nor may it end the process.
  broken.catch(() => {});
  return broken;
}

/** Resolves when bytes can be sent: with TLS after the handshake, in which the certificate was checked. */
function connected(request: ClientRequest): Promise<void> {
  return new Promise((resolve) => {
    request.once('socket', (socket) => {
      socket.once('encrypted' in socket ? 'secureConnect' : 'connect', () => resolve());
    });
  });
}

function answerTo(request: ClientRequest): Promise<IncomingMessage> {
  return new Promise((resolve) => {
    request.once('response', resolve);
  });
}

function readAnswer(response: IncomingMessage): Promise<BoundedText> {
  const encoding = response.headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new DOMException('An encoding that was not asked for', 'EncodingError');
  }
  return boundedText(response);
}
