import { expect, test } from '@jest/globals';
import { lookForFilled } from '../../../../../src/service/placing/looking/look-for-filled.ts';
import type { PendingForm } from '../../../../../src/service/ports/vendor.ts';
import { anOrder } from '../../../../support/builders.ts';
import { aNewFilling, aPendingForm } from '../../../../support/filling.ts';

const { order } = aNewFilling();
const never = () => Promise.reject(new Error('It is not asked'));
const look = (forms: readonly PendingForm[], of = order) =>
  lookForFilled(
    {
      orders: never,
      details: never,
      page: never,
      domains: never,
      purchased: never,
      forms: async () => forms,
      mailboxes: never,
      workspaces: never,
    },
    of,
  );
const absent = (count: number) => ({ type: 'absent', unread: { count, odd: null, silent: null } });

test('a form that is gone is filled in, whoever did it', async () => {
  const event = { type: 'vendor_order_found', vendorOrderId: 'form-1', amountCents: null, attempt: 1 };
  expect(await look([aPendingForm({ uuid: 'form-2' })])).toEqual({ type: 'found', event });
});

test('one that waits is not', async () => {
  expect(await look([aPendingForm()])).toEqual(absent(0));
});

test('one that cannot be told from the others proves nothing', async () => {
  expect(await look([aPendingForm({ uuid: null })])).toEqual(absent(1));
});

test('an act that fills in nothing has no such proof', async () => {
  expect(await look([], anOrder())).toEqual(absent(1));
});
