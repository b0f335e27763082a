import { expect, test } from '@jest/globals';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { type Order, termsOf } from '../../../../src/orders/order.ts';
import { VendorUnavailable } from '../../../../src/service/errors.ts';
import { vendorLists } from '../../../../src/service/placing/vendor-lists.ts';
import { watchOrder } from '../../../../src/service/placing/watch-order.ts';
import type { Vendor } from '../../../../src/service/ports/vendor.ts';
import { seededRandom } from '../../../simulation/random.ts';
import { simulatedVendor } from '../../../simulation/simulated-vendor.ts';
import { aLine, amir, anOrder, aPurchase, noon } from '../../../support/builders.ts';
import { anIntent } from '../../orders/sent.ts';

const HOUR_MS = 3_600_000;
const NAMES = Array.from({ length: 50 }, (_, index) => `getgoogle${index + 1}.com`);
const waiting = anOrder({ purchase: aPurchase({ lines: [aLine('google', NAMES.length)] }) });
const asked = (): Order => waiting;
const begin: OrderEvent[] = [
  { type: 'approved', by: amir, fingerprint: termsOf(waiting).fingerprint },
  { type: 'placing_started', attempt: anIntent() },
  { type: 'vendor_confirmed', vendorOrderId: null },
];

/** Watches an order of fifty domains for some hours, at a vendor at which some lists of mailboxes fail. */
async function watchedFor(hours: number, fails: (name: string) => boolean) {
  let now = noon;
  const reads: { readonly name: string; readonly minute: number }[] = [];
  const looks: number[] = [];
  const vendor: Vendor = {
    ...simulatedVendor(seededRandom(1), () => now),
    orders: async () => [],
    domainList: async () => ({
      rows: NAMES.map((name) => ({ id: name, name, status: 'Active', orderId: null, totalMailboxes: 2 })),
      unreadable: 0,
    }),
    mailboxes: async (_workspaceId: string, name: string) => {
      reads.push({ name, minute: minutes() });
      if (fails(name)) throw new VendorUnavailable('error', 500);
      return [1, 2].map((each) => ({ email: `a${each}@x.com`, status: 'Active' }));
    },
  };
  const minutes = () => (now.getTime() - noon.getTime()) / 60_000;
  const clock = { now: () => now };
  const lists = vendorLists({ vendor, clock });
  const quiet = () => {};
  const log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  let order = asked();
  const happen = (event: OrderEvent) => {
    const decision = decide(order, event, now);
    if (!decision.ok) throw new Error(`${event.type}: ${decision.refusal}`);
    order = decision.order;
    return decision.effects.find(({ task }) => task.type === 'watch')?.dueAt;
  };
  for (const event of begin) happen(event);
  while (order.state === 'placed' && now.getTime() - noon.getTime() < hours * HOUR_MS) {
    looks.push(minutes());
    const event = await watchOrder(lists.watch, order, { log, clock, record: async () => true });
    if (!event) throw new Error('It is watched');
    now = happen(event) ?? now;
  }
  return { order, reads, looks };
}

test('a list that fails is looked for when it is asked for again, after 1, 2, 4, 8 minutes, and no look is for nothing', async () => {
  const { reads, looks } = await watchedFor(0.5, (name) => name === NAMES[0]);
  // Fifty domains take three minutes of turns; after that each look reads the one that fails.
  const failing = reads.filter(({ name }) => name === NAMES[0]).map(({ minute }) => minute);
  expect(failing.slice(0, 4)).toEqual([0, 1, 3, 7]);
  expect(looks.filter((minute) => minute > 3).every((minute) => failing.includes(minute) || minute > 15)).toBe(true);
});

test('a vendor that refuses all lists of an order is asked less and less, and never for all of them', async () => {
  const { reads } = await watchedFor(8, () => true);
  const within = (from: number, to: number) => reads.filter(({ minute }) => minute >= from && minute < to).length;
  expect(within(0, 60)).toBeLessThanOrEqual(24);
  expect(within(0, 480)).toBeLessThanOrEqual(100);
});
