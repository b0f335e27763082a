import { expect, test } from '@jest/globals';
import type { OrderIn } from '../../../../src/orders/order.ts';
import { VendorFault } from '../../../../src/service/errors.ts';
import { anothersIn } from '../../../../src/service/placing/own-trace.ts';
import { reconcileOrder } from '../../../../src/service/placing/reconcile-order.ts';
import { freshTraceReads } from '../../../../src/service/placing/vendor-lists.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { amir, anOrder, aReference } from '../../../support/builders.ts';
import { anAttempt, inWorld, type PlacingWorld } from './placing-world.ts';

const { fingerprint } = anOrder().terms;

/** What a look for an order comes to whose call was made. */
async function looked(world: PlacingWorld) {
  const stored = await world.lived(
    {},
    { type: 'approved', by: amir, fingerprint },
    { type: 'placing_started', attempt: anAttempt },
  );
  return reconcileOrder(freshTraceReads(world.vendor.vendor), stored.order, anothersIn(world.store));
}

test('the order with our tag is found, with the amount of its details', () =>
  inWorld(async (world) => {
    world.vendor.stands('recTheirs', { tag: 'acme-zzzzzz' });
    world.vendor.stands('recNew', { tag: anAttempt.tag, amountCents: 1_500 });
    expect(await looked(world)).toEqual({
      type: 'vendor_order_found',
      vendorOrderId: 'recNew',
      amountCents: 1_500,
      attempt: 1,
    });
  }));

test('an amount that the details lack is taken from the list', () =>
  inWorld(async (world) => {
    world.vendor.stands('recNew', { tag: anAttempt.tag, amountCents: null });
    expect(await looked(world)).toMatchObject({ amountCents: 1_400 });
  }));

test('an order that was there before the call is none of ours, and is not even read', () =>
  inWorld(async (world) => {
    world.vendor.stands('recOld', { tag: anAttempt.tag });
    expect(await looked(world)).toEqual({ type: 'vendor_order_absent' });
    expect(world.vendor.reads).toEqual(['orders recNorthwind person']);
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
      { type: 'placing_started', attempt: anAttempt },
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

test('of two attempts the tag tells which one an order is from, whatever was seen before its call', () =>
  inWorld(async (world) => {
    const { order } = await world.lived({});
    const second = { ...anAttempt, number: 2, tag: 'acme-7f3k2q.2', knownOrderIds: ['recOld', 'recFirst'] };
    const lost = {
      attempt: anAttempt,
      terms: order.terms,
      approvals: [],
      declaredAbsentBy: amir,
      declaredAbsentAt: anAttempt.startedAt,
    };
    const refused: OrderIn<'refused'> = {
      state: 'refused',
      facts: order.facts,
      messages: order.messages,
      terms: { ...order.terms, attempt: 2, lostAttempts: [lost] },
      approvals: [],
      attempt: second,
      vendorMessage: '',
      refusedAt: anAttempt.startedAt,
      looks: 3,
    };
    const look = () => reconcileOrder(freshTraceReads(world.vendor.vendor), refused, anothersIn(world.store));
    world.vendor.stands('recFirst', { tag: second.tag });
    expect(await look()).toMatchObject({ type: 'vendor_order_found', vendorOrderId: 'recFirst', attempt: 2 });
    world.vendor.details.clear();
    world.vendor.rows.length = 0;
    world.vendor.stands('recFirst', { tag: anAttempt.tag });
    expect(await look()).toMatchObject({ type: 'vendor_order_found', vendorOrderId: 'recFirst', attempt: 1 });
  }));
