import type { Server } from 'node:http';
import { connect, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import bolt, { HTTPReceiver, type Receiver } from '@slack/bolt';
import { signatureOf } from '../../../sandbox/slack/http/signed-post.ts';
import { healthRoutes } from '../../../src/slack/health/health-routes.ts';
import { boltLogger } from '../../../src/slack/receive/bolt-logger.ts';
import { HttpReceiver, type HttpReceiverOptions } from '../../../src/slack/receive/http/http-receiver.ts';
import { HTTP_LIMITS } from '../../../src/slack/receive/http/http-server.ts';
import { MOST_AT_ONCE } from '../../../src/slack/receive/payload-queue.ts';
import { freePort } from '../../support/servers/free-port.ts';
import { silentLog } from '../stores/two-handles.ts';

const SECRET = 'a-signing-secret';
const BODY_LIMIT_BYTES = 10_000;
const logger = boltLogger(silentLog);
const FORM = 'application/x-www-form-urlencoded';

interface Side {
  readonly url: string;
  /** What reached a listener, in order. */
  readonly heard: string[];
  stop(): Promise<void>;
}

/** An app with one listener a kind, behind a receiver; submissions tell by their callback id what is to happen. */
async function startSide(receiver: Receiver, gate?: Promise<void>): Promise<Side> {
  const heard: string[] = [];
  const app = new bolt.App({ token: 'xoxb-1', botId: 'B1', botUserId: 'U1', receiver, logger });
  app.command('/scaledmail', async ({ ack, command }) => {
    await ack();
    heard.push(`command ${command.text}`);
  });
  app.action(/.*/, async ({ ack }) => {
    await ack();
    heard.push('action');
    await gate;
  });
  app.event('app_home_opened', async ({ context }) => {
    heard.push(`event, retry ${context.retryNum} because ${context.retryReason}`);
  });
  app.options(/.*/, async ({ ack }) => {
    await ack({ options: [{ text: { type: 'plain_text', text: 'One' }, value: '1' }] });
  });
  app.view(/.*/, async ({ ack, view }) => {
    heard.push(`submission ${view.callback_id}`);
    if (view.callback_id === 'with errors') await ack({ response_action: 'errors', errors: { label: 'Too long' } });
    if (view.callback_id === 'plain') await ack();
    if (view.callback_id === 'throws') throw new Error('The listener failed');
  });
  app.error(async (error) => {
    throw error;
  });
  const port = await freePort();
  await app.start(port);
  return {
    url: `http://127.0.0.1:${port}`,
    heard,
    stop: async () => {
      await app.stop();
    },
  };
}

const routes = healthRoutes({ isReady: () => true });
let ours: Side;
let bolts: Side;
beforeAll(async () => {
  // Bolt keeps a timer of three seconds running after a listener failed; time stands still for both sides.
  jest.useFakeTimers({ doNotFake: ['setImmediate', 'clearImmediate', 'nextTick', 'queueMicrotask', 'Date'] });
  ours = await startSide(new HttpReceiver({ signingSecret: SECRET, routes, bodyLimitBytes: BODY_LIMIT_BYTES, logger }));
  bolts = await startSide(
    new HTTPReceiver({ signingSecret: SECRET, customRoutes: routes, bodyLimit: BODY_LIMIT_BYTES, logger }),
  );
});
afterAll(async () => {
  await Promise.all([ours.stop(), bolts.stop()]);
  jest.useRealTimers();
});

interface Sent {
  readonly method?: string;
  readonly path?: string;
  readonly body?: string;
  readonly contentType?: string;
  readonly secret?: string;
  readonly ageSeconds?: number;
  readonly headers?: Readonly<Record<string, string | null>>;
}

/** Status, type and text of the answer to a request that is signed as Slack signs, unless told otherwise. */
async function send(side: Side, sent: Sent): Promise<{ status: number; type: string | null; text: string }> {
  const { method = 'POST', path = '/slack/events', body = '', contentType = FORM, secret = SECRET } = sent;
  const timestamp = Math.floor(Date.now() / 1_000) - (sent.ageSeconds ?? 0);
  const headers = new Headers({
    'content-type': contentType,
    'x-slack-request-timestamp': String(timestamp),
    'x-slack-signature': signatureOf(secret, timestamp, body),
  });
  for (const [name, value] of Object.entries(sent.headers ?? {})) {
    if (value === null) headers.delete(name);
    else headers.set(name, value);
  }
  const response = await fetch(`${side.url}${path}`, { method, headers, ...(method === 'GET' ? {} : { body }) });
  return { status: response.status, type: response.headers.get('content-type'), text: await response.text() };
}

const form = (payload: object) => new URLSearchParams({ payload: JSON.stringify(payload) }).toString();
const person = { team: { id: 'T1', domain: 'acme' }, user: { id: 'U2', team_id: 'T1' }, api_app_id: 'A1', token: 't' };
const action = form({
  type: 'block_actions',
  ...person,
  trigger_id: '1',
  container: { type: 'message' },
  actions: [{ type: 'button', action_id: 'approve', block_id: 'b', action_ts: '1' }],
});
const submission = (callbackId: string) =>
  form({ type: 'view_submission', ...person, view: { id: 'V1', type: 'modal', callback_id: callbackId, blocks: [] } });
const options = form({ type: 'block_suggestion', ...person, action_id: 'pick', block_id: 'b', value: 'o' });
const command = new URLSearchParams({
  command: '/scaledmail',
  text: 'help',
  team_id: 'T1',
  user_id: 'U2',
  channel_id: 'C1',
}).toString();
const event = JSON.stringify({
  type: 'event_callback',
  team_id: 'T1',
  event_id: 'Ev1',
  event: { type: 'app_home_opened', user: 'U2', tab: 'home' },
});
const json = { contentType: 'application/json' };

const SAME: readonly (readonly [what: string, sent: Sent, status: number])[] = [
  ['a click', { body: action }, 200],
  ['a slash command', { body: command }, 200],
  ['a submitted form without an answer', { body: submission('plain') }, 200],
  ['a submitted form with mistakes', { body: submission('with errors') }, 200],
  ['a submitted form whose listener fails', { body: submission('throws') }, 500],
  ['a menu', { body: options }, 200],
  ['the check of our address', { ...json, body: '{"type":"url_verification","challenge":"c"}' }, 200],
  ['the check of our certificate, unsigned', { body: 'ssl_check=1', headers: { 'x-slack-signature': null } }, 200],
  ['a payload hidden in such a check', { body: `ssl_check=1&${action}`, secret: 'wrong' }, 200],
  ['a request signed with another secret', { body: action, secret: 'wrong' }, 401],
  ['a request without a signature', { body: action, headers: { 'x-slack-signature': null } }, 401],
  ['a request without a time', { body: action, headers: { 'x-slack-request-timestamp': null } }, 401],
  ['a request with a time that is none', { body: action, headers: { 'x-slack-request-timestamp': 'noon' } }, 401],
  ['a signature of another version', { body: action, headers: { 'x-slack-signature': 'v1=00' } }, 401],
  ['a signature without a hash', { body: action, headers: { 'x-slack-signature': 'v0' } }, 401],
  ['a request older than five minutes', { body: action, ageSeconds: 301 }, 401],
  ['a request just fresh enough', { body: action, ageSeconds: 290 }, 200],
  ['a payload that is no JSON', { body: 'payload=%7B' }, 400],
  ['a body that is no JSON', { ...json, body: '{' }, 400],
  ['a body above the limit', { body: `text=${'x'.repeat(BODY_LIMIT_BYTES)}` }, 413],
  ['another method', { method: 'PUT', body: action }, 404],
  ['another path', { path: '/slack/other', body: action }, 404],
  ['a health check', { method: 'GET', path: '/healthz' }, 200],
  ['a health check with a query', { method: 'GET', path: '/readyz?full=1' }, 200],
  ['a health check by another method', { path: '/healthz' }, 404],
];

describe('our receiver answers as Bolt’s own', () => {
  test.each(SAME)('%s', async (_what, sent, status) => {
    const [first, second] = [await send(ours, sent), await send(bolts, sent)];
    expect(first).toEqual(second);
    expect(first.status).toBe(status);
  });

  test('an event, with the count and the reason of its delivery', async () => {
    const sent = {
      ...json,
      body: event,
      headers: { 'x-slack-retry-num': '2', 'x-slack-retry-reason': 'http_timeout' },
    };
    expect((await send(ours, sent)).status).toBe(200);
    expect((await send(bolts, sent)).status).toBe(200);
    const heard = 'event, retry 2 because http_timeout';
    await expectHeard(ours, heard);
    await expectHeard(bolts, heard);
  });

  test('both heard the same, and never what was hidden, forged or stale', () => {
    const count = (side: Side, what: string) => side.heard.filter((each) => each === what).length;
    for (const what of ['action', 'command help', 'submission plain', 'submission with errors', 'submission throws']) {
      expect([what, count(ours, what)]).toEqual([what, count(bolts, what)]);
    }
    expect(count(ours, 'action')).toBe(2);
  });

  test('a click or command that cannot be read after it was acknowledged is dropped, and the next is heard', async () => {
    const before = ours.heard.length;
    for (const body of [`${action.slice(0, -3)}`, action, `token=t&${command}`]) {
      expect(await send(ours, { body })).toEqual({ status: 200, type: null, text: '' });
    }
    while (ours.heard.length < before + 2) await new Promise(setImmediate);
    expect(ours.heard.slice(before)).toEqual(['action', 'command help']);
  });

  test('those who hang up before their answer harm nobody, and nobody waits for them', async () => {
    const bodies = [action, submission('with errors'), submission('never answered'), submission('throws')];
    const before = ours.heard.length;
    const hungUp = Array.from({ length: 200 }, (_, index) => sendAndHangUp(ours, bodies[index % bodies.length] ?? ''));
    await Promise.all(hungUp);
    expect((await send(ours, { body: submission('plain') })).status).toBe(200);
    expect(ours.heard.slice(before)).toContain('submission plain');
    jest.advanceTimersByTime(3_001);
    expect((await send(ours, { body: action })).status).toBe(200);
  });

  test('404 to a form that nobody acknowledges within three seconds', async () => {
    for (const side of [ours, bolts]) {
      const response = send(side, { body: submission('never acknowledged') });
      await expectHeard(side, 'submission never acknowledged');
      jest.advanceTimersByTime(3_001);
      expect((await response).status).toBe(404);
    }
  });
});

describe('what Bolt’s own receiver gets wrong', () => {
  test.each([`${FORM}; charset=utf-8`, 'Application/X-WWW-Form-Urlencoded;charset="UTF-8"'])(
    'a form of the type %j is a form',
    async (contentType) => {
      expect((await send(ours, { body: submission('plain'), contentType })).status).toBe(200);
      expect((await send(ours, { body: command, contentType })).status).toBe(200);
    },
  );

  test.each([
    { type: 'view_submission' },
    { type: 'view_submission', view: null },
    { type: 'view_submission', view: { callback_id: 7 } },
    { type: 'block_suggestion', team: 7, user: null },
    { type: 'something_new' },
    { type: ['view_submission'] },
    { event: null },
    {},
  ])('a signed body of the odd shape %j is answered 400, at once', async (body) => {
    expect((await send(ours, { body: form(body) })).status).toBe(400);
    expect((await send(ours, { ...json, body: JSON.stringify(body) })).status).toBe(400);
  });

  test.each([
    { command: 7 },
    { type: 'event_callback' },
    { type: 'block_actions', actions: [] },
    { type: 'view_closed' },
  ])('one that needs no answer, such as %j, is acknowledged, and no more is done', async (body) => {
    expect((await send(ours, { body: form(body) })).status).toBe(200);
    expect((await send(ours, { body: submission('plain') })).status).toBe(200);
  });

  test('a notice that Slack delivers less is taken', async () => {
    expect((await send(ours, { ...json, body: '{"type":"app_rate_limited"}' })).status).toBe(200);
  });

  test('payloads that come before the app is there are turned away, so that Slack delivers events again', async () => {
    const receiver = receiverWith({});
    const port = await freePort();
    await receiver.listen(port);
    const early = { url: `http://127.0.0.1:${port}`, heard: [], stop: () => receiver.stop() };
    expect((await send(early, { ...json, body: event })).status).toBe(503);
    expect((await send(early, { ...json, body: '{"type":"url_verification","challenge":"c"}' })).status).toBe(200);
    expect((await fetch(`${early.url}/healthz`)).status).toBe(200);
    receiver.cutConnections();
    await receiver.stop();
  });
});

test('what waits behind too many others is not acknowledged before its turn, and dropped when Slack has given it up', async () => {
  const options = { signingSecret: SECRET, routes, bodyLimitBytes: BODY_LIMIT_BYTES, logger, mostWaiting: 1 };
  let open = () => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  const busy = await startSide(new HttpReceiver(options), gate);
  const clickOn = (place: string) => action.replace('approve', place);
  // So many are worked on at a time where the event loop bears it, one waits acknowledged, the last one waits in vain.
  for (let number = 1; number <= MOST_AT_ONCE + 1; number += 1) {
    expect((await send(busy, { body: clickOn(`click${number}`) })).status).toBe(200);
    await new Promise(setImmediate);
  }
  const timers = jest.getTimerCount();
  const last = send(busy, { body: clickOn('one too many') });
  await eventually(() => busy.heard.length === MOST_AT_ONCE && jest.getTimerCount() > timers);
  jest.advanceTimersByTime(3_001);
  expect((await last).status).toBe(404);
  open();
  await eventually(() => busy.heard.length === MOST_AT_ONCE + 1);
  await busy.stop();
  expect(busy.heard.at(-1)).toBe('action');
  expect(busy.heard).toHaveLength(MOST_AT_ONCE + 1);
});

/** Sends a whole request, and closes the connection at once. */
function sendAndHangUp({ url }: Side, body: string): Promise<void> {
  const seconds = Math.floor(Date.now() / 1_000);
  const headers = [
    'POST /slack/events HTTP/1.1',
    'host: localhost',
    `content-type: ${FORM}`,
    `content-length: ${Buffer.byteLength(body)}`,
    `x-slack-request-timestamp: ${seconds}`,
    `x-slack-signature: ${signatureOf(SECRET, seconds, body)}`,
  ];
  return new Promise((resolve) => {
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => {
      socket.write(`${headers.join('\r\n')}\r\n\r\n${body}`, () => socket.destroy());
    });
    socket.on('close', () => resolve());
  });
}

/** A request whose body stays half sent: what comes back, and whether the other side closed. */
interface HalfSent {
  readonly socket: Socket;
  /** Status that came, or null; resolves when the connection is closed. */
  readonly closed: Promise<number | null>;
  status(): number | null;
}

/** Sends headers, and `sentBytes` of the body that they announce. Signed as it may be Slack's unless told otherwise. */
function sendHalf(url: string, sentBytes: number, headers: Readonly<Record<string, string | null>> = {}): HalfSent {
  const given: Record<string, string | null> = {
    host: 'localhost',
    'content-type': FORM,
    'content-length': String(sentBytes + 1),
    'x-slack-request-timestamp': String(Math.floor(Date.now() / 1_000)),
    'x-slack-signature': `v0=${'0'.repeat(64)}`,
    ...headers,
  };
  const lines = Object.entries(given).flatMap(([name, value]) => (value === null ? [] : [`${name}: ${value}`]));
  const socket = connect(Number(new URL(url).port), '127.0.0.1');
  let answered = '';
  const status = () => Number(/^HTTP\/1\.1 (\d{3})/.exec(answered)?.[1] ?? Number.NaN) || null;
  socket.on('data', (chunk) => {
    answered += String(chunk);
  });
  socket.on('error', () => {});
  socket.write(`POST /slack/events HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n${'x'.repeat(sentBytes)}`);
  const closed = new Promise<number | null>((resolve) => socket.on('close', () => resolve(status())));
  return { socket, closed, status };
}

async function eventually(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise(setImmediate);
}

async function expectHeard(side: Side, what: string): Promise<void> {
  while (!side.heard.includes(what)) await new Promise(setImmediate);
}

/** A receiver that differs from `ours` in some things. */
const receiverWith = (options: Partial<HttpReceiverOptions>) =>
  new HttpReceiver({ signingSecret: SECRET, routes, bodyLimitBytes: BODY_LIMIT_BYTES, logger, ...options });

/** A server that listens, and its address. */
async function listening(
  options: Partial<HttpReceiverOptions> = {},
): Promise<{ server: Server; url: string; stop(): Promise<void> }> {
  const receiver = receiverWith(options);
  const port = await freePort();
  const server = await receiver.start(port);
  const stop = async () => {
    receiver.cutConnections();
    await receiver.stop();
  };
  return { server, url: `http://127.0.0.1:${port}`, stop };
}

describe('strangers', () => {
  const old = String(Math.floor(Date.now() / 1_000) - 301);

  test.each<{ what: string; sentBytes: number; headers: Record<string, string | null>; status: number }>`
    what                               | sentBytes | headers                                                                                  | status
    ${'without a signature'}           | ${4_000}  | ${{ 'x-slack-signature': null }}                                                         | ${401}
    ${'without a time'}                | ${4_000}  | ${{ 'x-slack-request-timestamp': null }}                                                 | ${401}
    ${'with a signature that is none'} | ${4_000}  | ${{ 'x-slack-signature': 'v0=1234' }}                                                    | ${401}
    ${'with an old one'}               | ${4_000}  | ${{ 'x-slack-request-timestamp': old }}                                                  | ${401}
    ${'who send JSON without one'}     | ${10}     | ${{ 'x-slack-signature': null, 'content-type': 'application/json' }}                     | ${401}
    ${'who do not say how much comes'} | ${0}      | ${{ 'x-slack-signature': null, 'content-length': null, 'transfer-encoding': 'chunked' }} | ${401}
    ${'who announce too much'}         | ${0}      | ${{ 'content-length': String(BODY_LIMIT_BYTES + 1) }}                                    | ${413}
  `(
    '$what are answered $status before their body is there, and the connection closes',
    async ({ sentBytes, headers, status }) => {
      const half = sendHalf(ours.url, sentBytes, headers);
      await eventually(() => half.status() !== null);
      expect(half.status()).toBe(status);
      jest.advanceTimersByTime(1_000);
      expect(await half.closed).toBe(status);
    },
  );

  test('who may be Slack’s check of our certificate are waited for, as their body is short', async () => {
    const half = sendHalf(ours.url, 1_023, { 'x-slack-signature': null });
    const longer = sendHalf(ours.url, 1_024, { 'x-slack-signature': null });
    await eventually(() => longer.status() === 401);
    expect(half.status()).toBeNull();
    half.socket.write('x');
    await eventually(() => half.status() === 401);
    half.socket.destroy();
    longer.socket.destroy();
  });

  test('who announce nothing are stopped at the limit', async () => {
    const chunked = sendHalf(ours.url, 0, { 'content-length': null, 'transfer-encoding': 'chunked' });
    for (let kilobytes = 0; kilobytes < 11; kilobytes += 1) chunked.socket.write(`400\r\n${'x'.repeat(1_024)}\r\n`);
    await eventually(() => chunked.status() === 413);
    chunked.socket.destroy();
  });

  test('who leave their body half sent are cut after ten seconds', async () => {
    const { server, url, stop } = await listening();
    const arrived = new Promise((resolve) => server.once('request', resolve));
    const half = sendHalf(url, 4_000);
    await arrived;
    jest.advanceTimersByTime(9_999);
    expect(half.status()).toBeNull();
    jest.advanceTimersByTime(1);
    await eventually(() => half.status() === 408);
    jest.advanceTimersByTime(1_000);
    expect(await half.closed).toBe(408);
    await stop();
  });

  test('who leave many bodies half sent fill the room for them and no more; it is free again when they are gone', async () => {
    const small = await startSide(receiverWith({ mostBufferedBytes: 45_100 }));
    const halves = Array.from({ length: 30 }, () => sendHalf(small.url, 9_000));
    const refused = () => halves.filter((half) => half.status() === 503).length;
    await eventually(() => refused() === 25);
    expect((await send(small, { body: action })).status).toBe(503);
    expect(refused()).toBe(25);
    for (const { socket } of halves) socket.destroy();
    let status = 503;
    while (status === 503) ({ status } = await send(small, { body: action }));
    expect(status).toBe(200);
    // What was received whole gives its room back as well.
    for (let number = 0; number < 150; number += 1) expect((await send(small, { body: action })).status).toBe(200);
    await small.stop();
  });

  test('who send a body in tiny pieces take no more room than any other', async () => {
    const small = await startSide(receiverWith({ mostBufferedBytes: 10_000 }));
    const half = sendHalf(small.url, 0, { 'content-length': '9000' });
    half.socket.setNoDelay(true);
    for (let number = 0; number < 2_000; number += 1) {
      half.socket.write('x');
      await new Promise(setImmediate);
    }
    expect(half.status()).toBeNull();
    const other = sendHalf(small.url, 9_000);
    await eventually(() => other.status() === 503);
    half.socket.destroy();
    other.socket.destroy();
    await small.stop();
  });
});

describe('connections', () => {
  test('stay open for longer than any load balancer keeps them idle', async () => {
    const { server, url, stop } = await listening();
    expect(server.keepAliveTimeout).toBe(75_000);
    expect(server.headersTimeout).toBeGreaterThan(server.keepAliveTimeout);
    expect(server.requestTimeout).toBeGreaterThan(server.headersTimeout);
    expect((await fetch(`${url}/healthz`)).headers.get('keep-alive')).toBe('timeout=75');
    await stop();
  });

  test('on which nothing comes are closed, with headers half sent or none', async () => {
    const { url, stop } = await listening({ limits: { ...HTTP_LIMITS, silenceMs: 20 } });
    const port = Number(new URL(url).port);
    const [silent, half] = [connect(port, '127.0.0.1'), connect(port, '127.0.0.1')];
    half.write('POST /slack/events HTTP/1.1\r\nhost: x\r\n');
    await Promise.all([silent, half].map((socket) => new Promise((resolve) => socket.on('close', resolve))));
    await stop();
  });

  test('whose headers come slowly are closed in the end', async () => {
    const limits = { ...HTTP_LIMITS, headersMs: 30, requestMs: 40, checkEveryMs: 5 };
    const { url, stop } = await listening({ limits });
    const slow = connect(Number(new URL(url).port), '127.0.0.1');
    let answered = '';
    slow.on('data', (chunk) => {
      answered += String(chunk);
    });
    slow.on('error', () => {});
    slow.write('POST /slack/events HTTP/1.1\r\n');
    const drip = async () => {
      while (!slow.closed) {
        if (slow.writable) slow.write('a: b\r\n');
        await new Promise(setImmediate);
      }
    };
    await drip();
    expect(answered).toMatch(/^HTTP\/1\.1 (408|431)/);
    await stop();
  });

  test('are so many and no more', async () => {
    const { server, url, stop } = await listening({ limits: { ...HTTP_LIMITS, connections: 2 } });
    const port = Number(new URL(url).port);
    const open = async () => {
      const accepted = new Promise((resolve) => server.once('connection', resolve));
      const socket = connect(port, '127.0.0.1');
      await accepted;
      return socket;
    };
    const [first, second] = [await open(), await open()];
    const dropped = new Promise((resolve) => server.once('drop', resolve));
    const third = connect(port, '127.0.0.1');
    await Promise.all([dropped, new Promise((resolve) => third.on('close', resolve))]);
    expect([first.closed, second.closed]).toEqual([false, false]);
    first.destroy();
    second.destroy();
    await stop();
  });

  test('that are answered while the server stops are closed then, and not kept for the next request', async () => {
    const side = await startSide(receiverWith({}));
    const waiting = send(side, { body: submission('never acknowledged') });
    await expectHeard(side, 'submission never acknowledged');
    const stopped = side.stop();
    jest.advanceTimersByTime(3_001);
    expect((await waiting).status).toBe(404);
    await stopped;
  });
});

test('a request that is never sent whole keeps a stop waiting until connections are cut', async () => {
  const receiver = new HttpReceiver({ signingSecret: SECRET, routes, bodyLimitBytes: BODY_LIMIT_BYTES, logger });
  const port = await freePort();
  const server = await receiver.start(port);
  const half = connect(port, '127.0.0.1');
  const arrived = new Promise((resolve) => server.once('request', resolve));
  half.write('POST /slack/events HTTP/1.1\r\nhost: x\r\ncontent-length: 100\r\n\r\nhalf');
  await arrived;
  let hasStopped = false;
  const stopped = receiver.stop().then(() => {
    hasStopped = true;
  });
  await new Promise(setImmediate);
  expect(hasStopped).toBe(false);
  receiver.cutConnections();
  await stopped;
  half.destroy();
});
