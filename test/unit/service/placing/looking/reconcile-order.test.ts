import { expect, test } from '@jest/globals';
import { subHours } from 'date-fns';
import { termsOf } from '../../../../../src/orders/order.ts';
import { LOOKS_BEFORE_ASKING, LOOKS_BEFORE_REFUSED } from '../../../../../src/orders/schedule.ts';
import { VendorFault } from '../../../../../src/service/errors.ts';
import { anothersIn } from '../../../../../src/service/placing/looking/own-trace.ts';
import { reconcileOrder } from '../../../../../src/service/placing/looking/reconcile-order.ts';
import { freshTraceReads } from '../../../../../src/service/placing/vendor-lists.ts';
import { recordEvent } from '../../../../../src/service/record-event.ts';
import { amir, anOrder, aReference, bea, noon } from '../../../../support/builders.ts';
import { anIntent } from '../../../orders/sent.ts';
import { approvedThen, inWorld, type PlacingWorld } from '../placing-world.ts';

const { fingerprint } = termsOf(anOrder());

/** What a look for an order comes to whose call was made. */
async function looked(world: PlacingWorld) {
  const stored = await world.lived(
    {},
    { type: 'approved', by: amir, fingerprint },
    { type: 'placing_started', attempt: anIntent() },
  );
  return reconcileOrder(freshTraceReads(world.vendor.vendor), stored.order, anothersIn(world.store));
}

test('the order with our tag is found, with the amount of its details', () =>
  inWorld(async (world) => {
    world.vendor.stands('recTheirs', { tag: 'acme-zzzzzz' });
    world.vendor.stands('recNew', { tag: anIntent().tag, amountCents: 1_500 });
    expect(await looked(world)).toEqual({
      type: 'vendor_order_found',
      vendorOrderId: 'recNew',
      amountCents: 1_500,
      attempt: 1,
    });
  }));

test('an amount that the details lack is taken from the list', () =>
  inWorld(async (world) => {
    world.vendor.stands('recNew', { tag: anIntent().tag, amountCents: null });
    expect(await looked(world)).toMatchObject({ amountCents: 1_400 });
  }));

test('an order that was made before the request is none of ours, and is not even read', () =>
  inWorld(async (world) => {
    world.vendor.stands('recOld', { tag: anIntent().tag });
    world.vendor.rows[0] = { id: 'recOld', amountCents: 1_400, status: 'Active', createdAt: subHours(noon, 49) };
    expect(await looked(world)).toEqual({ type: 'vendor_order_absent' });
    expect(world.vendor.reads).toEqual(['orders recNorthwind person']);
  }));

test('one that was made between request and call is read: by its names it may be ours, and its tag proves it', () =>
  inWorld(async (world) => {
    world.vendor.stands('recEarly', { tag: anIntent().tag });
    world.vendor.rows[0] = { id: 'recEarly', amountCents: 1_400, status: 'Active', createdAt: noon };
    world.moveOn(60_000);
    expect(await looked(world)).toMatchObject({ type: 'vendor_order_found', vendorOrderId: 'recEarly', attempt: 1 });
  }));

test('an order without our tag is not ours', () =>
  inWorld(async (world) => {
    world.vendor.stands('recNew', { tag: null });
    expect(await looked(world)).toEqual({ type: 'vendor_order_absent' });
  }));

test('one whose details cannot be read is no proof of anything, and is told', () =>
  inWorld(async (world) => {
    world.vendor.stands('recNew', { tag: null });
    const { order } = await world.lived(
      {},
      { type: 'approved', by: amir, fingerprint },
      { type: 'placing_started', attempt: anIntent() },
    );
    const reads = freshTraceReads(world.vendor.vendor);
    const odd = new VendorFault('odd');
    const told: unknown[] = [];
    const look = reconcileOrder(
      { ...reads, details: () => Promise.reject(odd) },
      order,
      anothersIn(world.store),
      (...unread) => told.push(unread),
    );
    expect(await look).toEqual({ type: 'look_incomplete', unread: 1 });
    expect(told).toEqual([[odd, 'recNew']]);
  }));

test('an order that resembles it is asked about once its own call is over', () =>
  inWorld(async (world) => {
    world.vendor.stands('recNew', { tag: 'other', domainNames: ['getgoogle1.com'] });
    expect(await looked(world)).toEqual({ type: 'vendor_order_absent' });
    const unclear = { type: 'outcome_unclear', reason: 'no_answer', message: null } as const;
    const recorded = await recordEvent(world.deps, aReference, unclear);
    if (!recorded.order) throw new Error('No order');
    const reads = freshTraceReads(world.vendor.vendor);
    expect(await reconcileOrder(reads, recorded.order, anothersIn(world.store))).toMatchObject({
      type: 'resembling_found',
      resembling: { vendorOrderId: 'recNew', tag: 'other', names: ['getgoogle1.com'], createdAt: null },
    });
  }));

test('an order that was never sent is not looked for', () =>
  inWorld(async (world) => {
    const { order } = await world.lived({});
    expect(await reconcileOrder(freshTraceReads(world.vendor.vendor), order, anothersIn(world.store))).toBeNull();
    expect(world.vendor.reads).toEqual([]);
  }));

test.each([1, 2])('of two attempts the tag tells which one an order is from: %i', (number) =>
  inWorld(async (world) => {
    const { order } = await world.lived(
      {},
      approvedThen,
      { type: 'placing_started', attempt: anIntent() },
      { type: 'outcome_unclear', reason: 'no_answer', message: null },
      ...Array.from({ length: LOOKS_BEFORE_ASKING }, () => ({ type: 'vendor_order_absent' }) as const),
      { type: 'declared_absent', by: bea, fingerprint, again: {} },
      approvedThen,
      { type: 'placing_started', attempt: anIntent({ number: 2 }) },
      { type: 'outcome_unclear', reason: 'rejected', message: 'No' },
      ...Array.from({ length: LOOKS_BEFORE_REFUSED }, () => ({ type: 'vendor_order_absent' }) as const),
    );
    expect(order.state).toBe('refused');
    world.vendor.stands('recEither', { tag: anIntent({ number }).tag });
    const look = reconcileOrder(freshTraceReads(world.vendor.vendor), order, anothersIn(world.store));
    expect(await look).toMatchObject({ type: 'vendor_order_found', vendorOrderId: 'recEither', attempt: number });
  }),
);
