import { inspect } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { VendorDeps } from '../../../src/scaledmail/transport.ts';
import type { CallOutcome } from '../../../src/service/ports/vendor.ts';
import { aCancelWarrant } from '../../support/servers/cancel-call.ts';
import {
  type Behaviour,
  connectTo,
  json,
  longJson,
  text,
  USER_AGENT,
  useScriptedServer,
  VENDOR_KEY,
} from '../../support/servers/scripted-server.ts';

const server = useScriptedServer();
const ACCEPTED: CallOutcome = { type: 'confirmed', vendorOrderId: null };
const MORE_THAN_8_MB = 8 * 1_024 * 1_024 + 1;

async function cancel(vendorOrderId = 'rec1', overrides: Partial<VendorDeps> = {}) {
  const { vendor, ...recordings } = connectTo(server.url, overrides);
  const warrant = aCancelWarrant({ workspaceId: 'recNorthwind', vendorOrderId });
  return { outcome: await vendor.carryOut(warrant), ...recordings };
}

test('the cancel call names the order and its workspace, and sends nothing else', async () => {
  server.play(json(200, { success: true, message: 'Subscription canceled successfully.' }));
  const { outcome, logged, turns, delaysMs } = await cancel('rec/1 ?');
  expect(outcome).toEqual(ACCEPTED);
  expect(server.received).toEqual([
    {
      method: 'DELETE',
      path: '/api/v1/orders/rec%2F1%20%3F',
      query: { organization_id: 'recNorthwind' },
      headers: {
        authorization: `Bearer ${VENDOR_KEY}`,
        accept: 'application/json',
        'accept-encoding': 'identity',
        'user-agent': USER_AGENT,
        connection: 'close',
        host: server.url.replace('http://', ''),
      },
      body: undefined,
    },
  ]);
  expect([logged, turns, delaysMs]).toEqual([[], [], []]);
});

test('its turn at the rate limit is taken apart from it, and is the one that its path needs', async () => {
  const { vendor, turns } = connectTo(server.url);
  await vendor.takeTurn('cancelOrder');
  expect(turns).toEqual(['ordinary for placing']);
  expect(server.received).toEqual([]);
});

describe('exactly one request is sent, whatever comes back', () => {
  test.each<[string, Behaviour, CallOutcome]>([
    ['success', json(200, { success: true }), ACCEPTED],
    ['no success', json(200, { success: false, message: 'No' }), { type: 'unfamiliar', keys: ['success', 'message'] }],
    ['an empty object', json(200, {}), { type: 'unfamiliar', keys: [] }],
    ['204', text(204, ''), { type: 'unfamiliar', keys: ['nothing'] }],
    ['a page', text(200, '<html>Welcome</html>'), { type: 'unfamiliar', keys: ['no JSON'] }],
    ['400', json(400, { error: 'No' }), { type: 'rejected', message: 'No' }],
    ['401', json(401, { message: 'Unauthorized' }), { type: 'rejected', message: 'Unauthorized' }],
    ['404', json(404, { error: 'Not found' }), { type: 'rejected', message: 'Not found' }],
    [
      '400, cancelled before',
      json(400, { error: 'Subscription is already cancelled' }),
      { type: 'rejected', message: 'Subscription is already cancelled' },
    ],
    [
      '429',
      json(429, { retryAfter: 1 }, { 'retry-after': '0' }),
      { type: 'not_sent', reason: 'rate_limited', waitMs: 0 },
    ],
    ['500', json(500, { error: 'Down' }), { type: 'server_error', message: 'Down' }],
    ['more than 8 MB', longJson(200, { success: true }, MORE_THAN_8_MB), { type: 'unfamiliar', keys: ['too long'] }],
  ])('%s', async (_, behaviour, outcome) => {
    server.play(behaviour, json(200, { success: true }));
    const made = await cancel();
    expect(made.outcome).toEqual(outcome);
    expect([server.received.length, server.connections]).toEqual([1, 1]);
    expect([made.turns, made.delaysMs]).toEqual([[], []]);
    const isLogged = outcome.type === 'unfamiliar' || outcome.type === 'not_sent';
    expect(made.logged).toHaveLength(isLogged ? 1 : 0);
  });

  test('the log names the keys of an unfamiliar answer and the order, and no value', async () => {
    server.play(json(200, { success: false, message: 'Ask Ada' }));
    const { logged } = await cancel();
    expect(logged).toMatchObject([{ keys: ['success', 'message'], order_id: 'rec1' }]);
    expect(inspect(logged)).not.toContain('Ask Ada');
  });

  test.each([[408], [499]])(
    'the log says that the call may have arrived when it is given up with %i',
    async (status) => {
      server.play(json(status, {}, { connection: 'close' }));
      const message = expect.stringContaining('its outcome is unknown');
      expect((await cancel()).logged).toMatchObject([{ order_id: 'rec1', message }]);
    },
  );
});

describe('nothing is thrown, and nothing was sent', () => {
  test.each<[string, string, Partial<VendorDeps>]>([
    ['the order has no number', '', {}],
    ['the number would lead to all orders', '.', {}],
    ['the number would lead elsewhere', '..', {}],
    ['the address is none', 'rec1', { baseUrl: 'nowhere' }],
    ['the key fits no header', 'rec1', { apiKey: `${VENDOR_KEY}\n7` }],
  ])('when %s', async (_, vendorOrderId, overrides) => {
    const { outcome, logged } = await cancel(vendorOrderId, overrides);
    expect(outcome).toEqual({ type: 'not_sent', reason: 'connection_failed' });
    expect(server.received).toEqual([]);
    expect(logged).toHaveLength(1);
    expect(inspect(logged, { depth: null })).not.toContain(VENDOR_KEY);
  });
});

test.each([
  [400, { error: `Key ${VENDOR_KEY} may not cancel` }],
  [500, { message: `Key ${VENDOR_KEY} failed` }],
  [200, { [VENDOR_KEY]: 1 }],
])('the key is cut out of what comes back with %i', async (status, body) => {
  server.play(json(status, body));
  const { outcome, logged } = await cancel();
  expect(JSON.stringify([outcome, logged])).not.toContain(VENDOR_KEY);
  expect(JSON.stringify(outcome)).toContain('•••');
});
