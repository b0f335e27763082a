import { describe, expect, test } from '@jest/globals';
import { decide } from '../../../../src/orders/decide/decide.ts';
import type { OrderEvent } from '../../../../src/orders/event.ts';
import { type Order, termsOf } from '../../../../src/orders/order.ts';
import { VendorRefused, VendorUnavailable } from '../../../../src/service/errors.ts';
import { heldTraceReads, heldWatchReads, OrderLost } from '../../../../src/service/placing/held-reads.ts';
import { freshTraceReads, type TraceReads, type WatchReads } from '../../../../src/service/placing/vendor-lists.ts';
import { watchOrder } from '../../../../src/service/placing/watch-order.ts';
import type { Log } from '../../../../src/service/ports/log.ts';
import type { NumberedOrderRow, Vendor, VendorOrderDetails } from '../../../../src/service/ports/vendor.ts';
import { seededRandom } from '../../../simulation/random.ts';
import { simulatedVendor } from '../../../simulation/simulated-vendor.ts';
import { aLine, amir, anOrder, aPurchase, noon } from '../../../support/builders.ts';
import { anApprovedCancel } from '../../../support/warrants.ts';
import { anIntent } from '../../orders/sent.ts';

const NAMES = ['getgoogle1.com', 'getgoogle2.com'];
const OURS = 'recOrd7';

function lived(order: Order, ...events: OrderEvent[]): Order {
  return events.reduce<Order>((before, event) => {
    const decision = decide(before, event, noon);
    if (!decision.ok) throw new Error(`${event.type} is refused: ${decision.refusal}`);
    return decision.order;
  }, order);
}
const waiting = anOrder({ purchase: aPurchase({ lines: [aLine('google', NAMES.length)] }) });
const sent = lived(
  waiting,
  { type: 'approved', by: amir, fingerprint: termsOf(waiting).fingerprint },
  { type: 'placing_started', attempt: anIntent() },
);
const placed = lived(sent, { type: 'vendor_order_found', vendorOrderId: OURS, amountCents: 1_400 });
const active = lived(placed, { type: 'progress_seen', ready: NAMES, isDone: true });
const pending = lived(sent, { type: 'vendor_could_not_charge', message: 'unable' });
const accepted = lived(
  anApprovedCancel(),
  { type: 'placing_started', attempt: { ...anIntent(), tag: null, quotedCents: null } },
  { type: 'vendor_confirmed', vendorOrderId: null },
);

const row = (id: string, status: string): NumberedOrderRow => ({ id, status, amountCents: 700, createdAt: noon });
const away = () => new VendorUnavailable('no answer');

interface Lists {
  readonly rows?: readonly NumberedOrderRow[] | Error;
  readonly owner?: string | null;
  readonly mailboxes?: Error;
}

/** What a look at an order comes to, with the vendor's lists as they are given. */
async function seenOf(order: Order, { rows = [], owner = null, mailboxes }: Lists) {
  let asked = 0;
  const reads: WatchReads = {
    purchased: async () => new Set(),
    orders: async () => {
      if (rows instanceof Error) throw rows;
      return new Map(rows.map((each) => [each.id, each]));
    },
    domains: async () =>
      new Map(NAMES.map((name) => [name, { id: name, name, status: 'Active', orderId: owner, totalMailboxes: 2 }])),
    mailboxes: async () => {
      asked += 1;
      if (mailboxes) throw mailboxes;
      return [1, 2].map((each) => ({ email: `a${each}@x.com`, status: 'Active' }));
    },
    mailboxesWaitUntil: () => null,
    forms: async () => [],
    workspaces: async () => [],
  };
  const quiet = () => {};
  const log: Log = { debug: quiet, info: quiet, warn: quiet, error: quiet };
  const event = await watchOrder(reads, order, { log, clock: { now: () => noon }, record: async () => true });
  return { event, asked };
}

describe('an order that works', () => {
  test.each<{ what: string; rows: Lists['rows']; event: object }>([
    {
      what: 'is as it was while the list has it',
      rows: [row(OURS, 'Active')],
      event: { type: 'progress_seen', ready: NAMES },
    },
    { what: 'is as it was while the list lacks it', rows: [], event: { type: 'progress_seen', ready: NAMES } },
    { what: 'ended when the list says so', rows: [row(OURS, 'Cancelled')], event: { type: 'vendor_cancelled' } },
    { what: 'is not known while the list cannot be read', rows: away(), event: { type: 'watch_failed' } },
  ])('$what', async ({ rows = [], event }) => {
    expect((await seenOf(active, { rows })).event).toEqual(event);
  });
});

describe('an order that ends another', () => {
  test.each<{ what: string; rows: Lists['rows']; event: object }>([
    { what: 'is done', rows: [row('recEnding', 'Cancelled')], event: { type: 'progress_seen', isDone: true } },
    {
      what: 'is not done',
      rows: [row('recEnding', 'Active')],
      event: { type: 'progress_seen', isDone: false, ready: [] },
    },
    { what: 'is not known: the list lacks it', rows: [row('recOther', 'Cancelled')], event: { type: 'watch_failed' } },
    { what: 'is not known: the list cannot be read', rows: away(), event: { type: 'watch_failed' } },
  ])('$what', async ({ rows = [], event }) => {
    expect((await seenOf(accepted, { rows })).event).toMatchObject(event);
  });
});

describe('the domains of an order', () => {
  test('are those that the vendor lists under its number, or under none', async () => {
    const ready = { type: 'progress_seen', ready: NAMES, isDone: true };
    expect((await seenOf(placed, { owner: OURS })).event).toMatchObject(ready);
    expect((await seenOf(placed, { owner: null })).event).toMatchObject(ready);
    expect((await seenOf(placed, { owner: 'recOther' })).event).toMatchObject({ ready: [], isDone: false });
  });

  test('whose number is not known are all that have its names', async () => {
    const found = await seenOf(pending, { owner: 'recOther' });
    expect(found.event).toMatchObject({ type: 'progress_seen', ready: NAMES });
  });

  test('are all asked for when the vendor turns down one, and not when it does not answer', async () => {
    const many = anOrder({ purchase: aPurchase({ lines: [aLine('google', NAMES.length)] }) });
    expect(many.state).toBe('awaiting_approval');
    expect((await seenOf(placed, { mailboxes: new VendorRefused(404, 'Not found') })).asked).toBe(2);
    expect((await seenOf(placed, { mailboxes: away() })).asked).toBeLessThanOrEqual(2);
  });
});

describe('reads under a hold', () => {
  const page: VendorOrderDetails = { ...row(OURS, 'Active'), tag: 'page', carriesTag: true, domainNames: [] };
  const trace: TraceReads = {
    orders: async () => [],
    details: async () => ({ ...page, tag: 'details' }),
    page: async () => page,
    domains: async () => [],
    purchased: async () => [],
    forms: async () => [],
    mailboxes: async () => [],
    workspaces: async () => [],
  };
  const lists: WatchReads = {
    purchased: async () => new Set(),
    orders: async () => new Map([[OURS, row(OURS, 'Active')]]),
    domains: async () => new Map(),
    mailboxes: async () => [],
    mailboxesWaitUntil: (_workspaceId, domainId) => (domainId === 'recOdd' ? noon : null),
    forms: async () => [],
    workspaces: async () => [],
  };

  test('answer what was read, and are not made once the order is lost', async () => {
    const held = heldTraceReads(trace, async () => true);
    expect(await held.page('rec1', OURS)).toMatchObject({ tag: 'page' });
    expect(await held.details('rec1', OURS)).toMatchObject({ tag: 'details' });
    expect(await held.orders('rec1')).toEqual([]);
    const watch = heldWatchReads(lists, async () => true);
    expect((await watch.orders('rec1')).get(OURS)).toMatchObject({ status: 'Active' });
    expect(await watch.mailboxes('rec1', 'recDomain', '7f3k2q')).toEqual([]);
    expect([watch.mailboxesWaitUntil('rec1', 'recOdd'), watch.mailboxesWaitUntil('rec1', 'recDomain')]).toEqual([
      noon,
      null,
    ]);
    expect(await watch.domains('rec1')).toEqual(new Map());
    const lost = async () => false;
    await expect(heldTraceReads(trace, lost).page('rec1', OURS)).rejects.toThrow(OrderLost);
    await expect(heldWatchReads(lists, lost).orders('rec1')).rejects.toThrow(OrderLost);
    await expect(heldWatchReads(lists, lost).mailboxes('rec1', 'recDomain', '7f3k2q')).rejects.toThrow(OrderLost);
  });

  test('that a person waits for are read anew, a page too', async () => {
    const asked: unknown[] = [];
    const vendor: Vendor = {
      ...simulatedVendor(seededRandom(1), () => noon),
      orderDetails: async (...how) => {
        asked.push(how);
        return page;
      },
    };
    await freshTraceReads(vendor).page('rec1', OURS);
    expect(asked).toEqual([['rec1', OURS, 'person']]);
  });
});
