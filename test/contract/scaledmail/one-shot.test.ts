import { createServer } from 'node:https';
import { afterEach, describe, expect, test } from '@jest/globals';
import type { Warrant } from '../../../src/orders/warrant/warrant.ts';
import { scaledMailClient } from '../../../src/scaledmail/client.ts';
import type { CallOutcome } from '../../../src/service/ports/vendor.ts';
import { noon } from '../../support/builders.ts';
import { aCancelWarrant } from '../../support/servers/cancel-call.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { type RawServer, startRawServer } from '../../support/servers/raw-server.ts';
import {
  type Behaviour,
  bytes,
  connectTo,
  drip,
  dropAfterHeaders,
  dropBeforeAnswer,
  dropWithinChunks,
  json,
  recordingDeps,
  redirect,
  saysMoreComes,
  stallBody,
  useScriptedServer,
  VENDOR_KEY,
} from '../../support/servers/scripted-server.ts';
import { selfSigned } from '../../support/servers/self-signed.ts';
import { aWarrant } from '../../support/warrants.ts';

const server = useScriptedServer();

const TIMEOUT_MS = 10_000;

/** A call that is made once, and what differs between the two. */
interface OnceCase {
  readonly name: string;
  readonly method: string;
  readonly warrant: () => Warrant;
  /** What the log says that the call was about. */
  readonly about: object;
  /** An answer that says yes. */
  readonly yes: object;
  /** Somebody on the way stopped waiting. */
  readonly gaveUp: CallOutcome['type'];
}

const CALLS: readonly OnceCase[] = [
  {
    name: 'the paid call',
    method: 'POST',
    warrant: () => aWarrant(),
    about: { operation: 'createCustomOrder', attempt: 1, tag: 'acme-7f3k2q' },
    yes: {},
    gaveUp: 'server_error',
  },
  {
    name: 'the cancel call',
    method: 'DELETE',
    warrant: () => aCancelWarrant({ workspaceId: 'recNorthwind', vendorOrderId: 'rec1' }),
    about: { operation: 'cancelOrder', attempt: 1, order_id: 'rec1' },
    yes: { success: true },
    gaveUp: 'no_answer',
  },
];

/** Makes the call to `url`, and counts how often it was asked whether it may begin: then the clock is read. */
async function makeOnce({ warrant }: OnceCase, url: string, { timeoutMs = TIMEOUT_MS, monotonicMs = inTime } = {}) {
  let asked = 0;
  const { deps, recordings } = recordingDeps(url, noon, {
    callTimeoutMs: timeoutMs,
    monotonicMs: () => {
      asked += 1;
      return monotonicMs();
    },
  });
  const outcome = await scaledMailClient(deps).carryOut(warrant());
  return { outcome, asked, logged: recordings.logged };
}

const inTime = (): number => noon.getTime() + 20_000;
const tooLate = (): number => noon.getTime() + 20_001;

const NO_CONNECTION: CallOutcome = { type: 'not_sent', reason: 'connection_failed' };
const NO_ANSWER: CallOutcome = { type: 'no_answer' };

let raw: RawServer | null = null;
afterEach(async () => {
  await raw?.close();
  raw = null;
});

describe.each(CALLS)('a call that could not begin is surely not sent: $name', (once) => {
  const call = (url: string, options = {}) => makeOnce(once, url, options);

  test('nobody listens: it is not even asked whether it may begin', async () => {
    const { outcome, asked, logged } = await call(`http://127.0.0.1:${await freePort()}`);
    expect([outcome, asked]).toEqual([NO_CONNECTION, 0]);
    expect(logged).toMatchObject([{ ...once.about, reason: 'connection_failed', cause: 'ECONNREFUSED' }]);
  });

  test('the connection stands, and its moment has passed: not one byte is written', async () => {
    raw = await startRawServer();
    const { outcome, asked, logged } = await call(`http://127.0.0.1:${raw.port}`, { monotonicMs: tooLate });
    expect([outcome, asked]).toEqual([{ type: 'not_sent', reason: 'too_late' }, 1]);
    await raw.allEnded();
    expect([raw.connections, raw.arrived()]).toEqual([1, '']);
    expect(logged).toMatchObject([{ ...once.about, reason: 'too_late' }]);
  });

  test('it cannot be said whether it may begin', async () => {
    raw = await startRawServer();
    const monotonicMs = () => {
      throw new Error('The clock is gone');
    };
    const { outcome } = await call(`http://127.0.0.1:${raw.port}`, { monotonicMs });
    expect(outcome).toEqual({ type: 'not_sent', reason: 'too_late' });
    await raw.allEnded();
    expect(raw.arrived()).toBe('');
  });

  test('a connection that hangs until the time is over: the handshake is part of connecting', async () => {
    raw = await startRawServer();
    const { outcome, asked } = await call(`https://127.0.0.1:${raw.port}`, { timeoutMs: 300 });
    expect([outcome, asked]).toEqual([NO_CONNECTION, 0]);
    expect(raw.connections).toBe(1);
    // A ClientHello and no more: RFC 8446, section 5.1.
    expect(raw.arrived().slice(0, 2)).toBe('\x16\x03');
    expect(raw.arrived()).not.toContain(VENDOR_KEY);
  });

  test('a handshake that is cut', async () => {
    raw = await startRawServer(undefined, (socket) => socket.destroy());
    const { outcome, asked } = await call(`https://127.0.0.1:${raw.port}`);
    expect([outcome, asked]).toEqual([NO_CONNECTION, 0]);
    expect(raw.connections).toBe(1);
  });

  test('a server whose certificate nobody vouches for', async () => {
    const requests: unknown[] = [];
    const secure = createServer(selfSigned(), (request) => requests.push(request.url));
    await new Promise<void>((resolve) => secure.listen(0, '127.0.0.1', resolve));
    const address = secure.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const { outcome, asked, logged } = await call(`https://127.0.0.1:${port}`);
    expect([outcome, asked]).toEqual([NO_CONNECTION, 0]);
    expect(logged).toMatchObject([{ cause: 'DEPTH_ZERO_SELF_SIGNED_CERT' }]);
    expect(requests).toEqual([]);
    await new Promise((resolve) => secure.close(resolve));
  });
});

describe.each(CALLS)('exactly one request reaches the server: $name', (once) => {
  const call = (url: string, options = {}) => makeOnce(once, url, options);
  const again = json(200, once.yes);

  test.each<[string, Behaviour, { readonly type: CallOutcome['type'] }]>([
    ['421', json(421, { error: 'Misdirected' }), { type: 'rejected' }],
    ['408', json(408, { error: 'Request timeout' }, { connection: 'close' }), { type: once.gaveUp }],
    ['429', json(429, { retryAfter: 1 }, { 'retry-after': '0' }), { type: 'not_sent' }],
    ['503 that asks to come back', json(503, { error: 'Down' }, { 'retry-after': '0' }), { type: 'server_error' }],
    ['100, 102 and 103 before an answer', saysMoreComes(200, once.yes), { type: 'confirmed' }],
    ['100 and no more', bytes('HTTP/1.1 100 Continue\r\n\r\n'), NO_ANSWER],
    ['101', bytes('HTTP/1.1 101 Switching Protocols\r\nupgrade: h2c\r\nconnection: upgrade\r\n\r\n'), NO_ANSWER],
    ['499', json(499, {}), { type: once.gaveUp }],
    ['a redirect', redirect('/api/v1/elsewhere', 307), { type: 'unfamiliar' }],
    ['a redirect that is lasting', redirect('/api/v1/elsewhere', 308), { type: 'unfamiliar' }],
    ['a connection that is cut before the answer', dropBeforeAnswer, NO_ANSWER],
    ['a connection that is ended before the answer', bytes(''), NO_ANSWER],
    ['a connection that is cut within the headers', bytes('HTTP/1.1 200 OK\r\ncontent-le'), NO_ANSWER],
    ['a connection that is cut within the answer', dropAfterHeaders, NO_ANSWER],
    ['a connection that is cut within an answer of no known length', dropWithinChunks, NO_ANSWER],
    ['an answer that is no HTTP', bytes('SSH-2.0-OpenSSH_9.2\r\n'), NO_ANSWER],
    ['headers without an end', bytes(`HTTP/1.1 200 OK\r\nx: ${'x'.repeat(100_000)}`), NO_ANSWER],
  ])('after %s', async (_, behaviour, outcome) => {
    server.play(behaviour, again);
    const made = await call(`${server.url}/api/v1`);
    expect(made.outcome).toMatchObject(outcome);
    expect(made.asked).toBe(1);
    expect(JSON.stringify(made.logged)).not.toContain('TimeoutError');
    expect([server.received.length, server.connections]).toEqual([1, 1]);
  });

  test.each<[string, Behaviour]>([
    ['does not end', stallBody],
    ['drips without an end', drip],
  ])('when its answer %s in time', async (_, behaviour) => {
    server.play(behaviour, again);
    const { outcome, logged } = await call(server.url, { timeoutMs: 300 });
    expect(outcome).toEqual(NO_ANSWER);
    expect(logged).toMatchObject([{ ...once.about, cause: 'TimeoutError' }]);
    expect([server.received.length, server.connections]).toEqual([1, 1]);
  });

  test('when the connection is cut as soon as the request begins to arrive', async () => {
    raw = await startRawServer(undefined, (socket) => socket.resetAndDestroy());
    expect((await call(`http://127.0.0.1:${raw.port}`)).outcome).toEqual(NO_ANSWER);
    expect(raw.connections).toBe(1);
    expect(raw.arrived().split(`${once.method} `)).toHaveLength(2);
  });

  test('when the server never answers', async () => {
    raw = await startRawServer();
    const { outcome } = await call(`http://127.0.0.1:${raw.port}`, { timeoutMs: 300 });
    expect(outcome).toEqual(NO_ANSWER);
    await raw.allEnded();
    expect(raw.connections).toBe(1);
    expect(raw.arrived().split(`${once.method} `)).toHaveLength(2);
  });

  test('over a connection of its own: neither a read nor a call before leaves it one', async () => {
    server.play(json(200, { payments: [] }), json(200, once.yes, { connection: 'keep-alive' }));
    await connectTo(server.url).vendor.orders('recNorthwind', 'person');
    for (const connections of [2, 3]) {
      const { outcome } = await call(server.url);
      expect(outcome).toMatchObject({ type: 'confirmed' });
      expect(server.connections).toBe(connections);
    }
  });
});
