import { expect, test } from '@jest/globals';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { termsOf } from '../../../../src/orders/order.ts';
import { PersonUnreachable, VendorUnavailable } from '../../../../src/service/errors.ts';
import { vendorLists } from '../../../../src/service/placing/vendor-lists.ts';
import { handOver } from '../../../../src/service/worker/hand-over.ts';
import { amir, anOrder, rita } from '../../../support/builders.ts';
import { anIntent } from '../../orders/sent.ts';
import { inWorld, type PlacingWorld } from '../placing/placing-world.ts';

const { fingerprint } = termsOf(anOrder());
const names = ['getgoogle1.com', 'getgoogle2.com'];
const working: readonly OrderEvent[] = [
  { type: 'approved', by: amir, fingerprint },
  { type: 'placing_started', attempt: anIntent() },
  { type: 'vendor_confirmed', vendorOrderId: 'rec1' },
  { type: 'progress_seen', ready: names, isDone: true },
];
const delivery = { effectId: '7f3k2q.1.0', isRetry: false };

/** Hands over what the vendor lists, of an order that lived through events. */
async function handedOver(world: PlacingWorld, ...events: readonly OrderEvent[]): Promise<void> {
  const { order } = await world.lived({}, ...events);
  world.vendor.domains = names.map((name) => ({
    id: name,
    name,
    status: 'Active',
    orderId: 'rec1',
    totalMailboxes: 2,
    mailboxes: [{ firstName: 'Ada', lastName: 'Park', alias: 'ada' }],
  }));
  await handOver({ ...world.deps, lists: vendorLists(world.deps) }, order, delivery);
}

test('who asked is sent the mailboxes of an order that works, with how many ScaledMail lists', () =>
  inWorld(async (world) => {
    await handedOver(world, ...working);
    expect(world.sent).toEqual(['mailboxes 2 of 4 7f3k2q.1.0 false']);
  }));

test('nothing is sent of an order that does not work yet, or has ended', () =>
  inWorld(async (world) => {
    await handedOver(world, ...working.slice(0, -1));
    expect(world.sent).toEqual([]);
  }));

test('somebody who cannot be reached is left in peace; the vendor is asked again', () =>
  inWorld(async (world) => {
    world.personFailures.set(rita, new PersonUnreachable('Gone'));
    await handedOver(world, ...working);
    expect(world.sent).toEqual([]);
    world.vendor.failure = new VendorUnavailable('Down');
    const { order } = await world.stored(anOrder().facts.reference);
    await expect(handOver({ ...world.deps, lists: vendorLists(world.deps) }, order, delivery)).rejects.toThrow('Down');
  }));
