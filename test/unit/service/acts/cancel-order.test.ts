import { describe, expect, test } from '@jest/globals';
import { cancelWorth } from '../../../../src/acts/cancel_order/cancel-order.ts';
import { appraiseCancelOrder } from '../../../../src/service/acts/cancel_order/appraise.ts';
import { concludeCancelOrder } from '../../../../src/service/acts/cancel_order/conclude.ts';
import { cancelOrderProgress } from '../../../../src/service/acts/cancel_order/progress.ts';
import type { VendorOrderDetails } from '../../../../src/service/ports/vendor.ts';
import { Reference } from '../../../../src/values/ids.ts';
import { amir, aReference, noon, rita } from '../../../support/builders.ts';
import { aCancel, anApprovedCancel } from '../../../support/warrants.ts';
import { anAttempt, anIntent } from '../../orders/sent.ts';
import { placingVendor } from '../placing/placing-vendor.ts';
import { approvedThen, inWorld } from '../placing/placing-world.ts';

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
    purchased: async () => null,
    mailboxes: async () => null,
    soFar: async () => {},
    statusOf: async (id: string) => (id === act.vendorOrderId ? status : null),
    forms: async () => null,
    workspaces: async () => null,
  });

  test.each([
    ['Cancelled', { ready: act.names, isDone: true }],
    ['cancelled', { ready: act.names, isDone: true }],
    ['Active', { ready: [], isDone: false }],
    ['Pending Cancellation', { ready: [], isDone: false }],
    [null, null],
  ])('is done when the list says so: %s', async (status, progress) => {
    expect(await cancelOrderProgress(readsOf(status), act)).toEqual(
      progress && { ...progress, unread: [], isToGoOn: false, readAgainAt: null },
    );
  });
});

describe('the order that was ended', () => {
  const ending = anApprovedCancel(aCancel({ ends: aReference }));
  const reference = Reference.parse('m4x8tp');
  const facts = { ...ending.facts, reference };
  const answered = (answer: 'confirmed' | 'no_answer') => ({
    ...ending,
    facts,
    state: 'active' as const,
    attempt: 1,
    attempts: [anAttempt({ tag: null, quotedCents: null, known: 'proven', answer })],
    placedAt: noon,
    activeAt: noon,
    looks: 0,
    progress: { ready: [], changedAt: noon, isStuck: false },
  });
  const placed = [
    approvedThen,
    { type: 'placing_started', attempt: anIntent() },
    { type: 'vendor_order_found', vendorOrderId: 'recEnding', amountCents: 1_400, attempt: 1 },
  ] as const;
  const by = { reference, requestedBy: rita, approvedBy: [amir] };

  test.each([
    ['confirmed', by],
    ['no_answer', undefined],
  ] as const)('hears who ended it when our own call was answered so: %s', (answer, cancelledBy) =>
    inWorld(async (world) => {
      await world.lived({}, ...placed);
      await concludeCancelOrder(world.deps, answered(answer), aCancel({ ends: aReference }));
      const { order } = await world.stored(aReference);
      expect([order.state, order.state === 'cancelled' && order.cancelledBy]).toEqual(['cancelled', cancelledBy]);
    }),
  );

  test('hears of it, by whom nobody knows, when no call of ours was recorded', () =>
    inWorld(async (world) => {
      await world.lived({}, ...placed);
      await concludeCancelOrder(world.deps, { ...ending, facts }, aCancel({ ends: aReference }));
      expect((await world.stored(aReference)).order).not.toHaveProperty('cancelledBy');
      expect((await world.stored(aReference)).order.state).toBe('cancelled');
    }));

  test('is none of ours when it was made elsewhere', () =>
    inWorld(async (world) => {
      await world.lived({}, ...placed);
      await concludeCancelOrder(world.deps, answered('confirmed'), act);
      expect((await world.stored(aReference)).order.state).toBe('placed');
    }));
});
