import { describe, expect, test } from '@jest/globals';
import { VendorFault } from '../../../../../src/service/errors.ts';
import { lookForCancelled } from '../../../../../src/service/placing/looking/look-for-cancelled.ts';
import type { VendorOrderDetails, VendorOrderRow } from '../../../../../src/service/ports/vendor.ts';
import { anOrder } from '../../../../support/builders.ts';
import { aCancel, aNewCancel } from '../../../../support/warrants.ts';

const act = aCancel();
const { order } = aNewCancel(act);
const rowOf = (status: string, id = act.vendorOrderId): VendorOrderRow => ({
  id,
  status,
  amountCents: 1_400,
  createdAt: null,
});
const pageOf = (status: string): VendorOrderDetails => ({
  id: act.vendorOrderId,
  tag: null,
  carriesTag: true,
  amountCents: 1_400,
  status,
  createdAt: null,
  domainNames: act.names,
});
const never = () => Promise.reject(new Error('It is not asked'));
const look = (rows: readonly VendorOrderRow[], page: () => Promise<VendorOrderDetails>) =>
  lookForCancelled(
    {
      orders: async () => rows,
      details: never,
      page,
      domains: never,
      purchased: never,
      forms: never,
      mailboxes: never,
      workspaces: never,
    },
    order,
  );

const found = {
  type: 'found',
  event: { type: 'vendor_order_found', vendorOrderId: act.vendorOrderId, amountCents: 1_400, attempt: 1 },
};
const absent = (count: number) => ({ type: 'absent', unread: { count, odd: null, silent: null } });

describe('the vendor order that is to end', () => {
  test('is found cancelled by the list, and its page is not asked for', async () => {
    expect(await look([rowOf('Active', 'recOther'), rowOf('Cancelled')], never)).toEqual(found);
  });

  test('is found cancelled by its page, when the list is late', async () => {
    expect(await look([rowOf('Active')], async () => pageOf('Cancelled'))).toEqual(found);
  });

  test('runs when both say so', async () => {
    expect(await look([rowOf('Active')], async () => pageOf('Active'))).toEqual(absent(0));
  });

  test.each([
    ['the list does not have it', [rowOf('Cancelled', 'recOther')], 'Active'],
    ['the list says a word that nobody knows', [rowOf('Paused')], 'Active'],
    ['its page does', [rowOf('Active')], 'Paused'],
    ['the list says nothing', [rowOf('')], 'Active'],
  ])('proves nothing when %s', async (_what, rows, page) => {
    expect(await look(rows, async () => pageOf(page))).toEqual(absent(1));
  });

  test('proves nothing when its page cannot be read', async () => {
    expect(await look([rowOf('Active')], () => Promise.reject(new VendorFault('odd')))).toEqual(absent(1));
  });

  test('is none for an act that ends nothing, also when a row of the list has no number', async () => {
    const rows = [{ ...rowOf('Cancelled'), id: null }];
    const reads = {
      orders: async () => rows,
      details: never,
      page: never,
      domains: never,
      purchased: never,
      forms: never,
      mailboxes: never,
      workspaces: never,
    };
    expect(await lookForCancelled(reads, anOrder())).toEqual(absent(1));
  });

  test('an error of our own is not taken for silence', async () => {
    await expect(look([rowOf('Active')], never)).rejects.toThrow('It is not asked');
  });
});
