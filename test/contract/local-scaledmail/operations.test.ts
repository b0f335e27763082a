import { describe, expect, test } from '@jest/globals';
import { OPERATIONS } from '../../../sandbox/scaledmail/http/routes.ts';
import {
  aliases,
  answerProblems,
  CONTOSO,
  CONTRACT_OPERATIONS,
  customOrder,
  NORTHWIND,
  named,
  type Request,
  requestProblems,
  send,
  TWO_GOOGLE,
  useVendor,
} from './support.ts';

const local = useVendor();
const oldOrder = `${NORTHWIND}Old`;
const oldDomain = `${NORTHWIND}Dom1`;
const form = '11111111-2222-4333-8444-555555555555';
const hosting = { provider: 'Namecheap', username: 'example-user', password: 'example-password' };

const get = (path: string, query: Record<string, string> = {}): Request => ({ method: 'GET', path, query });
const post = (path: string, body: unknown, query: Record<string, string> = {}): Request => ({
  method: 'POST',
  path,
  body,
  query,
});
const packageOf = (count: number) =>
  ['get', 'try', 'use', 'go', 'meet', 'hello'].slice(0, count).map((word) => named(`${word}northwind.com`));
const formBody = { providers: { google: { domains: [named('contosolabs.com'), named('contosogrowth.com')] } } };
const calculation = { volume: 30_000, providers: ['google'], tier: 'max' };
const warm = { domains: [{ id: 'recWarm000000001', domain: 'brightledger.com' }] };

/** One accepted and, where the contract documents it, one refused and one unknown request for every operation. */
const REQUESTS: Readonly<Record<string, { ok: Request; refused?: Request; unknown?: Request }>> = {
  getWorkspaces: { ok: get('/organizations') },
  createWorkspace: { ok: post('/organizations', { name: 'Fabrikam' }), refused: post('/organizations', {}) },
  getPreWarmInboxes: { ok: get('/pre-warm-inboxes') },
  buyPreWarmInboxes: {
    ok: post('/buy-pre-warm-inboxes', warm),
    refused: post('/buy-pre-warm-inboxes', { domains: [{ id: 'recNone', domain: 'brightledger.com' }] }),
  },
  getDomains: { ok: get('/domains') },
  buyDomains: {
    ok: post('/buy-domains', { domains: ['northwind-reach.com'] }),
    refused: post('/buy-domains', { domains: ['northwind-reach.com', 'google.com'] }),
  },
  searchDomains: {
    ok: post('/search-domains', { domains: ['northwind-reach.com', 'google.com', 'sunny.example'] }),
    refused: post('/search-domains', { domains: [] }),
  },
  suggestDomains: {
    ok: post('/suggest-domains', { domain: 'northwind', tlds: ['com', '.net'] }, { page: '2', limit: '80' }),
    refused: post('/suggest-domains', {}),
  },
  updateDomainName: {
    ok: post('/swap-domain/northwindmail.com', { new_domain: 'new.com', hosting }, { provider: 'other' }),
    refused: post('/swap-domain/northwindmail.com', { new_domain: 'new.com' }, { provider: 'scaledmail' }),
    unknown: post('/swap-domain/none.com', { new_domain: 'new.com' }, { provider: 'scaledmail' }),
  },
  updateDomainRedirect: {
    ok: post('/swap-redirect/northwindmail.com', { new_redirect: 'example.com' }),
    refused: post('/swap-redirect/northwindmail.com', { new_redirect: '' }),
    unknown: post('/swap-redirect/none.com', { new_redirect: 'example.com' }),
  },
  getPurchasedDomains: { ok: get('/purchased-domains', { available: 'true' }) },
  calculatePackage: {
    ok: post('/calculate-package', calculation),
    refused: post('/calculate-package', { ...calculation, volume: 10 }),
  },
  getPackages: { ok: get('/packages') },
  getOrders: { ok: get('/orders') },
  getOrderDetails: { ok: get(`/orders/${oldOrder}`), unknown: get('/orders/recNone') },
  cancelOrder: {
    ok: { method: 'DELETE', path: `/orders/${oldOrder}` },
    refused: { method: 'DELETE', path: `/orders/${oldOrder}`, workspace: null },
    unknown: { method: 'DELETE', path: '/orders/recNone' },
  },
  getPendingForms: { ok: { ...get('/pending-forms'), workspace: CONTOSO } },
  submitForm: {
    ok: { ...post(`/submit-form/${form}`, formBody, { provider: 'scaledmail' }), workspace: CONTOSO },
    refused: { ...post(`/submit-form/${form}`, TWO_GOOGLE, { provider: 'scaledmail' }), workspace: CONTOSO },
    unknown: post('/submit-form/none', formBody, { provider: 'scaledmail' }),
  },
  createOrder: {
    ok: post('/create-order/price_Google5', { domains: packageOf(5) }, { provider: 'scaledmail' }),
    refused: post('/create-order/price_Google5', { domains: packageOf(6) }, { provider: 'scaledmail' }),
    unknown: post('/create-order/price_None', { domains: packageOf(5) }, { provider: 'scaledmail' }),
  },
  createCustomOrder: { ok: customOrder(), refused: customOrder({ providers: {} }) },
  getMailboxesByDomainId: {
    ok: get(`/mailboxes/${oldDomain}`, { password: 'true' }),
    unknown: get('/mailboxes/recNone'),
  },
  updateOrderTag: {
    ok: { method: 'PATCH', path: `/orders/${oldOrder}/tag`, body: { tag: 'renamed' } },
    refused: { method: 'PATCH', path: `/orders/${oldOrder}/tag`, body: {} },
    unknown: { method: 'PATCH', path: '/orders/recNone/tag', body: { tag: 'renamed' } },
  },
  swapSenderName: {
    ok: post(
      '/swap-sender-name/northwindmail.com',
      { sender_names: [{ first_name: 'Bo', last_name: 'Lee' }] },
      { mode: 'name_only' },
    ),
    refused: post('/swap-sender-name/northwindmail.com', {}, { mode: 'all' }),
  },
};

const rows = CONTRACT_OPERATIONS.map((operation) => ({ ...operation, ...REQUESTS[operation.operationId] }));

test('every operation of the contract is served, with its effect, and every one is tried here', () => {
  const effects = { none: 'read', write: 'write', cancel: 'cancel', spend: 'spend' } as const;
  const promised = CONTRACT_OPERATIONS.map(({ operationId, method, path, 'x-side-effect': effect }) => {
    return [operationId, method, path, Object.entries(effects).find(([word]) => word === effect)?.[1]].join(' ');
  });
  const served = OPERATIONS.map(({ operationId, method, path, effect }) =>
    [operationId, method, path, effect].join(' '),
  );
  expect(served.sort()).toEqual(promised.sort());
  expect(Object.keys(REQUESTS).sort()).toEqual(CONTRACT_OPERATIONS.map((operation) => operation.operationId).sort());
});

describe.each(rows)('$operationId', ({ operationId, responses, ok, refused, unknown }) => {
  if (ok === undefined) throw new Error(`${operationId} has no request here`);

  test('a request of the contract gets an answer of the contract', async () => {
    expect(requestProblems(operationId, ok.body)).toBe('');
    const reply = await send(local.vendor, ok);
    expect(reply.status).toBe(200);
    expect(answerProblems(operationId, reply)).toBe('');
  });

  const refusals = { '400': refused, '404': unknown, '401': { ...ok, key: 'another-key' } };
  const faults = { '429': 'rate_limited', '500': 'server_error' } as const;

  test.each(Object.keys(responses).filter((status) => status !== '200'))('documented %s', async (status) => {
    const fault = Object.entries(faults).find(([code]) => code === status)?.[1];
    if (fault !== undefined) local.vendor.arm([{ operationId, kind: fault, times: 1 }]);
    const request = Object.entries(refusals).find(([code]) => code === status)?.[1];
    if (fault === undefined && request === undefined) throw new Error(`No request here is answered ${status}`);
    const reply = await send(local.vendor, request ?? ok);
    expect(reply.status).toBe(Number(status));
    expect(answerProblems(operationId, reply)).toBe('');
  });
});

test('an order of all three providers with aliases and logins is accepted as the contract writes it', async () => {
  const body = {
    tag: 'acme-9q1z8',
    providers: {
      google: { domains: [named('own-one.com')] },
      outlook: { domains: [{ domain: 'own-two.com', aliases: aliases(25), redirect: 'https://example.com' }] },
      smtp: {
        domains: [{ domain: 'own-three.com', aliases: aliases(4), profile_picture: 'https://img.example.com/a' }],
      },
    },
    hosting,
    sequencer: { provider: 'Instantly', username: 'ops@example.com', password: 'example-password', tag: '{{ID}}' },
  };
  expect(requestProblems('createCustomOrder', body)).toBe('');
  const reply = await send(local.vendor, customOrder(body, { provider: 'other' }));
  expect(reply).toEqual({ status: 200, body: {} });
  expect(local.vendor.state().charges).toMatchObject([{ amountCents: 700 + 5000 + 375, succeeded: true }]);
});

test.each(OPERATIONS.filter(({ needsWorkspace }) => needsWorkspace !== false).map(({ operationId }) => operationId))(
  '%s refuses a missing and an unknown workspace',
  async (operationId) => {
    const ok = REQUESTS[operationId]?.ok;
    if (ok === undefined) throw new Error(`${operationId} has no request here`);
    const missing = await send(local.vendor, { ...ok, workspace: null });
    expect(missing).toEqual({ status: 400, body: { error: 'organization_id is required' } });
    const unknown = await send(local.vendor, { ...ok, workspace: 'recNone' });
    expect(unknown).toEqual({ status: 400, body: { error: 'Invalid organization_id' } });
  },
);

test('a path that the contract does not know is not found', async () => {
  const reply = await send(local.vendor, get('/reporting'));
  expect(reply).toEqual({ status: 404, body: { error: 'Not found' } });
});
