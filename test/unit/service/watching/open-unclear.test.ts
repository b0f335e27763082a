import { expect, test } from '@jest/globals';
import { VendorUnavailable } from '../../../../src/service/errors.ts';
import type { VendorOrderDetails } from '../../../../src/service/ports/vendor.ts';
import { openUnclear } from '../../../../src/service/watching/open-unclear.ts';
import { aReference, noon } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';
import { placed } from '../requesting/cancelling-world.ts';

const row = (id = 'recOrd9') => ({
  ...{ workspaceId: 'recNorthwind', id, createdAt: noon, listed: null },
});
const page = (change: Partial<VendorOrderDetails>): VendorOrderDetails => ({
  ...{ id: 'recOrd9', tag: 'test', carriesTag: true, amountCents: 700, status: 'Active', createdAt: noon },
  domainNames: ['getbyhand.com'],
  ...change,
});

/** What the page of an order says, of an order of ours that stands at the vendor under the number. */
async function opened(world: PlacingWorld, change: Partial<VendorOrderDetails>) {
  world.vendor.vendor.orderDetails = async () => page(change);
  return (await openUnclear(world.deps, [row()])).get('recOrd9');
}

test('the tag of an attempt tells whose order it is, in any case of letters', () =>
  inWorld(async (world) => {
    await world.lived({}, ...placed(null));
    const { attempts } = (await world.stored(aReference)).order;
    const tag = attempts[0]?.tag ?? '';
    expect(await opened(world, { id: 'recOrd9', tag: ` ${tag.toUpperCase()}` })).toMatchObject({
      made: { reference: aReference },
      unknownReference: null,
    });
  }));

test('one that has the tag of an attempt which made another order is not ours', () =>
  inWorld(async (world) => {
    await world.lived({}, ...placed('recOrd7'));
    const { attempts } = (await world.stored(aReference)).order;
    expect(await opened(world, { tag: attempts[0]?.tag ?? '' })).toMatchObject({ made: null, unknownReference: null });
  }));

test('a tag that names an order which is not kept here is said; another tag, and none, are not', () =>
  inWorld(async (world) => {
    expect(await opened(world, { tag: 'acme-abc234' })).toMatchObject({ made: null, unknownReference: 'abc234' });
    expect(await opened(world, { tag: 'first-steps' })).toMatchObject({ made: null, unknownReference: null });
    expect(await opened(world, { tag: null })).toMatchObject({ made: null, unknownReference: null });
  }));

test('a page that cannot be read is left out, the others are read; at most ten at one look', () =>
  inWorld(async (world) => {
    world.vendor.vendor.orderDetails = async (_workspaceId, id) => {
      if (id === 'rec1') throw new VendorUnavailable('no answer');
      return page({ id });
    };
    const rows = Array.from({ length: 12 }, (_, index) => row(`rec${index}`));
    const read = await openUnclear(world.deps, rows);
    expect([...read.keys()]).toEqual(['rec0', 'rec2', 'rec3', 'rec4', 'rec5', 'rec6', 'rec7', 'rec8', 'rec9']);
    world.vendor.vendor.orderDetails = () => Promise.reject(new TypeError('ours'));
    await expect(openUnclear(world.deps, rows)).rejects.toThrow('ours');
  }));

test('of those beyond ten, and of one whose page cannot be read, what the list of domains says is used', () =>
  inWorld(async (world) => {
    await world.lived({}, ...placed(null));
    const tag = (await world.stored(aReference)).order.attempts[0]?.tag ?? '';
    const reads: string[] = [];
    world.vendor.vendor.orderDetails = async (_workspaceId, id) => {
      reads.push(id);
      if (id === 'rec1') throw new VendorUnavailable('no answer');
      return page({ id });
    };
    const rows = Array.from({ length: 12 }, (_, index) => ({
      ...row(`rec${index}`),
      listed: { tag: index === 11 ? tag : 'other', names: ['getacme.com'] },
    }));
    const read = await openUnclear(world.deps, rows);
    expect(reads).toHaveLength(10);
    expect(read.size).toBe(12);
    expect(read.get('rec0')?.names).toEqual(['getbyhand.com']);
    expect(read.get('rec1')).toMatchObject({ tag: 'other', names: ['getacme.com'], made: null });
    expect(read.get('rec11')).toMatchObject({ made: { reference: aReference } });
  }));

test('an order of ours that cannot be read stops no look: what its tag names may be that one', () =>
  inWorld(async (world) => {
    world.vendor.vendor.orderDetails = async (_workspaceId, id) =>
      page({ id, tag: id === 'rec0' ? 'acme-abc234' : 'test' });
    const orders = { get: () => Promise.reject(new Error('The row is broken')) };
    const read = await openUnclear({ ...world.deps, orders }, [row('rec0'), row('rec1')]);
    expect(read.get('rec0')).toMatchObject({ made: null, unreadable: 'abc234', unknownReference: null });
    expect(read.get('rec1')).toMatchObject({ made: null, unreadable: null });
  }));
