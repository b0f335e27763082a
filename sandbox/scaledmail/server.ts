import { randomInt } from 'node:crypto';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { API_PREFIX, handleApi } from './http/api.ts';
import { sendJson } from './http/http.ts';
import { RateLimiter } from './http/rate-limit.ts';
import { placeByHand } from './orders/by-hand.ts';
import { changeAmount, confirmPayment } from './orders/orders.ts';
import { CONTROL_PREFIX, type Controls, handleControl } from './state/control.ts';
import { asArmedFaults, FaultsChange } from './state/faults.ts';
import { readKept, writeKept } from './state/persistence.ts';
import { DEFAULT_WORKSPACES, seedData, type WorkspaceSeed } from './state/seed.ts';
import { SettingsChange } from './state/settings.ts';
import { Vendor } from './state/vendor.ts';

/** How a local vendor is started. */
export interface LocalScaledMailOptions {
  /** 0, the default, takes a free port. */
  readonly port?: number;
  /** The only key that is accepted. */
  readonly apiKey: string;
  /** The real time by default; the vendor's clock runs ahead of it by every `advance`. */
  readonly clock?: () => Date;
  readonly workspaces?: readonly WorkspaceSeed[];
  /** Makes record ids; random `rec...` by default. */
  readonly newId?: () => string;
  /** JSON file that keeps orders, names and charges (not settings, faults and requests) over a restart. */
  readonly persistTo?: string;
  /** False switches the rate limits off, for tests whose clock stands still. True by default. */
  readonly hasRateLimits?: boolean;
  /**
   * Awaited for each request, with the name of its operation, before it is served: a test whose clock stands still lets time
   * pass there.
   */
  readonly onArrival?: (operationId: string) => Promise<void>;
}

/** A running local vendor. */
export interface LocalScaledMail extends Controls {
  /** Such as `http://127.0.0.1:1234`; the control API is below `/control`. */
  readonly url: string;
  /** Where the vendor's own paths begin: `url` and `/api/v1`. */
  readonly apiUrl: string;
  /** The vendor's clock. */
  now(): Date;
  /** Ends every wait, cuts all sockets and frees the port. */
  close(): Promise<void>;
}

const ID_LETTERS = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** Such as the live ids: `rec` and 14 letters and digits. */
function randomId(): string {
  return `rec${Array.from({ length: 14 }, () => ID_LETTERS.charAt(randomInt(ID_LETTERS.length))).join('')}`;
}

function openVendor(options: LocalScaledMailOptions): Vendor {
  const { clock = () => new Date(), newId = randomId, workspaces = DEFAULT_WORKSPACES, persistTo } = options;
  return new Vendor({
    clock,
    newId,
    seed: (now) => seedData(workspaces, now),
    kept: persistTo === undefined ? undefined : readKept(persistTo),
    keep: (data) => {
      if (persistTo !== undefined) writeKept(persistTo, data);
    },
  });
}

function controlsOf(vendor: Vendor, limiter: RateLimiter | undefined): Controls {
  const then = (act: () => void) => {
    act();
    return vendor.state();
  };
  return {
    state: () => vendor.state(),
    arm: (faults) =>
      then(() => {
        vendor.faults = asArmedFaults(FaultsChange.parse({ faults }).faults);
      }),
    settings: (change) => then(() => vendor.change(SettingsChange.parse(change))),
    advance: (ms) => then(() => vendor.advance(ms)),
    confirmPayment: (orderId) =>
      then(() => {
        confirmPayment(vendor, orderId);
        vendor.save();
      }),
    changeAmount: (orderId, amountCents) =>
      then(() => {
        changeAmount(vendor, orderId, amountCents);
        vendor.save();
      }),
    placeByHand: (asked) =>
      then(() => {
        placeByHand(vendor, asked);
        vendor.save();
      }),
    reset: () =>
      then(() => {
        vendor.reset();
        limiter?.clear();
      }),
  };
}

type Listener = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<void>;

function isBelow(pathname: string, prefix: string): boolean {
  return pathname.startsWith(`${prefix}/`);
}

function listenerOf(api: Listener, control: Listener): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const address = `http://127.0.0.1${request.url ?? '/'}`;
    if (!URL.canParse(address)) return sendJson(response, 400, { error: 'Bad request' });
    const url = new URL(address);
    if (isBelow(url.pathname, API_PREFIX)) api(request, response, url).catch(() => response.destroy());
    else if (isBelow(url.pathname, CONTROL_PREFIX)) control(request, response, url).catch(() => response.destroy());
    else sendJson(response, 404, { error: 'Not found' });
  };
}

async function listen(server: Server, port: number): Promise<number> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The local ScaledMail has no port');
  return address.port;
}

/**
 * Starts a ScaledMail on 127.0.0.1 that keeps the vendor's rules and can be told to misbehave. Rejects when the port is
 * taken or the file of `persistTo` holds something else.
 * Source: docs/vendor/openapi.yaml; docs/vendor/notes.md, "What the sandbox should be able to do".
 */
export async function startLocalScaledMail(options: LocalScaledMailOptions): Promise<LocalScaledMail> {
  const vendor = openVendor(options);
  const limiter = options.hasRateLimits === false ? undefined : new RateLimiter();
  const controls = controlsOf(vendor, limiter);
  const closing = new AbortController();
  let requestCount = 0;
  const nextRequestId = () => {
    requestCount += 1;
    return requestCount;
  };
  const { apiKey, onArrival = async () => {} } = options;
  const parts = { door: { vendor, apiKey, limiter }, nextRequestId, closing: closing.signal, onArrival };
  const server = createServer(
    listenerOf(
      (request, response, url) => handleApi(parts, request, response, url),
      (request, response, url) => handleControl(controls, request, response, url),
    ),
  );
  const port = await listen(server, options.port ?? 0);
  const url = `http://127.0.0.1:${port}`;
  const close = async () => {
    closing.abort();
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    server.closeAllConnections();
    await closed;
  };
  return { ...controls, url, apiUrl: `${url}${API_PREFIX}`, now: () => vendor.now(), close };
}
