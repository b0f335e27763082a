import type { Clock } from '../service/ports/clock.ts';
import type { Log } from '../service/ports/log.ts';
import type { Meter } from '../service/ports/meter.ts';
import type { Urgency } from '../service/ports/vendor.ts';
import type { WorkspacePath } from '../values/workspace-path.ts';
import { boundedText } from './bounded-text.ts';

/** What every call to the vendor needs. */
export interface VendorDeps {
  /** Such as `https://server.scaledmail.com/api/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  /** What the vendor hears who calls: what stands before it may turn down who has no name. */
  readonly userAgent: string;
  readonly fetch: typeof fetch;
  /** The proxy that a call which is sent once goes through, by its address; `fetch` knows of its own. Absent: none. */
  readonly proxyFor?: (url: URL) => URL | null;
  readonly clock: Clock;
  /** Milliseconds of a clock that nobody can set, from any beginning. */
  readonly monotonicMs: () => number;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** A number in [0, 1), to spread retries. */
  readonly random: () => number;
  /** The rate limit shared by all processes; awaited before every try. */
  readonly waitTurn: (kind: 'ordinary' | 'critical', urgency: Urgency) => Promise<void>;
  readonly log: Log;
  /** Counts and times the calls, where that is wanted. */
  readonly meter?: Pick<Meter, 'calledVendor'>;
  /** Where a new workspace is asked for, by the operator's word; null or absent: nowhere. */
  readonly workspacePath?: WorkspacePath | null;
  /** How long one read may take. Default: 3 s for a person, 10 s in the background. */
  readonly readTimeoutMs?: number;
  /** How long a call that is sent once may take in all. Default: as long as an order is held for it. */
  readonly callTimeoutMs?: number;
}

export interface VendorRequest {
  readonly method: 'GET' | 'POST';
  /** Path below the base address, its parts encoded. */
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly timeoutMs: number;
}

export interface VendorResponse {
  readonly status: number;
  readonly retryAfterHeader: string | null;
  readonly text: string;
}

/** The answer is longer than any that is read, compressed or not. */
export class AnswerTooLong extends Error {
  override readonly name = 'AnswerTooLong';
}

/**
 * Sends one read and takes its answer in whole, up to `MAX_ANSWER_BYTES`: rejects with `AnswerTooLong` for a longer one.
 * Rejects when that takes longer than `timeoutMs`, whatever `fetch` does. `fetch` may send it twice by itself, so what
 * spends or cancels does not go this way. Redirects are refused: they would carry the key elsewhere.
 */
export async function sendRead(deps: VendorDeps, request: VendorRequest): Promise<VendorResponse> {
  const abort = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  // Aborting alone is not enough: Node's fetch can lose the signal to the garbage collector while a body stalls.
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      reject(new DOMException('No whole answer in time', 'TimeoutError'));
      abort.abort();
    }, request.timeoutMs);
  });
  try {
    return await Promise.race([exchange(deps, request, abort.signal), late]);
  } finally {
    clearTimeout(timer);
  }
}

async function exchange(deps: VendorDeps, request: VendorRequest, signal: AbortSignal): Promise<VendorResponse> {
  const { body } = request;
  const response = await deps.fetch(addressOf(deps, request), {
    method: request.method,
    headers: headersOf(deps, body !== undefined),
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    redirect: 'error',
    signal,
  });
  const { text, isWhole } = await boundedText(response.body ?? new ReadableStream({ start: (end) => end.close() }));
  if (!isWhole) throw new AnswerTooLong();
  return { status: response.status, retryAfterHeader: response.headers.get('retry-after'), text };
}

/** The whole address of a request. Throws for a base address that is none. */
export function addressOf({ baseUrl }: VendorDeps, { path, query }: Pick<VendorRequest, 'path' | 'query'>): URL {
  const url = new URL(`${baseUrl.replace(/\/+$/, '')}${path}`);
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url;
}

/** The headers of every request; they hold the key. */
export function headersOf({ apiKey, userAgent }: VendorDeps, hasBody: boolean): Record<string, string> {
  return {
    authorization: `Bearer ${apiKey}`,
    'user-agent': userAgent,
    accept: 'application/json',
    ...(hasBody ? { 'content-type': 'application/json' } : {}),
  };
}
