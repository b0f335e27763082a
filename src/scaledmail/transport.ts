import type { Clock, Log, Urgency } from '../service/ports.ts';

/** What every call to the vendor needs. */
export interface VendorDeps {
  /** Such as `https://server.scaledmail.com/api/v1`. */
  readonly baseUrl: string;
  readonly apiKey: string;
  readonly fetch: typeof fetch;
  readonly clock: Clock;
  readonly sleep: (ms: number) => Promise<unknown>;
  /** A number in [0, 1), to spread retries. */
  readonly random: () => number;
  /** The rate limit shared by all processes; awaited before every try. */
  readonly waitTurn: (kind: 'ordinary' | 'critical', urgency: Urgency) => Promise<void>;
  readonly log: Log;
  /** How long one read may take. Default: 3 s for a person, 10 s in the background. */
  readonly readTimeoutMs?: number;
}

export interface VendorRequest {
  readonly method: 'GET' | 'POST' | 'DELETE';
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

/**
 * Sends one request, once, and reads its answer whole. Rejects when that takes longer than `timeoutMs`, whatever `fetch`
 * does. Redirects are refused: they would carry the key elsewhere.
 */
export async function sendOnce(deps: VendorDeps, request: VendorRequest): Promise<VendorResponse> {
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
  const url = new URL(`${deps.baseUrl.replace(/\/+$/, '')}${request.path}`);
  for (const [name, value] of Object.entries(request.query)) url.searchParams.set(name, value);
  const response = await deps.fetch(url, {
    method: request.method,
    headers: {
      authorization: `Bearer ${deps.apiKey}`,
      accept: 'application/json',
      ...(request.body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    redirect: 'error',
    signal,
  });
  return {
    status: response.status,
    retryAfterHeader: response.headers.get('retry-after'),
    text: await response.text(),
  };
}
