import { describe, expect, test } from '@jest/globals';
import { z } from 'zod';
import type { VendorSettings } from '../../../sandbox/scaledmail/http/protocol.ts';
import { API_KEY, customOrder, NORTHWIND, type Request, send, TWO_GOOGLE, useVendor } from './support.ts';

const local = useVendor();
const get = (path: string): Request => ({ method: 'GET', path });
const TEN_MINUTES_MS = 600_000;

const Payments = z.object({ payments: z.array(z.looseObject({ id: z.string() })) });
const rows = async () => Payments.parse((await send(local.vendor, get('/orders'))).body).payments;
const ordersOfTag = () => local.vendor.state().orders.filter(({ tag }) => tag === TWO_GOOGLE.tag);

/** Makes an order; answers its id. */
async function ordered(): Promise<string> {
  expect((await send(local.vendor, customOrder())).status).toBe(200);
  return ordersOfTag().at(-1)?.id ?? '';
}

describe('details of an order have their tag', () => {
  test.each<[VendorSettings['tagInDetails'], object]>([
    ['shown', { tag: TWO_GOOGLE.tag }],
    ['empty', { tag: '' }],
    ['null', { tag: null }],
  ])('%s', async (tagInDetails, tag) => {
    local.vendor.settings({ tagInDetails });
    expect((await send(local.vendor, get(`/orders/${await ordered()}`))).body).toMatchObject(tag);
  });

  test('or no such field at all', async () => {
    local.vendor.settings({ tagInDetails: 'absent' });
    const { body } = await send(local.vendor, get(`/orders/${await ordered()}`));
    expect(body).toMatchObject({ status: 'Active' });
    expect(body).not.toHaveProperty('tag');
  });
});

test('orders can be without a date, in the list and in details', async () => {
  const id = await ordered();
  expect((await rows()).every((row) => 'created_at' in row)).toBe(true);
  local.vendor.settings({ hasCreationDates: false });
  expect((await rows()).map((row) => 'created_at' in row)).toEqual([false, false]);
  expect((await send(local.vendor, get(`/orders/${id}`))).body).not.toHaveProperty('created_at');
});

test('an order can have a word for its status that nobody knows', async () => {
  const id = await ordered();
  local.vendor.settings({ statusWords: { [id]: 'Past Due' } });
  expect(await rows()).toMatchObject([{ id, status: 'Past Due' }, { status: 'Active' }]);
  expect((await send(local.vendor, get(`/orders/${id}`))).body).toMatchObject({ status: 'Past Due' });
  expect(ordersOfTag()).toMatchObject([{ status: 'Active', shownStatus: 'Past Due' }]);
});

describe('the clock of the vendor', () => {
  const dated = async (path: string) => {
    const headers = { authorization: `Bearer ${API_KEY}` };
    const response = await fetch(`${local.vendor.apiUrl}${path}?organization_id=${NORTHWIND}`, { headers });
    return response.headers.get('date');
  };

  test.each([
    [0, 'Mon, 02 Nov 2026 09:00:00 GMT'],
    [TEN_MINUTES_MS, 'Mon, 02 Nov 2026 09:10:00 GMT'],
    [-TEN_MINUTES_MS, 'Mon, 02 Nov 2026 08:50:00 GMT'],
  ])('%i ms off dates its answers and its orders, and nothing else', async (clockOffsetMs, date) => {
    local.vendor.settings({ clockOffsetMs });
    for (const path of ['/orders', '/nothing', '/orders/recNobodyKnows']) expect(await dated(path)).toBe(date);
    const id = await ordered();
    expect((await rows()).find((row) => row.id === id)).toMatchObject({ created_at: new Date(date).toISOString() });
    expect(local.vendor.now().toISOString()).toBe('2026-11-02T09:00:00.000Z');
  });

  test('goes on with the time of the world', async () => {
    local.vendor.settings({ clockOffsetMs: 60_000 });
    local.vendor.advance(60_000);
    expect(await dated('/orders')).toBe('Mon, 02 Nov 2026 09:02:00 GMT');
  });
});

test('the amount of an order can change after it was made, and what was charged stays', async () => {
  const id = await ordered();
  local.vendor.changeAmount(id, 1_650);
  expect((await rows()).find((row) => row.id === id)).toMatchObject({ amount: 16.5 });
  expect((await send(local.vendor, get(`/orders/${id}`))).body).toMatchObject({ amount: 16.5 });
  expect(local.vendor.state().charges).toMatchObject([{ amountCents: 1_400 }]);
  expect(() => local.vendor.changeAmount('recNobodyKnows', 1)).toThrow('404');
});

test('for ten minutes nothing shows that an order was made, and the same names are sold again', async () => {
  local.vendor.settings({ orderVisibleAfterMs: TEN_MINUTES_MS, acceptsUsedNames: true });
  const first = await ordered();
  local.vendor.advance(TEN_MINUTES_MS - 1);
  expect((await rows()).map(({ id }) => id)).not.toContain(first);
  expect(await send(local.vendor, get(`/orders/${first}`))).toMatchObject({ status: 404 });
  expect(await send(local.vendor, { method: 'DELETE', path: `/orders/${first}` })).toMatchObject({ status: 404 });
  const second = await ordered();
  expect(local.vendor.state().charges).toHaveLength(2);
  local.vendor.advance(1);
  expect((await rows()).map(({ id }) => id)).toContain(first);
  expect((await rows()).map(({ id }) => id)).not.toContain(second);
});

test('orders made by hand are charged, listed with their tag and names, and may be hidden from every list', async () => {
  local.vendor.placeByHand({ names: ['getbyhand.com', 'trybyhand.com'] });
  const made = local.vendor.state().orders.at(-1);
  expect(made).toMatchObject({
    tag: 'test',
    amountCents: 1_400,
    domains: [{ name: 'getbyhand.com' }, { name: 'trybyhand.com' }],
  });
  expect(local.vendor.state().charges.at(-1)).toMatchObject({ orderId: made?.id, succeeded: true });
  const before = local.vendor.state().orders.length;
  local.vendor.placeByHand({ count: 3 });
  expect(local.vendor.state().orders).toHaveLength(before + 3);
  const listed = async () => JSON.stringify((await send(local.vendor, get('/orders'))).body);
  expect(await listed()).toContain(made?.id);
  local.vendor.settings({ hiddenOrders: [made?.id ?? ''] });
  expect(await listed()).not.toContain(made?.id);
});
