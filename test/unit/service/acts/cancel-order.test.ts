import { describe, expect, test } from '@jest/globals';
import { cancelWorth } from '../../../../src/acts/cancel_order/cancel-order.ts';
import { appraiseCancelOrder } from '../../../../src/service/acts/cancel_order/appraise.ts';
import { cancelOrderProgress } from '../../../../src/service/acts/cancel_order/progress.ts';
import type { VendorOrderDetails } from '../../../../src/service/ports/vendor.ts';
import { noon } from '../../../support/builders.ts';
import { aCancel } from '../../../support/warrants.ts';
import { placingVendor } from '../placing/placing-vendor.ts';

const act = aCancel();

function vendorShowing(shown: Partial<VendorOrderDetails>) {
  const vendor = placingVendor({ clock: { now: () => noon }, monotonicMs: () => 0 });
  vendor.stands(act.vendorOrderId, {
    status: 'Active',
    amountCents: act.monthCents,
    domainNames: act.names.map((name) => name.toUpperCase()),
    ...shown,
  });
  return vendor;
}

describe('right before the call, what ends is', () => {
  test('as it was shown, in whatever letters and order its names come', async () => {
    const shuffled = vendorShowing({ domainNames: act.names.toReversed() });
    expect(await appraiseCancelOrder(shuffled, act, 'person')).toEqual({ ok: true, worth: cancelWorth(act) });
  });

  test.each([
    ['another amount', { amountCents: 1 }, { monthCents: 1 }],
    ['an amount that is not told any more', { amountCents: null }, { monthCents: null }],
    ['a name more', { domainNames: [...act.names, 'more.com'] }, { names: [...act.names, 'more.com'] }],
    ['a name less', { domainNames: act.names.slice(1) }, { names: act.names.slice(1) }],
  ])('another order with %s, which has to be approved', async (_what, shown, changed) => {
    const now = { ...act, ...changed };
    const appraised = await appraiseCancelOrder(vendorShowing(shown), act, 'person');
    expect(appraised).toEqual({ ok: true, worth: cancelWorth(now), act: now });
  });

  test('left as it was when it is cancelled by now: its status tells', async () => {
    const ended = vendorShowing({ status: 'Cancelled', amountCents: 0, domainNames: [] });
    expect(await appraiseCancelOrder(ended, act, 'person')).toEqual({ ok: true, worth: cancelWorth(act) });
  });

  test.each(['Pending Cancellation', '', 'Paused'])('not clear when its status is “%s”', async (status) => {
    expect(await appraiseCancelOrder(vendorShowing({ status }), act, 'person')).toMatchObject({ ok: false });
  });
});

describe('an end', () => {
  const readsOf = (status: string | null) => ({
    domains: async () => null,
    mailboxes: async () => null,
    soFar: async () => {},
    statusOf: async (id: string) => (id === act.vendorOrderId ? status : null),
  });

  test.each([
    ['Cancelled', { ready: act.names, isDone: true }],
    ['cancelled', { ready: act.names, isDone: true }],
    ['Active', { ready: [], isDone: false }],
    ['Pending Cancellation', { ready: [], isDone: false }],
    [null, null],
  ])('is done when the list says so: %s', async (status, progress) => {
    expect(await cancelOrderProgress(readsOf(status), act)).toEqual(
      progress && { ...progress, unread: [], isToGoOn: false },
    );
  });
});
