import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from '@jest/globals';
import { z } from 'zod';
import { type LocalScaledMail, startLocalScaledMail } from '../../../sandbox/scaledmail/server.ts';
import {
  API_KEY,
  aliases,
  CONTOSO,
  customOrder,
  NORTHWIND,
  named,
  type Request,
  send,
  TWO_GOOGLE,
  useVendor,
} from './support.ts';

const local = useVendor();
const DAY_MS = 24 * 60 * 60 * 1000;
const get = (path: string, query: Record<string, string> = {}): Request => ({ method: 'GET', path, query });
const Domain = z.looseObject({ id: z.string(), domain: z.string(), status: z.string(), payment_id: z.string() });
const Domains = z.object({ domains: z.array(Domain) });
const Mailboxes = z.object({ mailboxes: z.array(z.object({ email: z.string(), status: z.string() })) });
const Purchased = z.object({ domains: z.array(z.object({ domain: z.string() })) });

async function domainsOfTag(tag: string) {
  const { orders } = local.vendor.state();
  const order = orders.find((candidate) => candidate.tag === tag);
  const { domains } = Domains.parse((await send(local.vendor, get('/domains'))).body);
  return domains.filter((domain) => domain.payment_id === order?.id);
}

async function freeNames(): Promise<string[]> {
  const reply = await send(local.vendor, get('/purchased-domains', { available: 'true' }));
  return Purchased.parse(reply.body).domains.map((row) => row.domain);
}

test('an order is Active and charged once at once, and its tag stands in its details only', async () => {
  expect(await send(local.vendor, customOrder())).toEqual({ status: 200, body: {} });
  const { orders, charges } = local.vendor.state();
  const order = orders.at(-1);
  expect(order).toMatchObject({ workspaceId: NORTHWIND, tag: 'acme-7f3k2', status: 'Active', amountCents: 1400 });
  expect(charges).toEqual([
    { at: '2026-11-02T09:00:00.000Z', orderId: order?.id, tag: 'acme-7f3k2', amountCents: 1400, succeeded: true },
  ]);
  const list = await send(local.vendor, get('/orders'));
  expect(list.body).toMatchObject({ total: 2, payments: [{ id: order?.id, amount: 14, status: 'Active' }, {}] });
  expect(JSON.stringify(list.body)).not.toContain('acme-7f3k2');
  const details = await send(local.vendor, get(`/orders/${order?.id}`));
  expect(details.body).toMatchObject({
    tag: 'acme-7f3k2',
    packages: [{ type: 'Google', domains: [{ name: 'getnorthwind.com', status: '' }, { name: 'trynorthwind.com' }] }],
  });
  expect(await send(local.vendor, { ...get(`/orders/${order?.id}`), workspace: CONTOSO })).toMatchObject({
    status: 404,
  });
});

test('domains finish one after the other as the clock moves, mailboxes before their domain', async () => {
  await send(local.vendor, customOrder());
  const statuses = async () => (await domainsOfTag('acme-7f3k2')).map((domain) => domain.status);
  const firstMailboxes = async () => {
    const [first] = await domainsOfTag('acme-7f3k2');
    const reply = await send(local.vendor, get(`/mailboxes/${first?.id}`));
    return Mailboxes.parse(reply.body).mailboxes.map((mailbox) => mailbox.status);
  };
  expect(await statuses()).toEqual(['In Progress', 'In Progress']);
  local.vendor.advance(DAY_MS / 2);
  expect(await firstMailboxes()).toEqual(['Active', 'In Progress']);
  local.vendor.advance(DAY_MS / 2);
  expect(await statuses()).toEqual(['Active', 'In Progress']);
  local.vendor.advance(DAY_MS);
  expect(await statuses()).toEqual(['Active', 'Active']);
});

test('stuck domains never finish', async () => {
  local.vendor.settings({ stuckDomains: 1 });
  await send(local.vendor, customOrder());
  local.vendor.advance(365 * DAY_MS);
  expect((await domainsOfTag('acme-7f3k2')).map((domain) => domain.status)).toEqual(['Active', 'In Progress']);
});

test.each([
  ['google', 2, 'ada.sample@getnorthwind.com'],
  ['outlook', 25, 'ada.sample@getnorthwind.com'],
  ['smtp', 4, 'ada.sample@getnorthwind.com'],
])('a %s domain gets %i mailboxes with different addresses', async (provider, count, first) => {
  await send(
    local.vendor,
    customOrder({ tag: 'count', providers: { [provider]: { domains: [named('getnorthwind.com')] } } }),
  );
  const [domain] = await domainsOfTag('count');
  expect(domain).toMatchObject({ order_type: provider, total_mailboxes: count });
  const { mailboxes } = Mailboxes.parse((await send(local.vendor, get(`/mailboxes/${domain?.id}`))).body);
  expect(mailboxes[0]?.email).toBe(first);
  expect(new Set(mailboxes.map((mailbox) => mailbox.email)).size).toBe(count);
});

test('more mailboxes on a google domain are made and priced where the settings allow it', async () => {
  local.vendor.settings({ allowMailboxesPerDomain: true });
  const domains = [{ domain: 'getnorthwind.com', aliases: aliases(3) }];
  await send(local.vendor, customOrder({ tag: 'three', providers: { google: { mailboxes_per_domain: 3, domains } } }));
  expect(await domainsOfTag('three')).toMatchObject([{ total_mailboxes: 3 }]);
  expect(local.vendor.state().charges).toMatchObject([{ amountCents: 1050 }]);
});

test('ordered names are no longer free, and are free again when the order is cancelled', async () => {
  const before = await freeNames();
  expect(before).toContain('getnorthwind.com');
  expect(before).not.toContain('northwindmail.com');
  await send(local.vendor, customOrder());
  expect(await freeNames()).toEqual(before.filter((name) => !['getnorthwind.com', 'trynorthwind.com'].includes(name)));
  const order = local.vendor.state().orders.at(-1);
  const cancel: Request = { method: 'DELETE', path: `/orders/${order?.id}` };
  expect(await send(local.vendor, cancel)).toMatchObject({ status: 200, body: { success: true } });
  expect(await send(local.vendor, cancel)).toMatchObject({ status: 400 });
  expect(local.vendor.state().orders.at(-1)).toMatchObject({ status: 'Cancelled' });
  expect(await domainsOfTag('acme-7f3k2')).toEqual([]);
  expect(await freeNames()).toEqual(before);
});

test('an order may show late, cost more than quoted, and answer with its id', async () => {
  local.vendor.settings({ orderVisibleAfterMs: 60_000, amountOffPercent: 5, spendAnswer: 'with_id' });
  const reply = await send(local.vendor, customOrder());
  const order = local.vendor.state().orders.at(-1);
  expect(reply.body).toEqual({ success: true, order_id: order?.id });
  expect(order?.amountCents).toBe(1470);
  expect((await send(local.vendor, get('/orders'))).body).toMatchObject({ total: 1 });
  local.vendor.advance(60_000);
  expect((await send(local.vendor, get('/orders'))).body).toMatchObject({ total: 2 });
});

test('names can be bought with the order where the settings allow it, in the same one charge', async () => {
  local.vendor.settings({ allowBuy: true });
  const body = { providers: { google: { domains: [named('sunny-reach.com')] } } };
  expect((await send(local.vendor, customOrder(body, { provider: 'buy' }))).status).toBe(200);
  expect(local.vendor.state().charges).toMatchObject([{ amountCents: 700 + 1550 }]);
});

test('the workspace list can move to its new path', async () => {
  local.vendor.settings({ workspacesPath: '/workspaces' });
  expect((await send(local.vendor, get('/organizations'))).status).toBe(404);
  expect((await send(local.vendor, get('/workspaces'))).body).toMatchObject({ workspaces: [{ id: NORTHWIND }, {}] });
});

test('a changed redirect applies when the staff have come to it', async () => {
  const redirect = async () => (await domainsOfTag('first-steps'))[0];
  const change: Request = {
    method: 'POST',
    path: '/swap-redirect/northwindmail.com',
    body: { new_redirect: 'example.com' },
  };
  expect((await send(local.vendor, change)).status).toBe(200);
  expect(await send(local.vendor, change)).toMatchObject({ status: 400 });
  expect(await redirect()).toMatchObject({ redirect: '' });
  local.vendor.advance(2 * DAY_MS);
  expect(await redirect()).toMatchObject({ redirect: 'https://example.com' });
});

test('an empty redirect takes away the one that is there, and is refused when there is none', async () => {
  const change = (redirect: string): Request => ({
    method: 'POST',
    path: '/swap-redirect/northwindmail.com',
    body: { new_redirect: redirect },
  });
  expect(await send(local.vendor, change(''))).toMatchObject({ status: 400 });
  await send(local.vendor, change('example.com'));
  local.vendor.advance(2 * DAY_MS);
  expect(await send(local.vendor, change(''))).toMatchObject({ status: 200, body: {} });
  local.vendor.advance(2 * DAY_MS);
  expect((await domainsOfTag('first-steps'))[0]).toMatchObject({ redirect: '' });
});

test('the staff may take longer, and a change may be forgotten or refused in a 200', async () => {
  const change: Request = { method: 'POST', path: '/swap-redirect/northwindmail.com', body: { new_redirect: 'a.com' } };
  local.vendor.settings({ changeAnswer: 'no_success' });
  expect(await send(local.vendor, change)).toMatchObject({ status: 200, body: { success: false } });
  local.vendor.settings({ changeAnswer: 'forgotten', changesAppliedAfterMs: 5 * DAY_MS });
  expect(await send(local.vendor, change)).toMatchObject({ status: 200, body: {} });
  local.vendor.settings({ changeAnswer: 'success' });
  expect(await send(local.vendor, change)).toMatchObject({ status: 200, body: { success: true } });
  local.vendor.advance(4 * DAY_MS);
  expect((await domainsOfTag('first-steps'))[0]).toMatchObject({ redirect: '' });
  local.vendor.advance(DAY_MS);
  expect((await domainsOfTag('first-steps'))[0]).toMatchObject({ redirect: 'https://a.com' });
});

test('two equal orders at the same time make one', async () => {
  const replies = await Promise.all([send(local.vendor, customOrder()), send(local.vendor, customOrder())]);
  expect(replies.map((reply) => reply.status).sort()).toEqual([200, 400]);
  expect(local.vendor.state().charges).toHaveLength(1);
});

test('no password and no key is kept in what was recorded', async () => {
  const secret = { provider: 'Namecheap', username: 'example-user', password: 'hunter-2-secret' };
  await send(
    local.vendor,
    customOrder({ ...TWO_GOOGLE, hosting: secret, sequencer: secret, tag: API_KEY.slice(0, 20) }),
  );
  await send(local.vendor, get(`/mailboxes/${NORTHWIND}Dom1`, { password: 'true', note: API_KEY }));
  const { requests } = local.vendor.state();
  expect(requests[0]).toMatchObject({ body: { hosting: { username: 'example-user', password: '•••' } } });
  const text = JSON.stringify(requests);
  expect(text).not.toContain('hunter-2-secret');
  expect(text).not.toContain(API_KEY);
  expect(text).not.toContain('sandbox-rec');
});

const folder = mkdtempSync(join(tmpdir(), 'local-scaledmail-'));
const opened: LocalScaledMail[] = [];
afterAll(async () => {
  await Promise.all(opened.map((vendor) => vendor.close()));
  rmSync(folder, { recursive: true });
});

test('orders, names and charges outlive a restart; a reset forgets them', async () => {
  const persistTo = join(folder, 'below', 'vendor.json');
  const start = async () => {
    const vendor = await startLocalScaledMail({ apiKey: API_KEY, persistTo });
    opened.push(vendor);
    return vendor;
  };
  const first = await start();
  await send(first, customOrder());
  first.advance(DAY_MS);
  const kept = first.state();
  await first.close();
  const second = await start();
  expect(second.state()).toMatchObject({ charges: kept.charges, orders: kept.orders });
  expect(Date.parse(second.state().now)).toBeGreaterThanOrEqual(Date.parse(kept.now));
  expect(second.reset()).toMatchObject({ charges: [], requests: [], orders: { length: kept.orders.length - 1 } });
  writeFileSync(persistTo, '{}');
  await expect(start()).rejects.toThrow('delete it to start over');
});
