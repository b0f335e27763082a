import { describe, expect, test } from '@jest/globals';
import { subHours } from 'date-fns';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { newestTerms } from '../../../../src/orders/order.ts';
import { placeOrder } from '../../../../src/service/placing/place-order.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { performEffect } from '../../../../src/service/worker/perform-effect.ts';
import { amir, anOrder, aReference, noon } from '../../../support/builders.ts';
import { inWorld, type PlacingWorld } from './placing-world.ts';

const { fingerprint } = newestTerms(anOrder());
const approve: OrderEvent = { type: 'approved', by: amir, fingerprint };

/** Places the order as a worker does, and answers what was written. */
async function place(world: PlacingWorld): Promise<OrderEvent[]> {
  const events: OrderEvent[] = [];
  const record = async (event: OrderEvent) => {
    events.push(event);
    return (await recordEvent(world.deps, aReference, event)).ok;
  };
  const stored = await world.stored(aReference);
  await placeOrder(world.deps)(stored, { record, begin: world.begin, keep: async () => true });
  return events;
}

describe('a store that may have gone back in time', () => {
  test('places nothing once a card proves it, and approvers are told', () =>
    inWorld(async (world) => {
      await world.lived({}, approve);
      world.witness = 'store_went_back';
      expect(await place(world)).toEqual([{ type: 'held', reason: 'store_went_back' }]);
      expect(world.vendor.reads).toEqual([]);
      const { effects } = await world.stored(aReference);
      expect(effects.map(({ task }) => task)).toContainEqual({
        type: 'tell',
        to: 'approvers',
        notice: 'store_went_back',
      });
    }));

  test('looks for the order while its card says nothing, and sends nothing', () =>
    inWorld(async (world) => {
      await world.lived({}, approve);
      world.witness = 'wait';
      expect(await place(world)).toEqual([{ type: 'held', reason: 'store_unproven' }]);
      expect(world.looksInVain).toBe(1);
      expect(world.vendor.reads).toContain('orders recNorthwind placing');
      expect(world.vendor.paidCalls).toEqual([]);
    }));

  test('finds it meanwhile, when the vendor has it', () =>
    inWorld(async (world) => {
      await world.lived({}, approve);
      world.witness = 'wait';
      world.vendor.stands('recFirst', { tag: 'acme-7f3k2q' });
      expect(await place(world)).toMatchObject([{ type: 'vendor_order_found', vendorOrderId: 'recFirst' }]);
      expect(world.looksInVain).toBe(0);
    }));

  test('goes on when the card agrees', () =>
    inWorld(async (world) => {
      await world.lived({}, approve);
      world.witness = 'agrees';
      expect(await place(world)).toMatchObject([{ type: 'vendor_confirmed' }]);
      expect(world.vendor.paidCalls).toHaveLength(1);
    }));

  test('does not begin an attempt again that this process remembers', () =>
    inWorld(async (world) => {
      await world.lived({}, approve);
      const forgotten = await world.stored(aReference);
      await place(world);
      expect(world.vendor.paidCalls).toHaveLength(1);
      const events: OrderEvent[] = [];
      const record = async (event: OrderEvent) => events.push(event) > 0;
      await placeOrder(world.deps)(forgotten, { record, begin: async () => 'written', keep: async () => true });
      expect(events).toEqual([{ type: 'held', reason: 'store_went_back' }]);
      expect(world.vendor.paidCalls).toHaveLength(1);
    }));

  test('finds what it remembers to have begun, once the vendor lists it', () =>
    inWorld(async (world) => {
      await world.lived({}, approve);
      world.deps.begun.remember({ reference: aReference, number: 1 });
      expect(await place(world)).toEqual([{ type: 'held', reason: 'store_went_back' }]);
      world.vendor.stands('recFirst', { tag: 'acme-7f3k2q' });
      expect(await place(world)).toMatchObject([{ type: 'vendor_order_found', vendorOrderId: 'recFirst' }]);
      expect(world.vendor.paidCalls).toEqual([]);
    }));

  test('begins it again when it surely was not sent', () =>
    inWorld(async (world) => {
      await world.lived({}, approve);
      world.vendor.outcome = { type: 'not_sent', reason: 'connection_failed' };
      await place(world);
      world.vendor.outcome = { type: 'confirmed', vendorOrderId: null };
      expect(await place(world)).toMatchObject([{ type: 'vendor_confirmed' }]);
    }));
});

test('a workspace with as many orders made since the request as can be opened in time is no obstacle', () =>
  inWorld(async (world) => {
    await world.lived({}, approve);
    for (let each = 0; each < 201; each += 1) world.vendor.stands(`rec${each}`);
    world.vendor.rows[0] = { id: 'rec0', amountCents: 1_400, status: 'Active', createdAt: subHours(noon, 49) };
    expect(await place(world)).toMatchObject([{ type: 'vendor_confirmed' }]);
    expect(world.vendor.reads.filter((read) => read.startsWith('details'))).toHaveLength(200);
  }));

test('a workspace with more orders made since the request than can be opened in time places nothing', () =>
  inWorld(async (world) => {
    await world.lived({}, approve);
    for (let each = 0; each < 201; each += 1) world.vendor.stands(`rec${each}`);
    expect(await place(world)).toEqual([{ type: 'held', reason: 'orders_unread' }]);
    expect(world.vendor.paidCalls).toEqual([]);
    expect(world.vendor.reads.filter((read) => read.startsWith('details'))).toEqual([]);
  }));

describe('a process that was started with an older policy', () => {
  test('places nothing, and says so', () =>
    inWorld(async (world) => {
      await world.lived({}, approve);
      world.hasNewestPolicy = false;
      expect(await place(world)).toEqual([{ type: 'held', reason: 'policy_outdated' }]);
      expect(world.vendor.paidCalls).toEqual([]);
    }));

  test('leaves drawing to another', () =>
    inWorld(async (world) => {
      const stored = await world.lived({});
      world.hasNewestPolicy = false;
      const redraw = { id: '9.0', task: { type: 'redraw' }, dueAt: world.now, attempts: 0 } as const;
      const claim = {
        record: async () => true,
        begin: world.begin,
        keep: async () => true,
      };
      expect(await performEffect(world.deps, stored, redraw, claim)).toEqual({ type: 'again' });
      expect(world.sent).toEqual([]);
    }));
});
