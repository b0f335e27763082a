import { describe, expect, test } from '@jest/globals';
import { scaledMailClient } from '../../../src/scaledmail/client.ts';
import { VendorFault } from '../../../src/service/errors.ts';
import { anInbox, aPrewarmed } from '../../support/prewarmed.ts';
import { recordingDeps } from '../../support/servers/scripted-server.ts';
import { anApprovedPrewarmed, aWarrant } from '../../support/warrants.ts';
import { API_KEY, NORTHWIND, useVendor } from '../local-scaledmail/support.ts';

const sandbox = useVendor();
const NOW = new Date('2026-11-02T09:00:00.000Z');
const FIRST = anInbox({ id: 'recWarm000000001', name: 'brightledger.com' });

function connect() {
  const { deps, recordings } = recordingDeps(sandbox.vendor.apiUrl, NOW, { apiKey: API_KEY });
  return { vendor: scaledMailClient(deps), ...recordings };
}

/** Makes the paid call of an order of these items. */
const buy = (inboxes = [FIRST]) =>
  connect().vendor.carryOut(
    aWarrant(anApprovedPrewarmed(aPrewarmed({ workspace: { id: NORTHWIND, name: 'Northwind Outbound' }, inboxes })), {
      now: NOW,
    }),
  );

describe('the stock', () => {
  test('is read with prices as they are written', async () => {
    const stock = await connect().vendor.prewarmedStock(NORTHWIND, 'person');
    expect(stock).toHaveLength(12);
    expect(stock[0]).toEqual({
      id: 'recWarm000000001',
      name: 'brightledger.com',
      provider: 'google',
      months: 2,
      mailboxes: 2,
      oncePrice: 20,
      monthPrice: 8,
    });
  });

  test('is read without the rows that make no sense, but for one whose price nobody can judge here', async () => {
    sandbox.vendor.settings({ hasOddRows: true });
    const names = (await connect().vendor.prewarmedStock(NORTHWIND, 'person')).map(({ name }) => name);
    expect(names).toHaveLength(14);
    expect(names).toContain('odd-price-google.example');
    expect(names).not.toContain('unpriced-google.example');
    expect(names).not.toContain('empty-outlook.example');
  });

  test('is without what others bought', async () => {
    sandbox.vendor.settings({ soldStock: ['recWarm000000001'] });
    expect(await connect().vendor.prewarmedStock(NORTHWIND, 'person')).toHaveLength(11);
  });

  test.each(['empty_object', 'not_json'] as const)('is no empty one when the answer is %s', async (kind) => {
    sandbox.vendor.arm([{ operationId: 'getPreWarmInboxes', kind, times: 9 }]);
    await expect(connect().vendor.prewarmedStock(NORTHWIND, 'person')).rejects.toThrow(VendorFault);
  });
});

describe('buying', () => {
  test('charges what is paid once and the first month, under our tag', async () => {
    expect(await buy()).toEqual({ type: 'confirmed', vendorOrderId: null });
    expect(sandbox.vendor.state().charges).toMatchObject([{ amountCents: 2_800, tag: 'acme-7f3k2q', succeeded: true }]);
    expect(sandbox.vendor.state().orders.at(-1)).toMatchObject({ amountCents: 800 });
  });

  test('is refused whole when one item is not in stock any more', async () => {
    sandbox.vendor.settings({ soldStock: ['recWarm000000002'] });
    const second = anInbox({ id: 'recWarm000000002', name: 'quietharbour.com' });
    expect(await buy([FIRST, second])).toMatchObject({ type: 'rejected' });
    expect(sandbox.vendor.state().charges).toEqual([]);
  });

  test('an item again is refused', async () => {
    await buy();
    expect(await buy()).toMatchObject({ type: 'rejected' });
    expect(sandbox.vendor.state().charges).toHaveLength(1);
  });

  test.each([
    ['charge_fails_after_creation', 'not_charged'],
    ['act_then_500', 'server_error'],
    ['not_json', 'unfamiliar'],
    ['act_then_drop', 'no_answer'],
    ['rate_limited', 'not_sent'],
  ] as const)('answered as by %s is %s', async (kind, type) => {
    sandbox.vendor.arm([{ operationId: 'buyPreWarmInboxes', kind, times: 1 }]);
    expect(await buy()).toMatchObject({ type });
  });
});
