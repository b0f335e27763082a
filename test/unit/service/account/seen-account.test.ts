import { describe, expect, test } from '@jest/globals';
import { worthOfQuote } from '../../../../src/acts/worth.ts';
import { readAccount } from '../../../../src/service/account/account-picture.ts';
import { readOwnOrders } from '../../../../src/service/account/own-orders.ts';
import { seeAccount } from '../../../../src/service/account/seen-account.ts';
import { VendorUnavailable } from '../../../../src/service/errors.ts';
import { vendorLists } from '../../../../src/service/placing/vendor-lists.ts';
import { insertOnce } from '../../../../src/service/requesting/sending/insert-once.ts';
import { amir, aPurchase, aQuote, bea, noon, rita } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from '../requesting/cancelling-world.ts';

/** The account of a world, as people see it. */
function accountIn(world: PlacingWorld) {
  world.vendor.workspaces = [{ id: 'recNorthwind', name: 'Northwind Outbound' }];
  const needs = needsOf(world);
  const lists = vendorLists({ vendor: world.vendor.vendor, clock: world.deps.clock });
  const account = readAccount({ ...needs, account: lists.account });
  const see = seeAccount({ ...needs, account, ownOrders: readOwnOrders(needs) });
  const act = aPurchase();
  return {
    see,
    ask: () =>
      insertOnce({ ...needs, requesters: null }, { formId: 'form', by: rita, act, worth: worthOfQuote(aQuote(act)) }),
  };
}

describe('an account', () => {
  test('is all there for who can decide; everybody else sees what they asked for', () =>
    inWorld(async (world) => {
      world.vendor.rows = [{ id: 'rec9', amountCents: 700, status: 'Active', createdAt: noon }];
      world.vendor.rows.push({ id: null, amountCents: null, status: '', createdAt: null });
      world.vendor.purchased = ['getacme.com'];
      const { see, ask } = accountIn(world);
      await ask();
      const seen = await see(amir);
      expect(seen).toMatchObject({ ok: true, isAll: true, account: { unreadable: 1, readAt: noon, unknown: [] } });
      expect(seen.ok && seen.account.orders.map(({ vendorOrderId }) => vendorOrderId)).toEqual(['rec9']);
      expect(seen.ok && seen.account.names).toMatchObject([{ name: 'getacme.com', isFree: true }]);
      expect(seen.ok && seen.account.waiting).toMatchObject({ orders: 1 });
      expect(await see(rita)).toMatchObject({
        ok: true,
        isAll: false,
        account: { orders: [], names: [], unreadable: 0, waiting: { orders: 1 } },
      });
      expect(await see(bea)).toMatchObject({ ok: true });
    }));

  test('is our own orders, as they were approved, while the vendor does not answer', () =>
    inWorld(async (world) => {
      const { see, ask } = accountIn(world);
      await ask();
      world.vendor.failure = new VendorUnavailable('no answer');
      expect(await see(amir)).toMatchObject({
        ok: true,
        account: {
          ...{ orders: [], names: [], readAt: null, waiting: { orders: 1 } },
          unknown: ['orders', 'domains', 'registrations'],
        },
      });
    }));

  test('lacks what one list does not say, and says which', () =>
    inWorld(async (world) => {
      world.vendor.vendor.registrations = () => Promise.reject(new VendorUnavailable('no answer'));
      expect(await accountIn(world).see(amir)).toMatchObject({ ok: true, account: { unknown: ['registrations'] } });
    }));
});
