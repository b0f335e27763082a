import { expect, test } from '@jest/globals';
import { z } from 'zod';
import { API_KEY, customOrder, send, useVendor } from './support.ts';

let wallMs = Date.parse('2026-11-02T09:00:00.000Z');
const limited = useVendor({ hasRateLimits: true, clock: () => new Date(wallMs) });
const orders = { method: 'GET', path: '/orders' };
const search = { method: 'POST', path: '/search-domains', body: { domains: ['sunny-reach.com'] } };
const buy = { method: 'POST', path: '/buy-domains', body: { domains: ['sunny-reach.com'] } };

async function control(path: string, body?: unknown, headers: Record<string, string> = {}) {
  const response = await fetch(`${limited.vendor.url}/control${path}`, {
    headers,
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  const text: unknown = await response.json();
  return { status: response.status, allowed: response.headers.get('access-control-allow-origin'), body: text };
}

test('the sixth call within a second is told when to come back, and then gets through', async () => {
  for (let call = 1; call <= 5; call += 1) expect((await send(limited.vendor, orders)).status).toBe(200);
  const refused = await send(limited.vendor, orders);
  expect(refused).toMatchObject({ status: 429, body: { retryAfter: Math.ceil((wallMs + 1000) / 1000) } });
  wallMs += 1000;
  expect((await send(limited.vendor, orders)).status).toBe(200);
});

test('searching and buying share fifteen calls a minute, whatever the moved clock says', async () => {
  const startMs = wallMs;
  for (let call = 1; call <= 15; call += 1) {
    expect((await send(limited.vendor, search)).status).toBe(200);
    wallMs += 1000;
  }
  limited.vendor.advance(60 * 60 * 1000);
  expect(await send(limited.vendor, buy)).toEqual({
    status: 429,
    body: {
      message: 'Too many critical operations, please try again later.',
      retryAfter: (startMs + 60_000) / 1000,
      limit: '15 requests per minute',
    },
  });
  expect((await send(limited.vendor, orders)).status).toBe(200);
  wallMs = startMs + 60_000;
  expect((await send(limited.vendor, buy)).status).toBe(200);
});

test('the control API changes settings, faults, clock and amounts, confirms a card and resets', async () => {
  const fault = { operationId: 'createCustomOrder', kind: 'charge_fails_after_creation', times: 1 };
  expect((await control('/settings', { setUpMs: 0 })).body).toMatchObject({
    settings: { setUpMs: 0, searchMaximum: 10 },
  });
  expect((await control('/faults', { faults: [fault] })).body).toMatchObject({ faults: [fault] });
  await send(limited.vendor, customOrder());
  const orderId = limited.vendor.state().orders.at(-1)?.id;
  expect((await control(`/orders/${orderId}/payment-confirmed`, {})).body).toMatchObject({
    charges: [{ succeeded: false }, { orderId, succeeded: true }],
  });
  expect((await control(`/orders/${orderId}/amount`, { amountCents: 900 })).body).toMatchObject({
    orders: expect.arrayContaining([expect.objectContaining({ id: orderId, amountCents: 900 })]),
  });
  const moved = await control('/clock', { advanceMs: 5000 });
  expect(moved.body).toMatchObject({ now: new Date(wallMs + 5000).toISOString() });
  expect((await control('/reset', {})).body).toMatchObject({ charges: [], requests: [], faults: [] });
  expect((await control('/state')).body).toEqual(z.unknown().parse(limited.vendor.state()));
});

test.each([
  ['/settings', { priceUnit: 'euros' }, 400],
  ['/settings', { unknown: true }, 400],
  ['/faults', { faults: [{ operationId: 'getNothing', kind: 'drop', times: 1 }] }, 400],
  ['/faults', { faults: [{ operationId: 'getOrders', kind: 'drop', times: 0 }] }, 400],
  ['/clock', { advanceMs: -1 }, 400],
  ['/orders/recNone/payment-confirmed', {}, 404],
  ['/orders/recNone/amount', { amountCents: 900 }, 404],
  ['/orders/recNone/amount', { amountCents: -1 }, 400],
  ['/settings', { cancelAnswer: 'maybe' }, 400],
  ['/nothing', {}, 404],
])('POST /control%s with %j is refused with %i', async (path, body, status) => {
  expect(await control(path, body)).toMatchObject({ status, body: { error: expect.any(String) } });
});

test('pages of this machine may use the control API, others may not', async () => {
  const page = 'http://localhost:5173';
  expect(await control('/state', undefined, { origin: page })).toMatchObject({ status: 200, allowed: page });
  expect(await control('/state', undefined, { origin: 'https://example.com' })).toMatchObject({
    status: 403,
    allowed: null,
  });
  const preflight = await fetch(`${limited.vendor.url}/control/clock`, {
    method: 'OPTIONS',
    headers: { origin: page },
  });
  expect(preflight.status).toBe(204);
  expect(preflight.headers.get('access-control-allow-headers')).toBe('content-type');
});

test('a body that is not JSON is refused and not kept', async () => {
  const response = await fetch(`${limited.vendor.apiUrl}/create-custom-order?organization_id=x&provider=scaledmail`, {
    method: 'POST',
    headers: { authorization: `Bearer ${API_KEY}` },
    body: '{"password": "half a body',
  });
  expect(response.status).toBe(400);
  expect(limited.vendor.state().requests.at(-1)).toMatchObject({ body: '(not JSON)', status: 400 });
});

test('only the last two hundred requests are kept, newest last', async () => {
  for (let call = 1; call <= 205; call += 1) {
    await send(limited.vendor, orders);
    wallMs += 1000;
  }
  const { requests } = limited.vendor.state();
  expect(requests).toHaveLength(200);
  expect(requests.at(-1)?.id).toBe((requests[0]?.id ?? 0) + 199);
});
