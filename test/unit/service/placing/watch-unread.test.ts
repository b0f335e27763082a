import { describe, expect, test } from '@jest/globals';
import { addDays, addMinutes } from 'date-fns';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { type Order, termsOf } from '../../../../src/orders/order.ts';
import { VendorFault, VendorRefused, VendorUnavailable } from '../../../../src/service/errors.ts';
import type { WatchReads } from '../../../../src/service/placing/vendor-lists.ts';
import { watchOrder } from '../../../../src/service/placing/watch-order.ts';
import type { VendorDomain, VendorMailbox } from '../../../../src/service/ports/vendor.ts';
import { aLine, amir, anOrder, aPurchase, aQuote, noon } from '../../../support/builders.ts';
import { anIntent } from '../../orders/sent.ts';

const purchase = aPurchase({ lines: [aLine('google', 5)] });
const waiting = anOrder({ purchase, quote: aQuote(purchase) });
const names = ['getgoogle1.com', 'getgoogle2.com', 'getgoogle3.com', 'getgoogle4.com', 'getgoogle5.com'];
const lived = (order: Order, ...events: OrderEvent[]): Order =>
  events.reduce((current, event) => {
    const decision = decide(current, event, noon);
    if (!decision.ok) throw new Error(`${event.type} on ${current.state}: ${decision.refusal}`);
    return decision.order;
  }, order);
const attempt = anIntent({ quotedCents: 3_500 });
const placing = lived(
  waiting,
  { type: 'approved', by: amir, fingerprint: termsOf(waiting).fingerprint },
  { type: 'placing_started', attempt },
);
const placed = lived(placing, { type: 'vendor_confirmed', vendorOrderId: null });
const numbered = lived(placed, { type: 'vendor_order_found', vendorOrderId: 'recOurs', amountCents: 3_500 });
const pending = lived(placing, { type: 'vendor_could_not_charge', message: 'unable' });
const active = lived(numbered, { type: 'progress_seen', ready: names });

const domain = (name: string): VendorDomain => ({ id: name, name, status: 'Active', orderId: null, totalMailboxes: 2 });
const working: VendorMailbox[] = [1, 2].map((each) => ({ email: `a${each}@x.com`, status: 'Active' }));
const row = (status: string) => ({ id: 'recOurs', amountCents: 3_500, status, createdAt: noon });

/** A vendor at which all domains work, unless something else is given: a list, or why it cannot be read. */
interface Given {
  readonly orders?: readonly ReturnType<typeof row>[] | Error;
  readonly domains?: readonly VendorDomain[] | Error;
  readonly oddDomain?: string;
  /** When that one is asked for again. */
  readonly oddUntil?: Date;
}

async function watched(order: Order, given: Given = {}) {
  const { orders = [row('Active')], domains = names.map(domain), oddDomain, oddUntil = noon } = given;
  const logged: unknown[] = [];
  const reads: WatchReads = {
    purchased: async () => new Set(),
    orders: async () => {
      if (orders instanceof Error) throw orders;
      return new Map(orders.map((each) => [each.id, each]));
    },
    domains: async () => {
      if (domains instanceof Error) throw domains;
      return new Map(domains.map((each) => [each.name, each]));
    },
    mailboxes: async (_workspaceId, id) => {
      if (id === oddDomain) throw new VendorFault('odd');
      return working;
    },
    mailboxesWaitUntil: () => oddUntil,
    forms: async () => [],
    workspaces: async () => [],
  };
  const keep = (fields: Readonly<Record<string, unknown>>) => {
    logged.push(fields);
  };
  const log = { debug: keep, info: keep, warn: keep, error: keep };
  const watching = { log, clock: { now: () => noon }, record: async () => true };
  return { event: await watchOrder(reads, order, watching), logged };
}
const seen = { type: 'progress_seen', ready: names, isDone: true };
const failed = { type: 'watch_failed' };
const FAILURES = [new VendorUnavailable('500'), new VendorFault('odd'), new VendorRefused(401, 'key')];

describe('a list that cannot be read', () => {
  test.each(FAILURES)('of domains, %s, leaves it unknown how far the vendor is, and is logged', async (domains) => {
    for (const order of [placed, numbered, pending]) {
      const { event, logged } = await watched(order, { domains });
      expect(event).toEqual(failed);
      expect(logged).toEqual([{ reference: order.facts.reference, error: domains }]);
    }
  });

  test.each(FAILURES)(
    'of orders, %s, is not needed to see the set-up; a working order is watched by nothing else',
    async (orders) => {
      expect((await watched(numbered, { orders })).event).toEqual(seen);
      expect((await watched(active, { orders })).event).toEqual(failed);
    },
  );

  test('is thrown when the mistake is ours', async () => {
    await expect(watched(placed, { domains: new TypeError('ours') })).rejects.toThrow('ours');
    await expect(watched(numbered, { orders: new TypeError('ours') })).rejects.toThrow('ours');
  });
});

test('what can be read is read: progress, and the end', async () => {
  expect((await watched(numbered)).event).toEqual(seen);
  expect((await watched(active)).event).toEqual({ type: 'progress_seen', ready: names });
  expect((await watched(numbered, { orders: [row('Cancelled')] })).event).toEqual({ type: 'vendor_cancelled' });
  expect((await watched(waiting)).event).toBeNull();
});

test('one domain that can never be read does not keep the others from people; how far it is, is told to be unknown in time', async () => {
  const late = addDays(noon, 12);
  const failing = async (minutes: number) => {
    const oddUntil = addMinutes(late, minutes);
    const { event } = await watched(placed, { oddDomain: 'getgoogle2.com', oddUntil });
    if (event?.type !== 'progress_seen') throw new Error('Nothing was seen');
    expect(event.readAgainAt).toEqual(oddUntil);
    return decide(placed, event, late);
  };
  // A list that fails for a moment is no news.
  const first = await failing(1);
  expect(first).toMatchObject({ order: { progress: { isStuck: false } } });
  expect(first.ok && first.effects.map(({ task }) => task.type)).not.toContain('tell');
  const decision = await failing(2);
  expect(decision).toMatchObject({
    order: {
      state: 'placed',
      progress: { ready: names.filter((name) => name !== 'getgoogle2.com'), isStuck: false, isUnknown: true },
    },
  });
  expect(decision.ok && decision.effects.map(({ task }) => task)).toContainEqual({
    type: 'tell',
    to: 'requester',
    notice: 'progress_unknown',
  });
});
