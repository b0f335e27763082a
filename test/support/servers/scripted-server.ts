import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach } from '@jest/globals';
import { scaledMailClient } from '../../../src/scaledmail/client.ts';
import type { VendorDeps } from '../../../src/scaledmail/transport.ts';
import { noon } from '../builders.ts';

/** What the server does with one request, which it has read whole. */
export type Behaviour = (response: ServerResponse) => void;

/** One request as it arrived. */
export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, unknown>>;
  /** Parsed when it is JSON, else the text; undefined when there was none. */
  readonly body: unknown;
}

/** A server on 127.0.0.1 that plays a script, the last behaviour over and over. */
export interface ScriptedServer {
  /** Such as `http://127.0.0.1:1234`. */
  readonly url: string;
  /** The oldest first. */
  readonly received: readonly ReceivedRequest[];
  /** How many connections were made to it. */
  readonly connections: number;
  /** Replaces what is left of the script. */
  play(...script: readonly [Behaviour, ...Behaviour[]]): void;
  close(): Promise<void>;
}

/** Answers JSON. */
export function json(status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return text(status, JSON.stringify(body), { 'content-type': 'application/json', ...headers });
}

/** Answers this text as it is. */
export function text(status: number, body: string, headers: Readonly<Record<string, string>> = {}): Behaviour {
  return (response) => response.writeHead(status, headers).end(body);
}

/** Sends the caller to another address. */
export const redirect = (location: string, status = 302): Behaviour => text(status, '', { location });

/** Says in three ways that an answer is on its way before it gives one. */
export const saysMoreComes =
  (status: number, body: unknown): Behaviour =>
  (response) => {
    response.writeContinue();
    response.writeProcessing();
    response.writeEarlyHints({ link: '</form>; rel=preload' });
    json(status, body)(response);
  };

/** Writes these bytes to the connection as they are, and ends it. */
export const bytes =
  (written: string): Behaviour =>
  (response) =>
    response.socket?.end(written);

/** Answers with JSON of so many bytes: the body, with one more field that makes it so long. */
export function longJson(status: number, body: object, length: number): Behaviour {
  return json(status, longBody(body, length));
}

/** The object with one more field that makes its JSON so many bytes long. */
export function longBody(body: object, length: number): object {
  const empty = JSON.stringify({ ...body, padding: '' });
  return { ...body, padding: ' '.repeat(length - empty.length) };
}

/** Answers JSON, compressed whether or not that was asked for. */
export const gzipped =
  (status: number, body: unknown): Behaviour =>
  (response) => {
    const headers = { 'content-type': 'application/json', 'content-encoding': 'gzip' };
    response.writeHead(status, headers).end(gzipSync(JSON.stringify(body)));
  };

/** Says 200 and sends one byte after the other, without an end, until the caller goes away. */
export const drip: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const next = () => {
    if (!response.destroyed) response.write(' ', () => setImmediate(next));
  };
  next();
};

/** Sends as much as is taken, without an end, until the caller goes away. */
export const flood: Behaviour = (response) => {
  const part = ' '.repeat(65_536);
  const next = () => {
    if (!response.destroyed) response.write(part, () => setImmediate(next));
  };
  next();
};

/** Says 200, begins a body without saying how long it is, and cuts the connection. */
export const dropWithinChunks: Behaviour = (response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  response.write('{}', () => response.destroy());
};

/** Cuts the connection when the request was read, without an answer. */
export const dropBeforeAnswer: Behaviour = (response) => response.destroy();

/** Says 200, begins a body and cuts the connection. */
export const dropAfterHeaders: Behaviour = (response) => beginBody(response, () => response.destroy());

/** Says 200, begins a body and leaves it at that until the caller goes away. */
export const stallBody: Behaviour = (response) => beginBody(response, () => undefined);

function beginBody(response: ServerResponse, then: () => void): void {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '1000' });
  response.write('{', then);
}

async function receive(request: IncomingMessage): Promise<ReceivedRequest> {
  let body = '';
  for await (const part of request.setEncoding('utf8')) body += part;
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  return {
    method: request.method ?? '',
    path: pathname,
    query: Object.fromEntries(searchParams),
    headers: request.headers,
    body: body === '' ? undefined : jsonOrText(body),
  };
}

function jsonOrText(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return body;
  }
}

/** Starts a scripted server; before `play` it answers 501. */
export async function startScriptedServer(): Promise<ScriptedServer> {
  const received: ReceivedRequest[] = [];
  let script: readonly Behaviour[] = [json(501, { error: 'Nothing is played here' })];
  const server = createServer(async (request, response) => {
    received.push(await receive(request));
    const [now, ...later] = script;
    if (later.length > 0) script = later;
    now?.(response);
  });
  let connections = 0;
  server.on('connection', () => {
    connections += 1;
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The scripted server has no port');
  return {
    url: `http://127.0.0.1:${address.port}`,
    received,
    get connections() {
      return connections;
    },
    play: (...behaviours) => {
      script = behaviours;
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** A scripted server for each test of the file. */
export function useScriptedServer(): ScriptedServer {
  let running: ScriptedServer | undefined;
  const current = () => {
    if (running === undefined) throw new Error('The scripted server runs only inside a test');
    return running;
  };
  beforeEach(async () => {
    running = await startScriptedServer();
  });
  afterEach(() => current().close());
  return {
    get url() {
      return current().url;
    },
    get received() {
      return current().received;
    },
    get connections() {
      return current().connections;
    },
    play: (...script) => current().play(...script),
    close: () => current().close(),
  };
}

/** The key that the surroundings below give a client. */
export const VENDOR_KEY = 'key-of-the-test-account';

/** What a client with these surroundings calls itself. */
export const USER_AGENT = 'scaledmail-for-slack/1.2.3';

/** What a client did beside sending. */
export interface Recordings {
  /** Delays before tries again, in milliseconds; nothing waits them out. */
  readonly delaysMs: number[];
  /** Such as `ordinary for a person`. */
  readonly turns: string[];
  readonly logged: unknown[];
}

/** Surroundings of a vendor client whose clocks stand at `now` and whose jitter is 0.5, and what they record. */
export function recordingDeps(
  baseUrl: string,
  now: Date,
  overrides: Partial<VendorDeps> = {},
): { readonly deps: VendorDeps; readonly recordings: Recordings } {
  const recordings: Recordings = { delaysMs: [], turns: [], logged: [] };
  const log = (fields: Readonly<Record<string, unknown>>, message: string) => {
    recordings.logged.push({ ...fields, message });
  };
  const deps: VendorDeps = {
    baseUrl,
    apiKey: VENDOR_KEY,
    userAgent: USER_AGENT,
    fetch,
    clock: { now: () => now },
    monotonicMs: () => now.getTime(),
    sleep: async (ms) => recordings.delaysMs.push(ms),
    random: () => 0.5,
    waitTurn: async (kind, urgency) => {
      recordings.turns.push(`${kind} for ${urgency}`);
    },
    log: { debug: log, info: log, warn: log, error: log },
    ...overrides,
  };
  return { deps, recordings };
}

/** A vendor client at noon against a scripted server, with everything that it logs, waits for and takes turns for. */
export function connectTo(serverUrl: string, overrides: Partial<VendorDeps> = {}) {
  const { deps, recordings } = recordingDeps(`${serverUrl}/api/v1`, noon, overrides);
  return { vendor: scaledMailClient(deps), ...recordings };
}
