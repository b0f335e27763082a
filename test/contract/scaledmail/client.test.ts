import { describe, expect, test } from '@jest/globals';
import type { VendorDeps } from '../../../src/scaledmail/transport.ts';
import type { Urgency, Vendor } from '../../../src/service/ports/vendor.ts';
import {
  type Behaviour,
  connectTo,
  json,
  text,
  useScriptedServer,
  VENDOR_KEY,
} from '../../support/servers/scripted-server.ts';

const server = useScriptedServer();
const connect = (overrides: Partial<VendorDeps> = {}) => connectTo(server.url, overrides);

const WORKSPACE = 'recNorthwind';
const inWorkspace = { organization_id: WORKSPACE };
const ROW = { provider: 'google', requiredDomains: 4, requiredMailboxes: 8, totalPrice: 28 };
const BREAKDOWN = { providerBreakdown: [ROW], totalPrice: 28 };
const DETAILS = { id: 'rec1', amount: 14, tag: 'acme-7f3k2q', status: 'Active' };

interface ReadCase {
  readonly name: string;
  readonly ask: (vendor: Vendor, urgency: Urgency) => Promise<unknown>;
  readonly request: { readonly method: string; readonly path: string; readonly query: object; readonly body?: unknown };
  readonly answer: object;
  /** The key of the answer's array. */
  readonly list: string;
  /** Whether it must never be taken for empty when it is not there. */
  readonly isListNeeded?: false;
  readonly parsed: unknown;
}

const READS: readonly ReadCase[] = [
  {
    name: 'workspaces',
    ask: (vendor, urgency) => vendor.workspaces(urgency),
    request: { method: 'GET', path: '/organizations', query: {} },
    answer: { organizations: [{ id: 'rec1', name: 'Northwind', owner: 'Ada' }, { id: 'rec2' }] },
    list: 'organizations',
    parsed: [
      { id: 'rec1', name: 'Northwind' },
      { id: 'rec2', name: 'rec2' },
    ],
  },
  {
    name: 'unusedPurchasedDomains',
    ask: (vendor, urgency) => vendor.unusedPurchasedDomains(WORKSPACE, urgency),
    request: { method: 'GET', path: '/purchased-domains', query: { ...inWorkspace, available: 'true' } },
    answer: {
      domains: [
        { domain: 'Free.com', domain_id: null, renewal_price: 12 },
        { domain: 'used.com', domain_id: 'recDom1' },
        { domain: 'blank.com', domain_id: '' },
        { domain: 'bare.com' },
      ],
    },
    list: 'domains',
    parsed: ['free.com', 'blank.com', 'bare.com'],
  },
  {
    name: 'purchasedDomains',
    ask: (vendor, urgency) => vendor.purchasedDomains(WORKSPACE, urgency),
    request: { method: 'GET', path: '/purchased-domains', query: inWorkspace },
    answer: {
      domains: [
        { domain: 'Free.com', domain_id: null },
        { domain: 'used.com', domain_id: 'recDom1' },
      ],
    },
    list: 'domains',
    parsed: ['free.com', 'used.com'],
  },
  {
    name: 'registrations',
    ask: (vendor, urgency) => vendor.registrations(WORKSPACE, urgency),
    request: { method: 'GET', path: '/purchased-domains', query: inWorkspace },
    answer: {
      domains: [
        { domain: 'Free.com', created_at: '2026-07-06', renewal_at: '2027-07-06', renewal_price: 17 },
        { domain: 'used.com', domain_id: 'recDom1', renewal_at: null, renewal_price: null },
        { domain: 'odd.com', renewal_at: 'soon', renewal_price: -1 },
        { domain: null },
      ],
    },
    list: 'domains',
    parsed: {
      rows: [
        {
          name: 'free.com',
          isFree: true,
          boughtAt: new Date('2026-07-06'),
          renewsAt: new Date('2027-07-06'),
          renewalCents: 1_700,
        },
        { name: 'used.com', isFree: false, boughtAt: null, renewsAt: null, renewalCents: null },
        { name: 'odd.com', isFree: true, boughtAt: null, renewsAt: null, renewalCents: null },
      ],
      unreadable: 1,
    },
  },
  {
    name: 'packages',
    ask: (vendor, urgency) => vendor.packages(WORKSPACE, urgency),
    request: { method: 'GET', path: '/packages', query: inWorkspace },
    answer: {
      total: 9,
      packages: [
        { id: 'price_1', name: 'Google 20', price: 140, domains: 20, google: { mailbox: 40 }, frequency: '/monthly' },
        { id: 'price_2', name: null, price: 150, domains: 3, microsoft: { mailbox: 75, domains: 3 } },
        { id: 'price_3', name: 'Both', price: 170, domains: 12, google: { mailbox: 20 }, microsoft: { mailbox: 50 } },
        { id: 'price_4', name: 'Neither', price: 1, domains: 1 },
      ],
    },
    list: 'packages',
    parsed: [
      { priceId: 'price_1', name: 'Google 20', price: 140, domains: 20, provider: 'google', mailboxes: 40 },
      { priceId: 'price_2', name: 'price_2', price: 150, domains: 3, provider: 'outlook', mailboxes: 75 },
    ],
  },
  {
    name: 'pendingForms',
    ask: (vendor, urgency) => vendor.pendingForms(WORKSPACE, urgency),
    request: { method: 'GET', path: '/pending-forms', query: inWorkspace },
    answer: {
      total: 9,
      forms: [
        {
          payment_id: 'recPaid',
          uuid: 'form-1',
          description: 'Example + Domains: 2',
          data: { quantity: 1, domains_required: 2, domains: ['Paid.com', 'paid-too.com'] },
        },
        { payment_id: 'recBare', uuid: 'form-2', description: null, data: null },
        { payment_id: null, uuid: 'form-3', data: { domains_required: 'two' } },
        { uuid: { odd: true } },
      ],
    },
    list: 'forms',
    parsed: [
      {
        uuid: 'form-1',
        vendorOrderId: 'recPaid',
        description: 'Example + Domains: 2',
        count: 2,
        names: ['paid.com', 'paid-too.com'],
      },
      { uuid: 'form-2', vendorOrderId: 'recBare', description: '', count: null, names: [] },
      { uuid: 'form-3', vendorOrderId: null, description: '', count: null, names: [] },
      { uuid: null, vendorOrderId: null, description: '', count: null, names: [] },
    ],
  },
  {
    name: 'calculate',
    ask: (vendor, urgency) => vendor.calculate(WORKSPACE, 'google', 200, urgency),
    request: {
      method: 'POST',
      path: '/calculate-package',
      query: inWorkspace,
      body: { volume: 200, period: 'day', providers: ['google'], tier: 'max' },
    },
    answer: { data: BREAKDOWN },
    list: 'providerBreakdown',
    parsed: ROW,
  },
  {
    name: 'orders',
    ask: (vendor, urgency) => vendor.orders(WORKSPACE, urgency),
    request: { method: 'GET', path: '/orders', query: inWorkspace },
    answer: {
      total: 9,
      payments: [
        {
          id: 'rec1',
          amount: 18.75,
          status: 'Active',
          description: '5 * SMTP',
          created_at: '2026-11-23T12:00:00.000Z',
        },
      ],
    },
    list: 'payments',
    parsed: [
      {
        id: 'rec1',
        amountCents: 1_875,
        status: 'Active',
        createdAt: new Date('2026-11-23T12:00:00.000Z'),
        description: '5 * SMTP',
      },
    ],
  },
  {
    name: 'orderDetails',
    ask: (vendor, urgency) => vendor.orderDetails(WORKSPACE, 'rec/1 ?', urgency),
    request: { method: 'GET', path: '/orders/rec%2F1%20%3F', query: inWorkspace },
    answer: {
      ...DETAILS,
      created_at: '2026-11-23T12:00:00.000Z',
      packages: [{ type: 'Google', domains: [{ name: 'A.com' }, { name: 'b.com' }] }, { domains: [{ name: 'c.com' }] }],
    },
    list: 'packages',
    isListNeeded: false,
    parsed: {
      id: 'rec1',
      tag: 'acme-7f3k2q',
      carriesTag: true,
      amountCents: 1_400,
      status: 'Active',
      createdAt: new Date('2026-11-23T12:00:00.000Z'),
      domainNames: ['a.com', 'b.com', 'c.com'],
    },
  },
  {
    name: 'domains',
    ask: (vendor, urgency) => vendor.domains(WORKSPACE, urgency),
    request: { method: 'GET', path: '/domains', query: inWorkspace },
    answer: {
      domains: [
        { id: 'recDom1', domain: 'A.com', status: 'Active', payment_id: 'rec1', total_mailboxes: 2 },
        { id: 'recDom2', domain: 'b.com', status: null, payment_id: '' },
      ],
    },
    list: 'domains',
    parsed: [
      { id: 'recDom1', name: 'a.com', status: 'Active', orderId: 'rec1', totalMailboxes: 2 },
      { id: 'recDom2', name: 'b.com', status: '', orderId: null, totalMailboxes: null },
    ],
  },
  {
    name: 'domainList',
    ask: (vendor, urgency) => vendor.domainList(WORKSPACE, urgency),
    request: { method: 'GET', path: '/domains', query: inWorkspace },
    answer: {
      domains: [
        { id: 'recDom1', domain: 'A.com', status: 'Active', order_type: 'Microsoft', tag: 'acme-7f3k2q' },
        { id: 'recDom2', domain: 'b.com', status: 'Active', order_type: 'carrier pigeon', tag: '' },
        { uuid: 'recDom3' },
      ],
    },
    list: 'domains',
    parsed: {
      rows: [
        {
          ...{ id: 'recDom1', name: 'a.com', status: 'Active', orderId: null, totalMailboxes: null },
          ...{ provider: 'outlook', tag: 'acme-7f3k2q' },
        },
        { id: 'recDom2', name: 'b.com', status: 'Active', orderId: null, totalMailboxes: null },
      ],
      unreadable: 1,
    },
  },
  {
    name: 'mailboxes',
    ask: (vendor, urgency) => vendor.mailboxes(WORKSPACE, 'rec/1', urgency),
    request: { method: 'GET', path: '/mailboxes/rec%2F1', query: inWorkspace },
    answer: { mailboxes: [{ email: 'ada@a.com', status: 'Active', alias: 'ada' }, { first_name: 'Ben' }] },
    list: 'mailboxes',
    isListNeeded: false,
    parsed: [
      { email: 'ada@a.com', status: 'Active', alias: 'ada' },
      { email: null, status: '', sender: { firstName: 'Ben', lastName: '' } },
    ],
  },
];

describe.each(READS)('$name', ({ ask, request, answer, list, parsed, isListNeeded = true }) => {
  test('asks as the contract says, with the key, and reads the answer', async () => {
    server.play(json(200, answer));
    const { vendor, turns } = connect();
    expect(await ask(vendor, 'person')).toEqual(parsed);
    expect(server.received).toMatchObject([
      {
        ...request,
        path: `/api/v1${request.path}`,
        headers: { authorization: `Bearer ${VENDOR_KEY}`, accept: 'application/json' },
      },
    ]);
    expect(server.received[0]?.query).toEqual(request.query);
    expect(server.received[0]?.body).toEqual(request.body);
    expect(turns).toEqual(['ordinary for person']);
  });

  const withoutList: [string, Behaviour][] = [
    ['an empty object', json(200, {})],
    ['an object where the list belongs', json(200, { ...DETAILS, [list]: {} })],
    ['null where the list belongs', json(200, { ...DETAILS, [list]: null })],
    ['a list of something else', json(200, { ...DETAILS, [list]: [7] })],
  ];
  test.each<[string, Behaviour]>([
    ...(isListNeeded ? withoutList : []),
    ['null', json(200, null)],
    ['a text', json(200, 'Active')],
    ['a page', text(200, '<html>Welcome</html>')],
    ['nothing', text(204, '')],
  ])('an answer that is %s is a fault, and not asked for again', async (_, behaviour) => {
    server.play(behaviour);
    const { vendor, delaysMs } = connect();
    await expect(ask(vendor, 'background')).rejects.toMatchObject({ code: 'vendor_fault' });
    expect(server.received).toHaveLength(1);
    expect(delaysMs).toEqual([]);
  });
});

test.each(READS.filter(({ parsed }) => Array.isArray(parsed)))(
  'an empty list of $name is empty',
  async ({ ask, list }) => {
    server.play(json(200, { [list]: [] }));
    expect(await ask(connect().vendor, 'person')).toEqual([]);
  },
);

test('an order may have no packages yet, no tag and no amount', async () => {
  server.play(json(200, { id: 'rec1', status: 'Active', tag: null, packages: [] }));
  const absent = { tag: null, amountCents: null, createdAt: null, domainNames: [] };
  const details = { id: 'rec1', status: 'Active', carriesTag: true, ...absent };
  expect(await connect().vendor.orderDetails(WORKSPACE, 'rec1', 'person')).toEqual(details);
});

test('details without an id are a fault: they may be of any order', async () => {
  server.play(json(200, {}));
  const asked = connect().vendor.orderDetails(WORKSPACE, 'rec1', 'person');
  await expect(asked).rejects.toMatchObject({ code: 'vendor_fault' });
});

test('a base address may end in a slash', async () => {
  server.play(json(200, []));
  await connect({ baseUrl: `${server.url}/api/v1//` }).vendor.workspaces('person');
  expect(server.received).toMatchObject([{ path: '/api/v1/organizations' }]);
});

describe('workspaces', () => {
  const rows = [{ id: 'rec1', name: 'Northwind' }];
  test.each([[{ organizations: rows }], [{ workspaces: rows }], [rows]])('are read from %j', async (answer) => {
    server.play(json(200, answer));
    expect(await connect().vendor.workspaces('person')).toEqual(rows);
  });

  test('are looked for at the new path when the old one is gone', async () => {
    server.play(json(404, { error: 'Not found' }), json(200, { workspaces: rows }));
    expect(await connect().vendor.workspaces('person')).toEqual(rows);
    expect(server.received.map(({ path }) => path)).toEqual(['/api/v1/organizations', '/api/v1/workspaces']);
  });

  test.each([[400], [401]])('are not looked for elsewhere after %d', async (status) => {
    server.play(json(status, { error: 'No' }));
    await expect(connect().vendor.workspaces('person')).rejects.toMatchObject({ code: 'vendor_refused', status });
    expect(server.received).toHaveLength(1);
  });
});

describe('a calculation', () => {
  const { provider: _, ...nameless } = ROW;
  const outlook = { ...ROW, provider: 'outlook', totalPrice: 50 };
  test.each<[string, object]>([
    ['in data', { data: BREAKDOWN }],
    ['alone', BREAKDOWN],
    ['of a single row without a name', { providerBreakdown: [nameless] }],
    ['among others', { providerBreakdown: [outlook, ROW] }],
  ])('is read %s', async (_, answer) => {
    server.play(json(200, answer));
    expect(await connect().vendor.calculate(WORKSPACE, 'google', 200, 'person')).toEqual(ROW);
  });

  test.each<[string, object]>([
    ['of another provider', { providerBreakdown: [outlook] }],
    ['of several rows without names', { providerBreakdown: [nameless, nameless] }],
    ['of nothing in data', { data: {} }],
    ['of no rows', { providerBreakdown: [] }],
    ['without a price', { providerBreakdown: [{ ...ROW, totalPrice: undefined }] }],
    ['of no domains', { providerBreakdown: [{ ...ROW, requiredDomains: 0 }] }],
  ])('%s is a fault', async (_, answer) => {
    server.play(json(200, answer));
    const asked = connect().vendor.calculate(WORKSPACE, 'google', 200, 'person');
    await expect(asked).rejects.toMatchObject({ code: 'vendor_fault' });
  });
});

describe('a refusal', () => {
  test.each([[401], [403]])('%d says how to fix it', async (status) => {
    server.play(json(status, { message: 'Unauthorized' }));
    await expect(connect().vendor.orders(WORKSPACE, 'background')).rejects.toMatchObject({
      code: 'vendor_refused',
      status,
      userMessage: 'ScaledMail refuses the API key. Who runs this app has to renew it (SCALEDMAIL_API_KEY).',
    });
    expect(server.received).toHaveLength(1);
  });

  test.each([[400], [404], [409], [422]])('%d is told in the words of the vendor', async (status) => {
    server.play(json(status, { error: 'Invalid organization_id' }));
    await expect(connect().vendor.orders(WORKSPACE, 'background')).rejects.toMatchObject({
      code: 'vendor_refused',
      status,
      userMessage: 'ScaledMail says: Invalid organization_id',
    });
    expect(server.received).toHaveLength(1);
  });
});
