import { describe, expect, test } from '@jest/globals';
import type { Vendor } from '../../../src/service/ports/vendor.ts';
import { connectTo, json, text, useScriptedServer } from '../../support/servers/scripted-server.ts';

const server = useScriptedServer();
const WORKSPACE = 'recNorthwind';

/** What a read makes of an answer, and what it logs beside. */
async function read<Value>(ask: (vendor: Vendor) => Promise<Value>, answer: object | string) {
  server.play(typeof answer === 'string' ? text(200, answer) : json(200, answer));
  const { vendor, logged } = connectTo(server.url);
  return { value: await ask(vendor), logged };
}

const ours = { id: 'recOurs', amount: 14, status: 'Active', created_at: '2026-11-23T12:00:00Z' };
const oursRead = { id: 'recOurs', amountCents: 1_400, status: 'Active', createdAt: new Date('2026-11-23T12:00:00Z') };

describe('a row of somebody else’s order with an odd', () => {
  const orders = (payments: unknown) => read((vendor) => vendor.orders(WORKSPACE, 'background'), { payments });
  const blank = { id: 'recElse', amountCents: null, status: '', createdAt: null };
  test.each<[string, object, object]>([
    ['amount: none', { id: 'recElse' }, blank],
    ['amount: null', { id: 'recElse', amount: null }, blank],
    ['amount below zero', { id: 'recElse', amount: -80 }, blank],
    ['amount that is a text', { id: 'recElse', amount: '80.00' }, blank],
    ['amount that is an object', { id: 'recElse', amount: { value: 80 } }, blank],
    ['status: null', { id: 'recElse', status: null }, blank],
    ['status that is a number', { id: 'recElse', status: 3 }, blank],
    ['status that nobody knows', { id: 'recElse', status: 'Past due' }, { ...blank, status: 'Past due' }],
    ['date', { id: 'recElse', created_at: 'yesterday' }, blank],
    ['id that is a number', { id: 7 }, { ...blank, id: '7' }],
  ])('%s is read as far as it can be', async (_, odd, value) => {
    const answer = await orders([odd, ours]);
    expect(answer.value).toEqual([value, oursRead]);
    expect(answer.logged).toEqual([]);
  });

  test('amount that no number holds', async () => {
    const answer = '{"payments":[{"id":"recElse","amount":1e400},{"id":"recOther","amount":-1e400}]}';
    const { value } = await read((vendor) => vendor.orders(WORKSPACE, 'background'), answer);
    expect(value).toEqual([blank, { ...blank, id: 'recOther' }]);
  });

  test.each<[string, unknown]>([
    ['id: none', { amount: 80, status: 'Active' }],
    ['id: null', { id: null, amount: 80 }],
    ['id that is empty', { id: '' }],
    ['id that no number holds exactly', { id: 2 ** 60 }],
    ['id that is an object', { id: { value: 'recElse' } }],
    ['kind: null', null],
    ['kind: a text', 'recElse'],
    ['kind: a list', ['recElse']],
  ])('%s stays an order, of which nobody knows the number, and is counted in the log', async (_, odd) => {
    const answer = await orders([odd, ours, odd]);
    const nameless = { ...blank, id: null };
    expect(answer.value).toEqual([nameless, oursRead, nameless]);
    expect(answer.logged).toMatchObject([{ operation: 'getOrders', leftOut: 2 }]);
  });

  test('id keeps its moment, so that an old one stands in nobody’s way', async () => {
    const { value } = await orders([{ ...ours, id: null }, ours]);
    expect(value).toEqual([{ ...blank, id: null, createdAt: oursRead.createdAt }, oursRead]);
  });
});

test('numbers in place of ids are ids, wherever the vendor writes them', async () => {
  const order = await read((vendor) => vendor.orderDetails(WORKSPACE, '7', 'background'), { id: 7 });
  expect(order.value).toMatchObject({ id: '7' });
  const row = { id: 8, domain: 'a.com', status: 'Active', payment_id: 7 };
  const domains = await read((vendor) => vendor.domains(WORKSPACE, 'background'), { domains: [row] });
  expect(domains.value).toMatchObject([{ id: '8', orderId: '7' }]);
  const workspaces = await read((vendor) => vendor.workspaces('background'), { organizations: [{ id: 9 }] });
  expect(workspaces.value).toEqual([{ id: '9', name: '9' }]);
});

describe('odd details of an order: its', () => {
  const details = (overrides: object) =>
    read((vendor) => vendor.orderDetails(WORKSPACE, 'recElse', 'background'), {
      id: 'recElse',
      amount: 14,
      tag: 'acme-7f3k2q',
      status: 'Active',
      created_at: '2026-11-23T12:00:00Z',
      packages: [{ domains: [{ name: 'A.com' }] }],
      ...overrides,
    });
  const whole = {
    id: 'recElse',
    amountCents: 1_400,
    tag: 'acme-7f3k2q',
    carriesTag: true,
    status: 'Active',
    createdAt: new Date('2026-11-23T12:00:00Z'),
    domainNames: ['a.com'],
  };

  test.each<[string, object, object]>([
    ['packages are null', { packages: null }, { domainNames: [] }],
    ['packages are an object', { packages: {} }, { domainNames: [] }],
    ['packages are a text', { packages: 'google' }, { domainNames: [] }],
    ['packages are missing', { packages: undefined }, { domainNames: [] }],
    ['one package is odd', { packages: [7, null, { domains: [{ name: 'b.com' }] }] }, { domainNames: ['b.com'] }],
    ['package has no domains', { packages: [{ domains: null }, { domains: 'b.com' }, {}] }, { domainNames: [] }],
    [
      'domain has no name',
      { packages: [{ domains: [null, {}, { name: null }, { name: 7 }, { name: 'b.com' }] }] },
      { domainNames: ['b.com'] },
    ],
    ['tag is empty', { tag: '' }, { tag: '' }],
    ['tag is null', { tag: null }, { tag: null }],
    ['tag is not even a field', { tag: undefined }, { tag: null, carriesTag: false }],
    ['tag is a number', { tag: 7 }, { tag: null }],
    ['tag is an object', { tag: { name: 'acme-7f3k2q' } }, { tag: null }],
    ['amount is null', { amount: null }, { amountCents: null }],
    ['amount is a text', { amount: '14' }, { amountCents: null }],
    ['amount is below zero', { amount: -1 }, { amountCents: null }],
    ['date is missing', { created_at: undefined }, { createdAt: null }],
    ['date is null', { created_at: null }, { createdAt: null }],
    ['date cannot be read', { created_at: 'yesterday' }, { createdAt: null }],
    ['status is null', { status: null }, { status: '' }],
    ['status is missing', { status: undefined }, { status: '' }],
  ])('%s', async (_, odd, value) => {
    expect((await details(odd)).value).toEqual({ ...whole, ...value });
  });
});

describe('an odd row among domains', () => {
  const domains = (rows: unknown) => read((vendor) => vendor.domains(WORKSPACE, 'background'), { domains: rows });
  const blank = { id: 'recDom2', name: 'b.com', status: '', orderId: null, totalMailboxes: null };
  const ourDomain = { id: 'recDom1', domain: 'A.com', status: 'Active', payment_id: 'recOurs', total_mailboxes: 2 };
  const ourDomainRead = { id: 'recDom1', name: 'a.com', status: 'Active', orderId: 'recOurs', totalMailboxes: 2 };

  test.each<[string, object]>([
    ['status', { status: { word: 'Active' } }],
    ['order', { payment_id: [7] }],
    ['number of mailboxes', { total_mailboxes: '2' }],
    ['number of mailboxes, no whole one', { total_mailboxes: 1.5 }],
  ])('is read without its %s', async (_, odd) => {
    const answer = await domains([{ id: 'recDom2', domain: 'b.com', ...odd }, ourDomain]);
    expect(answer.value).toEqual([blank, ourDomainRead]);
  });

  test.each([[null], [7], [{ id: 'recDom2' }], [{ domain: 'b.com' }], [{ id: 'recDom2', domain: null }]])(
    '%j is left out, and counted in the log',
    async (odd) => {
      const answer = await domains([odd, ourDomain]);
      expect(answer.value).toEqual([ourDomainRead]);
      expect(answer.logged).toMatchObject([{ operation: 'getDomains', leftOut: 1 }]);
    },
  );
});

test('odd rows among purchased names are left out, and what may be in use is not offered', async () => {
  const rows = [
    null,
    { domain: null },
    { domain: 'used.com', domain_id: 7 },
    { domain: 'also-used.com', domain_id: { id: 'recDom1' } },
    { domain: 'Free.com' },
  ];
  const { value, logged } = await read((vendor) => vendor.unusedPurchasedDomains(WORKSPACE, 'person'), {
    domains: rows,
  });
  expect(value).toEqual(['free.com']);
  expect(logged).toMatchObject([{ operation: 'getPurchasedDomains', leftOut: 2 }]);
});

test.each(['organizations', 'workspaces'])(
  'odd rows among %s are left out, and one without a name has its id',
  async (key) => {
    const rows = [
      null,
      { name: 'Nobody' },
      { id: 'rec2', name: 7 },
      { id: 'rec3', name: null },
      { id: 'rec1', name: 'N' },
    ];
    const { value, logged } = await read((vendor) => vendor.workspaces('person'), { [key]: rows });
    expect(value).toEqual([
      { id: 'rec2', name: 'rec2' },
      { id: 'rec3', name: 'rec3' },
      { id: 'rec1', name: 'N' },
    ]);
    expect(logged).toMatchObject([{ operation: 'getWorkspaces', leftOut: 2 }]);
  },
);

describe('mailboxes', () => {
  const mailboxes = (answer: object) => read((vendor) => vendor.mailboxes(WORKSPACE, 'recDom1', 'background'), answer);

  test.each([[{ mailboxes: null }], [{}], [{ mailboxes: 'none' }], [{ mailboxes: {} }], [{ mailboxes: [7] }]])(
    '%j says nothing about them',
    async (answer) => {
      expect((await mailboxes(answer)).value).toBeNull();
    },
  );

  test('that are odd are read as far as they can be', async () => {
    const { value, logged } = await mailboxes({ mailboxes: [{ email: 7, status: null }, null, { email: 'a@b.com' }] });
    expect(value).toEqual([
      { email: null, status: '' },
      { email: 'a@b.com', status: '' },
    ]);
    expect(logged).toMatchObject([{ operation: 'getMailboxes', leftOut: 1 }]);
  });
});

describe('a list in which nothing can be read is a fault, never an empty list', () => {
  test.each<[string, (vendor: Vendor) => Promise<unknown>, object]>([
    ['orders', (vendor) => vendor.orders(WORKSPACE, 'background'), { payments: [{ payment: 'rec1' }, null] }],
    ['domains', (vendor) => vendor.domains(WORKSPACE, 'background'), { domains: [{ uuid: '1', name: 'a.com' }] }],
    ['purchased', (vendor) => vendor.unusedPurchasedDomains(WORKSPACE, 'background'), { domains: [{ name: 'a.com' }] }],
    ['workspaces', (vendor) => vendor.workspaces('background'), { organizations: [{ uuid: '1' }] }],
  ])('%s', async (_, ask, answer) => {
    await expect(read(ask, answer)).rejects.toMatchObject({ code: 'vendor_fault' });
  });
});
