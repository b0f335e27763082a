import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { VendorDeps } from '../../src/scaledmail/transport.ts';
import type { PaidCall, PaidCallOutcome } from '../../src/service/ports.ts';
import { aPurchase } from '../support/builders.ts';
import {
  type Behaviour,
  connectTo,
  dropAfterHeaders,
  dropBeforeAnswer,
  json,
  redirect,
  stallBody,
  startScriptedServer,
  text,
  useScriptedServer,
  VENDOR_KEY,
} from '../support/scripted-server.ts';

const server = useScriptedServer();
const connect = (overrides: Partial<VendorDeps> = {}) => connectTo(server.url, overrides);

const hostingLogin = { username: 'ops@northwind.example', password: 'hosting "pass\\word"' };
const sequencerLogin = { username: 'sales@northwind.example', password: 'sequencer-password' };
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
  expect(turns).toEqual(['ordinary for person']);
  expect(logged).toEqual([]);
});

const confirmed = (vendorOrderId: string | null): PaidCallOutcome => ({ type: 'confirmed', vendorOrderId });
const notCharged = (message: string): PaidCallOutcome => ({ type: 'not_charged', message });
const rejected = (message: string): PaidCallOutcome => ({ type: 'rejected', message });
const failed = (message: string): PaidCallOutcome => ({ type: 'server_error', message });
const UNABLE = 'Subscription created but unable to charge';
const odd: PaidCallOutcome = { type: 'unfamiliar', keys: [] };
const noAnswer: PaidCallOutcome = { type: 'no_answer' };

describe('exactly one request is sent, whatever comes back', () => {
  test.each<[string, Behaviour, PaidCallOutcome]>([
    ['200 {}', json(200, {}), confirmed(null)],
    ['201 {}', json(201, {}), confirmed(null)],
    ['success', json(200, { success: true, message: 'Thanks' }), confirmed(null)],
    ['a yes that says no', json(200, { success: false }), { type: 'unfamiliar', keys: [] }],
    ['a yes with an error', json(200, { error: 'No card' }), { type: 'unfamiliar', keys: [] }],
    ['an id', json(200, { id: 'rec1' }), confirmed('rec1')],
    ['an order_id', json(200, { order_id: 'rec1', id: 'other' }), confirmed('rec1')],
    ['a payment_id', json(200, { payment_id: 'rec1', id: 'other' }), confirmed('rec1')],
    ['an id of another kind', json(200, { id: 7, order_id: 'rec1' }), confirmed('rec1')],
    ['an empty id', json(200, { order_id: '', payment_id: 'rec1' }), confirmed('rec1')],
    ['a list', json(200, ['rec1']), confirmed(null)],
    ['200 null', json(200, null), odd],
    ['200 that is a page', text(200, '<html>Welcome</html>'), odd],
    ['200 without a body', text(200, ''), odd],
    ['204', text(204, ''), odd],
    ['400', json(400, { error: 'Invalid domain' }), rejected('Invalid domain')],
    ['400 without a body', text(400, ''), rejected('(no reason given)')],
    ['400, not charged', json(400, { error: UNABLE }), notCharged(UNABLE)],
    ['400, not charged, as text', text(400, UNABLE), notCharged(UNABLE)],
    ['400, not charged, as message', json(400, { error: 'Payment', message: UNABLE }), notCharged('Payment')],
    ['402, in other words', json(402, { message: 'UNABLE TO CHARGE card' }), notCharged('UNABLE TO CHARGE card')],
    ['500, not charged', json(500, { error: UNABLE }), notCharged(UNABLE)],
    ['401', json(401, { message: 'Unauthorized' }), rejected('Unauthorized')],
    ['404', json(404, { error: 'Not found' }), rejected('Not found')],
    ['408', json(408, { error: 'Too late' }, { connection: 'close' }), rejected('Too late')],
    ['429', json(429, { message: 'Slow down', retryAfter: 1 }, { 'retry-after': '0' }), rejected('Slow down')],
    ['500', json(500, { error: 'Internal server error' }), failed('Internal server error')],
    ['502 with a page', text(502, '<html>'), failed('<html>')],
    ['503 that asks to come back', json(503, { error: 'Down' }, { 'retry-after': '0' }), failed('Down')],
    ['a connection cut before the answer', dropBeforeAnswer, noAnswer],
    ['a connection cut within the answer', dropAfterHeaders, noAnswer],
  ])('%s', async (_, behaviour, outcome) => {
    server.play(behaviour);
    const { vendor, delaysMs, turns, logged } = connect();
    expect(await vendor.createCustomOrder(aCall(), () => true)).toEqual(outcome);
    expect(server.received).toHaveLength(1);
    expect(delaysMs).toEqual([]);
    expect(turns).toHaveLength(1);
    expect(logged).toHaveLength(outcome.type === 'no_answer' ? 1 : 0);
  });

  test('an answer that does not end in time', async () => {
    server.play(stallBody);
    expect(await connect().vendor.createCustomOrder(aCall({ timeoutMs: 200 }), () => true)).toEqual(noAnswer);
    expect(server.received).toHaveLength(1);
  });

  test.each<[string, VendorDeps['fetch']]>([
    ['answer', () => new Promise(() => undefined)],
    ['body', async () => new Response(new ReadableStream())],
  ])('the %s does not come, and fetch does not hear the abort', async (_, neverEnding) => {
    const { vendor } = connect({ fetch: neverEnding });
    expect(await vendor.createCustomOrder(aCall({ timeoutMs: 50 }), () => true)).toEqual(noAnswer);
  });

  test('a connection that was kept from a read and is cut', async () => {
    server.play(json(200, { payments: [] }), dropBeforeAnswer);
    const { vendor } = connect();
    await vendor.orders('recNorthwind', 'person');
    expect(await vendor.createCustomOrder(aCall(), () => true)).toEqual(noAnswer);
    expect(server.received.map(({ path }) => path)).toEqual(['/api/v1/orders', '/api/v1/create-custom-order']);
  });

  test('421, on which a web client may try another connection', async () => {
    server.play(json(421, { error: 'Misdirected' }), json(200, {}));
    const outcome = await connect().vendor.createCustomOrder(aCall(), () => true);
    expect(outcome.type).not.toBe('confirmed');
    expect(server.received).toHaveLength(1);
  });

  test.each([[301], [302], [303], [307], [308]])('a redirect by %d is not followed', async (status) => {
    const elsewhere = await startScriptedServer();
    try {
      elsewhere.play(json(200, {}));
      server.play(redirect(`${elsewhere.url}/api/v1/create-custom-order`, status));
      expect(await connect().vendor.createCustomOrder(aCall(), () => true)).toEqual(noAnswer);
      expect([server.received.length, elsewhere.received.length]).toEqual([1, 0]);
    } finally {
      await elsewhere.close();
    }
  });
});

describe('nothing is thrown', () => {
  test.each<[string, Partial<VendorDeps>]>([
    ['the rate limit cannot be asked', { waitTurn: () => Promise.reject(new Error('The store is away')) }],
    [
      'the rate limit breaks at once',
      {
        waitTurn: () => {
          throw new Error('The store is away');
        },
      },
    ],
    ['the request cannot be sent', { fetch: () => Promise.reject(new Error(SECRETS.join())) }],
    ['something odd is thrown', { fetch: () => Promise.reject('odd') }],
    ['the address is none', { baseUrl: 'nowhere' }],
    ['the key fits no header', { apiKey: `${VENDOR_KEY}\n7` }],
  ])('when %s, and the outcome is open', async (_, overrides) => {
    const { vendor, logged } = connect(overrides);
    expect(await vendor.createCustomOrder(aCall(), () => true)).toEqual(noAnswer);
    expect(server.received).toEqual([]);
    expect(logged).toMatchObject([{ tag: 'acme-7f3k2q' }]);
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
  ])('%s', async (_, behaviour) => {
    server.play(behaviour);
    const { vendor, logged } = connect();
    const outcome = await vendor.createCustomOrder(aCall(), () => true);
    const shown = JSON.stringify([outcome, logged]);
    const leaked = [...SECRETS, 'hosting \\"pass', 'pass\\\\word', 'password"hosting'].filter((part) =>
      shown.includes(part),
    );
    expect(leaked).toEqual([]);
    if ('message' in outcome) expect(outcome.message).toContain('•••');
  });

  test('and a short one does not change what the answer means', async () => {
    server.play(json(400, { error: UNABLE }));
    const call = aCall({ hostingLogin: { username: 'a', password: 'e' } });
    const outcome = await connect().vendor.createCustomOrder(call, () => true);
    expect(outcome).toEqual(notCharged(UNABLE.replaceAll(/[ae]/g, '•••')));
  });
});
