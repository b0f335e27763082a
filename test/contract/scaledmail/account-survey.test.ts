import { describe, expect, test } from '@jest/globals';
import { type AccountSurvey, surveyAccount } from '../../../src/scaledmail/account-survey.ts';
import { noon } from '../../support/builders.ts';
import { json, recordingDeps, useScriptedServer } from '../../support/servers/scripted-server.ts';
import { API_KEY, CONTOSO, customOrder, NORTHWIND, send, useVendor } from '../local-scaledmail/support.ts';

const sandbox = useVendor();
const survey = (workspaceIds: readonly string[] = [NORTHWIND]): Promise<AccountSurvey> =>
  surveyAccount(recordingDeps(sandbox.vendor.apiUrl, noon, { apiKey: API_KEY }).deps, workspaceIds);
const opened = () =>
  sandbox.vendor
    .state()
    .requests.filter(({ operationId }) => operationId === 'getOrderDetails')
    .map(({ path }) => path.replace(/^\/orders\/|\?.*$/g, ''));

describe('the survey of an account', () => {
  test('that is as the contract says finds nothing to tell, and only reads', async () => {
    await send(sandbox.vendor, customOrder());
    expect(await survey([NORTHWIND, CONTOSO])).toEqual({ orders: 4, undated: 0, opened: 3, untagged: 0, unknown: [] });
    expect(sandbox.vendor.state().requests.filter(({ effect }) => effect !== 'read')).toHaveLength(1);
  });

  test('opens the three newest orders of all workspaces', async () => {
    await send(sandbox.vendor, customOrder());
    const newest = sandbox.vendor.state().orders.at(-1)?.id;
    await survey([NORTHWIND, CONTOSO]);
    expect(opened()).toEqual([newest, `${CONTOSO}Form`, `${NORTHWIND}Old`]);
  });

  test('counts orders without a date, and opens them as well', async () => {
    sandbox.vendor.settings({ hasCreationDates: false });
    expect(await survey()).toMatchObject({ orders: 1, undated: 1, opened: 1 });
  });

  test.each([
    ['absent', 1],
    ['null', 0],
    ['empty', 0],
  ] as const)('counts details whose tag is %s: %i', async (tagInDetails, untagged) => {
    sandbox.vendor.settings({ tagInDetails });
    expect(await survey()).toMatchObject({ opened: 1, untagged });
  });

  test('names words that nobody knows, each once at each place', async () => {
    await send(sandbox.vendor, customOrder());
    const statusWords = Object.fromEntries(sandbox.vendor.state().orders.map(({ id }) => [id, 'Past Due']));
    sandbox.vendor.settings({ statusWords });
    expect((await survey()).unknown).toEqual([
      { kind: 'status', place: 'order rows', name: 'Past Due' },
      { kind: 'status', place: 'order details', name: 'Past Due' },
      { kind: 'status', place: 'packages of an order', name: 'Past Due' },
    ]);
  });

  test('passes over an order that is not shown, and odd rows', async () => {
    sandbox.vendor.settings({ hasOddRows: true });
    const fault = { operationId: 'getOrderDetails', kind: 'answers', times: 1 } as const;
    sandbox.vendor.arm([{ ...fault, answer: { status: 404, body: { error: 'Not found' }, after: 'nothing' } }]);
    expect(await survey()).toMatchObject({ orders: 4, undated: 1, opened: 2, unknown: [] });
  });

  test('throws what reads throw', async () => {
    sandbox.vendor.arm([{ operationId: 'getDomains', kind: 'empty_object', times: 1 }]);
    await expect(survey()).rejects.toMatchObject({ code: 'vendor_fault' });
    await expect(survey(['recNowhere'])).rejects.toMatchObject({ code: 'vendor_refused' });
  });
});

describe('answers of another kind', () => {
  const server = useScriptedServer();
  const surveyOf = async (row: object, domain: object, details: object) => {
    server.play(json(200, { payments: [row, 7] }), json(200, { domains: [domain, null] }), json(200, details));
    return surveyAccount(recordingDeps(`${server.url}/api/v1`, noon).deps, [NORTHWIND]);
  };

  test('are told by the names of their fields, and never by a value', async () => {
    const found = await surveyOf(
      { id: 'rec/1', created_at: '2026-11-23T12:00:00Z', status: ' ACTIVE ', coupon: 'secret-value' },
      { id: 'd', status: 'In Progress', [`long ${'x'.repeat(100)}`]: 'secret-value' },
      {
        tag: null,
        invoices: [{ paid_at: 'secret-value' }, 'secret-value'],
        addons: [{ sku: 'secret-value' }],
        current_items: [{ price: 7, status: 'Trial' }],
        packages: [
          { status: 'Canceled', seats: 7, domains: [{ status: '', dkim: 'secret-value' }] },
          { domains: null },
        ],
      },
    );
    expect(server.received.map(({ path }) => path.replace('/api/v1', ''))).toEqual([
      '/orders',
      '/domains',
      '/orders/rec%2F1',
    ]);
    expect(found).toMatchObject({ orders: 1, undated: 0, opened: 1, untagged: 0 });
    expect(found.unknown.map(({ kind, place, name }) => `${kind} ${name} in ${place}`)).toEqual([
      'field coupon in order rows',
      `field long ${'x'.repeat(35)} in rows of /domains`,
      'field seats in packages of an order',
      'field dkim in domains of a package',
      'field paid_at in invoices of an order',
      'field sku in add-ons of an order',
      'field price in current items of an order',
      'field status in current items of an order',
      'status Trial in current items of an order',
    ]);
    expect(JSON.stringify(found)).not.toContain('secret-value');
  });

  test('an order whose id is a number is opened', async () => {
    expect(await surveyOf({ id: 7, created_at: '2026-11-23T12:00:00Z' }, {}, {})).toMatchObject({ opened: 1 });
    expect(server.received.at(-1)?.path).toBe('/api/v1/orders/7');
  });

  test('an order without an id is counted, and not opened', async () => {
    expect(await surveyOf({ created_at: 'yesterday' }, {}, {})).toMatchObject({ orders: 1, undated: 1, opened: 0 });
    expect(server.received).toHaveLength(2);
  });
});
