import { expect, test } from '@jest/globals';
import { addSeconds } from 'date-fns';
import { readAccount } from '../../../../src/service/account/account-picture.ts';
import { VendorFault } from '../../../../src/service/errors.ts';
import { vendorLists } from '../../../../src/service/placing/vendor-lists.ts';
import { noon } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf } from '../requesting/cancelling-world.ts';

const NORTHWIND = { id: 'recNorthwind', name: 'Northwind Outbound' };
const CONTOSO = { id: 'recContoso', name: 'Contoso Growth' };

/** The account of a world with two workspaces, read for a person. */
function accountIn(world: PlacingWorld) {
  world.vendor.workspaces = [NORTHWIND, CONTOSO];
  const { vendor } = world.vendor;
  const lists = vendorLists({ vendor, clock: world.deps.clock });
  const needs = { ...needsOf(world), account: lists.account };
  return { vendor, needs, read: () => readAccount(needs)('person') };
}

test('an account is three lists a workspace, however many orders there are and people ask', () =>
  inWorld(async (world) => {
    world.vendor.rows = Array.from({ length: 10_000 }, (_, index) => ({
      ...{ id: `rec${index}`, amountCents: 700, status: 'Active', createdAt: noon },
    }));
    world.vendor.rows.push({ id: null, amountCents: null, status: '', createdAt: null });
    world.vendor.purchased = ['getacme.com'];
    const { read } = accountIn(world);
    const [picture] = await Promise.all([read(), read(), read()]);
    expect(world.vendor.reads.filter((each) => !each.startsWith('workspaces')).toSorted()).toEqual([
      'domains recContoso person',
      'domains recNorthwind person',
      'orders recContoso person',
      'orders recNorthwind person',
      'purchased recContoso person',
      'purchased recNorthwind person',
    ]);
    expect(picture).toMatchObject({ readAt: noon, unreadable: 2, isWhole: true });
    expect(picture.workspaces.map(({ workspace, orders }) => [workspace, orders?.rows.length])).toEqual([
      [NORTHWIND, 10_000],
      [CONTOSO, 10_000],
    ]);
    expect(picture.workspaces[0]?.registrations?.rows).toMatchObject([{ name: 'getacme.com', isFree: true }]);
  }));

test('a list that the vendor does not answer is not known; the others are, and a mistake of ours is thrown', () =>
  inWorld(async (world) => {
    const { vendor, read } = accountIn(world);
    vendor.domainList = () => Promise.reject(new VendorFault('getDomains answered in another shape'));
    const picture = await read();
    expect(picture).toMatchObject({ isWhole: false, readAt: noon });
    expect(picture.workspaces.map(({ domains, orders }) => [domains, orders?.rows])).toEqual([
      [null, []],
      [null, []],
    ]);
    vendor.registrations = () => Promise.reject(new TypeError('ours'));
    await expect(accountIn(world).read()).rejects.toThrow('ours');
  }));

test('of an account that says nothing, not even the workspaces, nothing is known', () =>
  inWorld(async (world) => {
    world.vendor.failure = new VendorFault('another shape');
    await expect(accountIn(world).read()).rejects.toThrow('another shape');
  }));

test('only the workspace that the operator chose is read', () =>
  inWorld(async (world) => {
    const { needs } = accountIn(world);
    const picture = await readAccount({ ...needs, organizationId: CONTOSO.id })('background');
    expect(picture.workspaces.map(({ workspace }) => workspace.name)).toEqual(['Contoso Growth']);
  }));

test('a workspace that was made a minute ago is there, and the time that is told is that of the oldest list', () =>
  inWorld(async (world) => {
    const { read } = accountIn(world);
    await read();
    world.vendor.workspaces = [NORTHWIND];
    world.now = addSeconds(noon, 59);
    const soon = await read();
    expect([soon.workspaces.length, soon.readAt]).toEqual([2, noon]);
    world.now = addSeconds(noon, 61);
    const later = await read();
    expect([later.workspaces.map(({ workspace }) => workspace), later.readAt]).toEqual([[NORTHWIND], world.now]);
  }));
