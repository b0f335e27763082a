import { expect, test } from '@jest/globals';
import type { FaultKind } from '../../../sandbox/scaledmail/http/protocol.ts';
import { customOrder, type Request, send, TWO_GOOGLE, useVendor } from './support.ts';

const local = useVendor();
const get = (path: string): Request => ({ method: 'GET', path });

test.each<[FaultKind, number, unknown, boolean[]]>([
  ['charge_fails_after_creation', 400, { error: 'Subscription created but unable to charge' }, [false]],
  ['refuse_before_creation', 400, { error: 'The request was refused' }, []],
  ['act_then_500', 500, { error: 'Internal server error' }, [true]],
  ['act_then_revoke_key', 401, { message: 'Unauthorized' }, [true]],
  ['rate_limited', 429, { retryAfter: Date.parse('2026-11-02T09:00:05Z') / 1000 }, []],
  ['not_json', 200, '<html><body>Welcome</body></html>', [true]],
  ['empty_object', 200, {}, [true]],
  ['server_error', 500, { error: 'Internal server error' }, []],
  ['slow', 200, {}, [true]],
])('the fault %s answers %i and leaves the right charges', async (kind, status, body, charges) => {
  local.vendor.arm([{ operationId: 'createCustomOrder', kind, times: 1, delayMs: 5 }]);
  const reply = await send(local.vendor, customOrder());
  expect(reply).toMatchObject({ status, body });
  const state = local.vendor.state();
  expect(state.charges.map((charge) => charge.succeeded)).toEqual(charges);
  expect(state.orders.filter((order) => order.tag === TWO_GOOGLE.tag)).toHaveLength(charges.length);
  expect(state.requests.at(-1)).toMatchObject({ operationId: 'createCustomOrder', fault: kind, status });
  expect(state.faults).toEqual([]);
});

test.each<[FaultKind, number]>([
  ['act_then_time_out', 1],
  ['drop', 0],
  ['never_answers', 0],
])('the fault %s cuts the socket and leaves %i order', async (kind, orders) => {
  local.vendor.arm([{ operationId: 'createCustomOrder', kind, times: 1, delayMs: 5 }]);
  await expect(send(local.vendor, customOrder())).rejects.toThrow('fetch failed');
  const state = local.vendor.state();
  expect(state.charges).toHaveLength(orders);
  expect(state.orders.filter((order) => order.tag === TWO_GOOGLE.tag)).toHaveLength(orders);
  expect(state.requests.at(-1)).toMatchObject({ fault: kind, status: null });
});

test('a fault strikes as often as it is armed, reads too, and waits for a call that is accepted', async () => {
  local.vendor.arm([
    { operationId: 'getDomains', kind: 'empty_object', times: 2 },
    { operationId: 'createCustomOrder', kind: 'act_then_500', times: 1 },
  ]);
  expect((await send(local.vendor, get('/domains'))).body).toEqual({});
  expect((await send(local.vendor, get('/domains'))).body).toEqual({});
  expect((await send(local.vendor, get('/domains'))).body).toHaveProperty('domains');
  expect((await send(local.vendor, customOrder({}))).status).toBe(400);
  expect((await send(local.vendor, customOrder())).status).toBe(500);
  expect((await send(local.vendor, customOrder())).status).toBe(400);
  expect(local.vendor.state().charges).toHaveLength(1);
});

test('a confirmed card pays a pending order once', async () => {
  local.vendor.arm([{ operationId: 'createCustomOrder', kind: 'charge_fails_after_creation', times: 1 }]);
  await send(local.vendor, customOrder());
  const orderId = local.vendor.state().orders.at(-1)?.id ?? '';
  const { charges } = local.vendor.confirmPayment(orderId);
  expect(charges.map(({ amountCents, succeeded }) => [amountCents, succeeded])).toEqual([
    [1400, false],
    [1400, true],
  ]);
  expect(() => local.vendor.confirmPayment(orderId)).toThrow('409');
});

test('a key that was revoked meanwhile, or is forbidden, is refused for everything until it is good again', async () => {
  local.vendor.arm([{ operationId: 'createCustomOrder', kind: 'act_then_revoke_key', times: 1 }]);
  await send(local.vendor, customOrder());
  expect(local.vendor.state().settings.key).toBe('revoked');
  expect(await send(local.vendor, get('/orders'))).toEqual({ status: 401, body: { message: 'Unauthorized' } });
  local.vendor.settings({ key: 'forbidden' });
  expect(await send(local.vendor, get('/organizations'))).toEqual({ status: 403, body: { message: 'Forbidden' } });
  local.vendor.settings({ key: 'accepted' });
  expect((await send(local.vendor, get('/orders'))).status).toBe(200);
});

test('a fault with a path strikes only calls of that path', async () => {
  local.vendor.arm([{ operationId: 'getOrderDetails', kind: 'server_error', times: 9, path: 'recOther' }]);
  await send(local.vendor, customOrder());
  const orderId = local.vendor.state().orders.at(-1)?.id ?? '';
  expect((await send(local.vendor, get(`/orders/${orderId}`))).status).toBe(200);
  expect((await send(local.vendor, get('/orders/recOther'))).status).toBe(500);
});
