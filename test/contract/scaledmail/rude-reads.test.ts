import { describe, expect, test } from '@jest/globals';
import type { VendorSettings } from '../../../sandbox/scaledmail/http/protocol.ts';
import { scaledMailClient } from '../../../src/scaledmail/client.ts';
import { mailboxCount } from '../../../src/service/placing/mailbox-count.ts';
import { aCancelWarrant } from '../../support/servers/cancel-call.ts';
import { recordingDeps } from '../../support/servers/scripted-server.ts';
import { API_KEY, customOrder, NORTHWIND, send, TWO_GOOGLE, useVendor } from '../local-scaledmail/support.ts';

const NOW = new Date('2026-11-02T09:00:00.000Z');
const sandbox = useVendor();

const connect = () => scaledMailClient(recordingDeps(sandbox.vendor.apiUrl, NOW, { apiKey: API_KEY }).deps);

/** An order at the stand-in. */
async function ordered() {
  await send(sandbox.vendor, customOrder());
  return sandbox.vendor.state().orders.at(-1)?.id ?? '';
}

describe('the clock of the vendor', () => {
  test('is not known before it was asked for anything', () => {
    expect(connect().clockOffsetMs()).toBeNull();
  });

  test.each([0, 600_000, -600_000])('is %i ms off, to a second, as any answer tells', async (clockOffsetMs) => {
    sandbox.vendor.settings({ clockOffsetMs });
    const vendor = connect();
    await vendor.orders(NORTHWIND, 'person');
    expect(Math.abs((vendor.clockOffsetMs() ?? Number.NaN) - clockOffsetMs)).toBeLessThanOrEqual(1_000);
    const created = (await vendor.orderDetails(NORTHWIND, await ordered(), 'person')).createdAt;
    expect(created).toEqual(new Date(NOW.getTime() + clockOffsetMs));
  });

  test('is told by a refusal too, and read anew by each answer', async () => {
    const vendor = connect();
    await expect(vendor.orders('recNowhere', 'person')).rejects.toMatchObject({ code: 'vendor_refused' });
    expect(vendor.clockOffsetMs()).toBe(500);
    sandbox.vendor.settings({ clockOffsetMs: 60_000 });
    await vendor.orders(NORTHWIND, 'person');
    expect(vendor.clockOffsetMs()).toBe(60_500);
  });
});

test.each<[VendorSettings['tagInDetails'], object]>([
  ['shown', { tag: TWO_GOOGLE.tag, carriesTag: true }],
  ['empty', { tag: '', carriesTag: true }],
  ['null', { tag: null, carriesTag: true }],
  ['absent', { tag: null, carriesTag: false }],
])('a tag that is %s in details is told from the others', async (tagInDetails, read) => {
  sandbox.vendor.settings({ tagInDetails });
  expect(await connect().orderDetails(NORTHWIND, await ordered(), 'person')).toMatchObject(read);
});

test('orders without a date, with an unknown word and another amount are read all the same', async () => {
  const id = await ordered();
  sandbox.vendor.settings({ hasCreationDates: false, statusWords: { [id]: 'Pending Cancellation' } });
  sandbox.vendor.changeAmount(id, 1_650);
  const read = { id, createdAt: null, status: 'Pending Cancellation', amountCents: 1_650 };
  const vendor = connect();
  expect((await vendor.orders(NORTHWIND, 'person'))[0]).toMatchObject(read);
  expect(await vendor.orderDetails(NORTHWIND, id, 'person')).toMatchObject(read);
});

test('how many mailboxes an order has is counted by its domains, as long as they are shown', async () => {
  const id = await ordered();
  const vendor = connect();
  expect(mailboxCount(id, await vendor.domains(NORTHWIND, 'person'))).toBe(4);
  await vendor.carryOut(aCancelWarrant({ workspaceId: NORTHWIND, vendorOrderId: id }, NOW));
  expect(mailboxCount(id, await vendor.domains(NORTHWIND, 'person'))).toBeNull();
});
