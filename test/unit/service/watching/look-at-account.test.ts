import { expect, test } from '@jest/globals';
import { addMinutes } from 'date-fns';
import { readAccount } from '../../../../src/service/account/account-picture.ts';
import { VendorFault, VendorRefused } from '../../../../src/service/errors.ts';
import { vendorLists } from '../../../../src/service/placing/vendor-lists.ts';
import { lookAtAccount } from '../../../../src/service/watching/look-at-account.ts';
import { withTask } from '../../../../src/watch/head.ts';
import type { OrderStub } from '../../../../src/watch/stub.ts';
import { aReference, noon } from '../../../support/builders.ts';
import { NO_STUBS } from '../../../support/watch.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { needsOf, placed } from '../requesting/cancelling-world.ts';

const NORTHWIND = { id: 'recNorthwind', name: 'Northwind Outbound' };
const PAGE = {
  ...{ tag: 'test', carriesTag: true, amountCents: 700, status: 'Active', createdAt: noon },
  domainNames: ['getbyhand.com'],
};
const rowsOf = (count: number) =>
  Array.from({ length: count }, (_, index) => ({
    ...{ id: `rec${index}`, amountCents: 700, status: 'Active', createdAt: noon },
  }));

/** The account watch of a world, with one workspace. */
function watchIn(world: PlacingWorld) {
  const { vendor } = world;
  vendor.workspaces = [NORTHWIND];
  vendor.vendor.orderDetails = async (_workspaceId, id) => {
    vendor.reads.push(`details ${id}`);
    return { ...PAGE, id };
  };
  const needs = needsOf(world);
  const lists = vendorLists({ vendor: vendor.vendor, clock: needs.clock });
  const account = readAccount({ ...needs, account: lists.account });
  const deps = { ...needs, account, stubs: NO_STUBS };
  return {
    deps,
    watch: needs.watch,
    look: () => lookAtAccount(deps),
    later: (minutes: number) => {
      world.now = addMinutes(world.now, minutes);
    },
    /** Calls to the vendor since the last time. */
    calls: () => vendor.reads.splice(0).map((read) => read.split(' ')[0]),
    tasks: async () => (await needs.watch.head()).head.tasks,
  };
}

test.each([10, 1_000, 10_000])('a look at %s orders is three lists, however many there are', (count) =>
  inWorld(async (world) => {
    const { look, later, calls, tasks } = watchIn(world);
    world.vendor.rows = rowsOf(count);
    expect(await look()).toBe(true);
    expect(calls().toSorted()).toEqual(['domains', 'orders', 'purchased', 'workspaces']);
    expect(await tasks()).toMatchObject([{ kind: 'post', key: `stood_before rec0 ${count} ${700 * count}` }]);
    later(15);
    world.vendor.rows.push({ id: 'recNew', amountCents: 700, status: 'Active', createdAt: noon });
    expect(await look()).toBe(true);
    expect(
      calls()
        .filter((call) => call !== 'workspaces')
        .toSorted(),
    ).toEqual(['details', 'domains', 'orders', 'purchased']);
    later(15);
    world.vendor.rows.push(...rowsOf(count).map((row) => ({ ...row, id: `${row.id}new` })));
    expect(await look()).toBe(true);
    // Far below sixty calls, at any one look, and a look is made once in 15 minutes.
    expect(calls().filter((call) => call === 'details')).toHaveLength(Math.min(10, count));
  }),
);

test('a look is made once in 15 minutes, by one of many processes', () =>
  inWorld(async (world) => {
    const { look, later, calls } = watchIn(world);
    world.vendor.rows = rowsOf(3);
    expect(await Promise.all([look(), look(), look()])).toEqual([true, false, false]);
    later(14);
    expect(await look()).toBe(false);
    later(1);
    expect(await look()).toBe(true);
    expect(calls().filter((call) => call === 'orders')).toHaveLength(2);
  }));

test('a list that fails says nothing, and is asked again at the next look; after a day people hear of that', () =>
  inWorld(async (world) => {
    const { look, later, tasks, watch } = watchIn(world);
    world.vendor.rows = rowsOf(3);
    await look();
    const before = await watch.head();
    const { orders } = world.vendor.vendor;
    world.vendor.vendor.orders = () => Promise.reject(new VendorFault('getOrders answered in another shape'));
    for (let looks = 0; looks < 96; looks += 1) {
      later(15);
      await look();
    }
    expect(await tasks()).toEqual(before.head.tasks);
    expect((await watch.head()).head.readAt).toEqual(noon);
    world.vendor.vendor.orders = orders;
    later(15);
    await look();
    expect((await watch.head()).head.readAt).toEqual(world.now);
    expect(await tasks()).toEqual(before.head.tasks);
  }));

test('what people write while a look is under way stays: it is compared anew', () =>
  inWorld(async (world) => {
    const { deps, later, tasks, watch } = watchIn(world);
    world.vendor.rows = rowsOf(1);
    await lookAtAccount(deps);
    later(15);
    world.vendor.rows.push({ id: 'recNew', amountCents: 700, status: 'Active', createdAt: noon });
    const account = async (urgency: 'background') => {
      const picture = await deps.account(urgency);
      const { head, revision } = await watch.head();
      await watch.write(revision, { head: withTask(head, 'clicked', 'redraw', noon) });
      return picture;
    };
    await lookAtAccount({ ...deps, account: () => account('background') });
    expect((await tasks()).map(({ key }) => key)).toEqual(['stood_before rec0 1 700', 'clicked', 'unapproved recNew']);
  }));

const ORDER = { id: 'recNew', amountCents: 700, status: 'Active', createdAt: noon };

test('a look that took so long that a later one was faster writes nothing: its lists are old', () =>
  inWorld(async (world) => {
    const { deps, later, watch } = watchIn(world);
    world.vendor.rows = rowsOf(1);
    await lookAtAccount(deps);
    later(15);
    const old = await deps.account('background');
    const account = async () => {
      later(15);
      world.vendor.rows = [{ ...ORDER, id: 'rec0', amountCents: 900 }];
      await lookAtAccount(deps);
      return old;
    };
    expect(await lookAtAccount({ ...deps, account })).toBe(true);
    const { orders } = await watch.book();
    expect(orders.get('rec0')?.amountCents).toBe(900);
    expect((await watch.head()).head.tasks.map(({ key }) => key)).toEqual([
      'stood_before rec0 1 700',
      'amount rec0 1 700-900',
    ]);
    // The next look goes on as ever.
    later(15);
    await lookAtAccount(deps);
    expect((await watch.head()).head).toMatchObject({ looks: 4, compared: 4 });
  }));

test('what an order made that is not kept any more is never told: its stub explains it', () =>
  inWorld(async (world) => {
    const { deps, later, watch, tasks } = watchIn(world);
    await lookAtAccount(deps);
    later(15);
    const made = [{ vendorOrderId: 'recNew', monthCents: 700, mayBeCheaper: false }];
    const nothing = { tags: [], ended: null, names: [], renewals: [] };
    const stub: OrderStub = { reference: aReference, state: 'cancelled', made, ...nothing };
    const stubs = {
      async *parts() {
        yield [stub];
      },
    };
    world.vendor.rows = [ORDER];
    await lookAtAccount({ ...deps, stubs });
    expect(await tasks()).toEqual([]);
    expect((await watch.book()).orders.get('recNew')?.explained).toEqual({ by: 'order', reference: aReference });
  }));

test('the message about an order that turns out to be ours is drawn anew, and says whose it is', () =>
  inWorld(async (world) => {
    const { deps, later, watch, tasks } = watchIn(world);
    world.vendor.rows = rowsOf(1);
    await lookAtAccount(deps);
    later(15);
    world.vendor.rows = [...rowsOf(1), ORDER];
    await lookAtAccount(deps);
    expect((await watch.finding('unapproved recNew'))?.turnedOut).toBeUndefined();
    await world.lived({}, ...placed('recNew'));
    later(15);
    await lookAtAccount(deps);
    expect((await watch.finding('unapproved recNew'))?.turnedOut).toEqual([{ id: 'recNew', reference: aReference }]);
    expect(await tasks()).toMatchObject([
      { kind: 'post', key: 'stood_before rec0 1 700' },
      { kind: 'post', key: 'unapproved recNew' },
      { kind: 'post', key: 'amount recNew 1 1400-700' },
      { kind: 'redraw', key: 'unapproved recNew' },
    ]);
  }));

test('the log says what to do about a key that ScaledMail refuses', () =>
  inWorld(async (world) => {
    const { deps } = watchIn(world);
    const warned: object[] = [];
    const account = () => Promise.reject(new VendorRefused(401, 'Unauthorized'));
    await lookAtAccount({ ...deps, account, log: { ...deps.log, warn: (fields) => void warned.push(fields) } });
    expect(warned).toMatchObject([{ problem: expect.stringMatching(/refuses the API key.*SCALEDMAIL_API_KEY/) }]);
  }));
