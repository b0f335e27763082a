import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import { requestOf } from '../../../src/acts/act.ts';
import type { LoginFields } from '../../../src/acts/act-request.ts';
import type { NotSentReason } from '../../../src/orders/event.ts';
import { newestTerms } from '../../../src/orders/order.ts';
import { WORDS_WITHHELD } from '../../../src/scaledmail/once/known-words.ts';
import type { VendorDeps } from '../../../src/scaledmail/transport.ts';
import type { CallOutcome } from '../../../src/service/ports/vendor.ts';
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
import { spellings } from '../../support/servers/spellings.ts';
import { anApprovedOrder, aWarrant } from '../../support/warrants.ts';

const server = useScriptedServer();
const connect = (overrides: Partial<VendorDeps> = {}) => connectTo(server.url, overrides);
const TAG = 'acme-7f3k2q';

const hostingLogin = { username: 'ops@northwind.example', password: 'hosting "pass\\word"' };
const sequencerLogin = { username: 'sales@northwind.example', password: 'sequencer-password' };
const LOGINS = [...Object.values(hostingLogin), ...Object.values(sequencerLogin)];
const MORE_THAN_8_MB = 8 * 1_024 * 1_024 + 1;

/** A warrant for an order that sends two logins. */
function aWarrantWithLogins() {
  const purchase = aPurchase({
    source: 'other',
    coupon: 'FALL10',
    hosting: { provider: 'Porkbun', loginId: 'login-1' },
    sequencer: { provider: 'Instantly', loginId: 'login-2', tag: '{{ID}}' },
  });
  const order = anApprovedOrder({ purchase });
  const { act, tag } = newestTerms(order);
  const loginOf = (loginId: string): LoginFields => (loginId === 'login-1' ? hostingLogin : sequencerLogin);
  return aWarrant(order, { request: requestOf(act, tag, loginOf) });
}

test('the paid call sends the order, its logins and its tag', async () => {
  server.play(json(200, {}));
  const { vendor, turns, logged } = connect();
  const outcome = await vendor.carryOut(aWarrantWithLogins());
  expect(outcome).toEqual({ type: 'confirmed', vendorOrderId: null });
  expect(server.received).toMatchObject([
    {
      method: 'POST',
      path: '/api/v1/create-custom-order',
      headers: { authorization: `Bearer ${VENDOR_KEY}`, 'content-type': 'application/json' },
    },
  ]);
  expect(server.received[0]?.query).toEqual({ provider: 'other', organization_id: 'recNorthwind', coupon: 'FALL10' });
  expect(server.received[0]?.body).toEqual({
    tag: TAG,
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
  const { headers, body } = server.received[0] ?? {};
  const length = String(JSON.stringify(body).length);
  expect(headers).toMatchObject({ 'accept-encoding': 'identity', connection: 'close', 'content-length': length });
  expect(headers).not.toHaveProperty('transfer-encoding');
  expect(turns).toEqual([]);
  expect(logged).toEqual([]);
});

const confirmed = (vendorOrderId: string | null): CallOutcome => ({ type: 'confirmed', vendorOrderId });
const notCharged = (message: string): CallOutcome => ({ type: 'not_charged', message });
const rejected = (message: string): CallOutcome => ({ type: 'rejected', message });
const failed = (message: string): CallOutcome => ({ type: 'server_error', message });
const UNABLE = 'Subscription created but unable to charge';
const unfamiliar = (...keys: string[]): CallOutcome => ({ type: 'unfamiliar', keys });
const noAnswer: CallOutcome = { type: 'no_answer' };
const notSent = (reason: NotSentReason) => ({ type: 'not_sent', reason }) as const;

describe('exactly one request is sent, whatever comes back', () => {
  test.each<[string, Behaviour, CallOutcome]>([
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
    expect(await vendor.carryOut(aWarrant())).toEqual(outcome);
    expect(server.received).toHaveLength(1);
    expect(delaysMs).toEqual([]);
    expect(turns).toEqual([]);
    const about = { operation: 'createCustomOrder', attempt: 1, tag: TAG };
    expect(logged).toMatchObject(/no_answer|not_sent|unfamiliar/.test(outcome.type) ? [about] : []);
  });

  test('an answer that does not end in time', async () => {
    server.play(stallBody);
    expect(await connect({ callTimeoutMs: 200 }).vendor.carryOut(aWarrant())).toEqual(noAnswer);
    expect(server.received).toHaveLength(1);
  });

  test('a warrant that was carried out before', async () => {
    server.play(json(200, {}));
    const { vendor } = connect();
    const warrant = aWarrant();
    expect(await vendor.carryOut(warrant)).toEqual(confirmed(null));
    expect(await vendor.carryOut(warrant)).toEqual(notSent('too_late'));
    expect(server.received).toHaveLength(1);
  });

  test('a connection that was kept from a read and is cut', async () => {
    server.play(json(200, { payments: [] }), dropBeforeAnswer);
    const { vendor } = connect();
    await vendor.orders('recNorthwind', 'person');
    expect(await vendor.carryOut(aWarrant())).toEqual(noAnswer);
    expect(server.received.map(({ path }) => path)).toEqual(['/api/v1/orders', '/api/v1/create-custom-order']);
  });

  test.each([[301], [302], [303], [307], [308]])('a redirect by %d is not followed', async (status) => {
    const elsewhere = await startScriptedServer();
    try {
      elsewhere.play(json(200, {}));
      server.play(redirect(`${elsewhere.url}/api/v1/create-custom-order`, status));
      const outcome = await connect().vendor.carryOut(aWarrant());
      expect(outcome).toEqual(unfamiliar('redirect'));
      expect([server.received.length, elsewhere.received.length]).toEqual([1, 0]);
    } finally {
      await elsewhere.close();
    }
  });
});

test('its turn at the rate limit is taken apart from it', async () => {
  const { vendor, turns } = connect();
  await vendor.takeTurn('createCustomOrder');
  expect(turns).toEqual(['ordinary for placing']);
  expect(server.received).toEqual([]);
});

describe('nothing is thrown, and nothing was sent', () => {
  test.each<[string, Partial<VendorDeps>]>([
    ['the address is none', { baseUrl: 'nowhere' }],
    ['the address is of another protocol', { baseUrl: 'ftp://127.0.0.1' }],
    ['the key fits no header', { apiKey: `${VENDOR_KEY}\n7` }],
  ])('when %s', async (_, overrides) => {
    const { vendor, logged } = connect(overrides);
    expect(await vendor.carryOut(aWarrantWithLogins())).toEqual(notSent('connection_failed'));
    expect(server.received).toEqual([]);
    expect(logged).toMatchObject([{ tag: TAG, cause: expect.stringMatching(/^ERR_/) }]);
    const shown = inspect(logged, { depth: null });
    expect([VENDOR_KEY, ...LOGINS].filter((secret) => shown.includes(secret))).toEqual([]);
  });
});

describe('secrets that the vendor sends back are cut out', () => {
  const said = `Key ${VENDOR_KEY} may not order`;
  const request = { authorization: `Bearer ${VENDOR_KEY}` };
  test.each<[string, Behaviour]>([
    ['in its error', json(400, { error: said })],
    ['in its message', json(500, { message: said })],
    ['as text', text(400, said)],
    ['as our request', json(400, { request })],
    ['as our request, as text', json(422, { request: JSON.stringify(request) })],
    ['where it did not charge', json(400, { error: `${UNABLE}: ${said}` })],
    ['as a name of an answer', json(200, { [VENDOR_KEY]: true })],
  ])('%s', async (_, behaviour) => {
    server.play(behaviour);
    const { vendor, logged } = connect();
    const shown = JSON.stringify([await vendor.carryOut(aWarrant()), logged]);
    expect(shown).not.toContain(VENDOR_KEY);
    expect(shown).toContain('•••');
  });

  test.each<[string, Behaviour]>([
    ['an answer that is none', text(200, said)],
    ['a number of the order', json(200, { id: `order of ${VENDOR_KEY}` })],
    ['an error that is too long', text(500, said.repeat(3_000))],
  ])('and nothing at all is told of %s', async (_, behaviour) => {
    server.play(behaviour);
    const { vendor, logged } = connect();
    const shown = JSON.stringify([await vendor.carryOut(aWarrant()), logged]);
    expect(shown).not.toContain(VENDOR_KEY);
  });
});

describe('where logins were sent, only known sentences come through', () => {
  /** Nothing of a login, however it is written, and no half of one. */
  function leakedIn(shown: string): string[] {
    return LOGINS.flatMap((login) => {
      const middle = Math.ceil(login.length / 2);
      const halves = [login.slice(0, middle), login.slice(middle)];
      return [...Object.values(spellings(login)), ...halves].filter((written) => shown.includes(written));
    });
  }

  const WAYS = Object.keys(spellings(''));
  const PLACES: Readonly<Record<string, (said: string) => Behaviour>> = {
    'in an error': (said) => json(400, { error: said }),
    'in a message': (said) => json(500, { message: said }),
    'as text': (said) => text(400, said),
    'in fields that nobody knows': (said) => json(422, { detail: said, hosting: { password: said } }),
    'where the card was not charged': (said) => json(400, { error: `${UNABLE}: ${said}` }),
    'where it was charged': (said) => json(200, { error: UNABLE, said }),
    'as the number of the order': (said) => json(200, { id: said }),
    'as the name of a field': (said) => json(200, { id: 'rec1', [said]: 1 }),
    'as an answer that is no JSON': (said) => text(200, said),
    'with a redirect': (said) => json(307, { [said]: said }, { location: `/api/v1/x?${encodeURIComponent(said)}` }),
    'with too many calls': (said) => json(429, { message: said, retryAfter: 1 }),
    'by who gave up': (said) => json(408, { error: said }, { connection: 'close' }),
  };

  describe.each(WAYS)('written %s', (way) => {
    test.each(Object.keys(PLACES))('%s', async (place) => {
      const said = LOGINS.map((login) => spellings(login)[way]).join(' / ');
      server.play(PLACES[place]?.(said) ?? dropBeforeAnswer);
      const { vendor, logged } = connect();
      const outcome = await vendor.carryOut(aWarrantWithLogins());
      expect(server.received).toHaveLength(1);
      expect(leakedIn(JSON.stringify([outcome, logged]))).toEqual([]);
      expect(leakedIn(inspect([outcome, logged], { depth: null }))).toEqual([]);
      if ('message' in outcome) expect(['', WORDS_WITHHELD, UNABLE]).toContain(outcome.message);
    });
  });

  test.each<[string, Behaviour, CallOutcome]>([
    ['not charged', json(400, { error: UNABLE }), notCharged(UNABLE)],
    ['not charged, and more', json(400, { error: `${UNABLE}. Ask Ada` }), notCharged(WORDS_WITHHELD)],
    ['refused', json(400, { error: 'Invalid domain' }), rejected('Invalid domain')],
    ['refused by who knows why', json(400, { error: 'Login failed' }), rejected(WORDS_WITHHELD)],
    ['refused without a word', text(400, ''), rejected('(no reason given)')],
    ['failed', json(500, { error: 'Internal server error' }), failed('Internal server error')],
    ['failed at length', longJson(500, { error: 'No' }, MORE_THAN_8_MB), failed('(too long to show)')],
    ['a number', json(200, { id: 'rec1' }), confirmed(null)],
    ['names', json(200, { id: 'rec1', at: 'noon', error: 'No' }), unfamiliar('id', 'other', 'error')],
  ])('and what it means is known: %s', async (_, behaviour, outcome) => {
    server.play(behaviour);
    expect(await connect().vendor.carryOut(aWarrantWithLogins())).toEqual(outcome);
  });
});
