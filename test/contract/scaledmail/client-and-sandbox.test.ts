import { describe, expect, test } from '@jest/globals';
import { scaledMailClient } from '../../../src/scaledmail/client.ts';
import { type CallOutcome, isNumbered, type Vendor } from '../../../src/service/ports/vendor.ts';
import { aDomain, aPurchase } from '../../support/builders.ts';
import { recordingDeps } from '../../support/servers/scripted-server.ts';
import { anApprovedOrder, aWarrant } from '../../support/warrants.ts';
import { API_KEY, CONTOSO, NORTHWIND, useVendor } from '../local-scaledmail/support.ts';

const DAY_MS = 24 * 60 * 60 * 1_000;
const sandbox = useVendor();
const workspace = { id: NORTHWIND, name: 'Northwind Outbound' };
const TAG = 'acme-7f3k2q';

const NOW = new Date('2026-11-02T09:00:00.000Z');

function connect() {
  const { deps, recordings } = recordingDeps(sandbox.vendor.apiUrl, NOW, { apiKey: API_KEY });
  return { vendor: scaledMailClient(deps), ...recordings };
}

const TWO_NAMES = [aDomain('getnorthwind.com'), aDomain('trynorthwind.com', { redirect: 'https://northwind.com' })];

/** Makes the paid call of an order of these domains. */
function place(vendor: Vendor, domains = TWO_NAMES): Promise<CallOutcome> {
  const purchase = aPurchase({ workspace, lines: [{ provider: 'google', domains }] });
  return vendor.carryOut(aWarrant(anApprovedOrder({ purchase }), { now: NOW }));
}

/** The vendor's order with our tag, looked for as a lost order is: the list, then the details of each row. */
async function foundByTag(vendor: Vendor) {
  const rows = await vendor.orders(NORTHWIND, 'background');
  const details = await Promise.all(
    rows.filter(isNumbered).map(({ id }) => vendor.orderDetails(NORTHWIND, id, 'background')),
  );
  return details.filter(({ tag }) => tag === TAG);
}

describe('every operation is read from the sandbox', () => {
  test.each(['/organizations', '/workspaces'] as const)('workspaces, served at %s', async (workspacesPath) => {
    sandbox.vendor.settings({ workspacesPath });
    expect(await connect().vendor.workspaces('person')).toEqual([
      { id: NORTHWIND, name: 'Northwind Outbound' },
      { id: CONTOSO, name: 'Contoso Growth' },
    ]);
  });

  test('purchased names that no order uses', async () => {
    const names = await connect().vendor.unusedPurchasedDomains(NORTHWIND, 'person');
    expect(names).toContain('getnorthwind.com');
    expect(names).not.toContain('northwindmail.com');
  });

  test('purchased names, those that an order uses too', async () => {
    const names = await connect().vendor.purchasedDomains(NORTHWIND, 'person');
    expect(names).toEqual(expect.arrayContaining(['getnorthwind.com', 'northwindmail.com']));
  });

  test.each([{ wrapInData: true }, { wrapInData: false }])('a calculation with %j', async (settings) => {
    sandbox.vendor.settings(settings);
    const { vendor } = connect();
    expect(await vendor.calculate(NORTHWIND, 'google', 200, 'person')).toEqual({
      provider: 'google',
      requiredDomains: 4,
      requiredMailboxes: 8,
      totalPrice: 28,
    });
    expect(await vendor.calculate(NORTHWIND, 'smtp', 80, 'person')).toMatchObject({
      requiredDomains: 2,
      totalPrice: 7.5,
    });
  });

  test('orders, details, domains and mailboxes', async () => {
    const { vendor } = connect();
    const names = ['northwindmail.com', 'northwindoutbound.com', 'northwindteam.com'];
    const orders = await vendor.orders(NORTHWIND, 'person');
    expect(orders).toEqual([
      {
        ...{ id: expect.any(String), amountCents: 2_100, status: 'Active', description: '3 * Custom - Google' },
        createdAt: new Date('2026-09-03T09:00:00.000Z'),
      },
    ]);
    const id = orders[0]?.id ?? '';
    const details = await vendor.orderDetails(NORTHWIND, id, 'person');
    expect(details).toMatchObject({ id, tag: 'first-steps', amountCents: 2_100, status: 'Active' });
    expect([...details.domainNames].sort()).toEqual(names);
    const domains = await vendor.domains(NORTHWIND, 'person');
    expect(domains.map(({ name }) => name).sort()).toEqual(names);
    expect(domains[0]).toMatchObject({ status: 'Active', orderId: id, totalMailboxes: 2 });
    expect(await vendor.mailboxes(NORTHWIND, domains[0]?.id ?? '', 'person')).toMatchObject([
      { email: expect.stringMatching(/@northwind/), status: 'Active' },
      { status: 'Active' },
    ]);
  });

  test('but mailboxes of another workspace are not named, and unknown ones refused', async () => {
    const { vendor } = connect();
    const [domain] = await vendor.domains(NORTHWIND, 'person');
    expect(await vendor.mailboxes(CONTOSO, domain?.id ?? '', 'person')).toBeNull();
    await expect(vendor.mailboxes(NORTHWIND, 'recNone', 'person')).rejects.toMatchObject({ status: 404 });
    await expect(vendor.orders('recNone', 'person')).rejects.toMatchObject({
      userMessage: 'ScaledMail says: Invalid organization_id',
    });
  });
});

describe('an order', () => {
  test('is placed once, found by its tag, and its progress followed to the end', async () => {
    const { vendor } = connect();
    expect(await place(vendor)).toEqual({ type: 'confirmed', vendorOrderId: null });
    const [order, ...others] = await foundByTag(vendor);
    expect(others).toEqual([]);
    expect(order).toMatchObject({
      amountCents: 1_400,
      status: 'Active',
      domainNames: ['getnorthwind.com', 'trynorthwind.com'],
    });
    expect(sandbox.vendor.state().charges).toMatchObject([{ tag: TAG, amountCents: 1_400, succeeded: true }]);

    const progress = async () => {
      const domains = await vendor.domains(NORTHWIND, 'background');
      const ours = domains.filter(({ orderId }) => orderId === order?.id);
      const mailboxes = await Promise.all(ours.map(({ id }) => vendor.mailboxes(NORTHWIND, id, 'background')));
      return ours.map(({ name, status }, index) => [
        name,
        status,
        ...(mailboxes[index] ?? []).map((each) => each.status),
      ]);
    };
    const waits = 'In Progress';
    expect(await progress()).toEqual([
      ['getnorthwind.com', waits, waits, waits],
      ['trynorthwind.com', waits, waits, waits],
    ]);
    sandbox.vendor.advance(1.5 * DAY_MS);
    expect(await progress()).toEqual([
      ['getnorthwind.com', 'Active', 'Active', 'Active'],
      ['trynorthwind.com', waits, 'Active', waits],
    ]);
    sandbox.vendor.advance(DAY_MS);
    expect(await progress()).toEqual([
      ['getnorthwind.com', 'Active', 'Active', 'Active'],
      ['trynorthwind.com', 'Active', 'Active', 'Active'],
    ]);
  });

  test('takes its names from those that are unused', async () => {
    const { vendor } = connect();
    await place(vendor);
    expect(await vendor.unusedPurchasedDomains(NORTHWIND, 'person')).not.toContain('getnorthwind.com');
  });

  test('is confirmed with its id when the vendor gives one', async () => {
    sandbox.vendor.settings({ spendAnswer: 'with_id' });
    const { vendor } = connect();
    const outcome = await place(vendor);
    const [order] = await foundByTag(vendor);
    expect(outcome).toEqual({ type: 'confirmed', vendorOrderId: order?.id });
  });

  test('that breaks a rule of the vendor is rejected, and nothing is made', async () => {
    const { vendor } = connect();
    expect(await place(vendor, [aDomain('not-ours.com')])).toMatchObject({ type: 'rejected' });
    expect(await foundByTag(vendor)).toEqual([]);
  });

  test.each([
    { kind: 'charge_fails_after_creation', type: 'not_charged', exists: true },
    { kind: 'act_then_time_out', type: 'no_answer', exists: true },
    { kind: 'act_then_500', type: 'server_error', exists: true },
    { kind: 'not_json', type: 'unfamiliar', exists: true },
    { kind: 'refuse_before_creation', type: 'rejected', exists: false },
    { kind: 'rate_limited', type: 'not_sent', exists: false },
    { kind: 'server_error', type: 'server_error', exists: false },
    { kind: 'drop', type: 'no_answer', exists: false },
  ] as const)('hit by $kind comes to $type, was sent once, and exists: $exists', async ({ kind, type, exists }) => {
    sandbox.vendor.arm([{ operationId: 'createCustomOrder', kind, times: 1, delayMs: 0 }]);
    const { vendor } = connect();
    expect(await place(vendor)).toMatchObject({ type });
    const spent = sandbox.vendor.state().requests.filter(({ effect }) => effect === 'spend');
    expect(spent).toHaveLength(1);
    expect(await foundByTag(vendor)).toHaveLength(exists ? 1 : 0);
  });
});

describe('a read of a vendor that misbehaves', () => {
  test.each([
    { kind: 'server_error', delays: [300] },
    { kind: 'drop', delays: [300] },
    { kind: 'slow', delays: [] },
  ] as const)('is answered in spite of $kind', async ({ kind, delays }) => {
    sandbox.vendor.arm([{ operationId: 'getOrders', kind, times: 1, delayMs: 0 }]);
    const { vendor, delaysMs } = connect();
    expect(await vendor.orders(NORTHWIND, 'person')).toHaveLength(1);
    expect(delaysMs).toEqual(delays);
  });

  test('waits as long as a 429 asks, for background work', async () => {
    sandbox.vendor.arm([{ operationId: 'getOrders', kind: 'rate_limited', times: 1 }]);
    const { vendor, delaysMs } = connect();
    expect(await vendor.orders(NORTHWIND, 'background')).toHaveLength(1);
    expect(delaysMs).toEqual([5_000]);
  });

  test.each(['not_json', 'empty_object'] as const)('is a fault after %s, never an empty list', async (kind) => {
    sandbox.vendor.arm([{ operationId: 'getDomains', kind, times: 1 }]);
    await expect(connect().vendor.domains(NORTHWIND, 'person')).rejects.toMatchObject({ code: 'vendor_fault' });
  });
});
