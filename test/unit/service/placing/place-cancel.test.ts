import { describe, expect, test } from '@jest/globals';
import { addDays } from 'date-fns';
import { requestOf } from '../../../../src/acts/act.ts';
import { cancelWorth } from '../../../../src/acts/cancel_order/cancel-order.ts';
import { sentHashOf } from '../../../../src/orders/approval/fingerprint.ts';
import { approvalsOf } from '../../../../src/orders/order.ts';
import { reconcileOrder } from '../../../../src/service/placing/looking/reconcile-order.ts';
import { placeOrder } from '../../../../src/service/placing/place-order.ts';
import type { CallOutcome, VendorOrderDetails } from '../../../../src/service/ports/vendor.ts';
import { recordEvent } from '../../../../src/service/record-event.ts';
import { aReference } from '../../../support/builders.ts';
import { aCancel, aNewCancel } from '../../../support/warrants.ts';
import { approvedThen, inWorld, type PlacingWorld } from './placing-world.ts';

/** An order to end what stands at the vendor is one more act of the same path: what is special about it stands here. */

const act = aCancel();
const asShown = { domainNames: ['GetGoogle2.com', 'getgoogle1.com'], amountCents: 1_400 };
const CALL = { request: requestOf(act, null) };

/** A world with an approved order to end a vendor order, which is at the vendor as it is told. */
const inWorldToEnd = (live: (world: PlacingWorld) => Promise<void>, shown: Partial<VendorOrderDetails> = {}) =>
  inWorld(async (world) => {
    world.vendor.stands(act.vendorOrderId, { ...asShown, ...shown });
    if (shown.status) world.vendor.rows.splice(0, 1, { ...rowOf(shown.status) });
    await world.livedFrom(aNewCancel(act), approvedThen);
    await live(world);
  });
const shownBy = ({ vendor }: PlacingWorld): VendorOrderDetails => {
  const shown = vendor.details.get(act.vendorOrderId);
  if (!shown) throw new Error('What is to end is not there');
  return shown;
};
const rowOf = (status: string) => ({ id: act.vendorOrderId, amountCents: 1_400, status, createdAt: null });

/** Places the order as a worker does, and answers where it stands then. */
async function place(world: PlacingWorld) {
  const record = async (event: Parameters<typeof recordEvent>[2]) =>
    (await recordEvent(world.deps, aReference, event)).ok;
  const stored = await world.stored(aReference);
  await placeOrder(world.deps)(stored, { record, begin: world.begin, keep: async () => true });
  return (await world.stored(aReference)).order;
}

test('is carried out once, after what ends was asked for anew and its status was read', () =>
  inWorldToEnd(async (world) => {
    const order = await place(world);
    expect(world.vendor.reads).toEqual([
      'workspaces placing',
      'details recNorthwind recEnding placing',
      'turn cancelOrder',
      'orders recNorthwind placing',
      'details recNorthwind recEnding placing',
    ]);
    expect(world.vendor.paidCalls).toEqual([CALL]);
    expect(order).toMatchObject({
      state: 'placed',
      attempts: [{ tag: null, quotedCents: null, sentHash: sentHashOf(CALL.request), vendorOrderId: 'recEnding' }],
    });
  }));

test.each(['Cancelled', 'canceled '])('is not sent when it is “%s” at the vendor by now', (status) =>
  inWorldToEnd(
    async (world) => {
      expect(await place(world)).toMatchObject({ state: 'placed', attempts: [{ known: 'proven', answer: null }] });
      expect(world.vendor.paidCalls).toEqual([]);
    },
    { status },
  ),
);

describe('whose page was opened before, for another order', () => {
  const page = { ...asShown, tag: 'theirs' };
  const opened = async (world: PlacingWorld) =>
    void (await world.deps.lists.trace.details('recNorthwind', act.vendorOrderId));

  test('is not sent when that page says “Cancelled” by now, though the list is late', () =>
    inWorldToEnd(async (world) => {
      await opened(world);
      world.vendor.details.set(act.vendorOrderId, { ...shownBy(world), status: 'Cancelled' });
      expect(await place(world)).toMatchObject({ state: 'placed', attempts: [{ known: 'proven', answer: null }] });
      expect(world.vendor.paidCalls).toEqual([]);
    }, page));

  test('is sent when it runs again, though that page had another word then', () =>
    inWorldToEnd(async (world) => {
      world.vendor.details.set(act.vendorOrderId, { ...shownBy(world), status: 'Past due' });
      await opened(world);
      world.vendor.details.set(act.vendorOrderId, { ...shownBy(world), status: 'Active' });
      expect(await place(world)).toMatchObject({ state: 'placed' });
      expect(world.vendor.paidCalls).toEqual([CALL]);
    }, page));

  test('that is not known to be done is found to be by that page, though the list is late', () =>
    inWorldToEnd(async (world) => {
      world.vendor.outcome = { type: 'no_answer' };
      await opened(world);
      const order = await place(world);
      world.vendor.details.set(act.vendorOrderId, { ...shownBy(world), status: 'Cancelled' });
      const found = { type: 'vendor_order_found', vendorOrderId: act.vendorOrderId };
      const { trace } = world.deps.lists;
      expect(await reconcileOrder(trace, order, async () => false)).toMatchObject(found);
    }, page));
});

test.each<{ what: string; shown: Partial<VendorOrderDetails> }>`
  what                       | shown
  ${'costs something else'}  | ${{ amountCents: 700 }}
  ${'does not say its cost'} | ${{ amountCents: null }}
  ${'has fewer domains'}     | ${{ domainNames: ['getgoogle1.com'] }}
  ${'has another domain'}    | ${{ domainNames: ['getgoogle1.com', 'Other.com'] }}
  ${'has one more'}          | ${{ domainNames: [...act.names, 'other.com'] }}
`('is up for approval again when what would end $what', ({ shown }) =>
  inWorldToEnd(async (world) => {
    const order = await place(world);
    const { domainNames, amountCents } = { ...asShown, ...shown };
    const other = aCancel({ names: domainNames.map((name) => name.toLowerCase()), monthCents: amountCents });
    expect(order).toMatchObject({
      state: 'awaiting_approval',
      change: { reason: 'target_changed' },
      terms: [{ act }, { act: other, worth: cancelWorth(other) }],
    });
    expect(approvalsOf(order)).toEqual([]);
    expect(world.vendor.paidCalls).toEqual([]);
  }, shown),
);

test('waits while the vendor’s list does not have what would end: that proves nothing', () =>
  inWorldToEnd(async (world) => {
    world.vendor.rows.length = 0;
    expect(await place(world)).toMatchObject({ state: 'approved', hold: 'orders_unread' });
    expect(world.vendor.paidCalls).toEqual([]);
  }));

test('needs no other order of the workspace opened, however many there are', () =>
  inWorldToEnd(async (world) => {
    for (let each = 0; each < 201; each += 1) world.vendor.stands(`rec${each}`);
    expect(await place(world)).toMatchObject({ state: 'placed' });
    expect(world.vendor.reads.filter((read) => read.startsWith('details'))).toEqual([
      'details recNorthwind recEnding placing',
      'details recNorthwind recEnding placing',
    ]);
  }));

test.each<CallOutcome>([{ type: 'rejected', message: 'No' }, { type: 'no_answer' }])(
  'whose outcome is not clear ($type) is looked for, and is never sent again by itself',
  (outcome) =>
    inWorldToEnd(async (world) => {
      world.vendor.outcome = outcome;
      expect(await place(world)).toMatchObject({ state: 'outcome_unknown' });
      world.now = addDays(world.now, 1);
      await place(world);
      expect(world.vendor.paidCalls).toHaveLength(1);
    }),
);
