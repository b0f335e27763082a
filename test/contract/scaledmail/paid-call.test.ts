import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { NotSentReason } from '../../../src/orders/event.ts';
import type { VendorDeps } from '../../../src/scaledmail/transport.ts';
import type { PaidCall, PaidCallOutcome } from '../../../src/service/ports/vendor.ts';
import { aPurchase } from '../../support/builders.ts';
import {
  type Behaviour,
  connectTo,
  dropAfterHeaders,
  dropBeforeAnswer,
  gzipped,
  json,
  longJson,
  redirect,
  stallBody,
  startScriptedServer,
  text,
  useScriptedServer,
  VENDOR_KEY,
} from '../../support/servers/scripted-server.ts';

const server = useScriptedServer();
const connect = (overrides: Partial<VendorDeps> = {}) => connectTo(server.url, overrides);

const hostingLogin = { username: 'ops@northwind.example', password: 'hosting "pass\\word"' };
const sequencerLogin = { username: 'sales@northwind.example', password: 'sequencer-password' };
const MORE_THAN_8_MB = 8 * 1_024 * 1_024 + 1;
const SECRETS = [VENDOR_KEY, ...Object.values(hostingLogin), ...Object.values(sequencerLogin)];

function aCall(overrides: Partial<PaidCall> = {}): PaidCall {
  const purchase = aPurchase({
    source: 'other',
    coupon: 'FALL10',
    hosting: { provider: 'Porkbun', loginId: 'login-1' },
    sequencer: { provider: 'Instantly', loginId: 'login-2', tag: '{{ID}}' },
  });
  return { purchase, tag: 'acme-7f3k2q', hostingLogin, sequencerLogin, timeoutMs: 10_000, ...overrides };
}

test('the paid call sends the order, its logins and its tag', async () => {
  server.play(json(200, {}));
  const { vendor, turns, logged } = connect();
  expect(await vendor.createCustomOrder(aCall(), () => true)).toEqual({ type: 'confirmed', vendorOrderId: null });
  expect(server.received).toMatchObject([
    {
      method: 'POST',
      path: '/api/v1/create-custom-order',
      headers: { authorization: `Bearer ${VENDOR_KEY}`, 'content-type': 'application/json' },
    },
  ]);
  expect(server.received[0]?.query).toEqual({ provider: 'other', organization_id: 'recNorthwind', coupon: 'FALL10' });
  expect(server.received[0]?.body).toEqual({
    tag: 'acme-7f3k2q',
    providers: {
      google: {
        domains: [
          { domain: 'getgoogle1.com', first_name: 'Ada', last_name: 'Park' },
          { domain: 'getgoogle2.com', first_name: 'Ada', last_name: 'Park' },
        ],
      },
    },
    hosting: { provider: 'Porkbun', ...hostingLogin },
    sequencer: { provider: 'Instantly', ...sequencerLogin, tag: '{{ID}}' },
  });
  expect(server.received[0]?.headers).toMatchObject({ 'accept-encoding': 'identity', connection: 'close' });
  expect(turns).toEqual([]);
  expect(logged).toEqual([]);
});

const confirmed = (vendorOrderId: string | null): PaidCallOutcome => ({ type: 'confirmed', vendorOrderId });
const notCharged = (message: string): PaidCallOutcome => ({ type: 'not_charged', message });
const rejected = (message: string): PaidCallOutcome => ({ type: 'rejected', message });
const failed = (message: string): PaidCallOutcome => ({ type: 'server_error', message });
const UNABLE = 'Subscription created but unable to charge';
const unfamiliar = (...keys: string[]): PaidCallOutcome => ({ type: 'unfamiliar', keys });
const noAnswer: PaidCallOutcome = { type: 'no_answer' };
const notSent = (reason: NotSentReason) => ({ type: 'not_sent', reason }) as const;

describe('exactly one request is sent, whatever comes back', () => {
  test.each<[string, Behaviour, PaidCallOutcome]>([
    ['200 {}', json(200, {}), confirmed(null)],
    ['201 {}', json(201, {}), confirmed(null)],
    ['success', json(200, { success: true }), confirmed(null)],
    ['an id', json(200, { id: 'rec1' }), confirmed('rec1')],
    ['a yes that says no', json(200, { success: false }), unfamiliar('success')],
    ['a list', json(200, ['rec1']), unfamiliar('array')],
    ['200, not charged', json(200, { message: UNABLE }), notCharged(UNABLE)],
    ['200 that is a page', text(200, '<html>Welcome</html>'), unfamiliar('no JSON')],
    ['204', text(204, ''), unfamiliar('nothing')],
    ['400', json(400, { error: 'Invalid domain' }), rejected('Invalid domain')],
    ['400, not charged', json(400, { error: UNABLE }), notCharged(UNABLE)],
    ['500, not charged', json(500, { error: UNABLE }), notCharged(UNABLE)],
    ['401', json(401, { message: 'Unauthorized' }), rejected('Unauthorized')],
    ['408', json(408, { error: 'Too late' }, { connection: 'close' }), failed('Too late')],
    ['429', json(429, { message: 'Slow down' }), notSent('rate_limited')],
    ['429 until', json(429, {}, { 'retry-after': '90' }), { ...notSent('rate_limited'), waitMs: 90_000 }],
    ['429 until, in its body', json(429, { retryAfter: 60 }), { ...notSent('rate_limited'), waitMs: 60_000 }],
    ['429 with both', json(429, { retryAfter: 1 }, { 'retry-after': '0' }), { ...notSent('rate_limited'), waitMs: 0 }],
    ['429 until nobody knows', json(429, {}, { 'retry-after': 'soon' }), notSent('rate_limited')],
    ['500', json(500, { error: 'Internal server error' }), failed('Internal server error')],
    ['503 that asks to come back', json(503, { error: 'Down' }, { 'retry-after': '0' }), failed('Down')],
    ['more than 8 MB', longJson(200, { success: true }, MORE_THAN_8_MB), unfamiliar('too long')],
    ['more than 8 MB of an error', longJson(500, { error: 'No' }, MORE_THAN_8_MB), failed('(too long to show)')],
    ['compressed', gzipped(200, {}), noAnswer],
    ['a connection cut before the answer', dropBeforeAnswer, noAnswer],
    ['a connection cut within the answer', dropAfterHeaders, noAnswer],
  ])('%s', async (_, behaviour, outcome) => {
    server.play(behaviour);
    const { vendor, delaysMs, turns, logged } = connect();
    expect(await vendor.createCustomOrder(aCall(), () => true)).toEqual(outcome);
    expect(server.received).toHaveLength(1);
    expect(delaysMs).toEqual([]);
    expect(turns).toEqual([]);
    expect(logged).toHaveLength(/no_answer|not_sent|unfamiliar/.test(outcome.type) ? 1 : 0);
  });

  test('an answer that does not end in time', async () => {
    server.play(stallBody);
    expect(await connect().vendor.createCustomOrder(aCall({ timeoutMs: 200 }), () => true)).toEqual(noAnswer);
    expect(server.received).toHaveLength(1);
  });

  test('a connection that was kept from a read and is cut', async () => {
    server.play(json(200, { payments: [] }), dropBeforeAnswer);
    const { vendor } = connect();
    await vendor.orders('recNorthwind', 'person');
    expect(await vendor.createCustomOrder(aCall(), () => true)).toEqual(noAnswer);
    expect(server.received.map(({ path }) => path)).toEqual(['/api/v1/orders', '/api/v1/create-custom-order']);
  });

  test.each([[301], [302], [303], [307], [308]])('a redirect by %d is not followed', async (status) => {
    const elsewhere = await startScriptedServer();
    try {
      elsewhere.play(json(200, {}));
      server.play(redirect(`${elsewhere.url}/api/v1/create-custom-order`, status));
      const outcome = await connect().vendor.createCustomOrder(aCall(), () => true);
      expect(outcome).toEqual(unfamiliar('redirect'));
      expect([server.received.length, elsewhere.received.length]).toEqual([1, 0]);
    } finally {
      await elsewhere.close();
    }
  });
});

test('its turn at the rate limit is taken apart from it', async () => {
  const { vendor, turns } = connect();
  await vendor.takeTurn();
  expect(turns).toEqual(['ordinary for person']);
  expect(server.received).toEqual([]);
});

describe('nothing is thrown, and nothing was sent', () => {
  test.each<[string, Partial<VendorDeps>]>([
    ['the address is none', { baseUrl: 'nowhere' }],
    ['the address is of another protocol', { baseUrl: 'ftp://127.0.0.1' }],
    ['the key fits no header', { apiKey: `${VENDOR_KEY}\n7` }],
  ])('when %s', async (_, overrides) => {
    const { vendor, logged } = connect(overrides);
    expect(await vendor.createCustomOrder(aCall(), () => true)).toEqual(notSent('connection_failed'));
    expect(server.received).toEqual([]);
    expect(logged).toMatchObject([{ tag: 'acme-7f3k2q', cause: expect.stringMatching(/^ERR_/) }]);
    expect(SECRETS.filter((secret) => inspect(logged, { depth: null }).includes(secret))).toEqual([]);
  });
});

describe('secrets that the vendor sends back are cut out', () => {
  const said = `Login failed: ${SECRETS.join(' / ')}`;
  const request = { hosting: hostingLogin, sequencer: sequencerLogin, authorization: VENDOR_KEY };
  test.each<[string, Behaviour]>([
    ['in its error', json(400, { error: said })],
    ['in its message', json(500, { message: said })],
    ['as text', text(400, said)],
    ['as our request', json(400, { request })],
    ['as our request, as text', json(422, { request: JSON.stringify(request) })],
    ['where it did not charge', json(400, { error: `${UNABLE}: ${said}` })],
    ['in an answer that is none', text(200, said)],
    ['as names of an answer', json(200, Object.fromEntries(SECRETS.map((secret) => [secret, true])))],
    ['as a name, with an order', json(200, { id: 'rec1', [`login ${hostingLogin.username}`]: 1 })],
    ['as the number of the order', json(200, { id: hostingLogin.username })],
    ['within the number of the order', json(200, { id: `order of ${hostingLogin.username}` })],
    ['where it did charge', json(200, { error: UNABLE, request })],
    ['in an error that is too long', text(500, said.repeat(2_000))],
  ])('%s', async (_, behaviour) => {
    server.play(behaviour);
    const { vendor, logged } = connect();
    const outcome = await vendor.createCustomOrder(aCall(), () => true);
    const shown = JSON.stringify([outcome, logged]);
    const leaked = [...SECRETS, 'hosting \\"pass', 'pass\\\\word', 'password"hosting'].filter((part) =>
      shown.includes(part),
    );
    expect(leaked).toEqual([]);
    if ('message' in outcome) expect(outcome.message).toMatch(/•••|too long to show|^Subscription/);
  });

  test('and a short one does not change what the answer means', async () => {
    server.play(json(400, { error: UNABLE }));
    const call = aCall({ hostingLogin: { username: 'a', password: 'e' } });
    const outcome = await connect().vendor.createCustomOrder(call, () => true);
    expect(outcome).toEqual(notCharged(UNABLE.replaceAll(/[ae]/g, '•••')));
  });
});
